"""What was made for one reader and is the same for the next: kept under a key that names everything it depends on."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any


class Shelf:
    """The `most` things asked for last. Two threads may make a thing twice; nobody ever gets a half one."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], Any]) -> Any:
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = make()
            while len(self._kept) > self.most:
                self._kept.popitem(last=False)
        return found
