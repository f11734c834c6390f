"""A forum of chance: rows put straight into the tables, public and hidden ones; every number has something to miss."""

import datetime as dt
import random
from types import SimpleNamespace

from forum.exchange.vocabulary import THEMES
from forum.kit import clock
from forum.recommendations.words import VERBS
from models import (
    Declaration,
    Disposition,
    Evidence,
    Experience,
    FollowUpReport,
    Path,
    Recommendation,
    RecommendationMove,
    RecommendationTheme,
    Role,
    Signature,
    Sponsor,
    StageChange,
    Undertaking,
    Version,
)
from models.declaration import Stage as Text
from models.recommendation import Stage

PUBLIC = (Stage.FORWARDED, Stage.CONSIDERED, Stage.DISPOSITION, Stage.FOLLOW_UP, Stage.CLOSED)


class Chance:
    """Makes rows with `make`; everything that it made is in `all`, by the name of the table."""

    def __init__(self, make, seed: int) -> None:
        self.make, self.chance = make, random.Random(seed)
        self.mayors = [make.actor(Role.MAYOR) for _number in range(5)]
        make.city("Not accredited", accredited=False)
        self.bodies = [make.body("Committee on Urban Affairs"), make.body("Committee on Housing")]
        self.all: dict[str, list] = {}

    def add(self, row):
        self.all.setdefault(row.__tablename__, []).append(self.make.add(row))
        return row

    def moment(self) -> dt.datetime:
        return clock.now() - dt.timedelta(days=self.chance.randint(1, 400), seconds=self.chance.randint(0, 80_000))

    def who(self):
        mayor = self.chance.choice(self.mayors)
        return mayor, {"person_id": mayor.person_id, "mandate_id": mayor.mandate_id}

    def experience(self):
        mayor, _who = self.who()
        at = self.moment()
        return self.add(
            Experience(
                title=f"Experience {self.chance.random()}", city_id=mayor.city_id, author_id=mayor.person_id,
                mandate_id=mayor.mandate_id, country_iso2="PT", created_at=at, published_at=at,
                state=self.chance.choice(["published", "published", "hidden"]),
            )
        )  # fmt: skip

    def declaration(self):
        mayor, who = self.who()
        stage, at = self.chance.choice(list(Text)), self.moment()
        row = self.add(
            Declaration(title="Declaration", purpose="", template="mayors", lead_city_id=mayor.city_id, created_at=at,
                        stage=stage, version_count=1)
        )  # fmt: skip
        version = self.make.add(
            Version(declaration_id=row.id, number=1, kind="first", canonical="{}", sha256="0" * 64, at=at, **who)
        )
        if stage == Text.ADOPTED:
            self.add(StageChange(declaration_id=row.id, move="adopt", source="open", target="adopted", at=at, **who))
        for mayor in self.chance.sample(self.mayors, 3):
            signer = {"person_id": mayor.person_id, "mandate_id": mayor.mandate_id, "city_id": mayor.city_id}
            self.add(Signature(declaration_id=row.id, version_id=version.id, byline=mayor.byline, at=at, **signer))
        return row

    def recommendation(self, stage=None, **fields):
        mayor, who = self.who()
        stage = stage or self.chance.choice(list(Stage))
        begun = self.moment()
        public = begun + dt.timedelta(days=9) if stage in PUBLIC else None
        body = fields.pop("body", None) or self.chance.choice(self.bodies)
        row = self.add(
            Recommendation(
                title=f"Asked {self.chance.random()}", body_id=body.id, lead_city_id=mayor.city_id, stage=stage,
                created_at=begun, submitted_at=None if stage == Stage.DRAFT else begun + dt.timedelta(days=2),
                public_at=public, year=begun.year, edit=1, **fields,
            )
        )  # fmt: skip
        for one in self.chance.sample(self.mayors, 2):
            state = self.chance.choice(["agreed", "invited"])
            signer = {"person_id": one.person_id, "mandate_id": one.mandate_id, "city_id": one.city_id}
            self.add(Sponsor(recommendation_id=row.id, state=state, edit=1, at=begun, byline=one.byline, **signer))
        for theme in self.chance.sample(list(THEMES), self.chance.randint(0, 2)):
            self.add(RecommendationTheme(recommendation_id=row.id, theme=theme))
        if self.all.get("experience") and self.chance.random() < 0.7:
            source = self.chance.choice(self.all["experience"])
            self.add(Evidence(recommendation_id=row.id, kind="experience", experience_id=source.id, label="", quote=""))
        if public:
            self._way(row, stage, public, who)
        return row

    def _way(self, row, stage, public, who):
        reached = PUBLIC.index(stage)
        path = self.add(
            Path(recommendation_id=row.id, body_id=row.body_id, forwarded_at=public,
                 stage=("forwarded", "considered", "answered")[min(reached, 2)],
                 considered_on=(public + dt.timedelta(days=3)).date() if reached else None,
                 answered_on=(public + dt.timedelta(days=9)).date() if reached > 1 else None)
        )  # fmt: skip
        if reached < 2:
            return
        for _line in range(self.chance.randint(1, 2)):
            on = (public + dt.timedelta(days=self.chance.randint(4, 9))).date()
            self.add(
                Disposition(recommendation_id=row.id, path_id=path.id, verb=self.chance.choice(list(VERBS)),
                            symbol="DEMO/1", decided_on=on, entered_by_id=who["person_id"], mandate_id=who["mandate_id"],
                            at=public + dt.timedelta(days=10))
            )  # fmt: skip
        if reached > 2:
            self._followed(row, public, who)

    def _followed(self, row, public, who):
        later = public + dt.timedelta(days=20)
        move = {"move": "begin_follow_up", "source": "disposition", "target": "follow-up"}
        self.add(RecommendationMove(recommendation_id=row.id, at=later, seconds=60, **move, **who))
        for percent in self.chance.sample([0, 30, 100], self.chance.randint(0, 3)):
            told = {"percent": percent, "milestone": "", "reported_on": later.date(), "at": later, "byline": ""}
            self.add(FollowUpReport(recommendation_id=row.id, **told, **who))
        if self.chance.random() < 0.6:
            mayor = self.chance.choice(self.mayors)
            experience = self.chance.choice([None, *self.all.get("experience", [])])
            self.add(
                Undertaking(recommendation_id=row.id, city_id=mayor.city_id, text="We do this now.", at=later, byline="",
                            experience_id=experience and experience.id,
                            withdrawn_at=self.chance.choice([None, None, later]), **who)
            )  # fmt: skip


def forum(make, seed: int, size: int = 40) -> SimpleNamespace:
    """Rows by table; `mayors` and `bodies` are those who stand in them."""
    chance = Chance(make, seed)
    for _number in range(size):
        chance.experience()
    for _number in range(size // 2):
        chance.declaration()
    for _number in range(size * 2):
        chance.recommendation()
    return SimpleNamespace(**chance.all, mayors=chance.mayors, bodies=chance.bodies, chance=chance)
