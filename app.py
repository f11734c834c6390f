"""The forum as one application: configuration, extensions, features in order; `asgi` is what a server runs."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from a2wsgi import WSGIMiddleware
from flask import Flask, Response, abort, request
from starlette.applications import Starlette
from starlette.requests import Request as StarletteRequest
from starlette.responses import Response as StarletteResponse
from starlette.routing import Mount, Route

from forum import FEATURES, live
from forum.accounts import identity as signed_in_identity
from forum.kit import (
    arrival,
    assets,
    bus,
    conditional,
    config,
    database,
    drafts,
    edge,
    errors,
    extensions,
    observe,
    pagecache,
    preferences,
    security,
    templating,
    versions,
)
from forum.kit.identity import current_actor
from models.base import db


def create_app(settings: dict[str, Any] | None = None) -> Flask:
    """The Flask app. `settings` are laid over the environment's, for tests and commands."""
    app = Flask(__name__, static_folder=None)
    app.config.from_mapping(config.load() | (settings or {}))
    app.url_map.converters["int"] = edge.Number
    app.url_rule_class = edge.Address
    _bind_extensions(app)
    arrival.bind(app)
    observe.bind(app)
    bus.bind(app)
    security.protect(app)
    versions.bind(app)
    pagecache.bind(app)
    edge.bind(app)
    signed_in_identity.bind(app)
    extensions.csrf.init_app(app)  # after the actor is known: a stale form of a stranger leads to the sign-in page
    app.extensions["forum.ask_to_sign_in"] = signed_in_identity.ask_to_sign_in
    templating.bind(app)
    preferences.bind(app)
    errors.bind(app)
    conditional.bind(app)
    drafts.bind(app)
    _add_features(app)
    pagecache.bind_last(app)
    app.add_url_rule("/assets/<version>/<path:name>", "asset", _asset)
    app.add_url_rule("/static/<path:name>", "static", _asset)
    return app


def _bind_extensions(app: Flask) -> None:
    db.init_app(app)
    database.prepare_engine(app)
    extensions.login_manager.init_app(app)
    extensions.limiter.init_app(app)
    extensions.babel.init_app(app, locale_selector=_language)


def _add_features(app: Flask) -> None:
    """Each feature's `register(app)` adds its pages, subjects, jobs and commands; listeners are wired in the same order."""
    for name in FEATURES:
        if find_spec(f"forum.{name}") is None:
            continue
        feature = import_module(f"forum.{name}")
        if hasattr(feature, "register"):
            feature.register(app)


def _language() -> str:
    """The person's own, else the one chosen on this browser, else what the browser asks for."""
    known = [code for code, _name in templating.LANGUAGES]
    actor = current_actor()
    chosen = request.cookies.get("language") if request else None
    if actor and actor.signed_in and not chosen:
        chosen = actor.person.language
    return chosen if chosen in known else (request.accept_languages.best_match(known) if request else None) or "en"


def _asset(name: str, version: str = "") -> Response:
    answer = assets.answer(name, version, request.headers.get("Accept-Encoding", ""))
    if answer is None:
        abort(404)
    return Response(answer[0], headers=answer[1])


async def _asset_on_the_loop(asked: StarletteRequest) -> StarletteResponse:
    """The same without a thread: a page's files never wait behind its neighbours' queries."""
    answer = assets.answer(asked.path_params["name"], asked.path_params["version"], asked.headers.get("accept-encoding", ""))
    return StarletteResponse(answer[0], headers=answer[1]) if answer else StarletteResponse("", 404)


def create_asgi(flask_app: Flask | None = None) -> Starlette:
    """Pages go to Flask on a few threads; static files and live rooms are answered on the loop."""
    flask_app = flask_app or create_app()
    rooms, lifespan = live.routes(flask_app) if flask_app.config["FORUM_LIVE"] != "off" else ([], None)
    files = Route("/assets/{version}/{name:path}", _asset_on_the_loop)
    gathered = arrival.Arrival(WSGIMiddleware(flask_app, workers=4), flask_app.config["MAX_CONTENT_LENGTH"])
    pages = Mount("/", app=gathered)
    return Starlette(routes=[*rooms, files, pages], lifespan=lifespan)


def __getattr__(name: str) -> Any:
    """`asgi` is made when a server asks for it, so that importing this module stays cheap."""
    if name == "asgi":
        return create_asgi()
    raise AttributeError(name)
