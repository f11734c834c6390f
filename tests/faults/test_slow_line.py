"""What began before the bell counts, however slowly its body comes; what began after it does not."""

import datetime as dt
import http.client
import re
import shutil
import time
import urllib.parse
from contextlib import closing

import pytest

from forum.kit.clock import FORUM_ZONE
from tests.faults.running import Forum, Visitor

pytestmark = pytest.mark.process
TITLE = "Declaration on shade as a public service"


@pytest.fixture
def forum(loaded, tmp_path):
    """A running forum whose clock can be moved."""
    folder = tmp_path / "forum"
    shutil.copytree(loaded, folder)
    running = Forum(folder, FORUM_TEST_CLOCK=str(folder / "clock"))
    running.start()
    yield running
    running.stop()


class Line:
    """One request whose headers are sent, and whose body can wait."""

    def __init__(self, visitor: Visitor, path: str, **fields: str) -> None:
        self.body = urllib.parse.urlencode({"csrf_token": visitor.token(path)} | fields).encode()
        parts = urllib.parse.urlsplit(visitor.address)
        self.connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=60)
        jar = next(h.cookiejar for h in visitor.opener.handlers if hasattr(h, "cookiejar"))
        self.connection.putrequest("POST", path)
        for name, value in {
            "Cookie": "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar),
            "Content-Type": "application/x-www-form-urlencoded",
            "Content-Length": str(len(self.body)),
        }.items():
            self.connection.putheader(name, value)
        self.connection.endheaders(self.body[:10])
        time.sleep(0.5)  # the headers are at the server before the clock is moved

    def send_the_rest(self) -> tuple[int, str]:
        half = len(self.body) // 2
        self.connection.send(self.body[10:half])
        time.sleep(0.3)
        self.connection.send(self.body[half:])
        with closing(self.connection):
            answer = self.connection.getresponse()
            return answer.status, answer.read().decode()


def declaration(visitor: Visitor) -> str:
    """The address of the text that is consulted on."""
    found = re.search(rf'href="(/declarations/\d+)"[^>]*>\s*{TITLE}', visitor.get("/declarations").text)
    assert found
    return found[1]


def rings_in(forum: Forum, lead: Visitor, address: str, minutes: int) -> None:
    """The lead city gives the consultation another deadline."""
    ends = forum.now() + dt.timedelta(minutes=minutes)
    path = f"{address}/consultation-deadline"
    given = {"ends_at": ends.astimezone(FORUM_ZONE).strftime("%Y-%m-%dT%H:%M"), "reason": "A test of the bell."}
    assert lead.post(path, csrf_token=lead.token(path), **given).status == 303


def test_a_slow_line_counts_from_its_beginning(forum):
    lead = Visitor(forum.address).sign_in("mayor.valdoro@demo.example")
    city = Visitor(forum.address).sign_in("mayor.wexmoor@demo.example")
    address = declaration(city)
    uids = re.findall(r'id="clause-(\w+)"', city.get(address).text)
    path = f"{address}/clauses/{uids[4]}/amendments/new"
    words = {"act": "replace", "reason": "Shade is shade."}
    rings_in(forum, lead, address, 5)
    slow = Line(city, path, text="Invites all cities to map their hottest corners;", **words)
    slower = Line(city, path, text="Invites all cities to map the hottest corners of all;", **words)
    forum.let_pass(minutes=8)
    assert slow.send_the_rest()[0] == 303
    late = city.post(path, csrf_token=city.token(path), text="Invites nobody;", **words)
    assert late.status == 409
    assert "The consultation ended on" in late.text and "can extend it with a reason" in late.text
    assert "Invites nobody;" in late.text
    forum.let_pass(minutes=10)
    status, page = slower.send_the_rest()
    assert status == 409 and "The consultation ended on" in page and "the hottest corners of all;" in page
    rings_in(forum, lead, address, 60)
    again = city.post(path, csrf_token=city.token(path), text="Invites everybody;", **words)
    assert again.status == 303, again.text[:500]


def test_who_sends_no_beginning_of_their_own_is_believed(forum):
    """The moment is taken on the loop; whatever a sender calls a header, it is not read."""
    lead = Visitor(forum.address).sign_in("mayor.valdoro@demo.example")
    city = Visitor(forum.address).sign_in("mayor.wexmoor@demo.example")
    address = declaration(city)
    uid = re.findall(r'id="clause-(\w+)"', city.get(address).text)[4]
    path = f"{address}/clauses/{uid}/amendments/new"
    rings_in(forum, lead, address, 3)
    forum.let_pass(minutes=4)
    city.opener.addheaders += [("forum.began", "2020-01-01T00:00:00+00:00"), ("Forum-Began", "2020-01-01T00:00:00+00:00")]
    fields = {"act": "replace", "reason": "Shade.", "text": "Invites nobody;"}
    assert city.post(path, csrf_token=city.token(path), **fields).status == 409


def test_slow_lines_hold_nobody_up(forum):
    """More of them than there are threads: others read and write meanwhile."""
    city = Visitor(forum.address).sign_in("mayor.wexmoor@demo.example")
    other = Visitor(forum.address).sign_in("mayor@demo.example")
    path = "/comments/contribution/1"
    slow = [Line(city, path, text=f"Slowly, {number}.", idempotency_key=f"slow-{number}") for number in range(6)]
    assert other.get("/declarations").status == 200
    quick = {"text": "Quickly.", "csrf_token": other.token(path), "idempotency_key": "quick"}
    assert other.post(path, **quick).status == 303
    assert [line.send_the_rest()[0] for line in slow] == [303] * 6
