"""Looking into a zip archive before anybody unpacks it."""

from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from workbench.intake.errors import BrokenDocument, PasswordProtected, SuspiciousArchive
from workbench.intake.formats.signatures import lists_too_much

_MOST_ENTRIES = 5_000
_MOST_UNPACKED = 200 * 2**20  # bytes, pictures included
_MOST_PART = 64 * 2**20  # bytes of one entry: none of the text's parts comes near
_MOST_RATIO = 150  # unpacked to packed: Word's own files stay under 30
_SMALL = 2**20  # bytes that may be packed as tightly as they like
_ENCRYPTED = 0x1


def check_archive(data: bytes, document: str) -> frozenset[str]:
    """Return the names in an archive that is safe to unpack.

    Raises `SuspiciousArchive`, `PasswordProtected` or `BrokenDocument`. The sizes looked at are
    those that the archive states; `zipfile` never reads beyond them.
    """
    if lists_too_much(data):
        raise SuspiciousArchive(document)
    try:
        with ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
    except (BadZipFile, NotImplementedError, ValueError, OSError, UnicodeError) as error:
        raise BrokenDocument(document) from error
    if len(entries) > _MOST_ENTRIES or sum(e.file_size for e in entries) > _MOST_UNPACKED:
        raise SuspiciousArchive(document)
    for entry in entries:
        _check_entry(entry, document)
    return frozenset(entry.filename for entry in entries)


def _check_entry(entry: ZipInfo, document: str) -> None:
    if entry.flag_bits & _ENCRYPTED:
        raise PasswordProtected(document)
    tight = entry.file_size > _SMALL and entry.file_size > entry.compress_size * _MOST_RATIO
    if tight or entry.file_size > _MOST_PART:
        raise SuspiciousArchive(document)
