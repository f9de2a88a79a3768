"""The one tree of errors. Rooms add branches; `web/errors.py` maps them to HTTP once.

The text of an error is written for the person who caused it: what happened, what was kept,
what to do next.
"""

from collections.abc import Mapping


class Message(str):
    """English words for a person, that know from what they were made.

    Whoever speaks another language looks `template` up in a catalogue and fills it with `values`.
    """

    __slots__ = ("template", "values")
    template: str
    values: Mapping[str, object]


def message(template: str, **values: object) -> Message:
    """The words of an error or of a vocabulary, found by gettext's tools when imported as `_`.

    Rooms below the web know no reader's language; `web/words.py` translates what they say.
    """
    words = Message(template % values if values else template)
    words.template, words.values = template, values
    return words


class WorkbenchError(Exception):
    """Anything the workbench refuses to do. `status` is the HTTP status it becomes."""

    status = 400


class NotFound(WorkbenchError):
    """There is no such thing, or it belongs to another desk, which is the same to who asks."""

    status = 404


class Refused(WorkbenchError):
    """The person may not do this."""

    status = 403


class Gone(WorkbenchError):
    """It was here, and was taken away for good."""

    status = 410


class Conflict(WorkbenchError):
    """Somebody else was faster, or the thing is not in a state that allows this."""

    status = 409


class Invalid(WorkbenchError):
    """What was given cannot be right."""

    status = 422


class TooOften(WorkbenchError):
    """A limit on the rate was reached."""

    status = 429


class Unavailable(WorkbenchError):
    """Something that is needed does not do what it is asked; another time it may."""

    status = 503


class EditedMeanwhile(Conflict):
    """Somebody saved the row after the form was opened; both texts are shown, one is chosen."""
