"""Templates compiled once for each language: words without a variable become part of the template itself.

Looking a phrase up while a page is drawn costs more than drawing it; a page asks for fifty of them.
"""

from collections.abc import Callable
from typing import Any

from babel.support import Translations
from flask import Flask
from jinja2 import Environment, nodes
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from forum.kit.translations import FOLDER

GETTEXT = ("_", "gettext")


def bind(app: Flask) -> None:
    """One environment for each language, made when first asked for; `render` in templating chooses."""
    app.extensions["forum.phrasebooks"] = {}


def environment(app: Flask, language: str) -> Environment:
    books: dict[str, Environment] = app.extensions["forum.phrasebooks"]
    if language not in books:
        translate = Translations.load(str(FOLDER), [language]).ugettext
        books[language] = _speaking(app.jinja_env, translate)
    return books[language]


def _speaking(base: Environment, translate: Callable[[str], str]) -> Environment:
    """A copy of the environment whose parser puts the words of one language in."""
    copy = base.overlay()
    parse = copy._parse

    def parsed(source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = parse(source, name, filename)
        escaping = copy.autoescape(name) if callable(copy.autoescape) else copy.autoescape
        return _Speaker(translate, Markup if escaping else str).visit(tree)

    copy._parse = parsed  # type: ignore[method-assign]
    return copy


class _Speaker(NodeTransformer):
    """Replaces `_('words')` by the words, and `_('by %(name)s', name=x)` by a formatting of them."""

    def __init__(self, translate: Callable[[str], str], kind: type[str]) -> None:
        self.translate, self.kind = translate, kind

    def visit_Call(self, node: nodes.Call) -> Any:
        self.generic_visit(node)
        named = isinstance(node.node, nodes.Name) and node.node.name in GETTEXT
        if not named or len(node.args) != 1 or not isinstance(node.args[0], nodes.Const) or node.dyn_kwargs:
            return node
        words = self.kind(self.translate(node.args[0].value))
        if not node.kwargs:
            return nodes.Const(words % {}, lineno=node.lineno)
        pairs = [nodes.Pair(nodes.Const(k.key), k.value) for k in node.kwargs]
        return nodes.Mod(nodes.Const(words), nodes.Dict(pairs), lineno=node.lineno)
