"""Words about verdicts, and the presets of rating scales."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from workbench.errors import message as _


class VerdictState(StrEnum):
    """Where a verdict is on its way."""

    DRAFT = _("draft")
    PROPOSED = _("proposed")
    RETURNED = _("returned")
    APPROVED = _("approved")
    SUPERSEDED = _("superseded")
    CONCURRING = _("concurring")  # a second reader's, of the rating that stands
    DISSENTING = _("dissenting")  # a reader's, of another


class Seat(StrEnum):
    """Which of a claim's two readers somebody is."""

    FIRST = _("first")
    SECOND = _("second")


class WrittenIn(StrEnum):
    """Of what words are that a member wrote."""

    STATEMENT = _("statement")
    CONTACT = _("contact")
    SEARCH = _("search in vain")
    NOTE = _("note on evidence")
    VERDICT = _("verdict")
    COMMENT = _("comment of a review")
    DISCUSSION = _("comment")
    REMARK = _("remark of a manuscript")


class Decision(StrEnum):
    """What an editor decided of a verdict."""

    APPROVED = "approved"
    RETURNED = "returned"


class About(StrEnum):
    """What a point of a return is about."""

    EVIDENCE = _("evidence")
    STATEMENT = _("statement")
    VERDICT = _("verdict")


class Token(StrEnum):
    """The look of a rating: its colour and its underline in running text."""

    TRUE = "true"
    MOSTLY_TRUE = "mostly-true"
    HALF = "half"
    MOSTLY_FALSE = "mostly-false"
    FALSE = "false"
    OFF = "off"


# What members read for a look: of its colour, where no scale gives that its own words, and of its
# icon.
TOKEN_WORDS: Mapping[Token | None, str] = {
    Token.TRUE: _("true"),
    Token.MOSTLY_TRUE: _("mostly true"),
    Token.HALF: _("half true"),
    Token.MOSTLY_FALSE: _("mostly false"),
    Token.FALSE: _("false"),
    Token.OFF: _("off the scale"),
    None: _("without verdict"),
}
ICON_WORDS: Mapping[str, str] = {
    "check": _("check"),
    "three-quarters": _("three quarters"),
    "half": _("half"),
    "quarter": _("quarter"),
    "cross": _("cross"),
    "cross-circle": _("cross in a circle"),
    "diamond": _("diamond"),
    "misleading": _("misleading"),
    "missing-context": _("missing context"),
    "unproven": _("unproven"),
    "outdated": _("outdated"),
    "satire": _("satire"),
    "not-checkable": _("not checkable"),
}


@dataclass(frozen=True)
class RatingPreset:
    """One step of a scale; no value means off the scale."""

    label: str
    value: int | None
    token: Token
    icon: str
    definition: str = ""
