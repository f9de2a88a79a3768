"""What styles make of sources."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.sources.citing.house import FALLBACK, STYLES, StyleChoice
from workbench.sources.citing.phrases import Phrase, in_italics, phrases, plain
from workbench.sources.citing.rendering import CannotCite, cite, cite_item
from workbench.sources.citing.samples import EXAMPLES, SAMPLES
from workbench.sources.rules import SourceKind
from workbench.sources.service import SourceFields

POST, STUDY, MINUTES = EXAMPLES
WORDS = st.text(max_size=40)


def style(bibliography: str, *, more: str = "") -> str:
    """A style whose bibliography holds these elements."""
    return (
        '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">'
        "<info><title>A style</title><id>urn:a</id>"
        "<updated>2026-01-01T00:00:00+00:00</updated></info>"
        f'{more}<citation><layout><text variable="title"/></layout></citation>'
        f"<bibliography><layout>{bibliography}</layout></bibliography></style>"
    )


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (
            StyleChoice.AUTHOR_DATE,
            (
                "Novák, Ana (2019). ‘Why the tram is never late’. The Harbour Post, 18 April. "
                "https://post.example/tram (accessed 2 May 2019)"
            ),
        ),
        (
            StyleChoice.NOTES,
            (
                "Ana Novák, ‘Why the tram is never late’, The Harbour Post, 18 April 2019, "
                "https://post.example/tram (accessed 2 May 2019)"
            ),
        ),
        (
            StyleChoice.NUMBERED,
            (
                "Novák A. Why the tram is never late. The Harbour Post; 18 April 2019. "
                "https://post.example/tram; accessed 2 May 2019"
            ),
        ),
    ],
)
def test_each_style_of_the_house_cites_in_its_way(choice: StyleChoice, expected: str) -> None:
    assert plain(cite(STYLES[choice], POST)) == expected


def test_a_title_that_a_macro_puts_for_the_author_is_said_once() -> None:
    put = '<names variable="author"><substitute><text macro="named"/></substitute></names>'
    macros = (
        '<macro name="named"><text macro="whole"/></macro>'
        '<macro name="whole"><text variable="title"/></macro>'
    )
    csl = style(
        f'<group delimiter=" | ">{put}<text variable="publisher"/><text macro="named"/></group>',
        more=macros,
    )
    nameless = SourceFields("Late trams", publisher="The Post")
    assert plain(cite(csl, nameless)) == "Late trams | The Post"
    assert plain(cite(csl, POST)).endswith("Why the tram is never late")


@pytest.mark.parametrize(
    ("published", "expected"),
    [("1970", "Clean Air Act (1970). 42"), ("1970-12", "Clean Air Act (1970). 42. December")],
)
def test_a_year_that_stands_behind_the_author_is_said_once(published: str, expected: str) -> None:
    law = SourceFields("Clean Air Act", SourceKind.LAW, published=published)
    assert plain(cite(FALLBACK, replace(law, further={"volume": "42"}))) == expected


def test_a_journal_stands_in_italics() -> None:
    assert Phrase("Journal of Urban Transport", italic=True) in cite(FALLBACK, STUDY)


@pytest.mark.parametrize("choice", STYLES)
def test_the_styles_of_the_house_cite_sources_of_every_kind(choice: StyleChoice) -> None:
    for sample in SAMPLES:
        assert sample["title"] in plain(cite_item(STYLES[choice], sample))


def test_what_looks_like_markup_is_words() -> None:
    source = SourceFields("<i>R&D</i> &amp; <script>", authors=("{A <b>, Inc}",))
    assert plain(cite(FALLBACK, source)) == "A <b>, Inc. <i>R&D</i> &amp; <script>"


@given(WORDS, st.lists(WORDS, max_size=3), WORDS, st.sampled_from(SourceKind), WORDS)
def test_no_source_is_without_a_citation(
    title: str, authors: list[str], publisher: str, kind: SourceKind, page: str
) -> None:
    source = SourceFields(f"T {title}", kind, tuple(authors), publisher, further={"page": page})
    for csl in STYLES.values():
        assert "T" in plain(cite(csl, source))


def test_a_citation_is_the_same_whatever_was_cited_before() -> None:
    """Citeproc writes into the locales that it renders with; a day may stay in one."""
    month_first = style(
        '<date variable="issued" form="text"><date-part name="day" suffix="!"/></date>'
        '<date variable="accessed" form="text"/>'
    )
    item = {"type": "book", "accessed": {"date-parts": [[2020, 1, 2]]}}
    dated = item | {"issued": {"date-parts": [[2019, 5, 15]]}}
    alone = cite_item(month_first, item)
    cite_item(month_first, dated)
    assert cite_item(month_first, {**item, "title": "Another"}) == alone


def test_the_number_is_left_to_the_list() -> None:
    numbered = style(
        '<text variable="citation-number" prefix="[" suffix="] "/><text variable="title"/>'
    )
    assert plain(cite(numbered, MINUTES)) == "Minutes of 3 May"


def test_what_a_style_cannot_cite_is_cited_by_author_and_date() -> None:
    for silent in (style('<text variable="volume"/>'), style('<text macro="gone"/>')):
        with pytest.raises(CannotCite):
            cite_item(silent, {"type": "book", "title": "T"})
        assert cite(silent, MINUTES) == cite(FALLBACK, MINUTES)


def test_the_day_it_was_seen_is_said_of_an_address_alone() -> None:
    for csl in STYLES.values():
        assert "accessed" not in plain(cite(csl, SourceFields("A letter", accessed="2019-05-02")))


def test_a_full_stop_is_not_set_twice() -> None:
    assert plain(phrases(f"{in_italics('Late?')}. {in_italics('Never.')}. Well... yes")) == (
        "Late? Never. Well... yes"
    )


@given(st.lists(st.tuples(st.text("ab \n", min_size=1), st.booleans()), max_size=6))
def test_phrases_tell_what_is_in_italics(told: list[tuple[str, bool]]) -> None:
    found = phrases("".join(in_italics(words) if italic else words for words, italic in told))
    assert plain(found) == " ".join("".join(words for words, _italic in told).split())
    assert all(phrase.text for phrase in found)
    italic = "".join(words for words, italic in told if italic)
    assert "".join(p.text for p in found if p.italic).split() == italic.split() or len(told) > 1
