"""Words about sources."""

import unicodedata
from enum import StrEnum

from workbench.errors import message as _


class SourceKind(StrEnum):
    """What a source is."""

    WEB_PAGE = _("web page")
    NEWS_ARTICLE = _("news article")
    OFFICIAL_DOCUMENT = _("official document")
    STUDY = _("study")
    DATA_SET = _("data set")
    COURT_RECORD = _("court record")
    LAW = _("law")
    BOOK = _("book")
    INTERVIEW = _("interview")
    E_MAIL = _("e-mail")
    SOCIAL_POST = _("social post")
    VIDEO = _("video")
    AUDIO = _("audio")
    PHOTOGRAPH = _("photograph")
    OBSERVATION = _("observation")


class Way(StrEnum):
    """How a snapshot came in."""

    UPLOADED = _("uploaded")
    FETCHED = _("fetched")


LONGEST_FILE_NAME = 200  # code points, its end kept

_OFFICE = "application/vnd.openxmlformats-officedocument"
_KINDS = {
    "application/pdf": _("PDF"),
    f"{_OFFICE}.wordprocessingml.document": _("Word document"),
    f"{_OFFICE}.spreadsheetml.sheet": _("spreadsheet"),
    f"{_OFFICE}.presentationml.presentation": _("presentation"),
    "application/epub+zip": _("e-book"),
    "application/zip": _("archive"),
    "application/gzip": _("archive"),
    "text/html": _("web page"),
    "text/plain": _("plain text"),
    "text/vtt": _("subtitles"),
    "application/x-subrip": _("subtitles"),
    "image": _("picture"),
    "audio": _("sound recording"),
    "video": _("film"),
}
_OTHER = _("file of another kind")


def kind_of_file(media_type: str) -> str:
    """What people call a file of a media type."""
    return _KINDS.get(media_type) or _KINDS.get(media_type.partition("/")[0]) or _OTHER


def file_name(given: str) -> str:
    """A file's own name, whatever it was called by: no path, and nothing that cannot be seen.

    Characters that turn the direction of writing would make a program look like a PDF.
    """
    own = given.replace("\\", "/").rpartition("/")[2]
    seen = "".join(" " if unicodedata.category(c)[0] in "CZ" else c for c in own)
    return " ".join(seen.split())[-LONGEST_FILE_NAME:].strip()
