"""What an article's text is made of, and the limits of what is read."""

from enum import StrEnum

from workbench.errors import message as _


class BlockKind(StrEnum):
    """What a block of text is."""

    PARAGRAPH = _("paragraph")
    HEADLINE = _("headline")
    HEADING = _("heading")
    LIST_ITEM = _("list item")
    QUOTATION = _("quotation")
    CAPTION = _("caption")
    BOILERPLATE = _("boilerplate")


# Captions and boilerplate belong to the page, not to what the article says.
BODY_KINDS = frozenset(BlockKind) - {BlockKind.CAPTION, BlockKind.BOILERPLATE}
