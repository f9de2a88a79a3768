"""Words about evidence and contacts."""

from enum import StrEnum

from workbench.errors import message as _


class Stance(StrEnum):
    """What a source does to a claim."""

    SUPPORTS = _("supports")
    REFUTES = _("refutes")
    CONTEXT = _("context")


class AlertKind(StrEnum):
    """What was noticed at a source. The gravest is the first of them in the alphabet."""

    CHANGED_QUOTE = _("changed quote")
    CHANGED_TEXT = _("changed text")
    DEAD_LINK = _("dead link")


class Means(StrEnum):
    """How somebody was asked."""

    E_MAIL = _("e-mail")
    TELEPHONE = _("telephone")
    LETTER = _("letter")
    IN_PERSON = _("in person")
    SOCIAL_MEDIA = _("social media")
    WEB_FORM = _("web form")


class ContactState(StrEnum):
    """What came of asking; overdue is what waits although its deadline has passed."""

    WAITING = _("waiting")
    ANSWERED = _("answered")
    DECLINED = _("declined")
    NO_ANSWER = _("no answer")


def has_words(statement: str, words: str) -> bool:
    """Whether words stand in a statement, however its lines are broken; none do so always."""
    return " ".join(words.split()) in " ".join(statement.split())
