"""Anchors follow their letters or say that they are gone; never do they go to others."""

from hypothesis import given, settings
from hypothesis import strategies as st
from pycrdt import Doc

from forum.declarations.text import anchors, editing
from forum.declarations.text import document as workspace

UID = "a" * 16


class Words:
    kind, runs, alternative = "operative", (), False

    def __init__(self, text):
        self.uid, self.text = UID, text


def written(text):
    return workspace.seeded("Trees", [Words(text)])


def words(document):
    return workspace.paragraphs(document)[UID]["text"]


def placed(document, spans):
    return anchors.where(anchors.letters(document, [UID])[UID], spans)


def anchored(document, phrase):
    at = workspace.read(document).paragraphs[UID].text.index(phrase)
    return anchors.make(anchors.letters(document, [UID])[UID], at, at + len(phrase))


# Every letter is another one, of one to four bytes, so that each can be found again wherever it went.
POOL = [chr(65 + n) for n in range(26)] + [chr(0x430 + n) for n in range(32)] + [chr(0xC0 + n) for n in range(22)]
POOL += [chr(0x4E00 + n) for n in range(60)] + [chr(0x20000 + n) for n in range(40)]
EDIT = st.tuples(
    st.integers(0, 2), st.sampled_from(["insert", "delete", "mark", "meet"]), st.integers(0, 400), st.integers(1, 6)
)


@settings(max_examples=150, deadline=None)
@given(size=st.integers(3, 30), place=st.integers(0, 400), length=st.integers(1, 12), edits=st.lists(EDIT, max_size=25))
def test_an_anchor_is_where_its_letters_are(size, place, length, edits):
    """Three peers edit in partitions that meet now and then; the oracle looks for the letters themselves."""
    pool = list(POOL)
    text = "".join(pool.pop(n * 3 % len(pool)) for n in range(size))
    first = written(text)
    start = place % size
    chosen = text[start : start + length]
    spans = anchors.make(anchors.letters(first, [UID])[UID], start, start + len(chosen))
    peers = [first, *(workspace.opened([first.get_update()]) for _number in range(2))]
    for who, act, at, many in edits:
        if act == "meet":
            meet(peers)
        else:
            edit(words(peers[who]), act, at, many, pool)
    meet(peers)
    now = workspace.read(first).paragraphs[UID].text
    left = [now.index(letter) for letter in chosen if letter in now]
    expected = (min(left), max(left) + 1) if left else None
    assert [placed(peer, spans) for peer in peers] == [expected] * 3


def edit(text, act, at, many, pool):
    letters = [(n, c) for n, c in enumerate(str(text))]
    offsets = [len(str(text)[:n].encode()) for n, _c in letters] + [len(str(text).encode())]
    at %= len(offsets)
    end = min(at + many, len(letters))
    if act == "insert":
        taken = "".join(pool.pop() for _letter in range(min(many, len(pool))))
        text.insert(offsets[at], taken)
    elif act == "delete" and end > at:
        del text[offsets[at] : offsets[end]]
    elif act == "mark" and end > at:
        text.format(offsets[at], offsets[end], {"em": True})


def meet(peers):
    for one in peers:
        for other in peers:
            one.apply_update(other.get_update(one.get_state()))


FRESH = st.sampled_from(["parks", "now", "деревья", "café"])
WORD = st.sampled_from(["trees", "cities", "the", "of", "streets"])


@settings(max_examples=300, deadline=None)
@given(
    text=st.lists(WORD, min_size=2, max_size=9),
    place=st.integers(0, 99),
    deletions=st.lists(st.integers(0, 99), max_size=4),
    insertions=st.lists(st.tuples(st.integers(0, 99), FRESH | WORD), max_size=3),
)
def test_a_form_that_sets_the_whole_text_never_leads_to_a_twin(text, place, deletions, insertions):
    """The oracle knows which of several equal words the writer left; the form sends only the text."""
    marked = list(enumerate(text))
    chosen = place % len(marked)
    for number in deletions:
        if marked:
            marked.pop(number % len(marked))
    for at, word in insertions:
        marked.insert(at % (len(marked) + 1), (None, word))
    before, after = " ".join(text), " ".join(word for _tag, word in marked)
    start = len(" ".join([*text[:chosen], ""]))
    end = start + len(text[chosen])
    document = written(before)
    spans = anchors.make(anchors.letters(document, [UID])[UID], start, end)
    editing.set_words(words(document), after)
    found = anchors.rewritten(before, start, end, after, placed(document, spans))
    if found is None:
        return
    assert after[found[0] : found[1]] == text[chosen]
    if before.count(text[chosen]) > 1 or after.count(text[chosen]) > 1:
        first = max(0, start - anchors.AROUND)
        wide = before[first : end + anchors.AROUND]
        assert before.count(wide) == after.count(wide) == 1
        assert after.index(wide) + start - first == found[0]


def test_the_words_that_stay_are_followed_through_a_form():
    document = written("Invites all cities to plant trees along streets.")
    spans = anchored(document, "plant trees")
    before = "Invites all cities to plant trees along streets."
    after = "Urges towns and cities, in Лион and Kraków, to plant trees along roads."
    editing.set_words(words(document), after)
    start, end = anchors.rewritten(before, 22, 33, after, placed(document, spans))
    assert after[start:end] == "plant trees"


def test_of_twins_whose_number_changed_none_is_believed():
    before = "Invites cities to plant trees and mayors to plant trees."
    for after in ("Invites cities and mayors to plant trees.", f"{before[:-1]} and all to plant trees."):
        document = written(before)
        letters = anchors.letters(document, [UID])[UID]
        for start in (18, 44):
            spans = anchors.make(letters, start, start + 11)
            copy = workspace.opened([document.get_update()])
            editing.set_words(words(copy), after)
            found = anchors.rewritten(before, start, start + 11, after, placed(copy, spans))
            assert found is None or before[start - 16 : start + 27] in after


def test_words_typed_where_others_went_are_not_those():
    document = written("Invites cities to plant trees.")
    spans = anchored(document, "trees")
    text = words(document)
    text.insert(26, "XX")  # inside
    del text[28:31]
    del text[24:26]
    assert str(text) == "Invites cities to plant XX."
    assert placed(document, spans) is None


def test_a_suggestion_counts_only_when_it_is_accepted():
    document = written("Invites cities to plant trees.")
    spans = anchored(document, "trees")
    text = words(document)
    text.insert(8, "all ", {"ins": "b" * 16})
    text.format(28, 33, {"del": "c" * 16})
    assert placed(document, spans) == (24, 29)
    with document.transaction():
        editing.decide(document, frozenset({"b" * 16}), True)
    assert placed(document, spans) == (28, 33)
    with document.transaction():
        editing.decide(document, frozenset({"c" * 16}), True)
    assert placed(document, spans) is None


def test_blanks_and_signs_that_are_left_are_no_words():
    document = written("Invites cities, towns to plant trees.")
    spans = anchored(document, "cities, towns")
    text = words(document)
    del text[16:21]
    del text[8:14]
    assert str(text) == "Invites ,  to plant trees." and placed(document, spans) is None


def test_words_are_carried_by_a_split_and_a_join():
    before = "Invites cities to plant trees and to count trees."
    assert anchors.carried(before, 18, 29, "to count trees.", True) is None
    assert anchors.carried(before, 43, 48, "to count trees.", True) == (9, 14)
    assert anchors.carried(before, 37, 42, "to count the trees.", True) is None  # nothing known stands beside it
    longer = "Invites cities to plant trees and to count every tree that stands in a street."
    assert anchors.carried(longer, 37, 42, "to count every tree that stands in a road.", True) == (3, 8)
    assert anchors.carried(before, 43, 48, "to count the trees.", True) is None  # a twin stood before
    assert anchors.carried("Plant trees.", 6, 11, "Recalls trees. Plant trees.", False) == (21, 26)
    assert anchors.carried("Plant trees.", 6, 11, "Recalls trees.", False) is None


def test_a_document_is_not_changed_by_looking():
    document: Doc = written("Invites cities.")
    before = document.get_update()
    anchors.letters(document, [UID, "b" * 16])
    assert document.get_update() == before
