"""A template speaks one language: its words are in it when it is compiled, and what is put between them is escaped."""

import pytest
from jinja2 import DictLoader, Environment

from forum.kit.phrasebook import _speaking

FRENCH = {"Sign in": "Se connecter", "by %(name)s": "par %(name)s", "100 %% <b>sure</b>": "sûr à 100 %% <b>!</b>"}


@pytest.fixture
def french():
    def environment(source):
        base = Environment(
            loader=DictLoader({"page.html": source, "mail.txt": source}), autoescape=lambda n: n.endswith("html")
        )
        base.globals["_"] = lambda words, **values: f"looked up: {words}"
        return _speaking(base, lambda words: FRENCH.get(words, words))

    return environment


@pytest.mark.parametrize(
    ("source", "drawn"),
    [
        ("{{ _('Sign in') }}", "Se connecter"),
        ("{{ _('by %(name)s', name=who) }}", "par &lt;Ana&gt;"),
        ("{{ _('100 %% <b>sure</b>') }}", "sûr à 100 % <b>!</b>"),
        ("{% set title = _('Sign in') %}{{ title }}", "Se connecter"),
        ("{{ _('Unknown') }}", "Unknown"),
        ("{{ _(who) }}", "looked up: &lt;Ana&gt;"),
        ("{% macro m(x) %}{{ x }}{% endmacro %}{{ m(_('Sign in')) }}", "Se connecter"),
    ],
)
def test_words_are_put_in(french, source, drawn):
    assert french(source).get_template("page.html").render(who="<Ana>") == drawn


def test_a_text_mail_is_not_escaped(french):
    assert french("{{ _('by %(name)s', name=who) }}").get_template("mail.txt").render(who="<Ana>") == "par <Ana>"
