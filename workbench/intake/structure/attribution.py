"""Author, outlet and date of an article, from whichever place says them most plainly."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from workbench.intake.extract import Declared, Piece
from workbench.intake.structure.biographies import biography_of
from workbench.intake.structure.dates import find_dates, parse_date
from workbench.intake.structure.front_matter import FrontMatter
from workbench.intake.structure.names import is_name
from workbench.intake.structure.outlets import without_quotes

_ORIGINAL = re.compile(
    r"^the\s+original\s+(?:source|version)\s+of\s+this\s+\w+\s+(?:is|was|appeared\s+in|can\s+be\s+found\s+at)"
    r"\s+(?P<outlet>\S.{1,60}?)(?:\s+(?:copyright\b|©).*|[.,].*)?$",
    re.I | re.S,
)
_PUBLISHED_IN = re.compile(
    r"^(?:this\s+\w+\s+(?:was|has\s+been|first|originally)\s+|(?:originally|first)\s+)(?:\w+\s+){0,3}?"
    r"(?:published|appeared)\s+(?:on|in|by|at)\s+(?P<outlet>[^.,\d(]{2,60}?)"
    r"(?:\s+(?:on|in|under|and|as|at)\s.*|\s*[.,(].*|\s+\d.*)?$",
    re.I | re.S,
)
_RIGHTS = re.compile(
    r"^(?:copyright\s*)?(?:©|\(c\)|copyright)\s*(?:\d{4}(?:\s?[-–]\s?\d{4})?,?\s*)?(?:by\s+)?"
    r"(?P<outlet>[^.,\d|]{2,60}?)(?:\s*[.,|].*|\s+\d{4}.*)?$",
    re.I | re.S,
)
_PUBLISHED = re.compile(
    r"\b(?:published|appeared|posted|veröffentlicht|erschienen|publié|опубликовано)\b", re.I
)
_SIGNED = re.compile(r"^\s*[-–—]{1,2}\s*(?P<name>\S.{2,50})$")
_LEGAL_FORM = re.compile(
    r",?\s+(?:GmbH(?:\s+&\s+Co\.?(?:\s+KG)?)?|AG|KG|SE|Ltd|Limited|Inc|LLC|LLP|PLC|S\.?A\.?S?)\.?$"
)
_CLOSING_PIECES = 4


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who wrote it, for whom, and when it came out."""

    authors: tuple[str, ...]
    outlet: str
    published: str


def attribute(
    pieces: tuple[Piece, ...], front: FrontMatter, end_matter: int, declared: Declared
) -> Attribution:
    """Choose between what the document declares, what its head says and what stands below it."""
    ending = [piece.text for piece in pieces[end_matter:]]
    signed = _signature(pieces) or _described(ending) or declared.makers
    return Attribution(
        authors=declared.authors or _authors(front) or signed,
        outlet=declared.outlet or _outlet(front, ending),
        published=parse_date(declared.published) or _published(front, ending),
    )


def head_authors(front: FrontMatter, declared: Declared) -> tuple[str, ...]:
    """Return the authors known before anything is known of the article's end."""
    return declared.authors or _authors(front)


def _authors(front: FrontMatter) -> tuple[str, ...]:
    return next((credit.authors for credit in front.credits if credit.authors), ())


def _signature(pieces: tuple[Piece, ...]) -> tuple[str, ...]:
    """A dash and a name below the last words."""
    for piece in pieces[-_CLOSING_PIECES:]:
        signed = _SIGNED.match(piece.text)
        if signed and is_name(signed["name"]):
            return (signed["name"],)
    return ()


def _described(ending: list[str]) -> tuple[str, ...]:
    names = (biography_of(text) for text in ending)
    return next(((name,) for name in names if name), ())


def _outlet(front: FrontMatter, ending: list[str]) -> str:
    of_credits = (credit.outlet for credit in front.credits)
    found = (*of_credits, front.outlet, *_outlets_below(ending))
    authors = _authors(front)
    return next((outlet for outlet in found if outlet and outlet not in authors), "")


def _outlets_below(ending: list[str]) -> Iterator[str]:
    for pattern in (_ORIGINAL, _PUBLISHED_IN, _RIGHTS):
        for text in ending:
            found = pattern.match(text[:400])
            if found and without_quotes(found["outlet"])[:1].isupper():
                yield without_quotes(_LEGAL_FORM.sub("", found["outlet"].strip(" .")))


def _published(front: FrontMatter, ending: list[str]) -> str:
    early = [credit.published for credit in front.credits if not credit.late]
    late = [credit.published for credit in front.credits if credit.late]
    below = [
        found.iso
        for text in ending
        if _PUBLISHED.search(text[:80])
        for found in find_dates(text[:200])
    ]
    return next((iso for iso in (*early, *below, *late) if iso), "")
