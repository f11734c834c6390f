"""The y-websocket protocol: variable-length integers of lib0, and the messages that are made of them."""

import json
from typing import Any

SYNC, AWARENESS, AUTH, ASK_AWARENESS, NOTE = 0, 1, 2, 3, 64
STEP1, STEP2, UPDATE = 0, 1, 2
LARGEST = 2**53 - 1  # what a number of JavaScript can count to
MOST_CLIENTS = 100_000  # in a state vector


class Garbage(Exception):
    """Bytes that no client of ours sends. It costs the socket they came by."""


class Reader:
    """Reads from the front; whatever is missing or too large is Garbage."""

    __slots__ = ("at", "data", "end")

    def __init__(self, data: bytes, at: int = 0) -> None:
        self.data, self.at, self.end = data, at, len(data)

    def byte(self) -> int:
        if self.at >= self.end:
            raise Garbage("the end is missing")
        self.at += 1
        return self.data[self.at - 1]

    def uint(self) -> int:
        data, at = self.data, self.at
        if at < self.end and data[at] < 128:  # nearly all of them
            self.at = at + 1
            return data[at]
        value = shift = 0
        while at < self.end:
            part = data[at]
            at += 1
            value |= (part & 127) << shift
            if part < 128:
                if value > LARGEST:
                    break
                self.at = at
                return value
            shift += 7
            if shift > 56:
                break
        raise Garbage("a number that ends nowhere")

    def bytes(self, most: int) -> bytes:
        length = self.uint()
        if length > most or self.at + length > self.end:
            raise Garbage("longer than it can be")
        self.at += length
        return self.data[self.at - length : self.at]

    def text(self, most: int) -> str:
        try:
            return self.bytes(most).decode()
        except UnicodeDecodeError as error:
            raise Garbage("no UTF-8") from error

    def finish(self) -> None:
        if self.at != self.end:
            raise Garbage("more than there should be")


def uint(value: int) -> bytes:
    found = bytearray()
    while value > 127:
        found.append(128 | value & 127)
        value >>= 7
    found.append(value)
    return bytes(found)


def sized(data: bytes) -> bytes:
    return uint(len(data)) + data


def step1(state: bytes) -> bytes:
    return bytes((SYNC, STEP1)) + sized(state)


def step2(update: bytes) -> bytes:
    return bytes((SYNC, STEP2)) + sized(update)


def update(data: bytes) -> bytes:
    return bytes((SYNC, UPDATE)) + sized(data)


def awareness(data: bytes) -> bytes:
    return bytes((AWARENESS,)) + sized(data)


def note(name: str, **more: Any) -> bytes:
    """What our own client understands beside the protocol; others are not sent any."""
    return bytes((NOTE,)) + sized(json.dumps({"note": name, **more}).encode())


def read_state(data: bytes) -> dict[int, int]:
    """A state vector: how far each client is known."""
    reader = Reader(data)
    count = reader.uint()
    if count > MOST_CLIENTS:
        raise Garbage("too many clients")
    found = {reader.uint(): reader.uint() for _number in range(count)}
    reader.finish()
    return found


def framed(message: bytes) -> bytes:
    """A whole binary frame of a server, as it stands on the line (RFC 6455): made once for all who get it."""
    length = len(message)
    if length < 126:
        return bytes((0x82, length)) + message
    if length < 65536:
        return b"\x82\x7e" + length.to_bytes(2, "big") + message
    return b"\x82\x7f" + length.to_bytes(8, "big") + message
