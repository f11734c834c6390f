"""WordprocessingML: elements and attributes of its one namespace."""

from typing import Any

from forum.declarations.exports.wording import visible
from forum.declarations.exports.xmltree import Element

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W, R = f"{{{SPACE}}}", f"{{{RELATIONS}}}"
PRESERVED = "{http://www.w3.org/XML/1998/namespace}space"


def w(parent: Element, name: str, /, **attributes: Any) -> Element:
    """A child; attributes that are None are left out."""
    child = parent.makeelement(W + name)
    for key, value in attributes.items():
        if value is not None:
            child.set(W + key, visible(str(value)))
    parent.append(child)
    return child


def text(run: Element, words: str, deleted: bool = False) -> None:
    """Words into a run; line ends and tabs are elements."""
    for number, line in enumerate(words.split("\n")):
        if number:
            w(run, "br")
        for place, part in enumerate(line.split("\t")):
            if place:
                w(run, "tab")
            if part:
                child = w(run, "delText" if deleted else "t")
                child.text = visible(part)
                child.set(PRESERVED, "preserve")


def field(parent: Element, code: str, shown: str = "1", style: str = "") -> None:
    """Something that the program counts: a page, the number of a note."""
    for kind in ("begin", "code", "separate", "shown", "end"):
        run = w(parent, "r")
        if style:
            w(w(run, "rPr"), "rStyle", val=style)
        if kind == "code":
            child = w(run, "instrText")
            child.text = f" {code} "
            child.set(PRESERVED, "preserve")
        elif kind == "shown":
            text(run, shown)
        else:
            w(run, "fldChar", fldCharType=kind)
