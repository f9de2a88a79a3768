"""The canonical text: the one string that all offsets of a version count in."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from workbench.intake.cleaning import clean
from workbench.intake.draft import DraftBlock
from workbench.intake.rules import BlockKind

_SEPARATOR = "\n\n"


class OfAKind(Protocol):
    """Anything that is a headline or something else."""

    @property
    def kind(self) -> BlockKind: ...


B = TypeVar("B", bound=OfAKind)


@dataclass(frozen=True)
class PlacedBlock:
    """A block of a version: code-point offsets into its text, `end` exclusive."""

    kind: BlockKind
    body: bool
    start: int
    end: int


@dataclass(frozen=True)
class CanonicalText:
    """A version's text and where its blocks stand in it."""

    text: str
    blocks: tuple[PlacedBlock, ...]


def compose(blocks: Sequence[DraftBlock]) -> CanonicalText:
    """Join blocks into a canonical text, the first headline first.

    Blocks are cleaned and empty ones left out. Composing what was composed changes nothing.
    """
    cleaned = [DraftBlock(block.kind, clean(block.text)) for block in blocks]
    ordered = headline_first([block for block in cleaned if block.text])
    return CanonicalText(
        text=_SEPARATOR.join(block.text for block in ordered),
        blocks=tuple(_placed(ordered)),
    )


def is_canonical(text: str) -> bool:
    """Tell whether a text is one or more clean blocks, joined as `compose` joins them."""
    return all(part and clean(part) == part for part in text.split(_SEPARATOR))


def sha256(text: str) -> str:
    """Return the SHA-256 of a text's UTF-8, in lower-case hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def headline_first(blocks: Sequence[B]) -> list[B]:
    """Put the first headline in front of everything else."""
    kinds = [block.kind for block in blocks]
    if BlockKind.HEADLINE not in kinds:
        return list(blocks)
    place = kinds.index(BlockKind.HEADLINE)
    return [blocks[place], *blocks[:place], *blocks[place + 1 :]]


def _placed(blocks: list[DraftBlock]) -> Iterator[PlacedBlock]:
    start = 0
    for block in blocks:
        end = start + len(block.text)
        yield PlacedBlock(block.kind, block.body, start, end)
        start = end + len(_SEPARATOR)
