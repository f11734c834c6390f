"""Browsers that write in one text: documents that are sometimes apart, and the edits that an editor makes in them."""

import random

from pycrdt import Doc

from forum.declarations.text import document, places
from forum.declarations.text.clauses import new_uid
from forum.declarations.text.runs import Run

WORDS = ("water", "the city", "trees 🌳", "é", ", ", "the city", "housing")
KINDS = ("heading", "preambular", "operative", "sub", "subsub")


class Peer:
    """One browser with the whole document; `hears` says whether it has a line."""

    def __init__(self, seed: bytes) -> None:
        self.doc = Doc(allow_multithreading=True)
        self.doc.apply_update(seed)

    def edit(self, chance: random.Random) -> None:
        act = chance.choice((type_words, delete_words, emphasise, split, join, move, retype, remove, add, suggest))
        with self.doc.transaction():
            act(self.doc, chance)

    def meet(self, other: "Peer") -> None:
        to_other, to_self = self.doc.get_update(other.doc.get_state()), other.doc.get_update(self.doc.get_state())
        other.doc.apply_update(to_other)
        self.doc.apply_update(to_self)


def shown(doc):
    return document.read(doc).order


def text_of(doc, uid):
    return document.paragraphs(doc)[uid]["text"]


def _some(doc, chance):
    order = shown(doc)
    return chance.choice(order) if order else None


def _bytes(paragraph):
    """The byte at which each unit of a text begins, and its end."""
    at, found = 0, []
    for run in paragraph.runs:
        for unit in [run.citation] if run.citation else run.text:
            found.append(at)
            at += 1 if run.citation else len(unit.encode())
    return [*found, at]


def type_words(doc, chance):
    if one := _some(doc, chance):
        document.write(text_of(doc, one.uid), chance.choice(_bytes(one)), [Run(chance.choice(WORDS))])


def delete_words(doc, chance):
    if (one := _some(doc, chance)) and len(ends := _bytes(one)) > 2:
        a, b = sorted(chance.sample(ends, 2))
        del text_of(doc, one.uid)[a:b]


def emphasise(doc, chance):
    if (one := _some(doc, chance)) and len(ends := _bytes(one)) > 2:
        a, b = sorted(chance.sample(ends, 2))
        text_of(doc, one.uid).format(a, b, {"em": chance.choice((True, None))})


def suggest(doc, chance):
    """Never in the middle of a character: pycrdt takes any byte, and such a document does not merge any more."""
    if not (one := _some(doc, chance)):
        return
    document.write(text_of(doc, one.uid), chance.choice(_bytes(one)), [Run(chance.choice(WORDS), ins=new_uid())])
    ends = _bytes(document.read(doc).paragraphs[one.uid])
    if len(ends) > 2:
        a, b = sorted(chance.sample(ends, 2))
        text_of(doc, one.uid).format(a, b, {"del": new_uid()})


def split(doc, chance):
    """The first half keeps the uid; the second gets a new one that says where it comes from."""
    if not (one := _some(doc, chance)):
        return
    order = [p.uid for p in shown(doc)]
    ends = _bytes(one)
    at = chance.choice(ends)
    words, half = list(one.runs), []
    position = 0
    for run in words:
        size = 1 if run.citation else len(run.text.encode())
        if position >= at:
            half.append(run)
        elif position + size > at:
            half.append(Run(run.text.encode()[at - position :].decode(), em=run.em, ins=run.ins, cut=run.cut))
        position += size
    del text_of(doc, one.uid)[at : ends[-1]]
    _insert(doc, order, one.uid, one.kind, half, one.uid)


def join(doc, chance):
    order = shown(doc)
    if len(order) > 1:
        place = chance.randrange(1, len(order))
        survivor, gone = order[place - 1], order[place]
        document.write(text_of(doc, survivor.uid), _bytes(survivor)[-1], gone.runs)
        root = document.paragraphs(doc)
        root[gone.uid]["removed"], root[gone.uid]["joined"] = True, survivor.uid


def move(doc, chance):
    order = [p.uid for p in shown(doc)]
    if len(order) > 1:
        uid = order.pop(chance.randrange(len(order)))
        order.insert(chance.randrange(len(order) + 1), uid)
        _arrange(doc, order)


def retype(doc, chance):
    if one := _some(doc, chance):
        document.paragraphs(doc)[one.uid]["kind"] = chance.choice(KINDS)


def remove(doc, chance):
    if one := _some(doc, chance):
        document.paragraphs(doc)[one.uid]["removed"] = True


def add(doc, chance):
    order = [p.uid for p in shown(doc)]
    after = chance.choice(order) if order else ""
    _insert(doc, order, after, chance.choice(KINDS), [Run(chance.choice(WORDS))])


def _insert(doc, order, after, kind, words, origin=""):
    uid = new_uid()
    document.add(document.paragraphs(doc), uid, kind, "V", words)
    if origin:
        document.paragraphs(doc)[uid]["origin"] = origin
    order = list(order)
    order.insert(order.index(after) + 1 if after else 0, uid)
    _arrange(doc, order)


def _arrange(doc, order):
    root = document.paragraphs(doc)
    for uid, place in places.arranged([(uid, root[uid]["place"]) for uid in order]).items():
        root[uid]["place"] = place
