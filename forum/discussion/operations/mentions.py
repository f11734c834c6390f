"""People and cities that a text names with @: who they are, and how the words become links."""

import re
from dataclasses import dataclass, field
from html import escape

from sqlalchemy import func, or_, select

from forum.accounts.sessions import load_actor
from forum.kit import subjects
from forum.kit.subjects import Subject
from models import City, Comment, Mention, Person
from models.base import db

WORDS = re.compile(r"(?<![\w@/.])@(\w[\w'’-]*(?: \w[\w'’-]*){0,3})")
TAGS = re.compile(r"(<[^>]*>)")
MOST = 10


@dataclass
class Mentions:
    people: list[int] = field(default_factory=list)
    cities: list[int] = field(default_factory=list)
    links: dict[str, tuple[str, str]] = field(default_factory=dict)  # as written -> (name, address or "")


def find(text: str, subject: Subject) -> Mentions:
    """Who is named: cities by slug or name, people by their full name if they may see the subject."""
    candidates = [_beginnings(words) for words in WORDS.findall(text)[:MOST]]
    named = {words for group in candidates for words in group}
    found = Mentions()
    if not named:
        return found
    cities, people = _cities(named), _people(named)
    for group in candidates:
        for words in group:  # the longest first
            if words in cities:
                city = cities[words]
                found.cities.append(city.id)
                found.links["@" + words] = (city.name, f"/cities/{city.slug}")
                break
            if words in people:
                who = [one.id for one in people[words] if subjects.find(subject.kind, subject.id, load_actor(one.id))]
                found.people += who
                if who:
                    found.links["@" + words] = (people[words][0].name, "")
                break
    found.people, found.cities = list(dict.fromkeys(found.people)), list(dict.fromkeys(found.cities))
    return found


def mark(html: str, mentions: Mentions) -> str:
    """Sanitised HTML with the mentions marked, except inside links and code."""
    if not mentions.links:
        return html
    named = sorted(mentions.links, key=len, reverse=True)
    pattern = re.compile(
        r"(?<![\w@/.])(?:" + "|".join(re.escape(escape(words, quote=False)) for words in named) + r")(?!\w)"
    )
    targets = {escape(words, quote=False): target for words, target in mentions.links.items()}
    inside, parts = 0, []
    for part in TAGS.split(html):
        if part.startswith(("<a ", "<code", "<pre")):
            inside += 1
        elif part.startswith(("</a", "</code", "</pre")):
            inside -= 1
        elif not part.startswith("<") and not inside:
            part = pattern.sub(lambda match: _link(*targets[match[0]]), part)
        parts.append(part)
    return "".join(parts)


def store(comment: Comment, mentions: Mentions) -> Mentions:
    """Keep the mentions that the comment did not have yet; those."""
    if not mentions.people and not mentions.cities:
        return mentions
    rows = db.session.execute(select(Mention.person_id, Mention.city_id).filter_by(comment_id=comment.id)).all()
    known = {("person", row.person_id) for row in rows} | {("city", row.city_id) for row in rows}
    fresh = Mentions(
        people=[one for one in mentions.people if ("person", one) not in known],
        cities=[one for one in mentions.cities if ("city", one) not in known],
    )
    db.session.add_all(Mention(comment_id=comment.id, person_id=one) for one in fresh.people)
    db.session.add_all(Mention(comment_id=comment.id, city_id=one) for one in fresh.cities)
    return fresh


def stored(comment: Comment) -> Mentions:
    rows = db.session.execute(select(Mention.person_id, Mention.city_id).filter_by(comment_id=comment.id)).all()
    return Mentions(people=[r.person_id for r in rows if r.person_id], cities=[r.city_id for r in rows if r.city_id])


def _beginnings(words: str) -> list[str]:
    """ "Ana Reis says" -> the same, "Ana Reis", "Ana"."""
    parts = words.split(" ")
    return [" ".join(parts[:number]) for number in range(len(parts), 0, -1)]


def _cities(named: set[str]) -> dict[str, City]:
    slugs = {words.lower().replace(" ", "-"): words for words in named}
    statement = select(City).where(City.accredited_at.is_not(None), or_(City.slug.in_(slugs), City.name.in_(named)))
    found: dict[str, City] = {}
    for city in db.session.scalars(statement.order_by(City.id.desc())):
        for words in (slugs.get(city.slug), city.name if city.name in named else None):
            if words:
                found[words] = city
    return found


def _people(named: set[str]) -> dict[str, list[Person]]:
    lower = {words.lower(): words for words in named if " " in words}
    statement = select(Person).where(func.lower(Person.name).in_(lower), Person.closed_at.is_(None)).limit(MOST)
    found: dict[str, list[Person]] = {}
    for person in db.session.scalars(statement):
        found.setdefault(lower[person.name.lower()], []).append(person)
    return found


def _link(name: str, address: str) -> str:
    words = "@" + escape(name)
    return f'<a class="mention" href="{address}">{words}</a>' if address else f'<strong class="mention">{words}</strong>'
