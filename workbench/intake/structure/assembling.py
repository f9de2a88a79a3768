"""From the pieces of a document to a draft."""

import re
from dataclasses import replace

from workbench.intake.cleaning import clean
from workbench.intake.draft import Draft, DraftBlock
from workbench.intake.errors import ArticleTooLong, EmptyInput
from workbench.intake.extract import Declared, Extract, Piece
from workbench.intake.rules import BODY_KINDS, BlockKind
from workbench.intake.structure.attribution import attribute, head_authors
from workbench.intake.structure.end_matter import end_matter_start
from workbench.intake.structure.front_matter import FrontMatter, read_front_matter
from workbench.intake.structure.kinds import kinds_of
from workbench.intake.structure.language import language_of

_MOST_BLOCKS = 50_000
_LONGEST_TITLE = 120  # characters, where the first words have to serve as one
_SENTENCE = re.compile(r"(.{20,}?[.!?…])[\"'”’»]?\s")


def assemble(extract: Extract, *, url: str = "") -> Draft:
    """Return the draft of an article. Raises `EmptyInput` and `ArticleTooLong`."""
    if len(extract.pieces) > _MOST_BLOCKS:
        raise ArticleTooLong("paragraphs", _MOST_BLOCKS)
    pieces = _cleaned(extract.pieces)
    declared = _cleaned_declaration(extract.declared)
    if not any(character.isalnum() for piece in pieces for character in piece.text):
        raise EmptyInput
    front = read_front_matter(pieces, declared)
    end_matter = end_matter_start(pieces, front.end, head_authors(front, declared))
    kinds = kinds_of(pieces, front, end_matter)
    found = attribute(pieces, front, end_matter, declared)
    blocks = _blocks(pieces, kinds, front)
    return Draft(
        title=front.title or _first_words(blocks),
        outlet=found.outlet,
        authors=found.authors,
        published=found.published,
        language=language_of(_body(blocks), declared.language),
        url=url or declared.url,
        blocks=blocks,
        remarks=extract.remarks,
    )


def _cleaned(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    cleaned = (replace(piece, text=clean(piece.text)) for piece in pieces)
    return tuple(piece for piece in cleaned if piece.text)


def _cleaned_declaration(declared: Declared) -> Declared:
    def line(text: str) -> str:
        return clean(text).replace("\n", " ")

    return Declared(
        title=line(declared.title),
        outlet=line(declared.outlet),
        authors=tuple(filter(None, map(line, declared.authors))),
        published=line(declared.published),
        language=line(declared.language),
        url=line(declared.url),
        makers=tuple(filter(None, map(line, declared.makers))),
    )


def _blocks(
    pieces: tuple[Piece, ...],
    kinds: tuple[BlockKind, ...],
    front: FrontMatter,
) -> tuple[DraftBlock, ...]:
    """The headline first, whatever stood above it; then the rest in order."""
    paired = enumerate(zip(kinds, pieces, strict=True))
    rest = [
        DraftBlock(kind, piece.text) for index, (kind, piece) in paired if index != front.headline
    ]
    head = [DraftBlock(BlockKind.HEADLINE, front.title)] if front.title else []
    return (*head, *rest)


def _first_words(blocks: tuple[DraftBlock, ...]) -> str:
    text = next(block.text for block in blocks if block.kind in BODY_KINDS).replace("\n", " ")
    sentence = _SENTENCE.match(text[: _LONGEST_TITLE + 1])
    if sentence or len(text) <= _LONGEST_TITLE:
        return sentence[1] if sentence else text
    return text[:_LONGEST_TITLE].rsplit(" ", 1)[0] + "…"


def _body(blocks: tuple[DraftBlock, ...]) -> str:
    paragraphs = [block.text for block in blocks if block.kind is BlockKind.PARAGRAPH]
    return "\n".join(paragraphs or [block.text for block in blocks])
