"""Building XML: elements with attributes and words, in which nothing stands that XML cannot hold."""

import re
from typing import Any
from urllib.parse import quote, urlsplit

from forum.declarations.exports.wording import visible

XML = "{http://www.w3.org/XML/1998/namespace}"
Element = Any  # of lxml, which is imported where a file is made


def add(parent: Element, name: str, text: str = "", /, **attributes: Any) -> Element:
    """A child in the namespace of its parent; `class_` and `as_` lose their dash, what is None is left out."""
    space = parent.tag.partition("}")[0] + "}" if parent.tag.startswith("{") else ""
    child = parent.makeelement(space + name)
    for key, value in attributes.items():
        if value is not None:
            child.set(key.rstrip("_"), visible(str(value)))
    child.text = visible(text) or None
    parent.append(child)
    return child


def say(parent: Element, text: str) -> None:
    """Words behind everything that stands in an element."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + visible(text)
    else:
        parent.text = (parent.text or "") + visible(text)


def uri(link: str) -> str:
    """An address as XML wants it; empty for what is none."""
    try:
        parts = urlsplit(link)
        _port = parts.port
    except ValueError:
        return ""
    host = re.fullmatch(r"[\w.\-]*(?::\d*)?", parts.netloc, re.ASCII)
    if parts.scheme not in ("http", "https") or not parts.netloc or not host:
        return ""
    rest = quote(visible(link)[len(f"{parts.scheme}://{parts.netloc}") :], safe="/?#:@!$&'()*+,;=%~-._")
    rest = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", rest)
    before, sharp, after = rest.partition("#")
    return f"{parts.scheme}://{parts.netloc}{before}{sharp}{after.replace('#', '%23')}"
