"""The record in words: what follows the name of whoever did it."""

from collections.abc import Mapping

from flask import Flask
from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from workbench.history.models import Event
from workbench.web.words import word

# Each is filled from the event's details, so the placeholders are their keys.
SENTENCES: Mapping[str, LazyString] = {
    "article imported": _("imported “%(title)s”"),
    "dossier loaded": _("loaded the article from a dossier"),
    "claim marked": _("marked claim %(number)s"),
    "claim edited": _("edited claim %(number)s"),
    "claim taken": _("took claim %(number)s"),
    "claim released": _("released claim %(number)s"),
    "claim withdrawn": _("withdrew claim %(number)s"),
    "claim restored": _("restored claim %(number)s"),
    "claim reordered": _("moved claim %(number)s in the order"),
    "claim reopened": _("reopened claim %(number)s"),
    "claim split": _("split claim %(number)s, which made claim %(new)s"),
    "claims merged": _("merged claim %(number)s into claim %(into)s"),
    "claim published": _("published claim %(number)s"),
    "claim corrected": _("published a correction of claim %(number)s"),
    "passage added": _("added a passage to claim %(number)s"),
    "passage adjusted": _("adjusted a passage of claim %(number)s"),
    "passage removed": _("removed a passage of claim %(number)s"),
    "sentences set aside": _("set sentences aside as %(reason)s"),
    "sentences taken up again": _("took sentences up again"),
    "evidence added": _("added evidence to claim %(number)s: %(source)s"),
    "evidence edited": _("edited evidence of claim %(number)s: %(source)s"),
    "evidence removed": _("removed evidence of claim %(number)s: %(source)s"),
    "source added": _("added the source “%(title)s”"),
    "source edited": _("edited the source “%(title)s”"),
    "verdict drafted": _("saved a draft verdict on claim %(number)s"),
    "verdict proposed": _("proposed “%(rating)s” for claim %(number)s"),
    "verdict taken back": _("took the proposed verdict on claim %(number)s back"),
    "review started": _("took claim %(number)s for review"),
    "review stopped": _("gave claim %(number)s back to the queue"),
    "verdict approved": _("approved “%(rating)s” for claim %(number)s"),
    "verdict returned": _("returned the verdict on claim %(number)s"),
    "edition published": _("published edition %(number)s"),
    "member added": _("added %(name)s as %(role)s"),
    "member joined": _("%(name)s joined as %(role)s"),
    "invitation made": _("made an invitation"),
    "invitation withdrawn": _("withdrew an invitation"),
    "password link made": _("made a link for %(name)s to choose a new password"),
    "password chosen anew": _("chose a new password"),
    "desk edited": _("changed the desk’s settings"),
    "role changed": _("changed %(name)s from %(before)s to %(after)s"),
    "member removed": _("took %(name)s off the desk"),
    "scale set": _("set the scale %(name)s, version %(version)s"),
}
IN_VOCABULARIES = ("role", "before", "after", "reason")
TAKEN_BACK = _("took back: %(what)s")


def register_record(app: Flask) -> None:
    """Let every template write an event out."""
    app.add_template_global(event_words, "event_words")


def event_words(event: Event) -> str:
    """What was done, to be read after a name; an act without a sentence here is named as it is."""
    if event.kind == "taken back":
        # The details of a loaded event are whatever its dossier said.
        what = str(event.details.get("what", ""))
        return str(TAKEN_BACK) % {"what": _sentence(what, event)}
    return _sentence(event.kind, event)


def _sentence(kind: str, event: Event) -> str:
    sentence = SENTENCES.get(kind)
    try:
        return str(sentence) % _details(event) if sentence is not None else kind
    except KeyError:
        return kind


def _details(event: Event) -> Mapping[str, object]:
    """What an event's sentence is filled from; words of a vocabulary in the reader's language."""
    details = event.details
    said = {name: word(str(details[name])) for name in IN_VOCABULARIES if name in details}
    return {**details, **said}
