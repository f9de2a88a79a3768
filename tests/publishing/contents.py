"""Editions without a desk or a database: a text, and claims on stretches of it."""

from collections.abc import Sequence
from typing import Any

from workbench.publishing.edition.model import (
    FORMAT,
    ArticleFacts,
    Block,
    Checked,
    Claim,
    Claimant,
    Coverage,
    DeskFacts,
    EditionContent,
    Evidence,
    Passage,
    Piece,
    Rating,
    Scale,
    Search,
    Site,
    Source,
    Verdict,
)
from workbench.sources.citing.phrases import Phrase

AT = "2019-05-16T14:05:00Z"
RATINGS = (
    Rating("True", 2, "It holds.", "true", "check"),
    Rating("False", 1, "It does not hold.", "false", "cross"),
)
SCALE = Scale("Binary", 1, RATINGS)


def make_claim(number: int, text: str, *spans: tuple[int, int], **fields: Any) -> Claim:
    """A claim with a verdict, on those stretches of the text."""
    passages = tuple(Passage(text[start:end], "", "", start, end) for start, end in spans)
    rating = RATINGS[number % 2]
    verdict = Verdict(
        rating, 0, f"Summary {number}.", f"Because of *it* {number}.", "Ana Novak", AT,
        "Ed Moreau", AT,
    )  # fmt: skip
    known: dict[str, Any] = {
        "number": number, "statement": f"Statement {number}.", "kind": "fact",
        "claimant": Claimant("P. Aper", "reporter", "https://paper.example/p"),
        "said_on": "2019-05", "appearance_url": "", "passages": passages, "earlier": (),
        "left_behind": (), "rechecking": False, "searches": (), "contacts": (),
        "evidence": (), "verdict": verdict, "published_at": AT, "changed_at": "",
    }  # fmt: skip
    return Claim(**known | fields)


def make_evidence(source: int, quote: str = "Nine million.", **fields: Any) -> Evidence:
    """A use of a source whose words were found."""
    checked = Checked("verbatim", AT, "ab" * 32)
    known: dict[str, Any] = {
        "source": source, "stance": "supports", "quote": quote, "locator": "p. 7", "about": "",
        "checked": checked,
    }  # fmt: skip
    return Evidence(**known | fields)


def make_source(number: int, title: str = "Ledger", url: str = "https://city.example/l") -> Source:
    """A source cited with its title in italics, and its address."""
    citation = (Phrase("City. "), Phrase(title, italic=True), Phrase(f". {url}"))
    return Source(
        number, "document", title, ("C. Lerk",), "City", "2018", url, "https://archive.example/l",
        "2019-05-01", citation, "primary", "unnamed", "It paid for it.",
    )  # fmt: skip


def make_search() -> Search:
    """Something looked for in vain."""
    return Search("a permit", ("the archive", "the register"), "2019-05-03")


def make_content(text: str, claims: Sequence[Claim] = (), **fields: Any) -> EditionContent:
    """A first edition with the whole text, a block a paragraph."""
    known: dict[str, Any] = {
        "format": FORMAT, "site": Site("https://desk.example", "the-bridge"), "number": 1,
        "title": "The bridge, checked", "summary": "It holds.", "note": "", "at": AT,
        "published_by": "Ed Moreau", "whole_text": True,
        "desk": DeskFacts("Bridge desk", "Europe/Berlin", "", "CC BY 4.0"),
        "article": ArticleFacts(
            "The bridge", "The Paper", ("P. Aper",), "https://paper.example/b", "2019-05", "en", 1,
            "cd" * 32, AT, len(text), ("bridges",),
        ),
        "amendments": (), "blocks": tuple(_blocks(text)), "claims": tuple(claims), "sources": (),
        "scales": (SCALE,), "coverage": Coverage(6, 4, (), 2, 1, 1), "changes": (),
        "earlier": (),
    }  # fmt: skip
    return EditionContent(**known | fields)


def _blocks(text: str) -> list[Block]:
    found, start = [], 0
    for paragraph in text.split("\n\n"):
        end = start + len(paragraph)
        found.append(Block("paragraph", start, end, (Piece(start, paragraph),)))
        start = end + len("\n\n")
    return found
