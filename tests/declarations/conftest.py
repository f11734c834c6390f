"""A declaration in each stage, and the people around it."""

import datetime as dt
from types import SimpleNamespace

import pytest

from forum.declarations.operations import beginning, clauses, nexting, procedure
from forum.declarations.text import nexting as drafts
from forum.kit import clock
from models.mandate import Role
from tests import signatures

TEXT = (
    ("preambular", "Recalling the Geneva Declaration of Mayors,"),
    ("operative", "Invites all cities to plant trees:"),
    ("sub", "Along streets;"),
    ("operative", "Requests the Committee to take note."),
)


@pytest.fixture
def people(make):
    return group_of_people(make)


def group_of_people(make):
    """Everybody who may have a part: the lead city, a second city of the group, a third city, staff, Bureau, observers."""
    lead, second, third = make.city("Braga"), make.city("Lviv", country="UA"), make.city("Tampere", country="FI")
    return SimpleNamespace(
        lead_mayor=make.actor(Role.MAYOR, lead),
        lead_delegate=make.actor(Role.DELEGATE, lead),
        group_mayor=make.actor(Role.MAYOR, second),
        group_delegate=make.actor(Role.DELEGATE, second),
        other_mayor=make.actor(Role.MAYOR, third),
        other_delegate=make.actor(Role.DELEGATE, third),
        unaccredited_mayor=make.actor(Role.MAYOR, make.city("Nowhere", accredited=False)),
        editor=make.actor(Role.EDITOR),
        approver=make.actor(Role.APPROVER),
        observer=make.actor(Role.OBSERVER),
        state=make.actor(Role.STATE),
        vice_chair=make.actor(Role.BUREAU),
        chair=make.actor(Role.CHAIR),
        lead=lead,
        second=second,
        third=third,
    )


@pytest.fixture
def write(people):
    return writer(people)


def writer(people):
    """write(stage) makes a declaration and brings it there by its operations, under a moved clock."""

    def written(stage: str = "drafting", signed: bool = False):
        start = clock.now() - dt.timedelta(days=40)
        with clock.at(start):
            dossier = beginning.begin(people.lead_mayor, "Trees for every street", "Shade.", "resolution")
            beginning.invite_city(dossier, people.lead_mayor, people.second)
            after = ""
            for kind, words in TEXT:
                after = clauses.add_clause(dossier, people.lead_delegate, kind, words, after).uid
        bring(dossier, stage, people, start, signed)
        return dossier

    return written


def bring(dossier, stage, people, start, signed):
    order = ["drafting", "consultation", "silence", "open", "adopted", "closed"]
    reached = order.index(stage)
    with clock.at(start + dt.timedelta(days=1)):
        if reached >= 1:
            procedure.open_consultation(dossier, people.lead_mayor)
        if reached >= 2:
            ends = dt.timedelta(days=60 if stage == "silence" else 10)
            procedure.start_silence(dossier, people.vice_chair, clock.now() + ends)
    with clock.at(start + dt.timedelta(days=20)):
        if reached >= 3:
            procedure.open_signature(dossier, people.chair, clock.now() + dt.timedelta(days=60))
        if reached >= 4 or signed:
            signatures.sign(dossier, people.lead_mayor)
        if reached >= 4:
            procedure.adopt(dossier, people.chair, clock.today(), "Geneva")
        if reached >= 5:
            procedure.close(dossier, people.chair)


def issue(dossier, chair, kind, note, texts, ends_at=None):
    """A new version that has other words for the paragraphs named in `texts`."""
    form = {f"text-{uid}": words for uid, words in texts.items()}
    return nexting.issue(dossier, chair, kind, note, drafts.read(drafts.drafts(dossier.clauses), form), ends_at)
