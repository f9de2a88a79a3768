"""What somebody wrote beside an article or below it: comments, footnotes and endnotes."""

from dataclasses import dataclass
from enum import StrEnum

from workbench.errors import message as _


class RemarkKind(StrEnum):
    """Where a remark stands in a manuscript."""

    COMMENT = _("comment")
    FOOTNOTE = _("footnote")
    ENDNOTE = _("endnote")


MOST_REMARKS = 2_000  # of a file
LONGEST_REMARK = 10_000  # characters; what is longer ends in an ellipsis
LONGEST_PROPOSED = 500  # characters of what is made of it


@dataclass(frozen=True, slots=True)
class DraftRemark:
    """A remark, and the words that it is on.

    `text` is all of it, with what others answered. `proposed` is what a claim could say, or what a
    source is called. `said_at`: ISO 8601 as the file has it, or empty. `exact`: the words it is on,
    as they stand in a canonical text; empty for one that stands behind words, as a footnote does.
    `context`: the paragraphs around these, in which they stand at `offset` (code points); it is the
    `nth`, from 1, of so many (`alike`) that are the same, letter by letter. `wanted`: whether it is
    taken over with the article.
    """

    kind: RemarkKind
    text: str
    proposed: str
    author: str = ""
    said_at: str = ""
    url: str = ""
    exact: str = ""
    context: str = ""
    offset: int = 0
    nth: int = 1
    alike: int = 1
    wanted: bool = True
