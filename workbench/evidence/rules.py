"""Words about evidence."""

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
