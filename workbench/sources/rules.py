"""Words about sources."""

from enum import StrEnum


class SourceKind(StrEnum):
    """What a source is."""

    WEB_PAGE = "web page"
    NEWS_ARTICLE = "news article"
    OFFICIAL_DOCUMENT = "official document"
    STUDY = "study"
    DATA_SET = "data set"
    COURT_RECORD = "court record"
    LAW = "law"
    BOOK = "book"
    INTERVIEW = "interview"
    E_MAIL = "e-mail"
    SOCIAL_POST = "social post"
    VIDEO = "video"
    AUDIO = "audio"
    PHOTOGRAPH = "photograph"
    OBSERVATION = "observation"
