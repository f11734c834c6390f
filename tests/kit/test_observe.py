"""Two addresses for those who watch the process, a number on every answer, and no secret in the logs."""

import datetime as dt
import json

import pytest

from forum.kit import clock, mail, observe


def test_alive(client):
    assert client.get("/healthz").get_data() == b"ok\n"


def test_ready(client):
    response = client.get("/readyz")
    assert (response.status_code, response.json) == (200, {"database": "ok", "disk": "ok", "outbox": "ok", "register": "ok"})


def test_mail_that_waits_too_long_is_told(client, session):
    mail.queue("ana@example.org", "notice", {}).due_at = clock.now() - dt.timedelta(hours=3)
    session.commit()
    response = client.get("/readyz")
    assert (response.status_code, response.json["outbox"]) == (503, "mail waits")


def test_a_full_disk_is_told(client, monkeypatch):
    monkeypatch.setattr(observe, "LEAST_FREE", 2**60)
    assert client.get("/readyz").json["disk"] == "nearly full"


def test_every_answer_has_a_number(client):
    numbers = {client.get("/healthz").headers["X-Request-Id"] for _time in range(3)}
    assert len(numbers) == 3


def test_the_log_is_json_without_secrets(client, capsys, monkeypatch):
    def broken(*_args, **_kwargs):
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr("forum.accounts.operations.find_by_email", broken, raising=False)
    canary = "canary-of-a-password"
    with pytest.raises(RuntimeError):
        client.post("/sign-in", data={"email": "ana@example.org", "password": canary})
    lines = [line for line in capsys.readouterr().out.splitlines() if line.startswith("{")]
    assert lines and json.loads(lines[-1])["request_id"]
    assert canary not in "".join(lines)
