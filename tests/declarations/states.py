"""What becomes of a signature, brought about for tests that are about what is shown of it."""

from forum.declarations.operations import contesting
from forum.declarations.queries import contests
from models import Signature


def contested(session, dossier, actor, reason="I was away."):
    """The signature of an actor's city is contested by them; the index of that entry."""
    row = session.query(Signature).filter_by(declaration_id=dossier.id, city_id=actor.city_id).one()
    act = contests.act(dossier, contests.SIGNATURE, row.id)
    index = contesting.contest(dossier, actor, act, reason).register_index
    session.commit()
    return index
