"""The page that verifies: the whole corpus of tamperings in Chromium, with the verdict of verify.py, and nothing sent."""

import base64

import pytest

from tests.register.forging import Forge
from tests.register.tampering import Case, corpus, honest, honest_heads
from tests.register.verifying import named

pytestmark = pytest.mark.browser
CHECK = """async ([address, cases]) => {
  const { check } = await import(address);
  const bytes = (text) => Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
  const found = [];
  for (const { data, heads } of cases) {
    const { report } = await check(bytes(data), heads.map(bytes));
    found.push(report.failures.map(({ place, rule }) => [place, rule]));
  }
  return found;
}"""


def in_browser(page, cases):
    """What the script of the page finds wrong in each case: sets of (place, rule)."""
    script = page.locator("script[type=module]").get_attribute("src").replace("main.js", "verify/check.js")
    given = [
        {"data": base64.b64encode(c.data).decode(), "heads": [base64.b64encode(h).decode() for h in c.heads]} for c in cases
    ]
    return [{tuple(one) for one in found} for found in page.evaluate(CHECK, [script, given])]


def give(page, name: str, data: bytes, field: str = "#verify-file") -> None:
    page.set_input_files(field, {"name": name, "mimeType": "application/octet-stream", "buffer": data})


def state_of(page, state: str):
    found = page.locator(f"[data-state={state}]")
    found.wait_for()
    return found


@pytest.fixture
def open_page(visitor):
    return visitor.go("/verify")


def test_both_verifiers_find_the_same_in_the_same_places(open_page):
    cases = [*corpus(), Case("honest", honest()[1], frozenset(), tuple(honest_heads()))]
    for case, found in zip(cases, in_browser(open_page, cases), strict=True):
        assert found == named(case.data, case.heads), case.name
        assert case.named <= found, case.name
        assert bool(found) == bool(case.named), case.name


def test_it_works_without_a_connection_and_sends_nothing(open_page):
    asked = []
    open_page.on("request", lambda request: asked.append(request.url))
    open_page.context.set_offline(True)
    forge, data = honest()
    give(open_page, "evidence.zip", data)
    found = state_of(open_page, "verified")
    assert "Ana Reis, Mayor, Porto Claro" in found.inner_text() and "Our city has done so since 2019." in found.inner_text()
    assert "signatures.json/19" in found.inner_text(), "what is withheld is said"
    give(open_page, "head.json", honest_heads()[0], "#verify-head")
    open_page.get_by_text("It goes on from the head that you kept.").wait_for()
    give(open_page, "register.json", forge.register())
    open_page.get_by_role("heading", name="Declaration 2").wait_for()
    assert asked == []


def test_it_names_what_is_wrong(open_page):
    case = next(case for case in corpus() if case.name == "one comma in the text")
    give(open_page, "evidence.zip", case.data)
    found = state_of(open_page, "failed")
    line = found.locator("li[data-place='text/1/en.json'][data-rule=language]")
    assert "the text in this language is not the one in the list of its version" in line.inner_text()
    shorter = next(case for case in corpus() if case.name == "the newest entry gone")
    give(open_page, "evidence.zip", shorter.data)
    give(open_page, "head.json", shorter.heads[0], "#verify-head")
    assert "23..23" in open_page.locator("li[data-rule=shorter]").inner_text()


def test_other_files_and_browsers_are_told_so(open_page):
    give(open_page, "letter.txt", b"Dear Ana,")
    assert "not a bundle" in state_of(open_page, "foreign").inner_text()
    open_page.evaluate("() => { crypto.subtle.importKey = () => Promise.reject(new Error('not known')); }")
    give(open_page, "evidence.zip", honest()[1])
    assert "verify.py" in state_of(open_page, "unsupported").inner_text()


def test_words_of_a_file_are_only_words(open_page):
    forge = Forge()
    forge.person("<img src=x onerror=alert(1)>", "<b>Porto</b>")
    forge.open(1)
    forge.sign(1, forge.people[0], remark="<script>alert(1)</script>")
    give(open_page, "register.json", forge.register())
    found = state_of(open_page, "verified")
    found.locator("summary").click()
    assert "<img src=x onerror=alert(1)>, Mayor, <b>Porto</b>" in found.inner_text()
    assert found.locator("img, script, b").count() == 0


def test_a_file_is_dropped(open_page):
    data = base64.b64encode(honest()[1]).decode()
    open_page.evaluate(
        """(text) => {
          const bytes = Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
          const transfer = new DataTransfer();
          transfer.items.add(new File([bytes], "evidence.zip"));
          const event = new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true });
          document.querySelector("[data-drop]").dispatchEvent(event);
        }""",
        data,
    )
    state_of(open_page, "verified")
