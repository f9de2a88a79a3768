"""What a PDF says of itself: its properties and XMP, as far as its first page bears them out."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from workbench.intake.formats.xmp import Described
from workbench.intake.metadata.borne_out import Words
from workbench.intake.metadata.licences import licence_in, licence_name
from workbench.intake.metadata.said import Said, first_day, first_line, line

_DOIS = ("prism:doi", "pdfx:doi", "crossmark:doi", "dc:identifier")
_MOMENT = re.compile(r"D:(\d{4})(\d\d)(\d\d)")

Told = Callable[..., Iterator[str]]


def said_by_pdf(properties: Mapping[str, str], xmp: Described, first_page: Sequence[str]) -> Said:
    """Return what a PDF tells, by the words of its first page, paragraph by paragraph.

    The day on which the file was made is none on which anything was published. It is told as what
    it is, where no better one stands and the page speaks of that year.
    """
    words = Words(first_page)
    told: Told = lambda *names: (each for name in names for each in xmp.get(name, ()))  # noqa: E731
    published = first_day(_days(properties, told))
    return Said(
        title=words.title([*told("dc:title"), properties.get("Title", "")]),
        authors=words.people([told("dc:creator"), [properties.get("Author", "")]]),
        published=published,
        publisher=first_line(told("dc:publisher")),
        doi=words.doi([*told(*_DOIS), properties.get("Subject", "")]),
        licence=_licence(told),
        appeared_in=first_line(told("prism:publicationname")),
        language=words.language([*told("dc:language"), properties.get("Language", "")]),
        made="" if published else words.day(_made(properties, told)),
    )


def _days(properties: Mapping[str, str], told: Told) -> Iterator[str]:
    """Days that may be meant. Many programs write there when they saved the file."""
    yield from told("prism:publicationdate", "prism:coverdate")
    saved = {_day(properties.get(name, "")) for name in ("CreationDate", "ModDate")}
    saved |= {first_day([each]) for each in told("xmp:createdate", "xmp:modifydate")}
    yield from (each for each in told("dc:date") if first_day([each]) not in saved)


def _made(properties: Mapping[str, str], told: Told) -> str:
    return _day(properties.get("CreationDate", "")) or first_day(told("xmp:createdate"))


def _day(moment: str) -> str:
    found = _MOMENT.match(moment)
    return first_day(["-".join(found.groups())]) if found else ""


def _licence(told: Told) -> str:
    """A licence by name; words about rights are one only if they lead to one."""
    stated = told("rights:webstatement", "rights:usageterms", "dc:rights")
    named = first_line(told("cc:license"))
    return licence_name(named) or next(filter(None, map(licence_in, map(line, stated))), "")
