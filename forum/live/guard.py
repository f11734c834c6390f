"""Applies updates to the room's document so that a bad one costs nothing: applied, encoded, decoded in a second document,
the touched paragraphs read; on any failure both documents are made anew from what was accepted before.

One of pycrdt's errors is a PanicException, which is no Exception, and a refused update may be half applied already.
"""

import threading
from collections.abc import Callable, Iterable
from typing import Any

from pycrdt import Doc

from forum.declarations.text import document as workspace
from forum.declarations.text import suggesting
from forum.declarations.text.document import Draft, Paragraph
from forum.live.protocol import read_state

LARGEST_TEXT = 4 * 1024 * 1024
KEPT_SINGLE = 400  # accepted updates between two whole encodings
NOTHING_MISSING = b"\0"  # an update begins with the number of clients of whom it brings something


class Unfit(Exception):
    """An update that does not make a valid text; the document is as it was before."""


class Trespass(Unfit):
    """More than suggestions by somebody who may only suggest."""


class TooLarge(Unfit):
    """The text would be larger than a text may be."""


class Guard:
    """The document of one room. Its lock is held while it is read or written, never while the database is waited for."""

    def __init__(self, document: Doc[Any]) -> None:
        self.lock = threading.RLock()
        self._kept = [document.get_update()]
        self._take(document, workspace.opened(self._kept))

    def apply(self, data: bytes) -> bool:
        """Whether it changed anything. Raises Unfit."""
        return self._guarded(data, lambda: None)

    def suggest(self, data: bytes, own: frozenset[str]) -> bool:
        """For somebody who may only suggest; `own` are the ids of their suggestions. Raises Unfit or Trespass."""
        return self._guarded(data, lambda: self._check_suggestions(own))

    def diff(self, state: bytes) -> bytes:
        """What somebody lacks who knows this much. Raises Unfit for a state that is none."""
        with self.lock:
            try:
                return self._document.get_update(state)
            except (KeyboardInterrupt, SystemExit):
                raise
            except BaseException as error:
                raise Unfit("no state") from error

    @property
    def state(self) -> bytes:
        with self.lock:
            return self._document.get_state()

    @property
    def known(self) -> dict[int, int]:
        """How far each client is known."""
        return read_state(self.state)

    def _guarded(self, data: bytes, check: Callable[[], None]) -> bool:
        with self.lock:
            if sum(map(len, self._kept)) + len(data) > LARGEST_TEXT:
                self._shorten()
                if len(self._kept[0]) + len(data) > LARGEST_TEXT:
                    raise TooLarge("the text is too large")
            try:
                changed = self._try(data, check)
            except (KeyboardInterrupt, SystemExit):
                raise
            except BaseException as error:
                self._rebuild()
                raise error if isinstance(error, Unfit) else Unfit(str(error)[:200]) from error
            if changed:
                self._kept.append(data)
                if len(self._kept) > KEPT_SINGLE:
                    self._shorten()
            return changed

    def _try(self, data: bytes, check: Callable[[], None]) -> bool:
        document, before = self._document, self._document.get_state()
        self._touched.clear()
        document.apply_update(data)
        after = document.get_state()
        if not self._touched and after == before:
            return False
        with document.transaction():  # one for all that is read
            self._check_paragraphs()
            check()
        self._mirror.apply_update(document.get_update(before))
        if document.get_update(self._mirror.get_state())[:1] != NOTHING_MISSING:
            raise Unfit("it cannot be read again")
        return True

    def _check_paragraphs(self) -> None:
        root = workspace.paragraphs(self._document)
        if any(name != workspace.ROOT for name in self._document.keys()):  # noqa: SIM118
            raise Unfit("something beside the paragraphs")
        for uid in self._touched:
            if uid in root:
                workspace.read_one(uid, root[uid])
        if any(uid not in root for uid in self._touched):  # what goes stays as a tombstone, with the words typed in it
            raise Unfit("a paragraph is gone")
        if len(root) > workspace.MOST_PARAGRAPHS:
            raise TooLarge("too many paragraphs")

    def _check_suggestions(self, own: frozenset[str]) -> None:
        """The mirror is as the document was before; only the touched paragraphs are compared."""
        before, after = self._read_touched(self._mirror), self._read_touched(self._document)
        if suggesting.trespassed(before, after, own):
            raise Trespass("more than a suggestion")

    def _read_touched(self, document: Doc[Any]) -> Draft:
        root = workspace.paragraphs(document)
        found: dict[str, Paragraph] = {uid: workspace.read_one(uid, root[uid]) for uid in self._touched if uid in root}
        return Draft("", found)

    def _note(self, events: Iterable[Any]) -> None:
        for event in events:
            self._touched.update([event.path[0]] if event.path else event.keys)

    def _shorten(self) -> None:
        """One encoding in place of many updates; the mirror is what it decodes to."""
        whole = self._document.get_update()
        mirror = workspace.opened([whole])
        if read_state(mirror.get_state()) != read_state(self._document.get_state()):
            raise Unfit("the text cannot be read again")
        self._kept, self._mirror = [whole], mirror

    def _rebuild(self) -> None:
        self._take(workspace.opened(self._kept), workspace.opened(self._kept))

    def _take(self, document: Doc[Any], mirror: Doc[Any]) -> None:
        self._document, self._mirror = document, mirror
        self._touched: set[str] = set()
        self._subscription = workspace.paragraphs(document).observe_deep(self._note)
