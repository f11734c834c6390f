"""What search engines are told: nothing of a demonstration, and of a real forum only what is published."""

from typing import Any

from flask import Response, current_app, url_for

from forum.desk.queries.sitemap import listed
from forum.desk.views.blueprint import blueprint
from forum.kit.security import address as full
from forum.kit.templating import render

ENDPOINTS: dict[str, tuple[str, str, dict[str, str]]] = {
    "experience": ("exchange.show", "identity", {"many": "experiences"}),
    "challenge": ("exchange.show", "identity", {"many": "challenges"}),
    "city": ("cities.city", "slug", {}),
    "declaration": ("declarations.declaration", "identity", {}),
    "recommendation": ("recommendations.recommendation", "identity", {}),
}
PAGES = ("desk.front", "desk.about", "desk.editions", "exchange.experiences", "exchange.challenges", "declarations.index",
         "recommendations.index", "cities.index")  # fmt: skip
KEPT_OUT = ("/sign-in", "/password", "/invitation", "/search", "/desk", "/inbox", "/settings")


@blueprint.get("/robots.txt")
def robots():
    demo = current_app.config["FORUM_MODE"] == "demo"
    lines = ["User-agent: *", *(["Disallow: /"] if demo else [f"Disallow: {path}" for path in KEPT_OUT])]
    if not demo:
        lines += ["", f"Sitemap: {full(url_for('desk.sitemap'))}"]
    return Response("\n".join(lines) + "\n", mimetype="text/plain")


@blueprint.get("/sitemap.xml")
def sitemap():
    rows = [] if current_app.config["FORUM_MODE"] == "demo" else listed()
    pages: list[tuple[str, Any]] = [(full(url_for(endpoint)), None) for endpoint in PAGES]
    pages += [(full(_address(kind, identity)), changed) for kind, identity, changed in rows]
    return Response(render("desk/sitemap.xml", pages=pages), mimetype="application/xml")


def _address(kind: str, identity: object) -> str:
    endpoint, name, fixed = ENDPOINTS[kind]
    values: dict[str, Any] = {**fixed, name: identity}
    return url_for(endpoint, **values)
