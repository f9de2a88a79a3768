"""Files that are told by their first bytes, or by what a ZIP archive holds."""

from io import BytesIO
from zipfile import BadZipFile, ZipFile

PDF = "application/pdf"
ZIP = "application/zip"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_ENTRY, _MOST_ENTRIES = b"PK\x01\x02", 20_000  # of the list in a ZIP archive
_PDF_WITHIN = 1024  # bytes of anything that may stand before a PDF's mark
_SIGNATURES = (
    (0, b"\x89PNG", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF8", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (8, b"WAVE", "audio/wav"),
    (8, b"AVI ", "video/x-msvideo"),
    (0, b"II*\0", "image/tiff"),
    (0, b"MM\0*", "image/tiff"),
    (0, b"\x1f\x8b", "application/gzip"),
    (4, b"1AY&SY", "application/x-bzip2"),
    (0, b"\xfd7zXZ\0", "application/x-xz"),
    (0, b"\x28\xb5\x2f\xfd", "application/zstd"),
    (0, b"SQLite format 3\0", "application/vnd.sqlite3"),
    (0, b"\0asm", "application/wasm"),
    (0, b"\xca\xfe\xba\xbe", "application/x-executable"),
    (0, b"7z\xbc\xaf", "application/x-7z-compressed"),
    (0, b"Rar!", "application/vnd.rar"),
    (0, b"\x7fELF", "application/x-executable"),
    (0, b"MZ\x90", "application/x-executable"),
    (0, b"OggS", "audio/ogg"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"fLaC", "audio/flac"),
    (0, b"\x1a\x45\xdf\xa3", "video/webm"),
    (0, b"{\\rtf", "application/rtf"),
    (0, b"\xd0\xcf\x11\xe0", "application/x-ole-storage"),
    (0, b"RIFF", "application/x-riff"),
    (0, b"PK\x03\x04", ZIP),
)
# By the brand behind `ftyp`; other brands are films.
_BRANDS = {
    b"avif": "image/avif",
    b"heic": "image/heic",
    b"mif1": "image/heif",
    b"M4A ": "audio/mp4",
    b"qt  ": "video/quicktime",
}
_IN_ARCHIVES = {
    "word/document.xml": DOCX,
    "xl/workbook.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt/presentation.xml": (
        "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    ),
    "META-INF/container.xml": "application/epub+zip",
    "META-INF/manifest.xml": "application/vnd.oasis.opendocument",
}


def signature_of(data: bytes) -> str:
    """Return the media type that a file's first bytes tell, nothing if it may be a text."""
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return PDF
    if data[4:8] == b"ftyp":
        return _BRANDS.get(data[8:12], "video/mp4")
    found = (kind for at, mark, kind in _SIGNATURES if data.startswith(mark, at))
    return next(found, "")


def lists_too_much(data: bytes) -> bool:
    """Tell whether a ZIP archive names so many files that the list alone would fill the memory."""
    return data.count(_ENTRY) > _MOST_ENTRIES


def media_type_of_archive(data: bytes) -> str:
    """Return the media type of a ZIP archive, by the names in it; nothing is unpacked."""
    if lists_too_much(data):
        return ZIP
    try:
        with ZipFile(BytesIO(data)) as archive:
            names = frozenset(archive.namelist())
    except (BadZipFile, NotImplementedError, ValueError, OSError, UnicodeError):
        return ZIP
    return next((kind for name, kind in _IN_ARCHIVES.items() if name in names), ZIP)
