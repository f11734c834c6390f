"""A feed is well formed whatever stands in it."""

from xml.etree import ElementTree as tree

from forum.kit import atom, clock

NAMES = {"a": atom.SPACE}


def test_hostile_words_stay_words(app):
    words = "<script>&\x00\x0b]]>"
    with app.test_request_context("/feed.atom"):
        entry = atom.Entry("/experiences/1", words, clock.now(), "e1", author=words, summary=words, language="fr")
        root = tree.fromstring(atom.feed(words, "/", [entry]).get_data())
    assert root.findtext("a:entry/a:title", namespaces=NAMES) == "<script>&]]>"
    assert root.findtext("a:entry/a:id", namespaces=NAMES).endswith("/experiences/1#e1")


def test_an_empty_feed_says_when(app):
    with app.test_request_context("/feed.atom"):
        root = tree.fromstring(atom.feed("Nothing yet", "/", []).get_data())
    assert root.findtext("a:updated", namespaces=NAMES) == "2000-01-01T00:00:00+00:00"
