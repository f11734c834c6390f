"""How much a socket may send: a bucket that fills steadily."""

import time

FRAMES_A_SECOND, BYTES_A_SECOND = 50, 200_000
LARGEST_FRAME = 64 * 1024
LARGEST_SYNC = 4 * 1024 * 1024
SECONDS_BETWEEN_SYNCS = 10.0


class Bucket:
    """Holds what two seconds give; a short haste is no flood."""

    __slots__ = ("_at", "_left", "_rate")

    def __init__(self, rate: float) -> None:
        self._rate = rate
        self._left, self._at = 2 * rate, time.monotonic()

    def take(self, amount: float) -> bool:
        now = time.monotonic()
        self._left = min(2 * self._rate, self._left + (now - self._at) * self._rate)
        self._at = now
        self._left -= amount
        return self._left >= 0
