"""The words about what was read of a file."""

from enum import StrEnum

from workbench.errors import message as _


class MarkKind(StrEnum):
    """What a stretch of a file's text is, as one quotes from it."""

    PAGE = _("page")
    PARAGRAPH = _("paragraph")
    CUE = _("cue")


class NoText(StrEnum):
    """Why no text was read of a file, which is kept all the same."""

    EMPTY = _("There are no words in it.")
    OTHER_KIND = _("No text is read from files of this kind.")
    PICTURES = _("It holds no text, only pictures of its pages. Run text recognition (OCR) on it.")
    PASSWORD = _("It is protected with a password. Save it without one.")
    DAMAGED = _("It is damaged and could not be opened.")
    CHARACTERS = _("Its characters cannot be made out. Save it as UTF-8.")
    TOO_LARGE = _("It is larger than is read: 50 MB of a PDF, 20 MB of any other file.")
    TOO_LONG = _("It has more pages, lines or characters than are read.")
    TOO_COSTLY = _(
        "Reading it takes far more time or memory than a document does, and was stopped."
    )
    SUSPICIOUS = _("It would unpack to far more than a document, and was not opened.")
