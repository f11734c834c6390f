"""`make screenshots`: every page type at three widths, light and dark, as each kind of person, and one sheet to look at.

`python -m tests.journeys.screenshots declaration --width 320 --scheme dark --who mayor` takes only some of them;
FORUM_ADDRESS=http://localhost:8000 takes them from a forum that runs already.
"""

import argparse
import os
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


@dataclass(frozen=True)
class Shot:
    """`inside`: from the page at `path`, the first link that this selector finds."""

    name: str
    path: str
    who: tuple[str, ...] = (NOBODY,)
    inside: str = ""


EVERYBODY = (NOBODY, "mayor", "delegate", "observer", "editor", "chair")
READERS = (NOBODY, "mayor", "editor")

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
    Shot("lost-second-factor", "/people/1/recovery", ("editor",)),
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
    Shot("signed", "/declarations/2/signature", ("mayor",)),
    Shot("preparation", "/declarations/3/signature/preparation", ("delegate",)),
    Shot("declining", "/declarations/3/signature/refusal", ("mayor",)),
    Shot("withdrawal", "/declarations/2/signature/withdrawal", ("mayor",)),
    Shot("amendment", "/desk", ("mayor",), "main a[href*='/amendments/']"),
    # The demo begins its texts in one order, so that they keep their numbers.
    Shot("amendment-form", "/declarations/5/amendments/1/amendments/new", ("mayor",)),
    Shot("amendments", "/declarations/5/amendments", ("mayor",)),
    Shot("rewriting", "/declarations/5/amendments/3/rewriting", ("mayor",)),
    Shot("consolidation", "/declarations/5/consolidation", ("mayor.valdoro",)),
    Shot("consolidation-review", "/declarations/5/consolidation/review", ("mayor.valdoro",)),
    Shot("drafting", "/declarations/6", ("delegate", "mayor.valdoro"), "main a[href$='/drafting']"),
    Shot("suggesting", "/declarations/5", ("delegate", "editor"), "main a[href$='/drafting']"),
    Shot("suggestions", "/declarations/5", ("delegate", "editor"), "main a[href$='/suggestions']"),
    Shot("agreement", "/declarations/5", ("delegate", "editor"), "main a[href$='/agreement']"),
    Shot("verify", "/verify"),
    Shot("feeds", "/feeds"),
    Shot("register", "/register"),
    Shot("register-narrowed", "/register?state=withdrawn"),
    Shot("register-empty", "/register?method=passkey&since=2999-01-01"),
    Shot("register-entry", "/register/entries/3"),
    Shot("register-withdrawn", "/register?state=withdrawn", inside="main td.number a"),
    Shot("register-heads", "/register/heads"),
    Shot("register-keys", "/register/keys"),
    Shot("consistency", "/register/consistency"),
    Shot("consistency-fork", "/register/consistency?size=3&root=" + "0a" * 32),
    Shot("version", "/declarations/2/versions/1"),
    Shot("comparison", "/declarations/6/versions/compare?from=s1&to=s2", ("mayor",)),
    Shot("side-by-side", "/declarations/6/versions/compare?from=s1&to=s2&form=side", ("mayor",)),
    Shot("marked-text", "/declarations/6/versions/compare?from=s1&to=s2&form=marked", ("mayor",)),
    Shot("moments", "/declarations/6/moments", ("mayor",)),
    Shot("restoration", "/declarations/6/restoration?to=s1", ("mayor",)),
    Shot("authors", "/declarations/6/authors", ("mayor",)),
    Shot("languages", "/declarations/6/languages", ("mayor",)),
    Shot("parallel-text", "/declarations/6/languages/fr", ("mayor",)),
    Shot("translation", "/declarations/6/languages/fr/clauses/title", ("mayor",)),
    Shot("next-version", "/declarations/2/versions/new", ("chair",)),
    Shot("exports", "/declarations/2/exports", (NOBODY,)),
    Shot("contest", "/declarations/2/signatures/5/contest", ("mayor",)),
    Shot("declaration-form", "/declarations/new", ("mayor",)),
    Shot("recommendations", "/recommendations", (NOBODY, "mayor")),
    Shot("recommendation", "/recommendations", READERS, "main h3 a"),
    Shot("recommendation-form", "/recommendations/new", ("mayor",)),
    Shot("recommendation-language", "/recommendations/27/languages/fr", ("mayor",)),
    Shot("recommendation-evidence", "/recommendations/27/evidence?words=internet", ("mayor",)),
    Shot("recommendation-submission", "/recommendations/27/submission", ("mayor",)),
    Shot("return", "/recommendations/29/return", ("editor",)),
    Shot("returned", "/recommendations/1/points", ("mayor.zelenohora",)),
    Shot("more-time", "/recommendations/1/extension", ("mayor.zelenohora",)),
    Shot("more-time-answer", "/recommendations/23/extension/answer", ("editor",)),
    Shot("resubmitted", "/queue/2", ("editor",)),
    Shot("wording", "/recommendations/25/wording", ("mayor.sainte-rive",)),
    Shot("wording-form", "/recommendations/29/wording/new?field=why", ("editor",)),
    Shot("forwarding-form", "/recommendations/30/forwarding", ("editor",)),
    Shot("answer-form", "/recommendations/8/paths/6/answer", ("editor",)),
    Shot("milestone-form", "/recommendations/8/milestones", ("editor",)),
    Shot("papers", "/papers", (NOBODY, "editor")),
    Shot("dossier", "/papers?kind=dossier", (NOBODY, "editor"), "main h3 a"),
    Shot("report", "/papers?kind=report", (NOBODY,), "main h3 a"),
    Shot("report-form", "/reports/new", ("editor",)),
    Shot("session-papers", "/papers/sessions/1", ("editor",)),
    Shot("bodies", "/bodies"),
    Shot("body", "/bodies", (NOBODY,), "main h3 a, main h2 a"),
    Shot("session", "/bodies/urban", (NOBODY,), "aside .rows h3 a"),
    Shot("room", "/bodies/urban/room", ("state",)),
    Shot("room-item", "/bodies/urban/room", ("state",), "main .rows h3 a"),
    Shot("room-table", "/bodies/urban/room/table", ("state", "editor")),
    Shot("queue", "/queue", ("editor",)),
    Shot("review", "/queue", ("editor",), "main tbody a"),
    Shot("queue-reading", "/queue?open=10", ("editor",)),
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
    response = visit.page.goto(visit.address + shot.path)
    if shot.inside:
        link = visit.page.locator(shot.inside).first
        if not link.count():
            return False
        response = visit.page.goto(visit.address + str(link.get_attribute("href")))
    if response is None or (response.status >= 400 and shot.name != "not-found"):
        return False
    visit.ready()
    return True


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
