"""Sentences of the front page: what a body did with what which cities asked."""

from typing import Any

from markupsafe import Markup

from forum.kit.i18n import _, _l, _n

ANSWERS = {
    "took-note": _l("%(body)s took note of %(title)s, asked by %(cities)s."),
    "welcomed": _l("%(body)s welcomed %(title)s, asked by %(cities)s."),
    "endorsed": _l("%(body)s endorsed %(title)s, asked by %(cities)s."),
    "decided": _l("%(body)s decided on %(title)s, asked by %(cities)s."),
    "referred": _l("%(body)s referred %(title)s, asked by %(cities)s."),
    "not-taken-up": _l("%(body)s did not take up %(title)s, asked by %(cities)s."),
}


def answered(verb: str, body: str, title: Any, cities: str) -> Markup:
    """ "The Committee took note of <a>…</a>, asked by Braga and 11 other cities."; `title` may be a link."""
    template = ANSWERS.get(verb, _l("%(body)s answered %(title)s, asked by %(cities)s."))
    return Markup(str(template)) % {"body": body, "title": title, "cities": cities}


def and_others(city: str, others: int) -> str:
    """ "Braga and 11 other cities"."""
    if not others:
        return city
    return _n("%(city)s and %(num)s other city", "%(city)s and %(num)s other cities", others, city=city)


def left(days: int, hours: int) -> tuple[int, str]:
    """The number and the word of what is left until a deadline: days, and hours on the last day."""
    if days:
        return days, _n("day left", "days left", days)
    return (hours, _n("hour left", "hours left", hours)) if hours else (0, _("minutes left"))
