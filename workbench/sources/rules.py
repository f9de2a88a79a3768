"""Words about sources."""

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
