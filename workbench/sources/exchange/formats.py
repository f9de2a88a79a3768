"""The formats in which libraries are exchanged."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Format:
    """A format: its name among people, the ending of its files, and its media type."""

    name: str
    ending: str
    media_type: str


FORMATS = {
    each.ending: each
    for each in (
        Format("BibTeX", "bib", "application/x-bibtex"),
        Format("RIS", "ris", "application/x-research-info-systems"),
        Format("CSL-JSON", "json", "application/vnd.citationstyles.csl+json"),
    )
}
