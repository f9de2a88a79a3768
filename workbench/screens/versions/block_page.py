"""A page of a draft's blocks: a form for each of a long text would be more than a browser bears."""

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.articles.draft_blocks import Blocks, KeyedBlock

BLOCKS_ON_A_PAGE = 100


@dataclass(frozen=True)
class BlockPage:
    """Some blocks in a row. `number` counts pages from 0, `first` is the first block's place."""

    blocks: Sequence[KeyedBlock]
    number: int
    first: int
    has_next: bool


def block_page(blocks: Blocks, number: int, key: int | None = None) -> BlockPage:
    """A page by its number, or the one that holds the block with a key."""
    at = next((at for at, block in enumerate(blocks) if block.key == key), None)
    if at is not None:
        number = at // BLOCKS_ON_A_PAGE
    first = max(0, number) * BLOCKS_ON_A_PAGE
    last = first + BLOCKS_ON_A_PAGE
    return BlockPage(blocks[first:last], max(0, number), first + 1, last < len(blocks))
