"""What can be wrong with an input. The message says what happened, what was kept, what to do."""

from workbench.errors import WorkbenchError
from workbench.errors import message as _


class NotImported(WorkbenchError):
    """Nothing came in.

    Where nothing was typed, `what_happened` is enough to say; of one file among several, `briefly`.
    """

    def __init__(self, what_happened: str, what_to_do: str) -> None:
        self.what_happened = what_happened
        self.briefly = _("%(what)s %(to_do)s", what=what_happened, to_do=what_to_do)
        super().__init__(
            _(
                "%(what_happened)s Nothing was imported, and what you typed was kept. "
                "%(what_to_do)s",
                what_happened=what_happened,
                what_to_do=what_to_do,
            )
        )


class UnreadableInput(NotImported):
    """No article can be read from the input."""

    status = 422


class EmptyInput(UnreadableInput):
    """There are no words in it."""

    def __init__(self) -> None:
        super().__init__(
            _("There is no text in this."), _("Paste the article's text, or choose a file.")
        )


class InputTooLarge(UnreadableInput):
    """The input, or the text in it, is longer than is read. `limit` is in bytes."""

    status = 413

    def __init__(self, limit: int) -> None:
        super().__init__(
            _("This is larger than %(limit)s MB.", limit=limit // 2**20),
            _("Paste the article's text, or save it as a smaller file without pictures."),
        )


class NotText(UnreadableInput):
    """It is a picture, a program, an archive or something else that no text is read from."""

    status = 415

    def __init__(self, what: str = "not a text") -> None:
        super().__init__(
            _("This is %(what)s.", what=what),
            _(
                "Articles are read from plain text, HTML, Markdown, DOCX and PDF: "
                "save it as one of these, or paste the text."
            ),
        )


class UnknownEncoding(UnreadableInput):
    """The bytes are no text in any encoding, or in several at once."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The characters of this text cannot be made out: "
                "it is in an unknown encoding, or in several at once."
            ),
            _("Open it in an editor, save it as UTF-8 and try again, or paste the text."),
        )


class GarbledText(UnreadableInput):
    """Characters were lost before the text came here: saved in an encoding, read in another."""

    def __init__(self, example: str) -> None:
        super().__init__(
            _(
                "Many characters of this text were lost before it came here: “%(example)s” "
                "stands where others stood.",
                example=example,
            ),
            _(
                "Get it from where it reads right, or put them right in an editor "
                "and paste the text."
            ),
        )


class BrokenDocument(UnreadableInput):
    """A document that says it is of a format, and is not well-formed in it."""

    def __init__(self, document: str) -> None:
        super().__init__(
            _("This %(document)s is damaged and cannot be opened.", document=document),
            _("Get it again or save it anew, or paste the text."),
        )


class PasswordProtected(UnreadableInput):
    """The document opens only with a password."""

    def __init__(self, document: str) -> None:
        super().__init__(
            _("This %(document)s is protected with a password.", document=document),
            _("Save it without the password, or paste the text."),
        )


class ScannedPages(UnreadableInput):
    """A PDF that holds pictures of pages and no text."""

    def __init__(self) -> None:
        super().__init__(
            _("This PDF holds no text, only pictures of its pages."),
            _("Run text recognition (OCR) on it first, or paste the text."),
        )


class SuspiciousArchive(UnreadableInput):
    """A document that would unpack to far more than an article can be (a zip bomb)."""

    def __init__(self, document: str) -> None:
        super().__init__(
            _(
                "This %(document)s would unpack to far more than an article, and was not opened.",
                document=document,
            ),
            _("Save it anew without pictures and attachments, or paste the text."),
        )


class TooCostly(UnreadableInput):
    """Reading the document would take more time or memory than an article is worth."""

    status = 413

    def __init__(self, document: str) -> None:
        super().__init__(
            _(
                "Reading this %(document)s takes far more time or memory than an article does, "
                "and was stopped.",
                document=document,
            ),
            _("Save the part you need as a file of its own, or paste its text."),
        )


class NoTimeLeft(UnreadableInput):
    """The files before it took so long that it was not looked at."""

    def __init__(self) -> None:
        super().__init__(
            _("This was not read, because the files before it took too long."),
            _("Send it again by itself."),
        )


class ArticleTooLong(UnreadableInput):
    """More pages, paragraphs or characters than any article has. `parts` names which."""

    status = 413

    def __init__(self, parts: str, limit: int) -> None:
        super().__init__(
            _(
                "This is longer than an article: at most %(limit)s %(parts)s are read.",
                limit=f"{limit:,}",
                parts=parts,
            ),
            _("Save the part you need as a file of its own, or paste its text."),
        )
