"""What lines of the record are about: the groups that a page can be narrowed to."""

from collections.abc import Mapping
from enum import StrEnum

from workbench.errors import message as _
from workbench.history.rules import EventKind


class About(StrEnum):
    """A group of kinds."""

    TEXT = _("articles and their text")
    CLAIMS = _("claims and passages")
    EVIDENCE = _("evidence, contacts and searches")
    VERDICTS = _("verdicts and decisions")
    COMMENTS = _("comments")
    SOURCES = _("sources")
    REPORTS = _("reports")
    MESSAGES = _("messages of readers")
    DESK = _("the desk and its members")
    TAKEN_BACK = _("what was taken back")


# By how the kinds are called: a kind is in the first group with a name that it begins with.
_BEGINNINGS: Mapping[About, tuple[str, ...]] = {
    About.TEXT: (
        "ARTICLE", "DOSSIER", "REMARK", "DRAFT", "VERSION", "AMENDMENT", "TOPICS", "SENTENCES",
    ),
    About.REPORTS: ("EDITION", "REPORT", "CLAIM_FLAGGED", "FLAGS", "SAME_CONFIRMED"),
    About.CLAIMS: ("CLAIM", "PASSAGE", "DUE_DAY", "PRIORITY"),
    About.EVIDENCE: ("EVIDENCE", "CONTACT", "ANSWER", "SEARCH"),
    About.VERDICTS: (
        "VERDICT", "REVIEW", "READING", "SECOND_SEAT", "VOTE", "BALLOT", "POINT", "CHECK",
        "RECHECK",
    ),
    About.COMMENTS: ("COMMENT", "THREAD"),
    About.SOURCES: ("SOURCE", "SNAPSHOT", "ORIGIN", "PLACE", "CONFIDANTS", "SEAL"),
    About.MESSAGES: ("MESSAGE",),
    About.DESK: (
        "DESK", "MEMBER", "INVITATION", "PASSWORD", "ROLE", "NAME", "SCALE", "POLICY", "LOGO",
        "CITATION_STYLE",
    ),
    About.TAKEN_BACK: ("TAKEN_BACK",),
}  # fmt: skip


def _about(kind: EventKind) -> About | None:
    """Its group. A new kind is in none until it is given a place here, which a test asks for."""
    groups = (about for about, names in _BEGINNINGS.items() if kind.name.startswith(names))
    return next(groups, None)


KINDS: Mapping[About, frozenset[EventKind]] = {
    about: frozenset(kind for kind in EventKind if _about(kind) is about) for about in About
}
