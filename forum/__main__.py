"""The commands of `python -m forum`: serve, migrate, demo-large, worker, init, backup, restore, reindex, register."""

import argparse
import gc
import logging
import os
import sys
from typing import Any

from flask import Flask


def main(arguments: list[str] | None = None) -> int:
    os.environ.setdefault("FORUM_MODE", "demo")
    chosen = every_command().parse_args(arguments)
    return COMMANDS[chosen.command](chosen)


def every_command() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m forum", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    serve = commands.add_parser("serve", help="bring the database up to date and serve the forum")
    _lets_shorter(serve)
    commands.add_parser("migrate", help="bring the database up to date")
    large = commands.add_parser("demo-large", help="seed many experiences with 20 comments each")
    large.add_argument("--items", type=int, default=1000)
    large.add_argument("--comments", type=int, default=20)
    commands.add_parser("reindex", help="write the search index anew")
    commands.add_parser("worker", help="drain the outbox and run the jobs, in place of the app's own thread")
    init = commands.add_parser("init", help="set up a real forum on an empty database")
    for option in ("name", "address", "sender", "administrator"):
        init.add_argument(f"--{option}")
    backup = commands.add_parser("backup", help="write a backup of database and files")
    backup.add_argument("target")
    restore = commands.add_parser("restore", help="restore a backup into an empty folder")
    restore.add_argument("source")
    restore.add_argument("--verify", action="store_true", help="only check the backup")
    _lets_shorter(restore)
    _acts_on_the_register(commands)
    return parser


def _acts_on_the_register(commands: Any) -> None:
    """The words after `python -m forum register`."""
    parser = commands.add_parser("register", help="verify the register, print or pin its head, renew the key of the site")
    acts = parser.add_subparsers(dest="act", required=True)
    acts.add_parser("verify", help="check every entry, node, head and signature")
    acts.add_parser("head", help="print the newest signed head, for others to pin")
    pin = acts.add_parser("pin", help="check that the register goes on from a head that was printed or published before")
    pin.add_argument("file", help="the file with that head")
    acts.add_parser("rotate-key", help="give the site a new key, which the old one signs")


def _lets_shorter(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--accept-shorter-register", action="store_true", help="go on although entries that were published are missing"
    )


SERVER: dict[str, Any] = {
    "log_level": "warning",
    "proxy_headers": True,
    "date_header": False,
    "ws": "forum.live.sockets:Sockets",
    "ws_max_size": 4 * 1024 * 1024 + 64,
    "ws_per_message_deflate": False,
    "timeout_graceful_shutdown": 15,
}


def _app() -> Flask:
    """What is imported and mapped here stays: the collector would look through all of it again and again, now and later."""
    gc.disable()
    from app import create_app

    app = create_app()
    gc.freeze()
    gc.enable()
    return app


def migrate(_chosen: argparse.Namespace, app: Flask | None = None) -> int:
    from forum.kit import migrating

    logging.getLogger("alembic").setLevel(logging.WARNING)
    migrating.bring_up_to_date(app or _app())
    return 0


def serve(chosen: argparse.Namespace) -> int:
    """Everything that a start needs, in order; the demo is loaded into an empty database."""
    app = _app()

    import uvicorn

    from app import create_asgi
    from forum.desk import installation
    from forum.kit import jobs, translations

    translations.compile_catalogues()
    migrate(chosen, app)
    installation.prepare(app, chosen.accept_shorter_register)
    port = int(os.environ.get("PORT", "8000"))
    host = os.environ.get("FORUM_HOST", "127.0.0.1" if app.config["FORUM_MODE"] == "demo" else "0.0.0.0")
    if os.environ.get("FORUM_JOBS", "thread") == "thread":
        jobs.start_thread(app)
    installation.greet(app)
    sys.setswitchinterval(0.0005)  # the loop of the rooms does not wait long for threads that draw pages
    uvicorn.run(create_asgi(app), host=host, port=port, **SERVER)
    return 0


def demo_large(chosen: argparse.Namespace) -> int:
    from forum.desk import corpus, installation

    app = _app()
    migrate(chosen, app)
    installation.prepare(app)
    corpus.load(app, chosen.items, chosen.comments)
    return 0


def reindex(chosen: argparse.Namespace) -> int:
    from forum.search import operations

    app = _app()
    migrate(chosen, app)
    with app.app_context():
        done = operations.reindex(lambda count: print(f"\r  {count:,} documents", end="", file=sys.stderr, flush=True))
    print(f"\r  {done:,} documents in the search index", file=sys.stderr)
    return 0


def worker(_chosen: argparse.Namespace) -> int:
    from forum.kit import jobs

    jobs.run_forever(_app())
    return 0


def init(chosen: argparse.Namespace) -> int:
    from forum.desk import installation

    app = _app()
    migrate(chosen, app)
    return installation.init(app, chosen)


def backup(chosen: argparse.Namespace) -> int:
    from forum.register import backups

    return backups.write(_app(), chosen.target)


def restore(chosen: argparse.Namespace) -> int:
    from forum.register import backups

    return backups.restore(_app(), chosen.source, chosen.verify, chosen.accept_shorter_register)


def of_register(chosen: argparse.Namespace) -> int:
    from forum.register import commands

    app = _app()
    migrate(chosen, app)
    return commands.run(app, chosen)


COMMANDS = {
    "serve": serve,
    "migrate": migrate,
    "demo-large": demo_large,
    "reindex": reindex,
    "worker": worker,
    "init": init,
    "backup": backup,
    "restore": restore,
    "register": of_register,
}

if __name__ == "__main__":
    sys.exit(main())
