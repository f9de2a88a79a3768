"""What a file tells, however it is packed: for tests that search it for words."""

import io
import re
import zipfile
from collections.abc import Iterator

import pypdfium2


def letters(body: bytes) -> str:
    """Everything a file says, in small letters, without spaces, line ends and hyphens.

    Archives are opened, those within them too; of a PDF the text, the outline and what it says of
    itself are read.
    """
    return re.sub(r"[\s\u00ad-]+", "", " ".join(_words(body))).lower()


def _words(body: bytes) -> Iterator[str]:
    if body.startswith(b"PK\x03\x04"):
        yield from _archived(body)
    elif body.startswith(b"%PDF-"):
        yield from _printed(body)
    else:
        yield body.decode("utf-8", "replace")


def _archived(body: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        yield archive.comment.decode("utf-8", "replace")
        for member in archive.infolist():
            yield member.filename
            yield from _words(archive.read(member))


def _printed(body: bytes) -> Iterator[str]:
    document = pypdfium2.PdfDocument(body)
    try:
        yield from document.get_metadata_dict().values()
        yield from (each.get_title() for each in document.get_toc())
        for page in document:
            yield page.get_textpage().get_text_range()
            page.close()
    finally:
        document.close()
