"""Standard input and output, as bytes: what is exported is UTF-8, whatever the terminal is."""

import errno
import io
import sys


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
