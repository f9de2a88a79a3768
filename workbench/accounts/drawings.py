"""A logo that is a drawing, drawn anew from what may stay of it.

Of an SVG only shapes, gradients and their looks stay: nothing that runs, loads, links, or is
written in a font that a reader may not have.
"""

import re
from collections.abc import Iterator

from lxml import etree

from workbench.accounts.errors import LogoRefused, NoPicture
from workbench.errors import message as _

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
_CALLS = re.compile(
    r"url\(\s*[\"']?#[\w.-]+[\"']?\s*\)"  # of what is in the drawing
    r"|(?:rgba?|hsla?|matrix|translate|scale|rotate|skew[XY])\([-+.,%/\deg\s]*\)",
    re.IGNORECASE,
)
_LEADING_OUT = frozenset("():\\&<")


def drawn_anew(data: bytes) -> bytes:
    """The drawing as SVG, with nothing but what may stay. Raises `LogoRefused`."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise NoPicture from error
    if root.tag != f"{{{_NS}}}svg" or _declares(root.getroottree().docinfo.internalDTD):
        raise NoPicture
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


def _declares(dtd: etree.DTD | None) -> bool:
    """Whether a document type declares something, and does not only name the type."""
    return dtd is not None and (any(dtd.iterentities()) or any(dtd.iterelements()))


def _copied(element: etree._Element, *, clips: bool = False) -> etree._Element:
    """The element with what may stay of it and in it.

    What clips is not clipped itself: forty such, each by two, would take a browser for ever.
    """
    name = etree.QName(element).localname
    clips = clips or name == "clipPath"
    copy = etree.Element(element.tag, dict(_attributes(element)), nsmap={None: _NS})
    if clips:
        copy.attrib.pop("clip-path", None)
    if name in {"title", "desc"}:
        copy.text = element.text
    for child in element:
        if _may_stay(child, clips=clips):
            copy.append(_copied(child, clips=clips))
    return copy


def _may_stay(element: etree._Element, *, clips: bool) -> bool:
    name = etree.QName(element) if isinstance(element.tag, str) else None
    if name is None or name.namespace != _NS or name.localname not in _ELEMENTS:
        return False
    return not (clips and name.localname == "clipPath")


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
    """Whether a value leads nowhere but into the drawing itself, and calls nothing unknown."""
    return _LEADING_OUT.isdisjoint(_CALLS.sub("", value))


def _give_edges(root: etree._Element) -> None:
    """A drawing that knows no view box gets one of its size, so that it can be scaled."""
    edges = [re.fullmatch(r"(\d+(?:\.\d+)?)(?:px)?", root.get(e, "")) for e in ("width", "height")]
    if root.get("viewBox") is None:
        if None in edges:
            raise NoPicture
        root.set("viewBox", "0 0 " + " ".join(edge[1] for edge in edges if edge))
