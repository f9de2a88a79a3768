"""Typography is no difference; whatever a reader would call different is one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.evidence.quotes import Outcome, check_quote
from workbench.evidence.quotes.typography import same

SIGNS = st.text(alphabet="ab Z5.,-–—−…\"“”'’«»\u00ad\u00a0\n\u0301ﬁ[]", max_size=20)


def outcome(quote: str, source: str) -> Outcome:
    return check_quote(quote, f"So be {source} in the end.").outcome


@pytest.mark.parametrize(
    ("quote", "source"),
    [
        ('He said "no"', "He said “no”"),
        ("He said 'no'", "He said “no”"),
        ("„Nein“, sagte sie", "«Nein», sagte sie"),
        ("«Non», dit-il. Quoi?", "« Non », dit-il. Quoi ?"),
        ("it's", "it’s"),
        ("rock 'n' roll", "rock ’n’ roll"),
        ("the dogs' bowls", "the dogs’ bowls"),
        ("комп'ютер", "компʼютер"),
        ("5' wide", "5′ wide"),
        ('5" wide', "5″ wide"),
        ("'in 1984' he", '"in 1984" he'),
        ("10-12 men", "10–12 men"),
        ("10-12 men", "10-\n12 men"),
        ("boats -- which sank", "boats — which sank"),
        ("boats—which sank", "boats – which sank"),
        ("it was -5", "it was −5"),
        ("it was –5", "it was −5"),
        ("long-term", "long‑term"),
        ("1 000 men", "1\u202f000 men"),
        ("5 %", "5\u00a0%"),
        ("5%", "5 %"),
        ("€5", "€ 5"),
        ("long-term", "long- term"),
        ("a boat", "a \n\n boat"),
        ("a boat", "a\u200b boat"),
        ("harbour", "har\u00adbour"),
        ("finish", "ﬁnish"),
        ("finish the flow", "ﬁnish the ﬂow"),
        ("café", "cafe\u0301"),
        ("resign", "re-\nsign"),
        ("re-sign", "re-\nsign"),
        ("resign", "re\u00ad\nsign"),
        ("long-term", "long-\n  term"),
        ("Anglo-Saxon", "Anglo-\nSaxon"),
        ("Vor- und Nachteile", "Vor-\nund Nachteile"),
        ("re-\nsign", "resign"),
    ],
)
def test_another_setting_of_the_same_words_is_typography(quote: str, source: str) -> None:
    assert outcome(quote, source) is Outcome.TYPOGRAPHY


@pytest.mark.parametrize(
    ("quote", "source"),
    [
        ("1012", "10-12"),
        ("1012", "10-\n12"),
        ("10 12 men", "10–12 men"),
        ("10 -12", "10-12"),
        ("1,500 men", "1.500 men"),
        ("1500 men", "1,500 men"),
        ("1 500 men", "1,500 men"),
        ("3.14", "314"),
        ("10:30", "10.30"),
        ("it was .5", "it was. 5"),
        ("1, 500 men", "1,500 men"),
        ("-5 degrees", "5 degrees"),
        ("5 degrees", "−5 degrees"),
        ("– 5 degrees", "−5 degrees"),
        ("—5 degrees", "−5 degrees"),
        ("<5", ">5"),
        ("$5", "€5"),
        ("$5", "5"),
        ("5 of them", "5 % of them"),
        ("5' wide", '5" wide'),
        ("5′ wide", "5″ wide"),
        ("x2", "x²"),
        ("1/2", "½"),
        ("COVID19", "COVID-19"),
        ("resign", "re-sign"),
        ("resign", "re sign"),
        ("man-eating sharks", "man—eating sharks"),
        ("man-eating sharks", "man – eating sharks"),
        ("no table", "not able"),
        ("cant", "can't"),
        ("dogs bowls", "dogs’ bowls"),
        ("Polish men", "polish men"),
        ("cafe", "café"),
        ("Strasse", "Straße"),
        ("eat Grandma", "eat, Grandma"),
        ("It sank?", "It sank!"),
        ("A and B", "“A” and “B”"),
    ],
)
def test_what_a_reader_would_call_different_never_holds(quote: str, source: str) -> None:
    assert not outcome(quote, source).holds
    assert not outcome(source, quote).holds


@pytest.mark.parametrize(
    ("quote", "source"),
    [
        ("able to pay", "unable to pay"),
        ("violent men", "non-violent men"),
        ("election was fair", "re-election was fair"),
        ("500 men", "1 500 men"),
        ("5 million men", "1.5 million men"),
        ("12 men", "10–12 men"),
        ("cost 5", "cost 5 million"),
        ("cost 5", "cost 5.3"),
        ("cost 5", "cost 5 %"),
        ("million men", "5 million men"),
        ("hundred men", "two hundred men"),
        ("we can", "we can’t"),
    ],
)
def test_a_quote_may_not_cut_a_word_or_a_number(quote: str, source: str) -> None:
    found = check_quote(quote, f"So be {source} in the end.")
    assert found.outcome in (Outcome.CLOSE, Outcome.NOT_FOUND)
    assert found.outcome is Outcome.NOT_FOUND or found.pieces


def test_a_word_that_stands_only_within_others_is_not_found() -> None:
    assert outcome("art", "the party") is Outcome.NOT_FOUND


def test_an_ellipsis_of_the_source_is_one_however_it_is_set() -> None:
    assert same("well ... so", "well … so")
    assert outcome("well ... so", "well … so").holds


@given(SIGNS)
def test_words_are_the_same_as_themselves(words: str) -> None:
    assert same(words, words)


@given(SIGNS, SIGNS)
def test_sameness_has_no_direction(one: str, other: str) -> None:
    assert same(one, other) == same(other, one)
