"""The whole register as a file, as a server sends it."""

from forum.kit.canonical import canonical_json
from forum.register import queries
from forum.register.operations import appending


def test_the_file_is_the_document_and_is_not_cut_to_a_length_that_was_counted_before(client, session):
    for number in range(3):
        appending.attest(appending.statement("open", declaration=number), "session")
    session.commit()
    answer = client.get("/register.json")
    assert answer.get_data(as_text=True) == canonical_json(queries.document())
    assert answer.headers.get("Content-Length") in (None, str(len(answer.get_data())))
    again = client.get("/register.json", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.get_data()) == (304, b"")
