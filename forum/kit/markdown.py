"""Markdown to safe HTML, rendered once when written; a text that takes longer than two seconds is shown plain."""

import html
import json
import re
import select
import subprocess
import sys
import threading

from forum.kit.config import ROOT
from forum.kit.i18n import _

LONGEST = 100_000  # characters
MOST_LINKS = 2_000
DEEPEST = 20
SECONDS = 2.0
START_SECONDS = 20.0
_lock = threading.Lock()
_worker: subprocess.Popen[str] | None = None


def render(text: str) -> str:
    """Sanitised HTML of a text; escaped and with a note where a limit was passed."""
    text = text.replace("\r\n", "\n").strip()
    if not text:
        return ""
    answer = None if _too_much(text) else _ask(text)
    return answer if answer is not None else _plain(text)


def plain(markup: str) -> str:
    """The words of HTML, without its tags."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", " ", markup))).strip()


def excerpt(markup: str, length: int = 220) -> str:
    words = plain(markup)
    return words if len(words) <= length else words[:length].rsplit(" ", 1)[0] + " …"


def _too_much(text: str) -> bool:
    deep = any(line.startswith("> " * DEEPEST) or line.startswith(">" * DEEPEST) for line in text.splitlines())
    return len(text) > LONGEST or text.count("](") > MOST_LINKS or deep


def _ask(text: str) -> str | None:
    """The worker's answer, or None where it took too long and was ended; the next text gets a new worker."""
    global _worker
    with _lock:
        if _worker is None or _worker.poll() is not None:
            command = [sys.executable, "-m", "forum.kit.markdown_worker"]
            _worker = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)
            _exchange(_worker, "", START_SECONDS)  # importing is not the text's fault
        line = _exchange(_worker, text, SECONDS)
        if line:
            return json.loads(line)
        _worker.kill()
        _worker.communicate()
        _worker = None
        return None


def _exchange(worker: "subprocess.Popen[str]", text: str, seconds: float) -> str:
    assert worker.stdin and worker.stdout
    try:
        worker.stdin.write(json.dumps(text) + "\n")
        worker.stdin.flush()
        ready, _w, _x = select.select([worker.stdout], [], [], seconds)
        return worker.stdout.readline() if ready else ""
    except OSError:
        return ""


def _plain(text: str) -> str:
    note = html.escape(_("This text is shown without formatting, because it is too large or too deeply nested."))
    return f"<p>{note}</p><pre>{html.escape(text)}</pre>"
