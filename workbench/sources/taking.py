"""Taking a snapshot: what is slow about it, and is done before anything is held."""

from dataclasses import dataclass

from workbench.config import LONGEST_SNAPSHOT, LONGEST_UPLOAD
from workbench.errors import message as _
from workbench.intake.contents.reading import Contents, media_type_of, read_contents
from workbench.sources.errors import FileEmpty, FileTooLarge
from workbench.sources.rules import file_name
from workbench.storage.files import FileStore

UNNAMED = "snapshot"
UNNAMED_FILE = "file"


@dataclass(frozen=True)
class Taken:
    """A file that was read, and whose bytes are in the store. Sizes are in bytes.

    `warc_sha256` is that of the WARC of a fetch, which is in the store too.
    """

    sha256: str
    name: str
    size: int
    contents: Contents
    warc_sha256: str = ""
    warc_size: int = 0


def take(
    data: bytes,
    *,
    name: str,
    files: FileStore,
    charset: str = "",
) -> Taken:
    """Read a file, and keep its bytes. Raises `FileTooLarge` and `FileEmpty`; nothing is kept."""
    _refuse_what_is_no_file(data, LONGEST_SNAPSHOT)
    contents = read_contents(data, charset=charset)
    return Taken(files.keep(data), file_name(name) or UNNAMED, len(data), contents)


def keep_bytes(data: bytes, *, name: str, files: FileStore) -> tuple[str, str, str]:
    """Keep a file without reading its text. Returns its SHA-256, name and media type.

    Raises `FileTooLarge` and `FileEmpty`; nothing is kept.
    """
    _refuse_what_is_no_file(data, LONGEST_UPLOAD)
    return files.keep(data), file_name(name) or UNNAMED_FILE, media_type_of(data)


def _refuse_what_is_no_file(data: bytes, largest: int) -> None:
    if len(data) > largest:
        limit = largest // 2**20
        words = _("This file is larger than %(limit)s MB, and was not kept.", limit=limit)
        raise FileTooLarge(words)
    if not data:
        raise FileEmpty(_("This file is empty: there is nothing to keep."))
