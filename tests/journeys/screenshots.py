"""`make screenshots`: every page type at three widths, light and dark, as each kind of person, and one sheet to look at.

`python -m tests.journeys.screenshots declaration --width 320 --scheme dark --who mayor` takes only some of them;
FORUM_ADDRESS=http://localhost:8000 takes them from a forum that runs already.
"""

import argparse
import os
import re
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from pathlib import Path

from forum.kit.config import ROOT
from tests.journeys import browsing

OUT = ROOT / "screenshots"
WIDTHS = (320, 768, 1440)
SCHEMES = ("light", "dark")
NOBODY = "signed out"
TITLE = re.compile(r"{(\w+): ([^}]+)}")


@dataclass(frozen=True)
class Shot:
    """`inside`: from the page at `path`, the first link that this selector finds; `further`: from that page once more.

    `{declaration: its title}` in a path is the number that this row has in the forum at hand.
    """

    name: str
    path: str
    who: tuple[str, ...] = (NOBODY,)
    inside: str = ""
    further: str = ""


EVERYBODY = (NOBODY, "mayor", "delegate", "observer", "editor", "chair")
READERS = (NOBODY, "mayor", "editor")

WARMTH = "/declarations/{declaration: Declaration on warm homes and fair heat}"
SCHOOL = "/declarations/{declaration: Declaration on safe ways to school}"
SHADE = "/declarations/{declaration: Declaration on shade as a public service}"
WATER = "/declarations/{declaration: Declaration on water that stays in the city}"
MAPS = "/recommendations/{recommendation: A common sheet for heat maps}"
ADVISERS = "/recommendations/{recommendation: Training of energy advisers}"
SPACE = "/recommendations/{recommendation: Shade in the guidelines for public space}"
SPEED = "/recommendations/{recommendation: Speed limits in the hands of cities}"
BUSES = "/recommendations/{recommendation: Waiting in the heat, measured at every stop}"

# One line for each type of page; add yours here.
PAGES = (
    Shot("front", "/", (NOBODY, "mayor")),
    Shot("styleguide", "/styleguide"),
    Shot("about", "/about"),
    Shot("editions", "/editions"),
    Shot("privacy", "/privacy"),
    Shot("tracker", "/tracker"),
    Shot("chain", "/chain/city/wexmoor"),
    Shot("numbers", "/numbers"),
    Shot("number", "/numbers/forwarded"),
    Shot("sign-in", "/sign-in"),
    Shot("forgotten", "/password/forgotten"),
    Shot("not-found", "/nowhere"),
    Shot("desk", "/desk", ("mayor", "delegate", "editor", "chair")),
    Shot("settings", "/settings", ("mayor",)),
    Shot("sessions", "/settings/sessions", ("mayor",)),
    Shot("second-factor", "/settings/second-factor", ("mayor",)),
    Shot("passkeys", "/settings/passkeys", ("mayor", "mayor.valdoro")),
    Shot("confirmation", "/settings/confirmation", ("mayor", "mayor.valdoro")),
    Shot("lost-second-factor", "/people?q=mayor@demo.example", ("editor",), "main h3 a", "main a[href$='/recovery']"),
    Shot("delegations", "/city/delegations", ("mayor",)),
    Shot("your-data", "/settings/data", ("mayor",)),
    Shot("city-people", "/city/people", ("mayor",)),
    Shot("people", "/people", ("editor",)),
    Shot("mandates", "/mandates", ("editor",)),
    Shot("accreditation", "/accreditation", ("editor",)),
    Shot("cities", "/cities", (NOBODY,)),
    Shot("city", "/cities/porto-claro", READERS),
    Shot("experiences", "/experiences", (NOBODY, "mayor")),
    Shot("experience", "/experiences", EVERYBODY, "main h3 a"),
    Shot("experience-form", "/experiences/new", ("delegate",)),
    Shot("challenges", "/challenges"),
    Shot("challenge", "/challenges", (NOBODY, "mayor"), "main h3 a"),
    Shot("challenge-form", "/challenges/new", ("delegate",)),
    Shot("declarations", "/declarations", (NOBODY, "mayor")),
    Shot("declaration", "/declarations", EVERYBODY, "main h2 a"),
    Shot("signing", "/desk", ("mayor",), "main a[href$='/signature']"),
    Shot("signed", WARMTH + "/signature", ("mayor",)),
    Shot("preparation", SCHOOL + "/signature/preparation", ("delegate",)),
    Shot("declining", SCHOOL + "/signature/refusal", ("mayor",)),
    Shot("withdrawal", WARMTH + "/signature/withdrawal", ("mayor",)),
    Shot("amendment", "/desk", ("mayor",), "main a[href*='/amendments/']"),
    Shot("amendment-form", SHADE + "/amendments/1/amendments/new", ("mayor",)),
    Shot("amendments", SHADE + "/amendments", ("mayor",)),
    Shot("rewriting", SHADE + "/amendments/3/rewriting", ("mayor",)),
    Shot("consolidation", SHADE + "/consolidation", ("mayor.valdoro",)),
    Shot("consolidation-review", SHADE + "/consolidation/review", ("mayor.valdoro",)),
    Shot("drafting", WATER, ("delegate", "mayor.valdoro"), "main a[href$='/drafting']"),
    Shot("suggesting", SHADE, ("delegate", "editor"), "main a[href$='/drafting']"),
    Shot("suggestions", SHADE, ("delegate", "editor"), "main a[href$='/suggestions']"),
    Shot("agreement", SHADE, ("delegate", "editor"), "main a[href$='/agreement']"),
    Shot("verify", "/verify"),
    Shot("feeds", "/feeds"),
    Shot("register", "/register"),
    Shot("register-narrowed", "/register?state=withdrawn"),
    Shot("register-empty", "/register?method=passkey&since=2999-01-01"),
    Shot("register-entry", "/register", inside="main td.number a"),
    Shot("register-withdrawn", "/register?state=withdrawn", inside="main td.number a"),
    Shot("register-heads", "/register/heads"),
    Shot("register-keys", "/register/keys"),
    Shot("consistency", "/register/consistency"),
    Shot("consistency-fork", "/register/consistency?size=3&root=" + "0a" * 32),
    Shot("version", WARMTH + "/versions/1"),
    Shot("comparison", WATER + "/versions/compare?from=s1&to=s2", ("mayor",)),
    Shot("side-by-side", WATER + "/versions/compare?from=s1&to=s2&form=side", ("mayor",)),
    Shot("marked-text", WATER + "/versions/compare?from=s1&to=s2&form=marked", ("mayor",)),
    Shot("moments", WATER + "/moments", ("mayor",)),
    Shot("restoration", WATER + "/restoration?to=s1", ("mayor",)),
    Shot("authors", WATER + "/authors", ("mayor",)),
    Shot("languages", WATER + "/languages", ("mayor",)),
    Shot("parallel-text", WATER + "/languages/fr", ("mayor",)),
    Shot("translation", WATER + "/languages/fr/clauses/title", ("mayor",)),
    Shot("next-version", WARMTH + "/versions/new", ("chair",)),
    Shot("exports", WARMTH + "/exports", (NOBODY,)),
    Shot("contest", WARMTH, ("mayor",), "main a[href$='/contest']"),
    Shot("declaration-form", "/declarations/new", ("mayor",)),
    Shot("recommendations", "/recommendations", (NOBODY, "mayor")),
    Shot("recommendation", "/recommendations", READERS, "main h3 a"),
    Shot("recommendation-form", "/recommendations/new", ("mayor",)),
    Shot("recommendation-language", MAPS + "/languages/fr", ("mayor",)),
    Shot("recommendation-evidence", MAPS + "/evidence?words=internet", ("mayor",)),
    Shot("recommendation-submission", MAPS + "/submission", ("mayor",)),
    Shot("return", ADVISERS + "/return", ("editor",)),
    Shot("returned", SPEED + "/points", ("mayor.zelenohora",)),
    Shot("more-time", SPEED + "/extension", ("mayor.zelenohora",)),
    Shot("more-time-answer", "/recommendations/{recommendation: Bridges closed to lorries}/extension/answer", ("editor",)),
    Shot("resubmitted", "/queue/{recommendation: Bus lanes measured by time saved}", ("editor",)),
    Shot("wording", "/recommendations/{recommendation: Air at the bus station}/wording", ("mayor.sainte-rive",)),
    Shot("wording-form", ADVISERS + "/wording/new?field=why", ("editor",)),
    Shot("forwarding-form", SPACE + "/forwarding", ("editor",)),
    Shot("answer-form", BUSES, ("editor",), "main a[href$='/answer']"),
    Shot("milestone-form", BUSES + "/milestones", ("editor",)),
    Shot("papers", "/papers", (NOBODY, "editor")),
    Shot("dossier", "/papers?kind=dossier", (NOBODY, "editor"), "main h3 a"),
    Shot("report", "/papers?kind=report", (NOBODY,), "main h3 a"),
    Shot("report-form", "/reports/new", ("editor",)),
    Shot("session-papers", "/papers?kind=dossier", ("editor",), "main h3 a", "main a[href^='/papers/sessions/']"),
    Shot("bodies", "/bodies"),
    Shot("body", "/bodies", (NOBODY,), "main h3 a, main h2 a"),
    Shot("session", "/bodies/urban", (NOBODY,), "aside .rows h3 a"),
    Shot("room", "/bodies/urban/room", ("state",)),
    Shot("room-item", "/bodies/urban/room", ("state",), "main .rows h3 a"),
    Shot("room-table", "/bodies/urban/room/table", ("state", "editor")),
    Shot("queue", "/queue", ("editor",)),
    Shot("review", "/queue", ("editor",), "main tbody a"),
    Shot("queue-reading", "/queue?open={recommendation: Bicycle parking at every station}", ("editor",)),
    Shot("workload", "/queue/workload", ("editor",)),
    Shot("checklist", "/queue/checklist", ("editor",)),
    Shot("interests", "/interests", ("editor",)),
    Shot("moderation", "/moderation", ("editor",)),
    Shot("moderation-case", "/moderation", ("editor",), "main .row__title a, main li a"),
    Shot("moderation-log", "/moderation/log"),
    Shot("search", "/search?q=water"),
    Shot("search-empty", "/search"),
    Shot("inbox", "/inbox", ("mayor", "editor")),
    Shot("outbox", "/outbox", ("editor",)),
)


@contextmanager
def served():
    """A forum with its demo, or the one that FORUM_ADDRESS names."""
    if os.environ.get("FORUM_ADDRESS"):
        yield os.environ["FORUM_ADDRESS"].rstrip("/")
        return
    from tests.faults.running import Forum

    with tempfile.TemporaryDirectory() as folder:
        forum = Forum(Path(folder))
        forum.start()
        try:
            yield forum.address
        finally:
            forum.stop()


def opened(visit: browsing.Visit, shot: Shot) -> bool:
    """False where the page is not there for this person."""
    path = TITLE.sub(lambda found: _number(visit, *found.groups()), shot.path)
    response = visit.page.goto(visit.address + path)
    for selector in filter(None, (shot.inside, shot.further)):
        link = visit.page.locator(selector).first
        if not link.count():
            return False
        response = visit.page.goto(visit.address + str(link.get_attribute("href")))
    if response is None or (response.status >= 400 and shot.name != "not-found"):
        return False
    visit.ready()
    return True


def _number(visit: browsing.Visit, kind: str, title: str) -> str:
    """As this person finds it by its title; what is not there for them leads to a page that is not there either."""
    answer = visit.page.request.get(f"{visit.address}/search/suggest", params={"kind": kind, "q": title})
    return next((str(row["id"]) for row in answer.json() if row["title"] == title), "0")


def take(visit: browsing.Visit, shot: Shot, target: Path) -> bool:
    if not opened(visit, shot):
        return False
    visit.page.evaluate("document.fonts.ready")
    visit.page.screenshot(path=target, full_page=True)
    return True


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="screenshots", description=__doc__)
    parser.add_argument("names", nargs="*", help="page types; without any, all of them")
    parser.add_argument("--width", type=int, choices=WIDTHS)
    parser.add_argument("--scheme", choices=SCHEMES)
    parser.add_argument("--who")
    chosen = parser.parse_args(arguments)
    wanted = [s for s in PAGES if not chosen.names or s.name in chosen.names]
    OUT.mkdir(exist_ok=True)
    with served() as address:
        missing = _all(address, wanted, chosen)
    _sheet()
    for line in missing:
        print(f"not there: {line}")
    print(f"The sheet is {OUT / 'index.html'}")
    return 0


def _all(address: str, wanted: list[Shot], chosen: argparse.Namespace) -> list[str]:
    from playwright.sync_api import sync_playwright

    missing = []
    people = sorted({who for shot in wanted for who in shot.who if chosen.who in (None, who)})
    with sync_playwright() as playwright:
        browser = browsing.launch(playwright)
        for who in people:
            with browsing.visit(browser, address) as visit:
                if who != NOBODY:
                    visit.sign_in(who)
                cookies = visit.page.context.storage_state()
            for width in [w for w in WIDTHS if chosen.width in (None, w)]:
                for scheme in [s for s in SCHEMES if chosen.scheme in (None, s)]:
                    look = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme, "storage_state": cookies}
                    with browsing.visit(browser, address, **look) as visit:
                        for shot in [s for s in wanted if who in s.who]:
                            name = f"{shot.name}--{who.replace(' ', '-')}--{width}--{scheme}.png"
                            if not take(visit, shot, OUT / name):
                                missing.append(name)
                        missing += [f"complaint: {line}" for line in visit.complaints]
        browser.close()
    return missing


def _sheet() -> None:
    """One page with all pictures, a row for each page and person."""
    rows: dict[str, list[str]] = {}
    for path in sorted(OUT.glob("*.png")):
        name, who, width, scheme = path.stem.split("--")
        rows.setdefault(f"{name}, {who.replace('-', ' ')}", []).append(f"{path.name}|{width} {scheme}")
    parts = [
        f"<section><h2>{escape(title)}</h2><div>"
        + "".join(_figure(*entry.split("|")) for entry in sorted(entries, key=lambda e: (e.split("|")[1][-4:], len(e), e)))
        + "</div></section>"
        for title, entries in rows.items()
    ]
    style = (
        "body{font:14px/1.4 system-ui;margin:2rem;background:#e9e7e1}div{display:flex;gap:1rem;align-items:start}"
        "figure{margin:0}img{width:260px;border:1px solid #999;display:block}h2{font-size:1rem;margin:2rem 0 .5rem}"
    )
    page = f"<!doctype html><meta charset=utf-8><title>Every page</title><style>{style}</style><h1>Every page</h1>"
    (OUT / "index.html").write_text(page + "".join(parts), encoding="utf-8")


def _figure(name: str, words: str) -> str:
    picture = f'<a href="{name}"><img src="{name}" alt="" loading="lazy"></a>'
    return f"<figure>{picture}<figcaption>{escape(words)}</figcaption></figure>"


if __name__ == "__main__":
    sys.exit(main())
