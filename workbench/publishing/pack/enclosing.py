"""What stands in a ZIP around its members: nobody signed it, so a pack has nothing there."""

import os
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

_END, _LENGTH_OF_END = b"PK\5\6", 22  # of a ZIP without a comment
_LENGTHS = 26  # where a member's header tells how long its name and what follows it are


def around(archive: zipfile.ZipFile, path: Path, name: str) -> Iterator[str]:
    """A line for each thing in the file that belongs to no member. `name`: what it is called."""
    if archive.comment or any(each.comment for each in archive.infolist()):
        yield f"{name}: a comment was added to the archive"
    with path.open("rb") as file:
        if not archive.comment and not _ends_there(file):
            yield f"{name}: bytes were added behind the archive"
        if not _lies_close(archive, file):
            yield f"{name}: bytes were added before or between the archive’s files"


def _ends_there(file: IO[bytes]) -> bool:
    """Whether the end record is the last thing in a file."""
    file.seek(-_LENGTH_OF_END, os.SEEK_END)
    return file.read(len(_END)) == _END


def _lies_close(archive: zipfile.ZipFile, file: IO[bytes]) -> bool:
    """Whether members, and then their list, follow one another from the first byte on."""
    at = 0
    for each in sorted(archive.infolist(), key=lambda each: each.header_offset):
        if each.header_offset != at:
            return False
        file.seek(at + _LENGTHS)
        name, extra = struct.unpack("<2H", file.read(4))
        at += _LENGTHS + 4 + name + extra + each.compress_size
    return at == archive.start_dir
