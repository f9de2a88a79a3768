"""Words about evidence."""

from enum import StrEnum

from workbench.errors import message as _


class Stance(StrEnum):
    """What a source does to a claim."""

    SUPPORTS = _("supports")
    REFUTES = _("refutes")
    CONTEXT = _("context")
