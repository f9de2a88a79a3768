"""What stands in a file that readers take away, whatever it is packed in."""

import io
import re
import zipfile
from collections.abc import Iterator

import pypdfium2

ZIP, PDF = b"PK\x03\x04", b"%PDF-"


def all_bytes(body: bytes) -> bytes:
    """All that a file says; of an archive what its members say, of a PDF also its outline."""
    if body.startswith(ZIP):
        return b"\n".join(_archived(body))
    if body.startswith(PDF):
        return "\n".join(_printed(body)).encode()
    return body


def letters(body: bytes) -> str:
    """The same in small letters, without the spaces, line ends and hyphens that part words."""
    return re.sub(r"[\s\u00ad-]+", "", all_bytes(body).decode("utf-8", "replace")).lower()


def _archived(body: bytes) -> Iterator[bytes]:
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        yield archive.comment
        for name in archive.namelist():
            yield from (name.encode(), all_bytes(archive.read(name)))


def _printed(body: bytes) -> Iterator[str]:
    document = pypdfium2.PdfDocument(body)
    try:
        yield from document.get_metadata_dict().values()
        yield from (each.get_title() for each in document.get_toc())
        yield from (page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()
