"""Standard input and output, as bytes: what is exported is UTF-8, whatever the terminal is."""

import errno
import io
import shutil
import sys
from functools import partial
from pathlib import Path
from typing import IO

_PIECE = 1024 * 1024  # bytes sent at a time


def prepare() -> None:
    """Let a terminal that cannot show a character show its number instead."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def read_bytes(limit: int) -> bytes:
    """What comes in, up to so many bytes."""
    return sys.stdin.buffer.read(limit) if sys.stdin else b""  # None when it was closed


def write_bytes(body: bytes) -> None:
    """Send it out at once, so that a reader who has gone away is noticed here."""
    if sys.stdout is None:
        raise OSError(errno.EBADF, "Standard output is closed")
    sys.stdout.flush()
    sys.stdout.buffer.write(body)
    sys.stdout.buffer.flush()


def send_file(file: IO[bytes], output: Path | None) -> None:
    """Write what an open file holds to another one, or to standard output, piece by piece."""
    file.seek(0)
    if output is not None:
        with output.open("wb") as target:
            shutil.copyfileobj(file, target)
        return
    for piece in iter(partial(file.read, _PIECE), b""):
        write_bytes(piece)
