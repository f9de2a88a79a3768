"""A desk's logo as it was uploaded: told by its content, and drawn anew if it is a drawing.

A photograph or the like is kept as it is. Of an SVG only shapes, gradients and their looks stay:
nothing that runs, loads, links, or is written in a font that a reader may not have.
"""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from workbench.errors import Invalid
from workbench.errors import message as _
from workbench.intake.formats.signatures import signature_of

LARGEST = 200_000  # bytes
LONGEST_EDGE = 2_000  # pixels
SVG = "image/svg+xml"
ENDINGS = {SVG: "svg", "image/png": "png", "image/jpeg": "jpg", "image/webp": "webp"}

_NS = "http://www.w3.org/2000/svg"
_SHAPES = {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"}
_ELEMENTS = _SHAPES | {
    "svg", "g", "defs", "title", "desc", "linearGradient", "radialGradient", "stop", "clipPath",
}  # fmt: skip
_LOOKS = {
    "fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-opacity",
    "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-dasharray", "opacity",
    "stop-color", "stop-opacity", "clip-path", "clip-rule", "color", "display",
}  # fmt: skip
_ATTRIBUTES = _LOOKS | {
    "id", "d", "points", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy",
    "width", "height", "viewBox", "preserveAspectRatio", "transform", "offset", "gradientUnits",
    "gradientTransform", "spreadMethod", "clipPathUnits",
}  # fmt: skip
_INSIDE = re.compile(r"url\(\s*[\"']?#[\w.-]+[\"']?\s*\)")


class LogoRefused(Invalid):
    """The file is no picture that can be shown as a logo."""


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
        return Logo(_drawn_anew(data), SVG)
    size = _SIZES[media_type](data) if media_type in _SIZES else None
    if size is None:
        raise _no_picture()
    if not all(0 < edge <= LONGEST_EDGE for edge in size):
        raise LogoRefused(
            _("This picture has more than 2,000 pixels a side. Nothing was saved. Make it smaller.")
        )
    return Logo(data, media_type)


def _no_picture() -> LogoRefused:
    return LogoRefused(
        _("This is no SVG, PNG, JPEG or WebP picture, or a damaged one. Nothing was saved.")
    )


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


def _drawn_anew(data: bytes) -> bytes:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise _no_picture() from error
    if root.tag != f"{{{_NS}}}svg" or root.getroottree().docinfo.internalDTD is not None:
        raise _no_picture()
    copy = _copied(root)
    if not any(etree.QName(each).localname in _SHAPES for each in copy.iter()):
        raise LogoRefused(
            _(
                "Nothing is left of this SVG without its scripts, pictures and letters. Turn "
                "letters into paths, or send a PNG. Nothing was saved."
            )
        )
    _give_edges(copy)
    etree.cleanup_namespaces(copy)
    return etree.tostring(copy)


def _copied(element: etree._Element) -> etree._Element:
    """The element with what may stay of it and in it."""
    copy = etree.Element(element.tag, dict(_attributes(element)), nsmap={None: _NS})
    if etree.QName(element).localname in {"title", "desc"}:
        copy.text = element.text
    for child in element:
        name = etree.QName(child) if isinstance(child.tag, str) else None
        if name is not None and name.namespace == _NS and name.localname in _ELEMENTS:
            copy.append(_copied(child))
    return copy


def _attributes(element: etree._Element) -> Iterator[tuple[str, str]]:
    """Attributes that may stay; looks in a `style` become such, since no style may be inline."""
    given = {str(name): str(value) for name, value in element.attrib.items()}
    for declaration in given.get("style", "").split(";"):
        name, _colon, value = declaration.partition(":")
        if name.strip() in _LOOKS:
            given[name.strip()] = value.strip()
    for name, value in given.items():
        if name in _ATTRIBUTES and _is_inside(value):
            yield name, value


def _is_inside(value: str) -> bool:
    """Whether a value leads nowhere but into the drawing itself."""
    rest = _INSIDE.sub("", value).lower()
    return not any(sign in rest for sign in ("url", "(#", "javascript", "data:", "\\", "&", "<"))


def _give_edges(root: etree._Element) -> None:
    """A drawing that knows no view box gets one of its size, so that it can be scaled."""
    edges = [re.fullmatch(r"(\d+(?:\.\d+)?)(?:px)?", root.get(e, "")) for e in ("width", "height")]
    if root.get("viewBox") is None:
        if None in edges:
            raise _no_picture()
        root.set("viewBox", "0 0 " + " ".join(edge[1] for edge in edges if edge))
