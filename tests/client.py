"""A test client that can be signed in as anybody and checks what every page must have."""

from flask.testing import FlaskClient

from forum.accounts.actor import Actor
from forum.accounts.sessions import open_session
from models.base import db


class Browser(FlaskClient):
    def sign_in(self, actor: Actor) -> "Browser":
        token = open_session(actor.person, "test", actor.mandate_id)
        db.session.commit()
        self.set_cookie("forum", token, domain="localhost")
        return self

    def sign_out(self) -> "Browser":
        self.delete_cookie("forum", domain="localhost")
        return self

    def page(self, path: str, status: int = 200) -> str:
        """The text of a page, after checks: status, title, one h1, labels, policy, nothing inline."""
        response = self.get(path)
        assert response.status_code == status, (path, response.status_code, response.get_data(as_text=True)[:600])
        html = response.get_data(as_text=True)
        check(html, response.headers.get("Content-Security-Policy", ""))
        return html


def check(html: str, policy: str) -> None:
    import html5lib

    assert "script-src 'self'" in policy and "unsafe" not in policy
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    assert (tree.findtext(".//title") or "").strip(), "a page needs a title"
    assert len(tree.findall(".//h1")) == 1, "a page has exactly one h1"
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        assert "style" not in element.attrib, f"inline style on {element.tag}"
        assert not any(name.startswith("on") for name in element.attrib), f"inline script on {element.tag}"
        if element.tag == "script":
            assert element.get("src") or element.get("type") == "application/json", "inline script"
    ids = [e.get("id") for e in tree.iter() if isinstance(e.tag, str) and e.get("id")]
    assert len(ids) == len(set(ids)), f"an id twice: {[i for i in ids if ids.count(i) > 1][:3]}"
    labelled = {e.get("for") for e in tree.iter("label")}
    for kind in ("input", "select", "textarea"):
        for e in tree.iter(kind):
            if e.get("type") in ("hidden", "submit", "button"):
                continue
            inside = any(e in list(label.iter()) for label in tree.iter("label"))
            assert inside or e.get("id") in labelled or e.get("aria-label") or e.get("aria-labelledby"), (
                f"no label: {e.attrib}"
            )
