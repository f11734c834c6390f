"""How many acts of signature a second go through: `python -m bench.signing`. Reported in docs/long-run.md, asserted nowhere.

Each act is a whole one: the statement, the assertion of a device and its verification, the signature, its entry with
leaf, nodes and signed head, the ledger, and a durable commit.
"""

import tempfile
import threading
import time
from pathlib import Path

from tests.faults.running import Forum
from tests.faults.signers import inside, mayors, size

SECONDS = 20


def without_pages(forum: Forum, uri: str) -> float:
    """One process, one act after the other."""
    (signer,) = mayors(forum, uri, 1, signed_in=False)
    with inside(forum, uri):
        begun, done = time.monotonic(), 0
        while time.monotonic() - begun < SECONDS:
            signer.act("withdraw" if done % 2 else "sign")
            done += 1
        return done / (time.monotonic() - begun)


def with_pages(forum: Forum, uri: str, count: int) -> float:
    """Mayors at their pages: the page, the statement, the device, the confirmation."""
    signers, end = mayors(forum, uri, count), time.monotonic() + SECONDS

    def goes_on(signer) -> None:
        while time.monotonic() < end:
            signer.sign()
            signer.withdraw()

    before, begun = size(forum, uri), time.monotonic()
    threads = [threading.Thread(target=goes_on, args=(signer,)) for signer in signers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return (size(forum, uri) - before) / (time.monotonic() - begun)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        forum = Forum(Path(folder))
        uri = f"sqlite:///{folder}/demo.sqlite3"
        forum.start()
        try:
            for count in (1, 4):
                print(f"SQLite, {count} at their pages: {with_pages(forum, uri, count):.1f} acts a second")
        finally:
            forum.stop()
        print(f"SQLite, without pages: {without_pages(forum, uri):.1f} acts a second")


if __name__ == "__main__":
    main()
