"""Files of papers, made by a job from the content that was kept when the paper was composed."""

from forum.kit.making import Maker
from forum.papers.formats import render
from models import Paper, PaperFile
from models.base import db


def content_of(row: PaperFile) -> bytes:
    """The bytes of a file, now; nothing is held in the database meanwhile. Raises Unsettable."""
    form, content = row.format, db.session.get_one(Paper, row.paper_id).content
    db.session.rollback()
    return render(form, content)


maker = Maker(PaperFile, content_of)
