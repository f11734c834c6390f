"""What the pages cost: the same number of statements for one row as for thirty."""

import pytest

from tests.counting import count_statements


@pytest.fixture
def many(write):
    def made(rows, stage):
        return [write(stage, f"Recommendation {number}").id for number in range(rows)]

    return made


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_costs_six_statements(people, many, client, session, rows):
    many(rows, "disposition")
    client.sign_in(people.other_mayor)
    session.expunge_all()
    with count_statements() as seen:
        page = client.page("/recommendations")
    assert len(seen) == 6, "\n".join(seen)  # session, page, facets of public and own, sponsors, answers
    assert ("Next page" in page) is (rows == 30)


@pytest.mark.parametrize(("stage", "statements"), [("draft", 13), ("closed", 27)])
def test_the_page_costs(people, many, client, session, stage, statements):
    identity = many(1, stage)[0]
    client.sign_in(people.lead_mayor)
    session.expunge_all()
    with count_statements() as seen:
        client.page(f"/recommendations/{identity}")
    assert len(seen) == statements, "\n".join(s[:120] for s in seen)
