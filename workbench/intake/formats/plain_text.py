"""Plain text, wrapped or not, as it is copied, typed or mailed."""

import re
from collections.abc import Iterator

from workbench.intake.extract import Extract, Piece
from workbench.intake.formats.lists import with_list_items
from workbench.intake.formats.markup import marked_words, with_breaks, without_markup
from workbench.intake.formats.paragraphs import Group, groups, paragraphs, usual_gap, wrap_width
from workbench.intake.rules import BlockKind

# One heading of Markdown makes no Markdown of a text, and is a heading all the same.
_HEADING = re.compile(r"#{2,6} +(?=\S[^\n]{0,120}$)")


def read_plain_text(text: str) -> Extract:
    """Return the paragraphs of a plain text."""
    found = list(groups(with_breaks(text)))
    usual, width = usual_gap(found), wrap_width(found)
    pieces = [piece for group in found for piece in _pieces(group, width, usual)]
    return Extract(tuple(with_list_items(pieces)))


def _pieces(group: Group, width: int, usual: int) -> Iterator[Piece]:
    quoted = all(line.lstrip().startswith(">") for line in group.lines)
    if quoted:
        group = Group(tuple(line.lstrip().lstrip("> ") or " " for line in group.lines), group.gap)
    kind = BlockKind.QUOTATION if quoted else None
    for index, paragraph in enumerate(_split(group, width)):
        heading = _HEADING.match(paragraph)
        yield Piece(
            without_markup(paragraph[heading.end() :] if heading else paragraph),
            BlockKind.HEADING if heading else kind,
            marked=marked_words(paragraph),
            after_gap=index == 0 and group.gap > usual,
        )


def _split(group: Group, width: int) -> Iterator[str]:
    lines = tuple(line for line in group.lines if line.strip())
    return paragraphs(Group(lines, group.gap), width) if lines else iter(())
