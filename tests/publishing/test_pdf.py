"""The PDF says all that the edition says, in every script, and means nothing else by it."""

from dataclasses import replace
from typing import Any

import pytest

from tests.publishing.members import letters
from workbench.publishing.edition.model import (
    FORMAT,
    ArticleFacts,
    Block,
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
        claims=claims, sources=(), scales=(Scale("Two", 1, (TRUE, FALSE)),),
        coverage=Coverage(1, 1, (), 0, 0, 0), changes=(), earlier=(),
    )  # fmt: skip


def source(number: int, title: str) -> Source:
    return Source(number, "web page", title, (), "", "", "", "", "", (), "", "", "")


def said(content: EditionContent) -> str:
    """The letters of the PDF: where lines end is the page's business."""
    return letters(export(content))


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
