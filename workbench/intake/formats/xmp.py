"""XMP (ISO 16684-1): what programs write into a file about it, in RDF, as plain bytes.

It is looked for as the standard provides for programs that do not know the file's format. What is
cut out begins behind whatever could declare an entity, so expat meets none that it knows. Of a PDF
that is locked, or whose XMP is packed, which the standard advises against, there is none.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from xml.etree import ElementTree

Described = dict[str, list[str]]

_BEGIN, _END = b"<rdf:RDF", b"</rdf:RDF>"
_LONGEST = 2**20  # bytes
_MOST = 200  # packets: each picture may bring its own
_MOST_VALUES = 100  # of one name
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_NAME = re.compile(r"\{(?P<space>[^}]*)\}(?P<own>.*)", re.S)
_SPACES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/xap/1.0/rights/": "rights",
    "http://ns.adobe.com/pdf/1.3/": "pdf",
    "http://ns.adobe.com/pdfx/1.3/": "pdfx",
    "http://creativecommons.org/ns#": "cc",
    "http://crossref.org/crossmark/1.0/": "crossmark",
}
_PRISM = "http://prismstandard.org/namespaces/"  # of any version
_MINUTE = 12  # digits of a date


def described(data: bytes, properties: Mapping[str, str]) -> Described:
    """What a PDF's XMP says: all values by name, in small letters, as `dc:title`.

    Pictures bring packets of their own. Of several that one counts which names the producer and the
    moment that the file's `properties` name, and of these the last: whoever saves anew adds one.
    """
    found = [each for each in map(_read, islice(_packets(data), _MOST)) if each]
    if len(found) > 1:
        found = [each for each in found if _is_of(each, properties)]
    return found[-1] if found else {}


def _packets(data: bytes) -> Iterator[bytes]:
    end = 0
    while (start := data.find(_BEGIN, end)) >= 0 and (end := data.find(_END, start)) >= 0:
        if end - start <= _LONGEST:
            yield data[start : end + len(_END)]


def _is_of(found: Described, properties: Mapping[str, str]) -> bool:
    made = _digits(properties.get("CreationDate", ""))
    same_moment = any(_digits(each) == made for each in found.get("xmp:createdate", ()))
    return same_moment and properties.get("Producer", "") in found.get("pdf:producer", ())


def _digits(moment: str) -> str:
    return re.sub(r"\D", "", moment)[:_MINUTE]


def _read(packet: bytes) -> Described:
    found: Described = {}
    try:
        root = ElementTree.fromstring(packet)  # noqa: S314 - nothing in it can declare an entity
    except ElementTree.ParseError:
        return {}
    for name, value in _statements(root):
        if name and value.strip() and len(values := found.setdefault(name, [])) < _MOST_VALUES:
            values.append(value)
    return found


def _statements(root: ElementTree.Element) -> Iterator[tuple[str, str]]:
    """Name and value of each; of a list all values. What is structured further is left out."""
    for description in root.iterfind(f"{_RDF}Description"):
        yield from ((_name(key), value) for key, value in description.items())
        for element in description:
            values = list(element.iter(f"{_RDF}li")) or [element]
            yield from ((_name(element.tag), _value(each)) for each in values)


def _value(element: ElementTree.Element) -> str:
    return element.get(f"{_RDF}resource") or element.text or ""


def _name(tag: str) -> str:
    """`dc:title`, whatever the packet calls the vocabulary; nothing for one that is not read."""
    found = _NAME.fullmatch(tag)
    if not found:
        return ""
    space = "prism" if found["space"].startswith(_PRISM) else _SPACES.get(found["space"])
    return f"{space}:{found['own'].lower()}" if space else ""
