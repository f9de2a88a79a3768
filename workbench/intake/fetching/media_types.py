"""The kinds of file an article can be read from."""

from workbench.intake.fetching.errors import UnreadableMediaType

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
READABLE = (
    "text/html",
    "application/xhtml+xml",
    "text/plain",
    "text/markdown",
    "text/x-markdown",
    "application/pdf",
    DOCX,
)
# Says nothing: what such a file is can be seen from its content only, and is, when it is read.
UNSPECIFIC = "application/octet-stream"
ACCEPT = ", ".join((*READABLE, "*/*;q=0.1"))


def check_readable(media_type: str) -> None:
    """Raise `UnreadableMediaType` for a kind of file that no article is read from."""
    if media_type not in READABLE and media_type != UNSPECIFIC:
        raise UnreadableMediaType(media_type)
