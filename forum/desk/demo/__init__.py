"""The demo: invented people and cities, played through the operations under moved clocks, so that every row has its history.

Only sourced texts stand under real cities; declarations, signatures, recommendations and answers belong to invented ones.
"""

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
from forum.desk.demo.cast import ACCOUNTS, PASSWORD
from forum.desk.demo.play import Play
from forum.kit import clock
from models import Setting
from models.base import db

__all__ = ["ACCOUNTS", "PASSWORD", "load"]

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
