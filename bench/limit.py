"""The limit page: three indexed queries, twenty comments, one template of 19 KB, and nothing else; and its limit POST."""

import os
import sqlite3
import sys
from pathlib import Path

from a2wsgi import WSGIMiddleware
from flask import Flask, request
from sqlalchemy import (
    Column,
    DateTime,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    event,
    func,
    select,
)
from starlette.applications import Starlette
from starlette.routing import Mount

metadata = MetaData()
topics = Table("topic", metadata, Column("id", Integer, primary_key=True), Column("title", String), Column("html", Text))
people = Table(
    "person", metadata, Column("id", Integer, primary_key=True), Column("name", String), Column("unread", Integer)
)
comments = Table(
    "comment",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("topic_id", ForeignKey("topic.id"), index=True),
    Column("byline", String),
    Column("html", Text),
    Column("at", DateTime),
)
written = [
    Table(
        f"written_{number}",
        metadata,
        Column("id", Integer, primary_key=True),
        Column("key", Integer, index=True),
        Column("text", Text),
    )
    for number in range(5)
]
WORDS = "The square holds the rain of one hour and gives it back to the ground within a day. " * 4
PAGE = """<!doctype html><html lang="en"><head><title>{{ topic.title }}</title></head><body><h1>{{ topic.title }}</h1>
<p>{{ person.name }} ({{ person.unread }})</p><div>{{ topic.html|safe }}</div>
{% for c in comments %}<article id="comment-{{ c.id }}"><p><strong>{{ c.byline }}</strong> <time>{{ c.at }}</time></p>
<div>{{ c.html|safe }}</div><p><a href="#comment-{{ c.id }}">Link</a> <a href="/flag/{{ c.id }}">Flag</a></p></article>
{% endfor %}</body></html>"""


def create_app(path: str) -> Flask:
    app, engine = Flask("limit"), create_engine(f"sqlite:///{path}")

    @event.listens_for(engine, "connect")
    def durable(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")

    metadata.create_all(engine)
    with engine.begin() as connection:
        if not connection.scalar(select(func.count()).select_from(topics)):
            _fill(connection)

    page = app.jinja_env.from_string(PAGE)

    @app.get("/topic/<int:identity>")
    def topic(identity: int) -> str:
        with engine.connect() as connection:
            one = connection.execute(select(topics).where(topics.c.id == identity)).one()
            person = connection.execute(select(people).where(people.c.id == 1)).one()
            found = connection.execute(select(comments).where(comments.c.topic_id == identity).limit(20)).all()
        return page.render(topic=one, person=person, comments=found)

    @app.post("/topic")
    def write() -> tuple[str, int]:
        with engine.begin() as connection:
            for table in written:
                connection.execute(table.insert().values(key=1, text=request.form["text"]))
        return "", 204

    return app


def _fill(connection: object) -> None:
    import datetime as dt

    now = dt.datetime(2026, 1, 1)
    run = connection.execute  # type: ignore[attr-defined]
    run(people.insert(), [{"id": 1, "name": "Ana Reis, Mayor of Porto Claro", "unread": 3}])
    run(
        topics.insert(),
        [{"id": n, "title": f"Squares that hold the rain {n}", "html": f"<p>{WORDS * 8}</p>"} for n in range(1, 1001)],
    )
    rows = [
        {"topic_id": topic, "byline": "Jonas Weber, Focal point of Porto Claro", "html": f"<p>{WORDS * 2}</p>", "at": now}
        for topic in range(1, 1001)
        for _n in range(20)
    ]
    run(comments.insert(), rows)


if __name__ == "__main__":
    import uvicorn

    folder = Path(sys.argv[1])
    asgi = Starlette(routes=[Mount("/", app=WSGIMiddleware(create_app(str(folder / "limit.sqlite3")), workers=4))])
    uvicorn.run(asgi, host="127.0.0.1", port=int(os.environ["PORT"]), log_level="warning", date_header=False)
