"""People who type numbered words into the drafted text of the demo, and remember which of them were acknowledged."""

import itertools
import threading
import time
from contextlib import suppress

from websockets.exceptions import WebSocketException

from tests.faults.running import Forum, Visitor
from tests.live.peer import Peer

DRAFT = 6  # the declaration of the demo that is being drafted
GROUP = (
    "mayor",
    "deputy",
    "delegate",
    "mayor.sainte-rive",
    "delegate.sainte-rive",
    "mayor.jarvilinna",
    "delegate.jarvilinna",
)
numbers = itertools.count(1)


class Typist:
    def __init__(self, forum: Forum, name: str) -> None:
        visitor = Visitor(forum.address).sign_in(f"{name}@demo.example")
        self.forum, self.cookie = forum, visitor.cookie("forum")
        self.words: dict[int, str] = {}  # by the number of the frame in which they were sent
        self.missed = 0  # frames that went out while nobody listened
        self.connect()

    def connect(self, doc=None) -> None:
        address = f"{self.forum.address.replace('http', 'ws')}/live/declarations/{DRAFT}"
        self.peer = Peer(address, self.cookie, self.forum.address, doc=doc).ready()
        self.uids = sorted(uid for uid in self.peer.whole().paragraphs if uid != "title")

    def type(self) -> None:
        number = next(numbers)
        word = f" w{number}."
        self.words[self.peer.sent + 1] = word
        self.peer.type(self.uids[number % len(self.uids)], word)

    @property
    def acknowledged(self) -> set[str]:
        return {word for number, word in self.words.items() if number <= self.peer.saved}


class Crowd:
    """`count` of them, each in a thread, until told to stop or the line breaks."""

    def __init__(self, forum: Forum, count: int = 10, pause: float = 0.03) -> None:
        self.typists = [Typist(forum, GROUP[number % len(GROUP)]) for number in range(count)]
        self._pause, self._stop = pause, threading.Event()
        self._threads = [threading.Thread(target=self._run, args=(typist,)) for typist in self.typists]
        for thread in self._threads:
            thread.start()

    def _run(self, typist: Typist) -> None:
        with suppress(WebSocketException, OSError):
            while not self._stop.is_set() and typist.peer.code is None:
                typist.type()
                time.sleep(self._pause)

    def stop(self) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join(20)

    @property
    def acknowledged(self) -> set[str]:
        return set().union(*(typist.acknowledged for typist in self.typists))

    @property
    def typed(self) -> set[str]:
        return set().union(*(typist.words.values() for typist in self.typists))


def words_in(forum: Forum) -> str:
    """The text as somebody reads it who comes now."""
    typist = Typist(forum, "delegate")
    try:
        return "".join(paragraph.text for paragraph in typist.peer.whole().paragraphs.values())
    finally:
        typist.peer.leave()


def lost(forum: Forum, words: set[str]) -> set[str]:
    text = words_in(forum)
    return {word for word in words if word not in text}
