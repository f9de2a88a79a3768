"""What a format hands on: the text in pieces, and what the document says about itself."""

from dataclasses import dataclass

from workbench.intake.remarks import DraftRemark
from workbench.intake.rules import BlockKind


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that stands by itself.

    `kind` is what the format says it is; None leaves it to the rules of `structure`.
    `marked` are the words in it that stood in markup of their own, in order.
    `after_gap`: more space stood before it than before others, as where a picture was.
    """

    text: str
    kind: BlockKind | None = None
    marked: tuple[str, ...] = ()
    after_gap: bool = False


@dataclass(frozen=True, slots=True)
class Declared:
    """What the document's metadata say. Empty where they say nothing.

    `makers` made the file, which is not to say that they wrote what is in it.
    """

    title: str = ""
    outlet: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    language: str = ""
    url: str = ""
    makers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Extract:
    """Pieces in reading order, with the document's metadata, and what stands beside them."""

    pieces: tuple[Piece, ...]
    declared: Declared = Declared()
    remarks: tuple[DraftRemark, ...] = ()
