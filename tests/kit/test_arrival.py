"""A request is handed on when all of it is there: slow, cut off, too large, endless."""

import asyncio
import datetime as dt

import pytest

from forum.kit import arrival, clock

LARGEST = 1000


def line(*messages):
    """A `receive` that gives these messages, then waits for ever."""
    waiting = list(messages)

    async def receive():
        if waiting:
            return waiting.pop(0)
        await asyncio.Event().wait()

    return receive


def piece(body, more=False):
    return {"type": "http.request", "body": body, "more_body": more}


def run(receive, method="POST"):
    """(the bodies that the application got, whether it was called, what was answered without it)"""
    bodies, calls, sent = [], [], []

    async def app(scope, receive, send):
        calls.append(scope[arrival.BEGAN])
        while method == "POST":
            message = await receive()
            bodies.append(message["body"])
            if not message["more_body"]:
                return

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "method": method, "headers": [(b"forum.began", b"2020-01-01")]}
    asyncio.run(arrival.Arrival(app, LARGEST)(scope, receive, send))
    return b"".join(bodies), calls, sent


def test_a_body_in_pieces_is_handed_on_whole():
    body, calls, sent = run(line(piece(b"ab", True), piece(b"", True), piece(b"cd")))
    assert (body, len(calls), sent) == (b"abcd", 1, [])
    assert clock.now() - calls[0] < dt.timedelta(seconds=5)


def test_an_empty_body_and_a_page_that_has_none():
    assert run(line(piece(b"")))[:2][0] == b""
    assert len(run(line(), "GET")[1]) == 1


def test_what_was_cut_off_is_not_acted_on():
    body, calls, _sent = run(line(piece(b"text=I+agr", True), {"type": "http.disconnect"}))
    assert (body, calls) == (b"", [])


def test_a_large_body_waits_on_the_disk_and_too_large_a_one_is_handed_on_as_it_comes(monkeypatch):
    monkeypatch.setattr(arrival, "IN_MEMORY", 10)
    monkeypatch.setattr(arrival, "PIECE", 7)
    assert run(line(piece(b"x" * 600, True), piece(b"y" * 400)))[0] == b"x" * 600 + b"y" * 400
    pieces = [piece(b"x" * 600, True), piece(b"y" * 600, True), piece(b"z" * 600)]
    assert run(line(*pieces))[0] == b"x" * 600 + b"y" * 600 + b"z" * 600


def test_nobody_is_waited_for_longer_than_a_slow_line_needs(monkeypatch):
    monkeypatch.setattr(clock, "LATEST", dt.timedelta(milliseconds=50))
    _body, calls, sent = run(line(piece(b"text=", True)))
    assert calls == [] and sent[0]["status"] == 408


@pytest.mark.parametrize(("size", "answer"), [(100, 303), (arrival.IN_MEMORY * 3, 303)])
def test_through_to_a_form(app, size, answer):
    """The whole way to Flask, as a server drives it."""
    from a2wsgi import WSGIMiddleware
    from flask import Flask, redirect, request

    small, seen = Flask(__name__), []

    @small.post("/form")
    def form():
        seen.append(request.form["text"])
        return redirect("/done", 303)

    small.config["MAX_FORM_MEMORY_SIZE"] = None
    sent = []

    async def send(message):
        sent.append(message)

    words = "a" * size
    scope = {
        "type": "http", "http_version": "1.1", "method": "POST", "path": "/form", "query_string": b"", "scheme": "http",
        "headers": [(b"content-type", b"application/x-www-form-urlencoded"), (b"content-length", str(size + 5).encode())],
    }  # fmt: skip
    data = f"text={words}".encode()
    pages = arrival.Arrival(WSGIMiddleware(small), 10_000_000)
    asyncio.run(pages(scope, line(piece(data[:50], True), piece(data[50:])), send))
    assert sent[0]["status"] == answer and seen == [words]
