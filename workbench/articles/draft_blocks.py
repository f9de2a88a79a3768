"""The blocks of a draft: what an editor of blocks does to them. Pure.

A block has a key, which names it for as long as the draft lives, whatever is done to others.
"""

import hashlib
import re
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workbench.articles.errors import BlockGone
from workbench.articles.text import PlacedBlock, compose, headline_first
from workbench.errors import message as _
from workbench.intake.cleaning import clean
from workbench.intake.draft import DraftBlock
from workbench.intake.rules import BlockKind

_BLANK_LINES = re.compile(r"\n\s*\n")


@dataclass(frozen=True)
class KeyedBlock:
    """A block of a draft."""

    key: int
    kind: BlockKind
    text: str

    @property
    def seal(self) -> str:
        """What tells whether somebody changed it since it was seen."""
        return hashlib.sha256(f"{self.kind}\n{self.text}".encode()).hexdigest()[:16]


Blocks = tuple[KeyedBlock, ...]


def keyed(blocks: Iterable[DraftBlock]) -> Blocks:
    """Blocks with keys, counted from 1."""
    return tuple(KeyedBlock(key, b.kind, b.text) for key, b in enumerate(blocks, start=1))


def plain(blocks: Iterable[KeyedBlock]) -> tuple[DraftBlock, ...]:
    """Blocks without their keys."""
    return tuple(DraftBlock(block.kind, block.text) for block in blocks)


def blocks_to_json(blocks: Iterable[KeyedBlock]) -> list[dict[str, Any]]:
    """Blocks as a draft keeps them."""
    return [{"key": b.key, "kind": b.kind.value, "text": b.text} for b in blocks]


def blocks_from_json(kept: Iterable[Mapping[str, Any]]) -> Blocks:
    """Blocks from what a draft keeps."""
    return tuple(KeyedBlock(b["key"], BlockKind(b["kind"]), b["text"]) for b in kept)


def block_named(blocks: Sequence[KeyedBlock], key: int) -> KeyedBlock:
    """The block with this key. Raises `BlockGone`."""
    return blocks[_place(blocks, key)]


def _place(blocks: Sequence[KeyedBlock], key: int) -> int:
    found = next((at for at, block in enumerate(blocks) if block.key == key), None)
    if found is None:
        raise BlockGone(
            _(
                "Somebody took this block out, or joined it to another. Nothing was changed; "
                "what you typed is still here."
            )
        )
    return found


def rewritten(blocks: Blocks, key: int, kind: BlockKind, text: str) -> Blocks:
    """Give a block other words or another kind. A blank line splits it; without words it goes.

    Raises `BlockGone`.
    """
    at = _place(blocks, key)
    parts = [part for part in map(clean, _BLANK_LINES.split(_lf(text))) if part]
    keys = [key, *range(_next_key(blocks), _next_key(blocks) + len(parts))]
    kinds = [kind, *[_behind(kind)] * len(parts)]
    new = [KeyedBlock(*each) for each in zip(keys, kinds, parts, strict=False)]
    return tuple(headline_first([*blocks[:at], *new, *blocks[at + 1 :]]))


def _behind(kind: BlockKind) -> BlockKind:
    """What the second half of a block is: there is one headline only."""
    return BlockKind.PARAGRAPH if kind is BlockKind.HEADLINE else kind


def joined(blocks: Blocks, key: int) -> Blocks:
    """Join a block to the one before it, whose kind it takes. Raises `BlockGone`."""
    at = _place(blocks, key)
    if at == 0:
        return blocks
    before = blocks[at - 1]
    whole = KeyedBlock(before.key, before.kind, f"{before.text} {blocks[at].text}")
    return (*blocks[: at - 1], whole, *blocks[at + 1 :])


def _next_key(blocks: Sequence[KeyedBlock]) -> int:
    return max((block.key for block in blocks), default=0) + 1


def _lf(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def kinds_kept(old: Iterable[DraftBlock], new: Iterable[DraftBlock]) -> tuple[DraftBlock, ...]:
    """Let blocks that stand in the old text be what somebody said they are, in turn."""
    known: dict[str, deque[BlockKind]] = defaultdict(deque)
    for block in old:
        known[block.text].append(block.kind)
    return tuple(
        DraftBlock(known[b.text].popleft() if known[b.text] else b.kind, b.text) for b in new
    )


class Moves:
    """Where the places of a draft's text are after some of its blocks were changed.

    Blocks with the same key and words are the same; what stands in others is not followed.
    """

    def __init__(self, before: Blocks, after: Blocks) -> None:
        self._before = compose(plain(before)).blocks
        starts = {key: placed.start for key, placed in _by_key(after).items()}
        words = {block.key: block.text for block in after}
        self._shifts = [
            starts[block.key] - placed.start if words.get(block.key) == block.text else None
            for block, placed in zip(before, self._before, strict=True)
        ]

    def moved(self, start: int, end: int) -> tuple[int, int] | None:
        """The place of what stood from `start` to `end`; None if a block of it was changed."""
        touched = [at for at, b in enumerate(self._before) if b.start < end and start < b.end]
        shifts = {self._shifts[at] for at in touched}
        within = touched and self._before[touched[0]].start <= start
        if len(shifts) != 1 or not within or end > self._before[touched[-1]].end:
            return None
        shift = shifts.pop()
        return None if shift is None else (start + shift, end + shift)


def _by_key(blocks: Blocks) -> dict[int, PlacedBlock]:
    placed = compose(plain(blocks)).blocks
    return {block.key: place for block, place in zip(blocks, placed, strict=True)}
