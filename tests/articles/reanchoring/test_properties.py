"""Whatever is done to a text, no passage is taken over to a place that is not surely its own."""

from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.articles.reanchoring.texts import reading
from workbench.articles.anchoring import quote_at
from workbench.articles.reanchoring import Following, Outcome, Placement, Reading

# Few sentences, so that they recur; emoji, combining marks and right-to-left scripts among them.
SENTENCES = [
    "The port moved 12 tons.",
    "The port moved 13 tons.",
    "Nobody was asked.",
    "Yes.",
    "Cafe\u0301 and na\u0308ive 🚢👩‍🚀 sank in the storm of that year.",
    "قال التاجر إن المخازن فارغة منذ أسبوعين.",
    "הנתונים ייבדקו, אמר הדובר.",
    "港口的仓库只有三座。",
    "It is the longest sentence of all, with a comma, two numbers (3 and 4), and a name: Dahl.",
]
# Different from each other in every word.
DIFFERENT = [
    f"Word{at}a word{at}b 🚢{at} كلمة{at} word{at}c מילה{at} word{at}d e\u0301{at} word{at}f."
    for at in range(12)
]

Paragraphs = list[list[str]]


def paragraphs_of(sentences: Sequence[str]) -> st.SearchStrategy[Paragraphs]:
    paragraph = st.lists(st.sampled_from(sentences), min_size=1, max_size=4)
    return st.lists(paragraph, min_size=1, max_size=6)


@st.composite
def different_paragraphs(draw: st.DrawFn) -> Paragraphs:
    order = draw(st.permutations(DIFFERENT))
    cuts = sorted(draw(st.sets(st.integers(1, len(order) - 1))))
    return [order[a:b] for a, b in pairwise([0, *cuts, len(order)])]


@st.composite
def neighbours(draw: st.DrawFn, part: Paragraphs) -> Paragraphs:
    """Keep a part of a text, mangle all of its paragraphs, replace it or leave it out."""
    if draw(st.booleans()):
        return part
    if draw(st.booleans()):
        return draw(st.sampled_from([[], [["Something else stands here now."]]]))
    return [[draw(mangled(" ".join(paragraph)))] for paragraph in part]


def written(paragraphs: Paragraphs) -> Reading:
    return reading(*(" ".join(paragraph) for paragraph in paragraphs if paragraph))


@st.composite
def edited(draw: st.DrawFn, before: Paragraphs) -> Paragraphs:
    """Insert, delete, duplicate, reorder and mangle."""
    after = [list(paragraph) for paragraph in before]
    for _ in range(draw(st.integers(0, 4))):
        place = draw(st.integers(0, max(0, len(after) - 1)))
        edit = draw(st.sampled_from(["insert", "delete", "duplicate", "swap", "mangle", "copy"]))
        if edit == "insert" or not after:
            after.insert(place, [draw(st.sampled_from(SENTENCES))])
        elif edit == "delete":
            del after[place]
        elif edit == "duplicate":
            after.insert(place, list(after[place]))
        elif edit == "swap":
            after[place], after[-1] = after[-1], after[place]
        elif edit == "copy":
            after.append(list(after[place]))
        else:
            after[place][0] = draw(mangled(after[place][0]))
    return after


@st.composite
def mangled(draw: st.DrawFn, words: str) -> str:
    start = draw(st.integers(0, len(words) - 1))
    end = draw(st.integers(start, min(len(words), start + 8)))
    put_in = draw(st.text(st.sampled_from([*"ab 1.🚢\u0301שل"]), max_size=6))
    return (words[:start] + put_in + words[end:]).strip() or "x"


@st.composite
def spans(draw: st.DrawFn, text: str) -> tuple[int, int]:
    start = draw(st.integers(0, len(text) - 1))
    return start, draw(st.integers(start + 1, min(len(text), start + 90)))


@st.composite
def revisions(draw: st.DrawFn) -> tuple[Reading, Reading, tuple[int, int]]:
    before = draw(paragraphs_of(SENTENCES))
    old, new = written(before), written(draw(edited(before)))
    return old, new, draw(spans(old.text))


def asked(old: Reading, new: Reading, span: tuple[int, int]) -> Placement:
    return Following(old, new).place(quote_at(old.text, *span))


@given(revisions())
@settings(max_examples=400, deadline=None)
def test_what_is_taken_over_has_the_same_words(
    revision: tuple[Reading, Reading, tuple[int, int]],
) -> None:
    old, new, (start, end) = revision
    found = asked(old, new, (start, end))
    if found.outcome.settled:
        assert found.place
        assert new.text[found.place.start : found.place.end] == old.text[start:end]
    for place in (found.place, *found.others):
        if place:
            assert 0 <= place.start < place.end <= len(new.text)
            assert 0 <= place.score <= 1
    if found.outcome in (Outcome.AMBIGUOUS, Outcome.LOST):
        assert found.place is None


@given(revisions())
@settings(max_examples=50, deadline=None)
def test_the_same_question_has_the_same_answer(
    revision: tuple[Reading, Reading, tuple[int, int]],
) -> None:
    assert asked(*revision) == asked(*revision)


@given(st.data())
@settings(max_examples=200, deadline=None)
def test_in_an_unchanged_text_everything_is_exact_where_it_is(data: st.DataObject) -> None:
    text = written(data.draw(paragraphs_of(SENTENCES)))
    start, end = data.draw(spans(text.text))
    found = asked(text, text, (start, end))
    if text.touched(start, end):
        assert found.outcome is Outcome.EXACT
        assert found.place
        assert (found.place.start, found.place.end) == (start, end)


@given(st.data())
@settings(max_examples=400, deadline=None)
def test_within_a_paragraph_copied_right_behind_itself_nothing_is_taken_over(
    data: st.DataObject,
) -> None:
    """Whatever becomes of its neighbours."""
    before = data.draw(different_paragraphs())
    number = data.draw(st.integers(0, len(before) - 1))
    changed = [data.draw(neighbours(part)) for part in (before[:number], before[number + 1 :])]
    old = written(before)
    new = written([*changed[0], before[number], before[number], *changed[1]])
    start = len(written(before[:number]).text) + 2 if number else 0
    here = len(written([before[number]]).text)
    first, last = data.draw(spans(old.text[start : start + here]))
    found = asked(old, new, (start + first, start + last))
    assert not found.outcome.settled


@given(st.permutations(DIFFERENT), st.data())
@settings(max_examples=300, deadline=None)
def test_a_sentence_is_taken_over_to_its_own_place_and_none_that_was_deleted(
    order: list[str], data: st.DataObject
) -> None:
    kept = data.draw(st.lists(st.sampled_from(order), unique=True))
    old, new = written([DIFFERENT[:6], DIFFERENT[6:]]), written([kept[:4], kept[4:]])
    following = Following(old, new)
    for words in DIFFERENT:
        start = old.text.index(words)
        found = following.place(quote_at(old.text, start, start + len(words)))
        if words in kept:
            assert found.outcome.settled
            assert found.place
            assert found.place.start == new.text.index(words)
        else:
            assert found.outcome is Outcome.LOST


@given(st.data())
@settings(max_examples=200, deadline=None)
def test_a_sentence_that_is_mangled_waits_for_a_person_and_the_others_do_not(
    data: st.DataObject,
) -> None:
    number = data.draw(st.integers(0, len(DIFFERENT) - 1))
    other = data.draw(mangled(DIFFERENT[number]))
    after = [*DIFFERENT[:number], other, *DIFFERENT[number + 1 :]]
    old, new = written([DIFFERENT]), written([after])
    following = Following(old, new)
    for words in DIFFERENT:
        start = old.text.index(words)
        found = following.place(quote_at(old.text, start, start + len(words)))
        if words != DIFFERENT[number] or other == words:
            assert found.outcome.settled
        if found.outcome.settled:
            assert found.place
            assert found.place.start == new.text.index(words)
