"""Words around a text speak its language where the forum speaks it, English elsewhere, whoever asked for them."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask_babel import force_locale

from forum.kit.preferences import LANGUAGES


def spoken(language: str) -> str:
    """The language of headings and notices around a text in this one."""
    return language if language in dict(LANGUAGES) else "en"


@contextmanager
def speaking(language: str) -> Iterator[None]:
    with force_locale(spoken(language)):
        yield
