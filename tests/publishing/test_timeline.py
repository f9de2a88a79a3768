"""What an article said when: pure, of texts, passages and the versions that were amended."""

from hypothesis import given
from hypothesis import strategies as st

from workbench.publishing.edition.timeline import Period, Stand, Timeline

OLD, NEW = "It cost 41 million.", "It cost 43 million."


TAKEN = {version: f"taken {version}" for version in range(1, 10)}


def timeline(*texts: str, stands: list[Stand]) -> Timeline:
    """Periods of one version each: version 1, and after it an amended version a text."""
    periods = [Period(at if at > 1 else None, text) for at, text in enumerate(texts, start=1)]
    return Timeline(periods, stands, TAKEN)


def stand(
    passage: int, claim: int, version: int, exact: str, follows: int | None = None,
    *, same: bool = False,
) -> Stand:  # fmt: skip
    return Stand(passage, claim, version, exact, follows, same)


def chain(*words: str, claim: int = 1) -> list[Stand]:
    """A passage through versions 1, 2, ..., its ids the versions' numbers."""
    return [stand(n, claim, n, exact, n - 1 or None) for n, exact in enumerate(words, start=1)]


def test_words_of_a_version_are_those_of_the_last_version_of_its_period() -> None:
    stands = chain("It cost 41 millon.", OLD, NEW)
    found = Timeline([Period(None, OLD), Period(3, NEW)], stands, TAKEN).earlier([3])
    assert [(w.exact, w.now, w.version, w.taken_at, w.amended) for w in found] == [
        (OLD, NEW, 2, "taken 2", 3)
    ]


def test_two_passages_with_the_same_history_tell_it_once() -> None:
    stands = [*chain(OLD, NEW), stand(3, 1, 1, OLD), stand(4, 1, 2, NEW, 3)]
    assert len(timeline(OLD, NEW, stands=stands).earlier([2, 4])) == 1


def test_words_of_a_place_that_the_outlet_took_away_are_told_where_the_claim_still_stands() -> None:
    stands = [*chain(OLD, OLD), stand(3, 1, 1, "So it is."), stand(4, 2, 1, "Another claim's.")]
    told = timeline(f"{OLD} So it is. Another claim's.", OLD, stands=stands)
    assert [(w.exact, w.now, w.version, w.amended) for w in told.earlier([2])] == [
        ("So it is.", "", 1, 2)
    ]
    assert told.earlier([]) == ()


def test_a_place_that_the_desk_let_go_of_is_not_told_when_the_outlet_takes_it_away_later() -> None:
    stands = [*chain(OLD, OLD, OLD), stand(4, 1, 1, "So it is.")]
    told = timeline(f"{OLD} So it is.", f"{OLD} So it is.", OLD, stands=stands)
    assert told.earlier([3]) == ()


def test_all_words_of_the_last_version_with_a_claim_are_its_last() -> None:
    stands = [
        stand(1, 1, 1, "Older."), stand(2, 1, 2, "One.", 1), stand(3, 1, 2, "Two."),
        stand(4, 2, 3, "Another claim's."),
    ]  # fmt: skip
    last = timeline("Older.", "One. Two.", "Nothing.", stands=stands).last_words(1)
    assert [(words.exact, words.version, words.amended) for words in last] == [
        ("One.", 2, 3), ("Two.", 2, 3),
    ]  # fmt: skip


def test_a_claim_that_never_stood_anywhere_has_no_last_words() -> None:
    assert timeline(OLD, stands=[]).last_words(1) == ()


def test_words_are_taken_out_by_the_first_change_without_them() -> None:
    told = timeline(OLD, f"{OLD} So it is.", NEW, NEW, stands=[])
    assert told.left_behind(OLD, 1, "then").amended == 3


def test_words_are_of_the_text_that_had_them() -> None:
    """Version 2 has others, though nobody noted a change."""
    told = Timeline([Period(None, "Nothing.")], [stand(1, 1, 1, OLD)], TAKEN)
    assert [words.taken_at for words in told.last_words(1)] == ["taken 1"]


def test_a_version_that_is_not_there_is_the_newest() -> None:
    assert timeline(OLD, NEW, stands=[]).left_behind(NEW, 9, "then").amended is None


def test_sentences_are_the_same_as_long_as_none_of_them_was_rewritten() -> None:
    stands = [
        stand(1, 1, 1, OLD), stand(2, 1, 2, OLD, 1), stand(3, 1, 3, OLD, 2, same=True),
        stand(4, 1, 4, OLD, 3, same=True), stand(5, 1, 4, OLD, same=True),
    ]  # fmt: skip
    told = timeline(OLD, stands=stands)
    assert [told.same_since(4, version) for version in (4, 3, 2, 1)] == [True, True, True, False]
    assert not told.same_since(5, 3)


words = st.sampled_from(["A one.", "B two.", "C three.", "One and two."])
versions = st.lists(st.tuples(words, words, st.booleans()), min_size=1, max_size=6)


@given(versions)
def test_what_is_told_stood_in_one_period_and_was_said_otherwise_in_the_next(
    told: list[tuple[str, str, bool]],
) -> None:
    amended = [at for at, (*_, is_amended) in enumerate(told, start=1) if is_amended and at > 1]
    texts = [f"{exact} {rest}" for exact, rest, _ in told]
    lasts = [*(at - 1 for at in amended), len(told)]
    periods = [
        Period(began, texts[last - 1]) for began, last in zip([None, *amended], lasts, strict=True)
    ]
    found = Timeline(periods, chain(*(exact for exact, *_ in told)), TAKEN).earlier([len(told)])
    assert [w.amended for w in found] == sorted({w.amended or 0 for w in found})
    for each in found:
        at = amended.index(each.amended or 0)
        before, after = periods[at].text, periods[at + 1].text
        assert each.exact in before
        assert each.now in after
        assert each.exact not in after or each.now not in before
        assert each.version == lasts[at]
