"""oEmbed (oembed.com): an address of ours as a frame that other sites can show."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement, tostring

from workbench.errors import message as _
from workbench.publishing.edition.model import EditionContent
from workbench.publishing.errors import ReportUnknown
from workbench.publishing.exports.cards import HEIGHT, WIDTH
from workbench.publishing.exports.xml_characters import for_xml
from workbench.publishing.pages.frames import WIDEST, Frame, claim_frame, report_frame

Told = Mapping[str, str | int]

_PATH = re.compile(r"/reports/([a-z0-9-]+)(?:/claims/([0-9]{1,9}))?/?")


@dataclass(frozen=True)
class Address:
    """A report, or a claim of it, and the site that it is said to stand on."""

    site: str
    slug: str
    number: int | None


@dataclass(frozen=True)
class Room:
    """How much of it, in pixels, the other page has; none is as much as is wanted."""

    width: int | None
    height: int | None

    def holds(self, width: int, height: int) -> bool:
        """Whether something as large as this may be shown."""
        return width <= (self.width or width) and height <= (self.height or height)


def address_in(url: str) -> Address | None:
    """What an address names, if it looks like one that can be embedded."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    found = _PATH.fullmatch(parts.path)
    if found is None:
        return None
    site = f"{parts.scheme}://{parts.netloc}".lower()
    return Address(site, found[1], int(found[2]) if found[2] else None)


def frame_of(content: EditionContent, address: Address, room: Room, site: str) -> Frame:
    """A frame that fits, for an address of this site, or of the one that the edition was made for.

    Raises `ReportUnknown` for others, and for a claim that the edition does not have.
    """
    if address.site not in {site.lower(), content.site.public_url.lower()}:
        raise ReportUnknown(_("This is no address of a report or a claim of ours."))
    width = min(room.width, WIDEST) if room.width and room.width > 0 else WIDEST
    frame = _frame(content, address.number, width)
    if room.height and 0 < room.height < frame.height:
        return frame.at_most(room.height)
    return frame


def _frame(content: EditionContent, number: int | None, width: int) -> Frame:
    if number is None:
        return report_frame(content, width)
    claim = content.claim(number)
    if claim is None:
        raise ReportUnknown(_("This report has no claim with this number."))
    return claim_frame(content, claim, width)


def told(content: EditionContent, frame: Frame, room: Room) -> Told:
    """What is answered, by the names of the specification."""
    return {
        "version": "1.0",
        "type": "rich",
        "title": frame.title,
        "author_name": content.desk.name,
        "provider_name": content.desk.name,
        "provider_url": content.site.public_url,
        "html": frame.html,
        "width": frame.width,
        "height": frame.height,
        **(_picture(frame) if room.holds(WIDTH, HEIGHT) else {}),
    }


def _picture(frame: Frame) -> Told:
    """The picture that stands for it where no frame can."""
    address = f"{frame.address.removesuffix('/embed')}/card.png"
    return {"thumbnail_url": address, "thumbnail_width": WIDTH, "thumbnail_height": HEIGHT}


def _as_json(answer: Told) -> tuple[bytes, str]:
    return json.dumps(answer, ensure_ascii=False).encode(), "application/json"


def _as_xml(answer: Told) -> tuple[bytes, str]:
    root = Element("oembed")
    for name, value in answer.items():
        SubElement(root, name).text = for_xml(str(value))
    return tostring(root, encoding="utf-8", xml_declaration=True), "text/xml; charset=utf-8"


# By the name that is asked for: bytes and media type.
FORMATS: Mapping[str, Callable[[Told], tuple[bytes, str]]] = {"json": _as_json, "xml": _as_xml}
