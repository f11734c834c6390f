"""Beside the sign-in form of a demonstration: who can be played, so that nobody has to look for the start's output."""

from typing import Any

from forum.desk import demo
from forum.kit.templating import render


def door_panel(_actor: Any, _thing: Any) -> str:
    return render("desk/_door.html", accounts=demo.ACCOUNTS, password=demo.PASSWORD)
