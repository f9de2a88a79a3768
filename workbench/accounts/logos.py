"""A desk's logo as it was uploaded: told by its content, and drawn anew if it is a drawing.

A photograph or the like is kept as it is; `drawings.py` tells what stays of an SVG.
"""

import struct
from dataclasses import dataclass

from workbench.accounts.errors import LogoRefused, NoPicture
from workbench.errors import message as _
from workbench.intake.formats.signatures import signature_of

LARGEST = 200_000  # bytes
LONGEST_EDGE = 2_000  # pixels
SVG = "image/svg+xml"
ENDINGS = {SVG: "svg", "image/png": "png", "image/jpeg": "jpg", "image/webp": "webp"}


@dataclass(frozen=True)
class Logo:
    """A picture that can be kept and shown."""

    content: bytes
    media_type: str


def read_logo(data: bytes) -> Logo:
    """The picture in a file. Raises `LogoRefused`, which says what would be taken."""
    if len(data) > LARGEST:
        raise LogoRefused(
            _("This file has more than 200 kB. Nothing was saved. Send a smaller picture.")
        )
    media_type = signature_of(data)
    if not media_type:
        from workbench.accounts.drawings import drawn_anew  # noqa: PLC0415 - a parser to load

        return Logo(drawn_anew(data), SVG)
    size = _SIZES[media_type](data) if media_type in _SIZES else None
    if size is None:
        raise NoPicture
    if not all(0 < edge <= LONGEST_EDGE for edge in size):
        raise LogoRefused(
            _("This picture has more than 2,000 pixels a side. Nothing was saved. Make it smaller.")
        )
    return Logo(data, media_type)


def _png_size(data: bytes) -> tuple[int, int] | None:
    return struct.unpack(">II", data[16:24]) if data[12:16] == b"IHDR" and len(data) > 24 else None


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    """From the frame's header, which stands behind segments that tell their lengths."""
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        kind, length = data[at + 1], struct.unpack(">H", data[at + 2 : at + 4])[0]
        if 0xC0 <= kind <= 0xCF and kind not in {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return None


def _webp_size(data: bytes) -> tuple[int, int] | None:
    kind, body = data[12:16], data[20:30]
    if len(body) < 10:
        return None
    if kind == b"VP8X":
        return 1 + int.from_bytes(body[4:7], "little"), 1 + int.from_bytes(body[7:10], "little")
    if kind == b"VP8L":
        bits = int.from_bytes(body[1:5], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if kind == b"VP8 ":
        width, height = struct.unpack("<HH", body[6:10])
        return width & 0x3FFF, height & 0x3FFF
    return None


_SIZES = {"image/png": _png_size, "image/jpeg": _jpeg_size, "image/webp": _webp_size}
