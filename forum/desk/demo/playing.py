"""All parts of the demo in their order; imported only where it is played, once in the life of a database."""

import datetime as dt

from forum.desk.demo import (
    aftermath,
    cast,
    chains,
    consent,
    consulting,
    deciding,
    declarations,
    exchange,
    languages,
    moderation,
    papers,
    recommendations,
    returning,
    rooms,
    screening,
    talk,
)
from forum.desk.demo.play import Play
from forum.kit import clock
from models import Setting
from models.base import db

DAYS = 400  # how long the forum of the demo has existed


def load() -> None:
    """Fill an empty database; runs in one transaction."""
    play = Play(clock.now() - dt.timedelta(days=DAYS))
    with clock.at(play.begin):
        db.session.add(Setting(name="demo", value=True))
        cast.enter(play)
        rooms.enter(play)
    parts = (exchange, declarations, languages, consent, recommendations, screening, consulting, deciding, rooms, talk)
    for part in (*parts, chains, moderation, papers, returning):
        part.schedule(play)
    play.run()
    aftermath.settle()
