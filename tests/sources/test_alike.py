"""What the library has already of a source that somebody is about to add."""

import pytest

from tests.builders import Newsroom
from workbench.sources.alike import alike_sources, same_sources
from workbench.sources.service import SourceFields

LATE = "Why the harbour tram is never late"


@pytest.mark.parametrize(
    "fields",
    [
        SourceFields("X", url="http://m.post.example/late?utm_source=a"),
        SourceFields("X", url="https://doi.org/10.1234/LATE"),
        SourceFields("X", further={"DOI": "doi:10.1234/late"}),
    ],
    ids=["another address of the page", "an address with its DOI", "its DOI"],
)
def test_a_source_is_known_by_page_and_doi(room: Newsroom, fields: SourceFields) -> None:
    known = room.source(LATE, url="https://post.example/late", further={"DOI": "10.1234/late"})
    room.source("Another", url="https://post.example/other")
    assert same_sources(room.session, room.ana, fields) == [known]


@pytest.mark.parametrize(
    "fields",
    [
        SourceFields(LATE),
        SourceFields("WHY THE HARBOUR TRAM IS NEVER LATE!", publisher="Post"),
        SourceFields("Why the harbour trams is never late", published="2019"),
    ],
    ids=["the title", "other signs and part of the publisher", "a letter more and the year"],
)
def test_a_title_that_is_nearly_equal_is_told(room: Newsroom, fields: SourceFields) -> None:
    known = room.source(LATE, publisher="The Post", published="2019-04-18")
    assert alike_sources(room.session, room.desk_id, fields) == [known]


def test_a_title_is_found_behind_newer_ones_that_share_its_words(room: Newsroom) -> None:
    known = room.source(LATE)
    for year in range(2015, 2020):
        room.source(f"Never late: how the harbour tram of {year} came to be built and why")
    assert alike_sources(room.session, room.desk_id, SourceFields(LATE)) == [known]


@pytest.mark.parametrize(
    "fields",
    [
        SourceFields("Why the harbour ferry is always late"),
        SourceFields("The harbour tram is never"),
        SourceFields(LATE, published="2020"),
        SourceFields(LATE, publisher="The Ledger"),
        SourceFields("…"),
    ],
    ids=["another title", "part of the title", "another year", "another publisher", "no title"],
)
def test_what_tells_sources_apart_is_respected(room: Newsroom, fields: SourceFields) -> None:
    room.source(LATE, publisher="The Post", published="2019-04-18")
    assert alike_sources(room.session, room.desk_id, fields) == []
