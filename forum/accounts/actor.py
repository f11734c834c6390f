"""The actor: a person together with the mandate under which they act now. Reading uses all mandates, an act uses one."""

import datetime as dt
from dataclasses import dataclass, field

from forum.kit import clock
from forum.kit.i18n import _
from forum.kit.verdict import ALLOWED, Verdict, refuse
from models import Mandate, Person
from models.mandate import BUREAU_ROLES, CITY_ROLES, STAFF_ROLES, Role


def in_force(mandate: Mandate, day: dt.date) -> bool:
    """Verified, begun, not past its last day, and not ended by anybody."""
    ended = mandate.ended_at is not None and mandate.ended_at <= clock.now()
    begun = mandate.starts_on <= day and (mandate.ends_on is None or day <= mandate.ends_on)
    return mandate.verification is not None and begun and not ended


@dataclass(frozen=True)
class Actor:
    person: Person | None = None
    mandate: Mandate | None = None
    mandates: tuple[Mandate, ...] = ()  # those in force today
    read_only: bool = False  # staff viewing the site as this person
    viewer: Person | None = None  # that member of staff
    reason: str = ""
    roles: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "roles", frozenset(m.role for m in self.mandates))

    @property
    def signed_in(self) -> bool:
        return self.person is not None

    @property
    def person_id(self) -> int | None:
        return self.person.id if self.person else None

    @property
    def mandate_id(self) -> int | None:
        return self.mandate.id if self.mandate else None

    @property
    def city_id(self) -> int | None:
        return self.mandate.city_id if self.mandate else None

    @property
    def role(self) -> str | None:
        return self.mandate.role if self.mandate else None

    @property
    def city_ids(self) -> frozenset[int]:
        """All cities that this person speaks for; what they may read."""
        return frozenset(m.city_id for m in self.mandates if m.city_id and m.role in CITY_ROLES)

    @property
    def is_staff(self) -> bool:
        """May read what the secretariat reads."""
        return any(role in self.roles for role in STAFF_ROLES)

    @property
    def is_bureau(self) -> bool:
        return any(role in self.roles for role in BUREAU_ROLES)

    @property
    def speaks_for_city(self) -> bool:
        """Acting now for a city, as mayor, deputy or delegate."""
        return self.role in CITY_ROLES

    @property
    def leads_city(self) -> bool:
        """Acting now as mayor or deputy: those who sign."""
        return self.role in (Role.MAYOR, Role.DEPUTY)

    @property
    def title(self) -> str:
        """ "Mayor of Braga", "Editor, Secretariat"."""
        return title_of(self.mandate) if self.mandate else ""

    @property
    def byline(self) -> str:
        """ "Ana Reis, Mayor of Braga": how an act stays signed when the mandate has ended."""
        return (
            f"{self.person.name}, {self.title}"
            if self.person and self.mandate
            else (self.person.name if self.person else "")
        )

    @property
    def choices(self) -> list[tuple[int, str]]:
        """Every mandate in force, by id and title: those that one may act under."""
        return [(m.id, title_of(m)) for m in self.mandates]

    def acts_as(self, *roles: str) -> bool:
        return self.role in roles


def title_of(mandate: Mandate) -> str:
    """Office and holder; city and body must be loaded."""
    if mandate.city_id:
        return _("%(office)s of %(city)s", office=mandate.office, city=mandate.city.name)
    holder = mandate.body.name if mandate.body_id else mandate.organisation
    return f"{mandate.office}, {holder}" if holder else mandate.office


def may_act(actor: Actor | None) -> Verdict:
    """The first rule of every act: somebody, with a mandate in force, and not while viewing as somebody else."""
    if actor is None or not actor.signed_in:
        return refuse(_("You are not signed in."), _("Sign in to do this."))
    if actor.read_only:
        return refuse(_("You are viewing the site as somebody else and cannot act."), _("End the view to act as yourself."))
    if actor.mandate is None or not in_force(actor.mandate, clock.today()):
        return refuse(_("You hold no mandate in force today."), _("The secretariat verifies mandates."))
    return ALLOWED
