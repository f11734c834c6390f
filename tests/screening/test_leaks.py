"""Judge in one's own cause: whoever has an interest walks every address, and nothing of the review is there."""

import re
from pathlib import Path

import pytest

from forum.accounts.sessions import load_actor
from forum.recommendations.queries import find
from forum.screening.operations import acts, interests, notes
from models.mandate import Role

TABLE = Path(__file__).parents[1] / "architecture" / "routes.txt"
TITLE = "Quiet courtyards for sleepers"
SECRETS = (TITLE, "courtyards", "quietword", "Between us")


def addresses(case, body):
    """Every GET of the table, with this recommendation in each place that takes a number."""
    for row in TABLE.read_text().splitlines():
        methods, rest = row.split(" ", 1)
        address = rest.rsplit(" ", 1)[0]
        if "GET" not in methods.split(",") or address == "/styleguide":
            continue
        address = re.sub(r"<any\((\w+)[^>]*>", r"\1", address)
        address = re.sub(r"<(int:)?(identity|number)>", str(case.id), address)
        address = address.replace("<kind>", "recommendation")
        yield re.sub(r"<[^>]+>", lambda found: "1" if "int:" in found[0] else body.slug, address)


WHYS = [
    "declared",
    "both",
    pytest.param("sponsor", marks=pytest.mark.long),
    pytest.param("declared-city", marks=pytest.mark.long),
]


@pytest.mark.parametrize("why", WHYS)
def test_nothing_of_the_review_is_anywhere(people, make, client, write, why):
    person = people.editor2
    if why == "sponsor":
        make.mandate(person.person, Role.EDITOR, people.second)
    case = write("screening", TITLE)
    acts.tag(case, people.editor, "quietword")
    if why == "both":
        make.mandate(person.person, Role.EDITOR, people.second)
    person = load_actor(person.person_id, person.mandate_id)
    if why in ("declared", "both"):
        interests.declare(people.editor2, case.id, None, "I drafted it.")
    elif why == "declared-city":
        interests.declare(people.editor2, None, people.lead, "Family.")
    notes.write(find(None, case.id), people.editor, "Between us: doubtful.", [person.person_id])
    client.sign_in(person)
    leaks, seen = [], 0
    for address in addresses(case, people.body):
        for asked in ("", "?q=courtyards", "?words=courtyards&tag=quietword"):
            if asked and not re.search(r"search|queue|recommendations(\.csv)?$|bodies|desk", address):
                continue
            response = client.get(address + asked)
            seen += response.status_code == 200
            text = response.get_data(as_text=True).lower() if response.status_code == 200 else ""
            # A page that was asked for a word may say the word again; all else, and every link, would be a finding.
            said = [secret for secret in SECRETS if secret.lower() in text and secret not in asked]
            linked = re.findall(rf"/(?:queue|recommendations)/{case.id}(?!\d)", text.replace(address, ""))
            if said or linked:
                leaks.append((address + asked, said, linked))
    assert not leaks
    assert seen > 40
    page = client.page("/queue?view=all")
    assert set(re.findall(r'tabs__count">(\d+)<', page)) == {"0"}
