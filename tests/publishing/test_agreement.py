"""No format contradicts another: each is read back and compared with the edition."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.publishing.desk import NewsDesk, content_of, make_news_desk
from tests.publishing.reading_back import READERS, told_by
from workbench.evidence.rules import Stance
from workbench.publishing.edition.model import EditionContent
from workbench.publishing.exports.rendering import exported
from workbench.publishing.formats import FORMATS

AWKWARD = [
    "=cmd|' /C calc'!A0", "| a | b |", "1. one", "- two", "# three", "> four", "***", "---",
    "<script>alert(1)</script>", "<!--", "[a](javascript:b)", "[^1]: c", "`d", "~~~", "&lt;", "\\",
    "{e}", "“f”", '"g"', "'h'", "i\nj", "k\r\n\r\nl", "$m$", "50 %", "n_o_p", "http://q.example/r_s",
    "قال الوزير ذلك", "\u202eאמר השר\u202c", "水价上涨", "ﬁ ½ 😀", "TY  - BOOK", "ER  - ",
    "@article{t,",
]  # fmt: skip
words = st.lists(st.sampled_from(AWKWARD), min_size=1, max_size=3).map(" ".join)


@pytest.fixture
def content(session: Session) -> EditionContent:
    """Two claims of other verdicts, three sources, one without an address."""
    desk: NewsDesk = make_news_desk(session)
    cost = desk.claim("It cost nine million", said_on="2019-05-16", claimant_name="P. Aper")
    ledger = desk.source(
        "Ledger", publisher="City", url="https://city.example/l_1?a=b&c", authors=("Lerk, C.",)
    )
    desk.evidence(cost, ledger, "9,000,000")
    desk.evidence(cost, desk.source("A letter"), "nine", Stance.REFUTES)
    desk.search(cost)
    desk.approve(cost, "True", "So says *the ledger*.")
    crowd = desk.claim("Nobody came", "Nobody came to see it.")
    desk.evidence(crowd, ledger)
    desk.evidence(crowd, desk.source("Photograph", url="https://city.example/p"))
    desk.approve(crowd, "Not checkable", "Nobody counted.")
    return content_of(desk.publish())


def awkward(content: EditionContent, said: str) -> EditionContent:
    """The edition with these words wherever somebody typed any."""
    claims = tuple(
        replace(
            claim, statement=f"{said} {claim.number}",
            verdict=replace(claim.verdict, summary=said, rationale=said, by=said),
            evidence=tuple(replace(used, quote=said, locator=said) for used in claim.evidence),
            contacts=(said,),
        )
        for claim in content.claims
    )  # fmt: skip
    sources = tuple(
        replace(
            source, title=f"{said} {source.number}", citation=(), authors=(said,), publisher=said
        )
        for source in content.sources
    )
    return replace(
        content, title=said, summary=said, note=said, claims=claims, sources=sources,
        desk=replace(content.desk, name=said, method=said, licence=said),
    )  # fmt: skip


def test_every_format_is_read_back() -> None:
    assert set(READERS) == set(FORMATS)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_tells_the_same(content: EditionContent, name: str) -> None:
    assert_told(content, name)


def assert_told(content: EditionContent, name: str) -> None:
    found, told = READERS[name](exported(content, name), content), told_by(content)
    assert found.claims is None or found.claims == told.claims
    assert found.sources is None or found.sources == told.sources
    assert found.claims is not None or found.sources is not None


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words)
def test_words_mean_nothing_in_any_format(content: EditionContent, said: str) -> None:
    for name in FORMATS:
        assert_told(awkward(content, said), name)
