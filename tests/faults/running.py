"""A forum in a process of its own that can be killed, and visitors who keep cookies as browsers do."""

import datetime as dt
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import suppress
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from pathlib import Path

from forum.desk.demo import PASSWORD
from forum.kit import clock
from forum.kit.config import ROOT
from tests.services import free_port


@dataclass
class Answer:
    status: int
    text: str
    headers: dict[str, str] = field(default_factory=dict)


class Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args, **_kwargs):
        return None


class Visitor:
    """Reads and posts; never follows a redirect."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.jar = CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar), Stay)

    def cookie(self, name: str) -> str:
        return next(cookie.value for cookie in self.jar if cookie.name == name)

    def get(self, path: str) -> Answer:
        return self._ask(urllib.request.Request(self.address + path))

    def post(self, path: str, **fields: str) -> Answer:
        return self._ask(urllib.request.Request(self.address + path, urllib.parse.urlencode(fields).encode()))

    def token(self, path: str) -> str:
        return re.findall(r'name="csrf_token"[^>]*value="([^"]+)"', self.get(path).text)[0]

    def sign_in(self, email: str) -> "Visitor":
        fields = {"email": email, "password": PASSWORD, "csrf_token": self.token("/sign-in")}
        assert self.post("/sign-in", **fields).status == 303, email
        return self

    def _ask(self, request: urllib.request.Request) -> Answer:
        try:
            with self.opener.open(request, timeout=40) as response:
                return Answer(response.status, response.read().decode(), _lower(response.headers))
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.read().decode(), _lower(error.headers))


class Forum:
    """`environment` is laid over the demo's; the folder holds database and files."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.port = free_port()
        self.address = f"http://localhost:{self.port}"
        self.folder = folder
        given = {"FORUM_MODE": "demo", "FORUM_FOLDER": str(folder), "PORT": str(self.port), "FORUM_URL": self.address}
        self.environment = os.environ | given | environment
        self.process: subprocess.Popen | None = None

    def start(self) -> float:
        """Seconds until it answers that it is ready."""
        begun = time.monotonic()
        command = [sys.executable, "-m", "tests.faults.serve"]
        self.process = subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=subprocess.DEVNULL)
        while time.monotonic() - begun < 240:  # on a busy machine the demo alone takes a minute
            with suppress(OSError):
                if Visitor(self.address).get("/readyz").status == 200:
                    return time.monotonic() - begun
            time.sleep(0.05)
        self.stop()
        raise TimeoutError("the forum did not start")

    def kill(self) -> None:
        assert self.process
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(10)

    def let_pass(self, **span: float) -> None:
        """Days or hours pass for this forum (as for a `timedelta`); it must have been given a FORUM_TEST_CLOCK."""
        ahead = Path(self.environment["FORUM_TEST_CLOCK"])
        seconds = (float(ahead.read_text()) if ahead.exists() else 0) + dt.timedelta(**span).total_seconds()
        ahead.with_suffix(".new").write_text(str(seconds))
        ahead.with_suffix(".new").replace(ahead)

    def now(self) -> dt.datetime:
        ahead = Path(self.environment["FORUM_TEST_CLOCK"])
        return clock.now() + dt.timedelta(seconds=float(ahead.read_text()) if ahead.exists() else 0)

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.kill()


def _lower(headers) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}
