"""The PDF says all that the edition says, in every script, and means nothing else by it."""

import re
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.publishing.members import letters
from tests.publishing.structure import structure
from workbench.publishing.edition.model import (
    FORMAT,
    ArticleFacts,
    Block,
    Change,
    Claim,
    Coverage,
    DeskFacts,
    EditionContent,
    Evidence,
    Passage,
    Piece,
    Rating,
    Scale,
    Site,
    Source,
    Verdict,
)
from workbench.publishing.exports.pdf import export
from workbench.publishing.exports.pdf.document import document_of
from workbench.publishing.exports.pdf.margin import grouped
from workbench.publishing.exports.pdf.phrases import LONGEST_ADDRESS, linked
from workbench.publishing.exports.prose import Paragraph, blocks_of
from workbench.publishing.exports.wordings import article_named, change_told

AT = "2019-05-16T14:05:00Z"
TRUE = Rating("True", 5, "It is so.", "true", "check")
FALSE = Rating("False", 1, "It is not so.", "false", "cross")
HOSTILE = '#import "x.typ": * $x$ \\ ] *a* _b_ `c` <d> @e // f /* g */ = h + i #panic("j")'


def claim(number: int, statement: str, start: int, end: int, **said: Any) -> Claim:
    verdict = Verdict(TRUE, 0, "So it was.", "Because **so**.", "Ana Novak", AT, "Ed Moreau", AT)
    facts: dict[str, Any] = {
        "kind": "fact", "claimant": None, "said_on": "", "appearance_url": "", "earlier": (),
        "left_behind": (), "rechecking": False, "evidence": (), "searches": (), "contacts": (),
        "published_at": AT, "changed_at": "", "verdict": verdict,
        "passages": (Passage("", "", "", start, end),),
    }  # fmt: skip
    return Claim(number, statement, **facts | said)


def source(number: int, title: str) -> Source:
    return Source(number, "web page", title, (), "", "", "", "", "", (), "", "", "")


def edition(text: str, claims: tuple[Claim, ...], language: str = "en") -> EditionContent:
    """An article of one paragraph."""
    return EditionContent(
        format=FORMAT,
        site=Site("https://reports.example.org", "the-bridge"),
        number=1, title="The bridge, checked", summary="It holds.", note="", at=AT,
        published_by="Ed Moreau", whole_text=True,
        desk=DeskFacts("Bridge desk", "Europe/Berlin", "", "CC BY 4.0"),
        article=ArticleFacts(
            "The bridge", "The Paper", (), "", "2019", language, 1, "0" * 64, AT, len(text), ()
        ),
        amendments=(), blocks=(Block("paragraph", 0, len(text), (Piece(0, text),)),),
        claims=claims, sources=(source(1, "Ledger"),), scales=(Scale("Two", 1, (TRUE, FALSE)),),
        coverage=Coverage(1, 1, (), 0, 0, 0), changes=(), earlier=(),
    )  # fmt: skip


def said(content: EditionContent) -> str:
    """The letters of the PDF: where lines end is the page's business."""
    return letters(export(content))


TEXT = "It cost nine million. Nobody came."
CLAIMS = (
    claim(1, "It cost nine million.", 0, 21,
          evidence=(Evidence(1, "supports", "nine million", "p. 7", "", None),)),
    claim(2, "Nobody came.", 22, 34),
)  # fmt: skip


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "The quay cost 43 million — “all told”."),
        ("ru", "Мост обошёлся в девять миллионов."),
        ("el", "Η γέφυρα κόστισε εννέα εκατομμύρια."),
        ("ar", "كلف الجسر تسعة"),
        ("he", "הגשר עלה תשעה מיליון"),
        ("zh", "这座桥耗资九百万。"),
        ("ja", "橋の建設には九百万かかった。"),
        ("ko", "다리 건설에 구백만이 들었다."),
        ("hi", "पुल"),
        ("en", "It rained 😀 that day."),
    ],
)
def test_words_of_a_script_are_there_to_be_read(language: str, words: str) -> None:
    used = Evidence(1, "supports", words, "p. 7", "", None)
    one = claim(1, words, 0, len(words), evidence=(used,))
    content = replace(edition(words, (one,), language), sources=(source(1, words),))
    # Text, note, claim, quote, and the source twice: words run from either side on a page.
    text = said(content)
    assert all(text.count(letters(word.encode())) >= 6 for word in words.split())


def test_nothing_that_was_typed_is_taken_for_markup() -> None:
    one = claim(1, HOSTILE, 0, len(HOSTILE), contacts=(HOSTILE,))
    content = replace(edition(HOSTILE, (one,)), title=HOSTILE, summary=HOSTILE)
    assert said(content).count(letters(HOSTILE.encode())) >= 6


def test_a_letter_that_no_font_has_keeps_nobody_from_the_rest() -> None:
    words = "Linear A: \U00010600 is undeciphered"
    content = edition(words, (claim(1, words, 0, len(words)),))
    assert letters(b"is undeciphered") in said(content)
    assert b"pdfuaid" not in export(content)


def test_it_says_that_it_is_made_for_screen_readers() -> None:
    body = export(edition(TEXT, CLAIMS))
    assert b"<pdfuaid:part>1</pdfuaid:part>" in body
    assert b"/MarkInfo<</Marked true" in body
    assert b"/DisplayDocTitle true" in body
    assert b"/Lang(en)" in body


def test_what_is_read_aloud_has_headings_lists_and_tables_in_order() -> None:
    content = edition(TEXT, CLAIMS)
    heading = Block("headline", 0, 0, (Piece(0, "The bridge"),))
    nodes = structure(export(replace(content, blocks=(heading, *content.blocks))))
    kinds = [node.kind for node in nodes]
    levels = [int(kind[1]) for kind in kinds if re.fullmatch(r"H\d", kind)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert {"P", "L", "LI", "LBody", "Table", "TH", "TD", "Link", "Figure"} <= set(kinds)
    assert all(node.alt for node in nodes if node.kind == "Figure")


def test_bookmarks_lead_to_every_part_and_claim() -> None:
    with pypdfium2.PdfDocument(export(edition(TEXT, CLAIMS))) as document:
        titles = [bookmark.get_title() for bookmark in document.get_toc()]
    assert titles == [
        "The article", "Claims in full", "1\xa0It cost nine million.", "2\xa0Nobody came.",
        "What was not checked", "Corrections and editions", "Sources", "How we check",
        "The scale: Two",
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["ar", "he", "fa-IR", "ur_PK"])
def test_an_article_in_a_script_from_the_right_runs_so_whatever_it_begins_with(
    language: str,
) -> None:
    assert document_of(edition("WHO", (), language))["text"]["right_to_left"]
    assert not document_of(edition("WHO", (), "pt"))["text"]["right_to_left"]


def test_names_and_reasons_from_the_right_stay_apart_from_what_is_ours() -> None:
    content = edition("WHO", (claim(1, "A.", 0, 3),))
    rating = content.claims[0].verdict.rating
    change = Change("clarification", 2, content.at, 1, "A.", rating, rating, "תיקנו.")
    article = replace(content.article, outlet="الميناء", published="2024-03-11")
    assert change_told(change).endswith(" \u2068תיקנו.\u2069")
    assert change_told(replace(change, why="So.")).endswith(f"{rating.label}. So.")
    assert article_named(replace(content, article=article)) == "الميناء, \u200e11 March 2024"


def test_a_paragraph_full_of_claims_gives_every_note_a_place() -> None:
    words = " ".join(f"word{number}" for number in range(60))
    many = tuple(claim(n + 1, f"Statement {n + 1}.", n * 3, n * 3 + 40) for n in range(60))
    content = edition(words, many)
    with pypdfium2.PdfDocument(export(content)) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    assert all(f"Statement {number}." in "".join(pages) for number in range(1, 61))


@given(st.lists(st.tuples(st.integers(0, 900), st.lists(st.integers(1, 200), max_size=9))))
def test_every_note_stands_once_and_in_order(blocks: list[tuple[int, list[int]]]) -> None:
    rows: list[dict[str, Any]] = [
        {
            "parts": [{"text": "x" * length}],
            "notes": [{"statement": "y" * long, "said": [], "row": row} for long in notes],
        }
        for row, (length, notes) in enumerate(blocks)
    ]
    groups = grouped(rows)
    assert [row for group in groups for row in group["rows"]] == rows
    set_out = [note for group in groups for note in (*group["beside"], *group["below"])]
    assert set_out == [note for row in rows for note in row["notes"]]


def test_no_link_leads_where_the_web_page_would_not() -> None:
    assert linked("a", "javascript:alert(1)") == [{"text": "a", "url": ""}]
    long = "https://a.example/" + "b" * LONGEST_ADDRESS
    assert linked("a", long) == [{"text": "a", "url": ""}]
    (paragraph,) = blocks_of("[a](javascript:b) [c](mailto:d@e.example)")
    assert isinstance(paragraph, Paragraph)
    assert {words.url for words in paragraph.words} == {"", "mailto:d@e.example"}


def test_markdown_nested_as_deep_as_anybody_types_is_read() -> None:
    (paragraph,) = blocks_of("*a " * 2000 + "a* " * 2000)
    assert isinstance(paragraph, Paragraph)
    assert all(words.emphasis for words in paragraph.words if words.text.strip())
