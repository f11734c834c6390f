"""A document of pages from a template and data. Typst sets it in a process of its own that has limits and can be killed."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from forum.kit.config import ROOT
from forum.kit.i18n import _

TEMPLATES = ROOT / "data" / "typst"
WORKER = Path(__file__).with_name("typesetting_worker.py")
SECONDS = 60.0
MEGABYTES = 1024  # of addresses; 600 paragraphs with 120 signatories take a fifth of it


class Unsettable(Exception):
    """The text cannot be set; the sentence is for whoever asked for it."""


def pdf(template: str, data: dict[str, Any], stamp: int, seconds: float = SECONDS) -> bytes:
    """PDF/A-2a and PDF/UA-1. Equal data and stamp give equal bytes. Raises Unsettable."""
    order = {"template": str(TEMPLATES / template), "fonts": folders(), "data": json.dumps(data), "stamp": stamp}
    order["megabytes"] = MEGABYTES
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(WORKER)], input=json.dumps(order).encode(), capture_output=True, timeout=seconds
        )
    except subprocess.TimeoutExpired as late:
        raise Unsettable(_("Setting the pages took longer than %(seconds)d seconds.", seconds=seconds)) from late
    if done.returncode == 0:
        return done.stdout
    raise Unsettable(_why(done.stderr.decode(errors="replace")))


def folders() -> list[str]:
    """Further fonts, for letters that the ones that come with typst do not have; FORUM_FONTS is a folder of them."""
    chosen = os.environ.get("FORUM_FONTS", "")
    return [chosen] if chosen else []


def _why(said: str) -> str:
    """What the typesetter said last, as a sentence."""
    if "memory allocation" in said:
        return _("Setting the pages took more than %(megabytes)d megabytes of memory.", megabytes=MEGABYTES)
    last = said.strip().splitlines()[-1] if said.strip() else ""
    if last.startswith("letter:"):
        letter = last.removeprefix("letter:")
        return _("The fonts of this forum have no letter for “%(letter)s”.", letter=letter)
    return _("The pages could not be set: %(reason)s", reason=last[:300] or _("no reason was given"))
