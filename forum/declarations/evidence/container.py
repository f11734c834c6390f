"""A ZIP of stored files with nothing in it that could differ between two makings: whoever has the files has its bytes."""

import struct
import zlib

LOCAL, CENTRAL, END = struct.Struct("<4s5H3L2H"), struct.Struct("<4s6H3L5H2L"), struct.Struct("<4s4H2LH")
DAY = 0x21  # 1980-01-01, the first day that a ZIP can name
MODE = 0o100644 << 16
MADE_BY, NEEDS = 0x314, 20  # Unix, and the oldest reader there is


def pack(files: dict[str, bytes]) -> bytes:
    """In order of their names, which are ASCII."""
    body, directory = bytearray(), bytearray()
    for name in sorted(files):
        spelt, content, place = name.encode("ascii"), files[name], len(body)
        sizes = (zlib.crc32(content), len(content), len(content))
        head = (NEEDS, 0, 0, 0, DAY, *sizes, len(spelt), 0)
        body += LOCAL.pack(b"PK\3\4", *head) + spelt + content
        directory += CENTRAL.pack(b"PK\1\2", MADE_BY, *head, 0, 0, 0, MODE, place) + spelt
    end = END.pack(b"PK\5\6", 0, 0, len(files), len(files), len(directory), len(body), 0)
    return bytes(body + directory + end)
