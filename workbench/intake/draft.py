"""An article as it was read, before anybody has looked at it."""

from dataclasses import dataclass

from workbench.intake.remarks import DraftRemark
from workbench.intake.rules import BODY_KINDS, BlockKind


@dataclass(frozen=True, slots=True)
class DraftBlock:
    """One block. Its text is clean (`cleaning.clean`) and never empty."""

    kind: BlockKind
    text: str

    @property
    def body(self) -> bool:
        """Whether the block belongs to what the article says."""
        return self.kind in BODY_KINDS


@dataclass(frozen=True, slots=True)
class Draft:
    """What was found in an input. A field that was not found is empty; blocks and title never are.

    `published` is `2019`, `2019-05` or `2019-05-15`, as exact as the input is.
    `language` is a code such as `en`. A headline, if there is one, is the first block. `remarks`
    came with a manuscript, and are no part of its text.
    """

    title: str
    outlet: str
    authors: tuple[str, ...]
    published: str
    language: str
    url: str
    blocks: tuple[DraftBlock, ...]
    remarks: tuple[DraftRemark, ...] = ()
