"""State machines as tables of moves: the same table guards the change, draws the buttons and feeds the tests."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import update

from forum.kit.database import changed_one
from forum.kit.i18n import _
from forum.kit.verdict import Refused, Verdict, refuse
from models.base import db

Rule = Callable[[Any, Any], Verdict]  # (thing, actor) -> Verdict


@dataclass(frozen=True)
class Move:
    """`sources` are the stages that it may leave, `who` judges the actor and the thing, never the stage."""

    name: str
    label: Any  # a verb for the button, translated when drawn
    sources: tuple[str, ...]
    target: str
    who: Rule
    asks: bool = True  # the act needs a page of its own (a reason, a date); otherwise one button does it
    variant: str = "secondary"


@dataclass(frozen=True)
class Offer:
    """A move as one actor sees it on one thing."""

    move: Move
    verdict: Verdict

    @property
    def allowed(self) -> bool:
        return self.verdict.allowed

    @property
    def rank(self) -> int:
        """What should be done first, what cannot be taken back last; drawn in this order."""
        return {"primary": 0, "danger": 2}.get(self.move.variant, 1)

    @property
    def sentence(self) -> str:
        return self.verdict.sentence

    @property
    def remedy(self) -> str:
        return self.verdict.remedy


class Workflow:
    def __init__(self, labels: dict[str, Any], moves: Sequence[Move]) -> None:
        self.labels = labels
        self.moves = {move.name: move for move in moves}

    def judge(self, thing: Any, name: str, actor: Any) -> Verdict:
        """May this actor make this move now? The stage is judged first, then the person."""
        move = self.moves[name]
        if thing.stage not in move.sources:
            wanted = _(" or ").join(f"“{self.labels[source]}”" for source in move.sources)
            sentence = _("This is possible only at the stage %(wanted)s; it is now at “%(now)s”.")
            return refuse(sentence % {"wanted": wanted, "now": self.labels[thing.stage]})
        return move.who(thing, actor)

    def offers(self, thing: Any, actor: Any) -> list[Offer]:
        """The moves that leave the present stage, each with the verdict for this actor."""
        here = [move for move in self.moves.values() if thing.stage in move.sources]
        return [Offer(move, self.judge(thing, move.name, actor)) for move in here]

    def apply(self, thing: Any, name: str, actor: Any) -> tuple[str, str]:
        """Move the thing by compare-and-set; (source, target). Raises Refused, also when another was faster."""
        verdict = self.judge(thing, name, actor)
        if not verdict:
            raise Refused(verdict)
        return self.force(thing, self.moves[name].target)

    def force(self, thing: Any, target: str) -> tuple[str, str]:
        """The change without a judge, for deadlines; still one winner among equals."""
        source, model = thing.stage, type(thing)
        db.session.flush()
        statement = update(model).where(model.id == thing.id, model.stage == source).values(stage=target)
        if not changed_one(statement):
            raise Refused(refuse(_("Somebody else moved this a moment ago."), _("Reload the page to see where it stands.")))
        db.session.refresh(thing, ["stage"])
        return source, target
