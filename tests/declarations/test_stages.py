"""Every role, stage and move of a declaration, with the sentence."""

import datetime as dt

import pytest

from forum.declarations.operations import nexting as preparing
from forum.declarations.operations import procedure
from forum.declarations.queries import declarations as reading
from forum.declarations.queries import lists
from forum.declarations.rules import signing as rules
from forum.declarations.text import nexting
from forum.declarations.workflow import FLOW, LABELS, judge
from forum.kit import clock
from forum.kit.verdict import Conflict, Refused
from models.declaration import Stage
from tests import signatures

ACTORS = (
    "lead_mayor", "lead_delegate", "group_mayor", "group_delegate", "other_mayor", "other_delegate", "unaccredited_mayor",
    "editor", "approver", "observer", "state", "vice_chair", "chair",
)  # fmt: skip
CITIES = {"lead_mayor", "lead_delegate", "group_mayor", "group_delegate", "other_mayor", "other_delegate"}
LEAD, BUREAU = {"lead_mayor", "lead_delegate"}, {"vice_chair", "chair"}
# move -> (the stages that it leaves, who may make it, the sentence for the others)
TABLE = {
    "open_consultation": (["drafting"], LEAD, "Only the lead city does this."),
    "pause": (["drafting"], LEAD | BUREAU, "Only the lead city or the Bureau does this."),
    "lift_pause": (["drafting"], set(), "The text is open for editing."),
    "move_deadline": (["consultation"], LEAD | BUREAU, "Only the lead city or the Bureau does this."),
    "start_silence": (["consultation"], BUREAU, "Only the Bureau does this."),
    "break_silence": (["silence"], CITIES, "Only accredited cities do this."),
    "resume_drafting": (["consultation", "silence"], LEAD | BUREAU, "Only the lead city or the Bureau does this."),
    "open_signature": (["silence"], set(), "Only the chair does this."),  # not while the silence runs
    "unfreeze": (["open"], {"chair"}, "Only the chair does this."),
    "issue_version": (["open", "adopted"], {"chair"}, "Only the chair does this."),
    "adopt": (["open"], {"chair"}, "Only the chair does this."),
    "close": (["open", "adopted"], {"chair"}, "Only the chair does this."),
}
WRONG_STAGE = {
    "open_consultation": "This is possible only at the stage “drafting”; it is now at “{}”.",
    "pause": "This is possible only at the stage “drafting”; it is now at “{}”.",
    "lift_pause": "This is possible only at the stage “drafting”; it is now at “{}”.",
    "move_deadline": "This is possible only at the stage “consultation”; it is now at “{}”.",
    "start_silence": "This is possible only at the stage “consultation”; it is now at “{}”.",
    "break_silence": "This is possible only at the stage “silence procedure”; it is now at “{}”.",
    "resume_drafting": "This is possible only at the stage “consultation” or “silence procedure”; it is now at “{}”.",
    "open_signature": "This is possible only at the stage “silence procedure”; it is now at “{}”.",
    "unfreeze": "This is possible only at the stage “open for signature”; it is now at “{}”.",
    "issue_version": "This is possible only at the stage “open for signature” or “adopted”; it is now at “{}”.",
    "adopt": "This is possible only at the stage “open for signature”; it is now at “{}”.",
    "close": "This is possible only at the stage “open for signature” or “adopted”; it is now at “{}”.",
}
# Where the actor is the right one and something else is missing.
OF_THE_TEXT = {
    ("open_signature", "chair", "silence"): "The silence procedure still runs.",
    ("unfreeze", "chair", "signed"): "A city has signed this text; it is not opened again.",
    ("issue_version", "chair", "open"): "No city has signed yet.",
    ("adopt", "chair", "open"): "No signature stands under this text.",
}


def test_the_table_names_every_move():
    assert set(TABLE) == set(FLOW.moves) == set(WRONG_STAGE)


@pytest.mark.parametrize("stage", [*Stage, "signed"])
def test_every_role_stage_and_move(people, write, stage):
    dossier = write("open", signed=True) if stage == "signed" else write(stage)
    for name, (sources, allowed, sentence) in TABLE.items():
        for who in ACTORS:
            verdict = judge(dossier, name, getattr(people, who))
            if dossier.stage not in sources:
                expected = WRONG_STAGE[name].format(LABELS[Stage(dossier.stage)])
            elif (name, who, stage) in OF_THE_TEXT:
                expected = OF_THE_TEXT[name, who, stage]
            else:
                expected = "" if who in allowed else sentence
            assert verdict.sentence == expected, (stage, name, who)
            assert bool(verdict) is (expected == "")


def test_a_move_that_is_refused_changes_nothing(people, write):
    dossier = write("consultation")
    with pytest.raises(Refused):
        procedure.start_silence(dossier, people.lead_mayor, clock.now() + dt.timedelta(days=3))
    assert dossier.stage == "consultation"


def test_of_two_chairs_one_moves(people, write):
    dossier = write("open", signed=True)
    twin = reading.get(None, dossier.id)
    procedure.close(dossier, people.chair)
    with pytest.raises(Refused):
        procedure.close(twin, people.chair)


def test_silence_that_nobody_breaks_ends_by_the_clock_and_is_told_once(people, write, session):
    dossier = write("silence")
    with clock.at(dossier.row.silence_ends_at):
        assert judge(dossier, "break_silence", people.other_mayor).sentence == (
            "The silence procedure has ended; nobody broke it."
        )
        assert judge(dossier, "open_signature", people.chair)
        procedure.note_deadlines()
        procedure.note_deadlines()
        from forum.ledger.queries import history

        assert [e.verb for e in history("declaration", dossier.id)].count("declaration.silence_ended") == 1


def test_a_city_breaks_the_silence_with_its_reason(people, write):
    dossier = write("silence")
    procedure.break_silence(dossier, people.other_delegate, "Paragraph 2 names no funds.")
    assert dossier.stage == "consultation"
    assert dossier.row.silence_ends_at is None


def test_a_deadline_in_the_past_is_refused(people, write):
    dossier = write("consultation")
    with pytest.raises(Refused, match="passed already"):
        procedure.start_silence(dossier, people.chair, clock.now() - dt.timedelta(minutes=1))


def test_a_passed_deadline_closes_what_was_adopted(people, write):
    dossier = write("adopted")
    with clock.at(dossier.row.signing_ends_at):
        procedure.note_deadlines()
    assert reading.get(None, dossier.id).stage == "closed"


def test_unfreezing_keeps_the_version_on_record(people, write):
    dossier = write("open")
    first = dossier.version.sha256
    procedure.unfreeze(dossier, people.chair, "A word is missing.")
    assert dossier.stage == "drafting"
    assert [v.sha256 for v in reading.get(None, dossier.id).versions] == [first]


def words(dossier, last):
    return nexting.read(nexting.drafts(dossier.clauses), {f"text-{dossier.clauses[-1].uid}": last})


def test_an_editorial_version_keeps_the_signatures_and_a_substantive_one_asks_again(people, write):
    dossier = write("open", signed=True)
    preparing.issue(
        dossier, people.chair, "editorial", "A typing error.", words(dossier, "Requests the Committee to note this.")
    )
    assert (dossier.version.number, dossier.row.signature_count) == (2, 1)
    with clock.at(dossier.version.objections_until):
        preparing.issue(
            dossier, people.chair, "substantive", "Funds are named.", words(dossier, "Requests the Committee to pay.")
        )
    assert (dossier.version.number, dossier.row.signature_count) == (3, 0)
    assert [s.city_id for s in dossier.lapsed] == [people.lead.id]
    signatures.sign(dossier, people.lead_mayor)
    assert dossier.row.signature_count == 1 and dossier.lapsed == []


def test_a_version_without_a_change_is_refused(people, write):
    dossier = write("open", signed=True)
    with pytest.raises(Refused, match="No word was changed"):
        preparing.issue(dossier, people.chair, "editorial", "", nexting.drafts(dossier.clauses))


def test_hidden_characters_stop_the_freezing(people, write):
    dossier = write("silence")
    dossier.clauses[1].text = "Invites\u200b all cities."
    with clock.at(dossier.row.silence_ends_at), pytest.raises(Refused, match="nobody sees") as refused:
        procedure.open_signature(dossier, people.chair, clock.now() + dt.timedelta(days=9))
    assert "ZERO WIDTH SPACE" in refused.value.verdict.remedy


def test_who_signs(people, write):
    dossier = write("open")
    sentences = {
        "lead_mayor": "", "group_mayor": "", "other_mayor": "",
        "lead_delegate": "Only a mayor or deputy mayor signs for a city.",
        "unaccredited_mayor": "Only accredited cities do this.", "editor": "Only accredited cities do this.",
        "observer": "Only accredited cities do this.", "chair": "Only accredited cities do this.",
    }  # fmt: skip
    for who, sentence in sentences.items():
        assert rules.can_sign(dossier, getattr(people, who)).sentence == sentence, who


def test_a_city_signs_once_withdraws_and_signs_again(people, write):
    dossier = write("open")
    mayor = people.lead_mayor
    reserved = [dossier.clauses[1].uid]
    row = signatures.sign(dossier, mayor, "With joy.", "Not in winter.", reserved)
    assert '"kind":"sign-with-reservation"' in row.statement and dossier.version.manifest_sha256 in row.statement
    assert rules.can_sign(dossier, mayor).sentence == "Your city has signed this version."
    signatures.withdraw(dossier, mayor, "The council voted.")
    assert dossier.row.signature_count == 0 and len(dossier.signatures) == 1
    signatures.sign(dossier, mayor)
    assert dossier.row.signature_count == 1 and len(reading.get(None, dossier.id).signatures) == 2


def test_two_signatures_at_one_moment_are_one(people, write):
    dossier = write("open")
    twin = reading.get(None, dossier.id)
    signatures.sign(dossier, people.lead_mayor)
    with pytest.raises(Refused, match="has signed"):
        signatures.sign(twin, people.lead_mayor)


def test_a_text_that_changed_under_an_open_page_is_not_signed(people, write):
    dossier = write("open", signed=True)
    with pytest.raises(Conflict, match="changed while you were reading"):
        signatures.sign(dossier, people.other_mayor, seen="0" * 64)


def test_nobody_signs_after_the_deadline(people, write):
    dossier = write("open", signed=True)
    with clock.at(dossier.row.signing_ends_at):
        assert rules.can_sign(dossier, people.other_mayor).sentence == "Signing ended at the deadline."
        assert rules.is_note(dossier) and rules.can_withdraw(dossier, people.lead_mayor)


@pytest.mark.parametrize(
    ("stage", "seen_by"),
    [
        ("drafting", {"lead_mayor", "group_delegate", "editor", "chair"}),
        ("consultation", {"lead_mayor", "group_delegate", "other_mayor", "editor", "chair"}),
        ("silence", {"lead_mayor", "group_delegate", "other_mayor", "editor", "chair"}),
        ("open", {*ACTORS, "stranger"}),
        ("closed", {*ACTORS, "stranger"}),
    ],
)
def test_who_sees_a_stage(people, write, stage, seen_by):
    from forum.accounts.actor import Actor

    dossier = write(stage)
    everybody = {
        "lead_mayor", "group_delegate", "other_mayor", "unaccredited_mayor", "editor", "observer", "state", "chair",
        "stranger",
    }  # fmt: skip
    for who in everybody:
        actor = Actor() if who == "stranger" else getattr(people, who)
        assert bool(reading.get(actor, dossier.id)) is (who in seen_by), (stage, who)
        assert bool(lists.listing(actor, {}, None).items) is (who in seen_by), (stage, who)
        assert bool(lists.stage_counts(actor)) is (who in seen_by)


def test_an_invited_observer_reads_the_consultation(people, write):
    from forum.declarations.operations import beginning

    dossier = write("consultation")
    beginning.invite_observer(dossier, people.lead_mayor, people.observer.person)
    assert reading.get(people.observer, dossier.id)
    assert not reading.get(people.state, dossier.id)
