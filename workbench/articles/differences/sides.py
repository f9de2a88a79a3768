"""One of the two versions that are compared."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workbench.articles.sentences import PlacedSentence
from workbench.articles.text import PlacedBlock
from workbench.intake.rules import BlockKind


@dataclass(frozen=True)
class Side:
    """A version's text with its blocks and sentences, both in order."""

    text: str
    blocks: Sequence[PlacedBlock]
    sentences: Sequence[PlacedSentence]

    def words(self, block: int) -> str:
        """Return the letters of a block."""
        return self.text[self.blocks[block].start : self.blocks[block].end]

    def length(self, block: int) -> int:
        """Count the letters of a block."""
        return self.blocks[block].end - self.blocks[block].start

    def spans(self, blocks: Iterable[int]) -> list[tuple[int, int]]:
        """Return where blocks stand in the text."""
        return [(self.blocks[at].start, self.blocks[at].end) for at in blocks]

    def kinds(self, blocks: Iterable[int]) -> set[BlockKind]:
        """Return what kinds of blocks they are."""
        return {self.blocks[at].kind for at in blocks}

    def begins_with_headline(self) -> bool:
        """Whether there is a headline; it is the first block."""
        return self.kinds(range(len(self.blocks))[:1]) == {BlockKind.HEADLINE}
