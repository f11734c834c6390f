"""The large corpus can be added to a forum twice, and its counters hold."""

from sqlalchemy import func, select

from app import create_app
from forum.desk import corpus
from models import City, Comment, Contribution
from models.base import Base, db


def test_twice_is_more(tmp_path):
    app = create_app({"TESTING": True, "SQLALCHEMY_DATABASE_URI": f"sqlite:///{tmp_path / 'large.sqlite3'}"})
    with app.app_context():
        Base.metadata.create_all(db.engine)
        for expected in (3, 6):
            corpus.load(app, 3, 2)
            assert db.session.scalar(select(func.count(Contribution.id))) == expected
            assert db.session.scalar(select(func.count(Comment.id))) == 2 * expected
            db.session.rollback()
        assert db.session.scalar(select(func.count(City.id))) == 96
        assert set(db.session.scalars(select(Contribution.comment_count))) == {2}
        db.session.remove()
        db.engine.dispose()
