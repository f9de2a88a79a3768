"""From the bytes on the wire to the body: decompressed piece by piece, and counted."""

import zlib
from collections.abc import Iterable, Iterator

from workbench.errors import message as _
from workbench.intake.fetching.errors import BrokenAnswer, PageTooLarge

ACCEPTED_CODINGS = "gzip"
GZIP = zlib.MAX_WBITS | 16
PIECE = 64 * 1024  # bytes


def decoded(chunks: Iterable[bytes], coding: str) -> Iterator[bytes]:
    """Undo the content coding. Raises `BrokenAnswer` for one that was not asked for."""
    if coding in {"", "identity"}:
        return iter(chunks)
    if coding in {"gzip", "x-gzip"}:
        return _inflated(chunks)
    raise BrokenAnswer(_("The server sent the page in a compression nobody asked for."))


def gathered(pieces: Iterable[bytes], limit: int) -> bytes:
    """Join the pieces. Raises `PageTooLarge` as soon as they exceed `limit` bytes."""
    body = bytearray()
    for piece in pieces:
        body += piece
        if len(body) > limit:
            raise PageTooLarge(limit)
    return bytes(body)


def _inflated(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Undo gzip. A body may hold several members in a row, and must not end inside one."""
    member = None
    for chunk in chunks:
        rest = chunk
        while rest:
            member = member or zlib.decompressobj(GZIP)
            yield from _pieces(member, rest)
            rest = member.unused_data
            member = None if member.eof else member
    if member is not None:
        raise BrokenAnswer(_("The page broke off in the middle."))


def _pieces(member: "zlib._Decompress", compressed: bytes) -> Iterator[bytes]:
    """Yield all that the bytes expand to, never more than `PIECE` at once."""
    try:
        piece = member.decompress(compressed, PIECE)
        while piece:
            yield piece
            piece = member.decompress(member.unconsumed_tail, PIECE)
    except zlib.error:
        raise BrokenAnswer(_("The page came in a damaged compression.")) from None
