"""Renders Markdown in a process of its own: one JSON line in, one out; whoever waits too long may kill it."""

import json
import sys

import markdown
import nh3

TAGS = {"p", "h3", "h4", "h5", "ul", "ol", "li", "a", "em", "strong", "del", "blockquote", "code", "pre", "br", "hr", "img"}
TAGS |= {"table", "thead", "tbody", "tr", "th", "td"}
ATTRIBUTES = {"a": {"href", "title"}, "img": {"src", "alt"}}
EXTENSIONS = ["sane_lists", "tables", "pymdownx.tilde", "pymdownx.magiclink"]


def own_images_only(element: str, attribute: str, value: str) -> str | None:
    if element == "img" and attribute == "src" and not value.startswith("/files/"):
        return None
    return value


def convert(text: str) -> str:
    html = markdown.markdown(text, extensions=EXTENSIONS)
    for low, high in (("h3", "h5"), ("h2", "h4"), ("h1", "h3")):
        html = html.replace(f"<{low}>", f"<{high}>").replace(f"</{low}>", f"</{high}>")
    schemes = {"http", "https", "mailto"}
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=own_images_only,
        url_schemes=schemes,
        link_rel="nofollow noopener",
    )


def main() -> None:
    for line in sys.stdin:
        try:
            answer = convert(json.loads(line))
        except Exception:
            answer = None
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
