"""What readers may choose to see of a report alone."""

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.publishing.desk import NewsDesk, content_of, make_news_desk
from workbench.publishing.edition.counts import verdict_counts
from workbench.publishing.edition.model import EditionContent, Rating
from workbench.publishing.pages.choices import Choice, choices, first_places, thirds

TOKENS = ("true", "half", "false", "off")


def rated(desk: NewsDesk) -> EditionContent:
    """Three claims: one false in the second paragraph, a true and a false one in the first."""
    desk.approve(desk.claim("One did not"), "False", "None did.")
    desk.approve(desk.claim("It cost nine million"), "True", "So says the ledger.")
    desk.approve(desk.claim("The mayor was ill"), "False", "He was abroad.")
    return content_of(desk.publish(whole_text=True))


def rating(label: str, token: str) -> Rating:
    return Rating(label, None, "", token, "circle")


@given(
    st.lists(
        st.tuples(st.sampled_from("abcdef"), st.sampled_from(TOKENS), st.integers(1, 9)),
        unique_by=lambda each: each[0],
    )
)
@settings(max_examples=30)
def test_every_claim_is_in_one_choice(given: Sequence[tuple[str, str, int]]) -> None:
    counts = [(rating(label, token), number) for label, token, number in given]
    found = choices(counts)
    assert sum(choice.claims for choice in found) == sum(number for _rating, number in counts)
    assert sorted(label for choice in found for label in choice.labels) == sorted(
        label for label, _token, _number in given
    )
    assert len({choice.token for choice in found}) == len(found)


def test_verdicts_of_one_look_are_chosen_together() -> None:
    counts = [(rating("Exaggerated", "half"), 2), (rating("Understated", "half"), 1)]
    assert choices(counts) == [Choice("half", "circle", ("Exaggerated", "Understated"), 3)]


def test_only_what_looks_true_is_undisputed() -> None:
    found = choices([(rating("Correct", "true"), 1), (rating("Incorrect", "false"), 1)])
    assert [choice.holds for choice in found] == [True, False]


def test_a_verdict_leads_to_its_first_claim_in_the_text(session: Session) -> None:
    assert first_places(rated(make_news_desk(session))) == {"True": "claim-2", "False": "claim-3"}


def test_thirds_tell_every_claim_where_it_begins(session: Session) -> None:
    content = rated(make_news_desk(session))
    told = [label for part in thirds(content) for label, number in part for _ in range(number)]
    assert sorted(told) == ["False", "False", "True"]
    assert thirds(content)[0] == [("True", 1)]


def test_choices_are_those_of_the_edition(session: Session) -> None:
    content = rated(make_news_desk(session))
    found = choices(verdict_counts(content.claims, content.scales))
    assert [(choice.labels, choice.claims) for choice in found] == [(("True",), 1), (("False",), 2)]
