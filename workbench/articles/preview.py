"""The blocks of a preview, as the page shows them."""

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.articles.sentences import split
from workbench.intake.draft import Draft
from workbench.intake.rules import BODY_KINDS, BlockKind


@dataclass(frozen=True)
class PreviewBlock:
    """A block with the kind it is to be and the number of its sentences."""

    number: int
    text: str
    kind: BlockKind
    sentences: int

    @property
    def body(self) -> bool:
        """Whether it is to belong to what the article says."""
        return self.kind in BODY_KINDS


@dataclass(frozen=True)
class Preview:
    """All blocks, and what would be checked of them."""

    blocks: Sequence[PreviewBlock]

    @property
    def body_blocks(self) -> int:
        """How many blocks are body."""
        return sum(block.body for block in self.blocks)

    @property
    def body_sentences(self) -> int:
        """How many sentences they have."""
        return sum(block.sentences for block in self.blocks if block.body)


def preview_of(draft: Draft, kinds: Sequence[BlockKind]) -> Preview:
    """A draft whose blocks are to be of these kinds."""
    return Preview(
        [
            PreviewBlock(number, block.text, kind, len(split(block.text, draft.language or "en")))
            for number, (block, kind) in enumerate(zip(draft.blocks, kinds, strict=True), start=1)
        ]
    )
