"""Words about sources."""

import unicodedata
from datetime import timedelta
from enum import StrEnum

from workbench.errors import Message
from workbench.errors import message as _
from workbench.intake.labels import LONGEST_LABEL, label_key, labels_in


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


class Closeness(StrEnum):
    """How close a source is to what it tells: it was there or made it, or tells it after others."""

    PRIMARY = _("primary")
    SECONDARY = _("secondary")


class Naming(StrEnum):
    """Whether the person or office whose words these are is named."""

    NAMED = _("named")
    UNNAMED = _("unnamed")


class Way(StrEnum):
    """How a snapshot came in."""

    UPLOADED = _("uploaded")
    FETCHED = _("fetched")


class Every(StrEnum):
    """How often a watched source is looked at."""

    DAILY = _("daily")
    WEEKLY = _("weekly")

    @property
    def pause(self) -> timedelta:
        """From one look to the next, at most."""
        return timedelta(days=1) if self is Every.DAILY else timedelta(weeks=1)


LONGEST_FILE_NAME = 200  # code points, its end kept

# A tag is a label that a desk puts on sources.
LONGEST_TAG, tags_in, tag_key = LONGEST_LABEL, labels_in, label_key

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


def how_far(received: int, total: int | None) -> Message:
    """How much of a file has come, in bytes, of how much, if that is known."""
    if not received:
        return _("Waiting for the server")
    unit, name = (10**6, "MB") if max(received, total or 0) >= 10**6 else (10**3, "kB")
    done = f"{received / unit:.1f}"
    if total is None:
        return _("%(done)s %(unit)s", done=done, unit=name)
    return _("%(done)s of %(all)s %(unit)s", done=done, all=f"{total / unit:.1f}", unit=name)
