"""A picture without what its file says besides: where it was taken, by whom, with what.

Nothing is decoded. A file is a row of parts; those stay that it takes to show the picture in its
colours, and whatever stands behind the last one is left out.
"""

import re
import struct
from collections.abc import Callable, Iterator, Mapping

from workbench.accounts.errors import NoPicture

Size = tuple[int, int]  # pixels: width, height

_PNG_KEPT = {
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT",
    b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT",
}  # fmt: skip
# Of what programs add: that it is JFIF without a small picture, its profile, how colours are told.
_JPEG_KEPT = re.compile(
    rb"\xff(?:\xe0\0\x10JFIF\0|\xe2..ICC_PROFILE\0|\xee..Adobe|[^\xe0-\xef\xfe])", re.DOTALL
)
_JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_JPEG_SCAN, _JPEG_END = 0xDA, 0xD9
_JPEG_MARKER = re.compile(rb"\xff(?=[^\x00\xd0-\xd7\xff])")  # of the next part behind a scan
_WEBP_KEPT = {b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"}
_WEBP_TOLD = 0x0C  # that there is EXIF, or XMP


def bare_picture(data: bytes, media_type: str) -> tuple[bytes, Size]:
    """The picture alone, and how large it is.

    Raises `NoPicture` for another kind of file, and one that ends before its picture does.
    """
    if media_type not in _READERS:
        raise NoPicture
    return _READERS[media_type](data)


def _png(data: bytes) -> tuple[bytes, Size]:
    parts = list(_png_parts(data))
    if parts[0][4:8] != b"IHDR" or len(parts[0]) != 25:
        raise NoPicture
    kept = [part for part in parts if part[4:8] in _PNG_KEPT]
    return b"".join([data[:8], *kept]), struct.unpack(">II", parts[0][8:16])


def _png_parts(data: bytes) -> Iterator[bytes]:
    """Each with its length, its kind, and a sum at the end."""
    at, kind = 8, b""
    while kind != b"IEND":
        length = int.from_bytes(_cut(data, at, 4), "big")
        part = _cut(data, at, length + 12)
        yield part
        at, kind = at + len(part), part[4:8]


def _jpeg(data: bytes) -> tuple[bytes, Size]:
    parts = list(_jpeg_parts(data))
    frame = next((p for p in parts if p[1] in _JPEG_FRAMES and len(p) > 9), None)
    if frame is None:
        raise NoPicture
    height, width = struct.unpack(">HH", frame[5:9])
    return b"".join([data[:2], *filter(_JPEG_KEPT.match, parts)]), (width, height)


def _jpeg_parts(data: bytes) -> Iterator[bytes]:
    """Each with its marker; a scan with all that it has."""
    at, kind = 2, 0
    while kind != _JPEG_END:
        marker = _JPEG_MARKER.search(data, at)
        if marker is None or data[at : marker.start()].strip(b"\xff"):  # which may fill up
            raise NoPicture
        at = marker.start()
        kind = data[at + 1]
        part = _jpeg_part(data, at, kind)
        yield part
        at += len(part)


def _jpeg_part(data: bytes, at: int, kind: int) -> bytes:
    if kind == _JPEG_END:
        return data[at : at + 2]
    length = 2 + int.from_bytes(_cut(data, at + 2, 2), "big")
    if kind != _JPEG_SCAN:
        return _cut(data, at, length)
    following = _JPEG_MARKER.search(data, at + length)
    if following is None:
        raise NoPicture
    return data[at : following.start()]


def _webp(data: bytes) -> tuple[bytes, Size]:
    first, *rest = list(_webp_parts(data)) or [b""]
    size = _webp_size(first)
    if first[:4] == b"VP8X":
        first = first[:8] + bytes([first[8] & ~_WEBP_TOLD]) + first[9:]
    kept = b"".join([b"WEBP", first, *(part for part in rest if part[:4] in _WEBP_KEPT)])
    return b"RIFF" + struct.pack("<I", len(kept)) + kept, size


def _webp_parts(data: bytes) -> Iterator[bytes]:
    """Each with its kind and its length, and filled up to an even number of bytes."""
    at, end = 12, 8 + int.from_bytes(data[4:8], "little")
    while at < end:
        length = int.from_bytes(_cut(data, at + 4, 4), "little")
        part = _cut(data, at, 8 + length + length % 2)
        yield part
        at += len(part)


def _webp_size(part: bytes) -> Size:
    kind, body = part[:4], _cut(part, 8, 10)
    if kind == b"VP8X":
        return 1 + int.from_bytes(body[4:7], "little"), 1 + int.from_bytes(body[7:10], "little")
    if kind == b"VP8L":
        bits = int.from_bytes(body[1:5], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if kind == b"VP8 ":
        width, height = struct.unpack("<HH", body[6:10])
        return width & 0x3FFF, height & 0x3FFF
    raise NoPicture


def _cut(data: bytes, at: int, length: int) -> bytes:
    """Exactly that many bytes."""
    found = data[at : at + length]
    if len(found) < length:
        raise NoPicture
    return found


_READERS: Mapping[str, Callable[[bytes], tuple[bytes, Size]]] = {
    "image/png": _png,
    "image/jpeg": _jpeg,
    "image/webp": _webp,
}
