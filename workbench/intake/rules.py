"""What an article's text is made of, and the limits of what is read."""

from enum import StrEnum


class BlockKind(StrEnum):
    """What a block of text is."""

    PARAGRAPH = "paragraph"
    HEADLINE = "headline"
    HEADING = "heading"
    LIST_ITEM = "list item"
    QUOTATION = "quotation"
    CAPTION = "caption"
    BOILERPLATE = "boilerplate"


# Captions and boilerplate belong to the page, not to what the article says.
BODY_KINDS = frozenset(BlockKind) - {BlockKind.CAPTION, BlockKind.BOILERPLATE}
