"""Many sources at once: each comes into the library once."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from tests.builders import Newsroom, open_newsroom
from workbench.history.models import Event
from workbench.sources.exchange import Listed
from workbench.sources.importing import Imported, import_sources
from workbench.sources.models import Source
from workbench.sources.queries import source_with_url
from workbench.sources.rules import SourceKind
from workbench.sources.service import SourceFields
from workbench.sources.tags import add_tags

STUDY = SourceFields(
    "The New Détente", published="2019-05", url="https://www.harbour.example/a/",
    further={"DOI": "10.1000/ABC"},
)  # fmt: skip


def imported(room: Newsroom, *found: SourceFields) -> Imported:
    listed = [Listed(fields) for fields in found]
    return import_sources(room.session, found=listed, by=room.ana)


def count(room: Newsroom) -> int:
    return room.session.scalar(select(func.count(Source.id))) or 0


def test_what_is_not_there_is_added_in_its_order(room: Newsroom) -> None:
    done = imported(room, STUDY, SourceFields("Minutes"))
    assert [source.title for source in done.added] == ["The New Détente", "Minutes"]
    assert [source.desk_id for source in done.added] == [room.desk_id] * 2
    assert (done.added[0].doi, done.added[0].page_key) == ("10.1000/abc", "harbour.example/a")
    assert done.known == ()


@pytest.mark.parametrize(
    "again",
    [
        SourceFields("Elsewhere", url="https://doi.org/10.1000/abc"),
        SourceFields("Elsewhere", further={"DOI": "doi:10.1000/ABC"}),
        SourceFields("Elsewhere", url="http://m.harbour.example/a?utm_source=x"),
        SourceFields("The new detente!", published="2019"),
        STUDY,
    ],
    ids=["address of its doi", "doi", "page", "title and year", "the same"],
)
def test_what_is_there_already_is_left_as_it_is(room: Newsroom, again: SourceFields) -> None:
    imported(room, STUDY)
    before = count(room)
    assert imported(room, again).known == (Listed(again),)
    assert (imported(room, STUDY, again).added, count(room)) == ((), before)


REPORT = SourceFields(
    "Annual report", published="2019-05", authors=("WHO",), url="https://who.example/r"
)
CHAPTER = SourceFields(
    "Introduction", SourceKind.BOOK, ("Novák, Ana",), "The press", "2019",
    further={"container-title": "Harbours", "volume": "4", "page": "1–9"},
)  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (STUDY, replace(STUDY, url="", further={"DOI": "10.1000/preprint"})),
        (STUDY, replace(STUDY, further={"DOI": "10.1000/preprint"})),
        (REPORT, replace(REPORT, url="https://unicef.example/r")),
        (REPORT, replace(REPORT, url="", authors=("UNICEF",))),
        (REPORT, replace(REPORT, url="", published="2019-06")),
        (replace(REPORT, publisher="The city"), replace(REPORT, url="", publisher="The state")),
        (CHAPTER, replace(CHAPTER, further={**CHAPTER.further, "container-title": "Rivers"})),
        (CHAPTER, replace(CHAPTER, further={**CHAPTER.further, "container-title": "Harbours 2"})),
        (CHAPTER, replace(CHAPTER, further={**CHAPTER.further, "volume": "5"})),
        (CHAPTER, replace(CHAPTER, further={**CHAPTER.further, "page": "11–19"})),
        (replace(CHAPTER, published=""), replace(CHAPTER, published="", authors=())),
    ],
    ids=[
        "doi", "two dois on a page", "page", "author", "month", "publisher", "book",
        "part of the book", "volume", "pages", "no year, and less is said",
    ],
)  # fmt: skip
def test_one_title_in_one_year_makes_no_two_the_same_if_more_is_said(
    room: Newsroom, one: SourceFields, other: SourceFields
) -> None:
    assert len(imported(room, one, other).added) == 2
    assert imported(room, other, one).added == ()


@pytest.mark.parametrize(
    "again",
    [
        replace(CHAPTER, published="2019-05", authors=("A. Novak",), publisher="Press"),
        replace(CHAPTER, publisher="Harbours", further={}),
        replace(CHAPTER, url="https://doi.org/10.1000/abc", authors=()),
        SourceFields("Introduction", published="2019"),
    ],
    ids=["other spellings", "the book for a publisher", "more is known", "less is known"],
)
def test_what_is_said_in_other_words_speaks_against_nothing(
    room: Newsroom, again: SourceFields
) -> None:
    assert len(imported(room, CHAPTER, again).added) == 1


def test_what_says_no_year_is_known_if_all_the_same_is_said(room: Newsroom) -> None:
    undated = replace(CHAPTER, published="")
    assert len(imported(room, undated, undated).added) == 1


def test_what_comes_twice_is_added_once(room: Newsroom) -> None:
    done = imported(room, STUDY, STUDY)
    assert (len(done.added), done.known, done.repeated) == (1, (), (Listed(STUDY),))
    again = imported(room, STUDY, STUDY)
    assert (again.added, again.known, again.repeated) == ((), (Listed(STUDY),) * 2, ())


@pytest.mark.parametrize(
    "other",
    [
        SourceFields("The New Détente", published="2018"),
        SourceFields("The New Détente"),
        SourceFields("Another", url="https://harbour.example/b", published="2019"),
    ],
    ids=["another year", "no year", "another page"],
)
def test_a_title_alone_makes_no_two_the_same(room: Newsroom, other: SourceFields) -> None:
    imported(room, STUDY)
    assert len(imported(room, other).added) == 1


def test_another_desks_sources_are_not_known(room: Newsroom) -> None:
    imported(room, STUDY)
    other = open_newsroom(room.session, name="Other desk")
    assert len(imported(other, STUDY).added) == 1


def test_what_is_added_gets_its_tags_as_the_desk_spells_them(room: Newsroom) -> None:
    [there] = imported(room, STUDY).added
    add_tags(room.session, sources=[there], tags=["Treaties"], by=room.ana)
    found = [
        Listed(STUDY, ("press",)),
        Listed(SourceFields("Minutes"), ("treaties", "Votes")),
        Listed(SourceFields("Letter"), ("votes",)),
    ]
    done = import_sources(room.session, found=found, by=room.ana)
    assert [[tag.words for tag in source.tags] for source in (there, *done.added)] == [
        ["Treaties"], ["Treaties", "Votes"], ["Votes"],
    ]  # fmt: skip


def test_an_import_is_one_line_of_the_record(room: Newsroom) -> None:
    imported(room, STUDY, STUDY, SourceFields("Minutes"))
    [event] = room.session.scalars(select(Event).where(Event.kind == "sources imported"))
    assert (event.by_id, event.details) == (room.ana.person_id, {"added": 2, "known": 1})


def test_a_source_is_found_by_another_address_of_its_page(room: Newsroom) -> None:
    [source] = imported(room, STUDY).added
    found = source_with_url(room.session, room.ana, "https://m.harbour.example/a#top")
    assert found is source
