"""The record in words: what follows the name of whoever did it."""

from collections.abc import Mapping

from flask import Flask
from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from workbench.history.models import Event
from workbench.history.rules import EventKind
from workbench.web.words import word

# Each is filled from the event's details, so the placeholders are their keys.
SENTENCES: Mapping[str, LazyString] = {
    EventKind.ARTICLE_IMPORTED: _("imported “%(title)s”"),
    EventKind.DOSSIER_LOADED: _("loaded the article from a dossier"),
    EventKind.REMARK_ACCEPTED: _("accepted a %(kind)s of the manuscript for claim %(number)s"),
    EventKind.REMARK_DISMISSED: _("dismissed a %(kind)s of the manuscript"),
    EventKind.REMARK_TAKEN_UP_AGAIN: _("took up a %(kind)s of the manuscript again"),
    EventKind.DRAFT_BEGUN: _("began a draft of the version after %(base)s"),
    EventKind.DRAFT_DISCARDED: _("discarded a draft of the version after %(base)s"),
    EventKind.DRAFT_TAKEN_UP_AGAIN: _("took up a draft of the version after %(base)s again"),
    EventKind.VERSION_MADE: _("made version %(version)s of the text"),
    EventKind.AMENDMENT_NOTED: _("noted what the outlet changed in version %(version)s"),
    EventKind.TOPICS_SET: _("said what the article is about: %(topics)s"),
    EventKind.CLAIM_MARKED: _("marked claim %(number)s"),
    EventKind.CLAIM_EDITED: _("edited claim %(number)s"),
    EventKind.CLAIM_TAKEN: _("took claim %(number)s"),
    EventKind.CLAIM_RELEASED: _("released claim %(number)s"),
    EventKind.CLAIM_WITHDRAWN: _("withdrew claim %(number)s"),
    EventKind.CLAIM_RESTORED: _("restored claim %(number)s"),
    EventKind.CLAIM_REORDERED: _("moved claim %(number)s in the order"),
    EventKind.CLAIM_REOPENED: _("reopened claim %(number)s"),
    EventKind.CLAIM_ASSIGNED: _("assigned claim %(number)s to %(to)s"),
    EventKind.CLAIM_HANDED_OVER: _("handed claim %(number)s over to %(to)s"),
    EventKind.DUE_DAY_SET: _("set the day by which claim %(number)s is due"),
    EventKind.CLAIM_TAGGED: _("tagged claim %(number)s with %(tags)s"),
    EventKind.CLAIM_UNTAGGED: _("took %(tags)s off claim %(number)s"),
    EventKind.CLAIMS_ASSIGNED: _("assigned claims to %(to)s: %(number)s"),
    EventKind.CLAIMS_SET_ASIDE: _("set claims aside as %(reason)s: %(number)s"),
    EventKind.CLAIMS_TAGGED: _("tagged claims with %(tags)s: %(number)s"),
    EventKind.CLAIMS_UNTAGGED: _("took %(tags)s off claims: %(number)s"),
    EventKind.PRIORITY_SET: _("set the priority of claims to %(priority)s: %(number)s"),
    EventKind.DUE_DAYS_SET: _("set the day by which claims are due: %(number)s"),
    EventKind.CLAIM_SPLIT: _("split claim %(number)s, which made claim %(new)s"),
    EventKind.CLAIMS_MERGED: _("merged claim %(number)s into claim %(into)s"),
    EventKind.CLAIMS_SAME: _(
        "noted that claim %(number)s is the same as claim %(other)s of “%(title)s”"
    ),
    EventKind.CLAIM_NOT_SAME: _("noted that claim %(number)s is the same as no other"),
    EventKind.SAME_CONFIRMED: _("let readers be told what claim %(number)s is the same as"),
    EventKind.PASSAGE_ADDED: _("added a passage to claim %(number)s"),
    EventKind.PASSAGE_ADJUSTED: _("adjusted a passage of claim %(number)s"),
    EventKind.PASSAGE_REMOVED: _("removed a passage of claim %(number)s"),
    EventKind.PASSAGE_SETTLED: _(
        "decided on a passage of claim %(number)s for version %(version)s: %(decided)s"
    ),
    EventKind.SENTENCES_SET_ASIDE: _("set sentences aside as %(reason)s"),
    EventKind.SENTENCES_TAKEN_UP_AGAIN: _("took sentences up again"),
    EventKind.EVIDENCE_ADDED: _("added evidence to claim %(number)s: %(source)s"),
    EventKind.EVIDENCE_EDITED: _("edited evidence of claim %(number)s: %(source)s"),
    EventKind.EVIDENCE_REMOVED: _("removed evidence of claim %(number)s: %(source)s"),
    EventKind.CONTACT_ADDED: _("logged a contact about claim %(number)s"),
    EventKind.CONTACT_EDITED: _("edited a contact about claim %(number)s: %(state)s"),
    EventKind.CONTACT_REMOVED: _("removed a contact about claim %(number)s"),
    EventKind.ANSWER_FILE_KEPT: _("kept the file of an answer about claim %(number)s"),
    EventKind.SEARCH_ADDED: _("recorded what was not found for claim %(number)s: %(sought)s"),
    EventKind.SEARCH_EDITED: _("edited what was not found for claim %(number)s: %(sought)s"),
    EventKind.SEARCH_REMOVED: _("removed a search for claim %(number)s: %(sought)s"),
    EventKind.SOURCE_ADDED: _("added the source “%(title)s”"),
    EventKind.SOURCES_IMPORTED: _("imported sources: %(added)s added, %(known)s there already"),
    EventKind.SOURCE_EDITED: _("edited the source “%(title)s”"),
    EventKind.SOURCES_TAGGED: _("tagged sources with %(tags)s: %(number)s"),
    EventKind.SOURCES_UNTAGGED: _("took %(tags)s off sources: %(number)s"),
    EventKind.ORIGIN_NAMED: _("traced the source “%(title)s” to “%(origin)s”"),
    EventKind.ORIGIN_TAKEN_AWAY: _("no longer traces the source “%(title)s” to “%(origin)s”"),
    EventKind.SOURCES_MERGED: _("merged the source “%(title)s” into “%(into)s”"),
    EventKind.SOURCES_PARTED: _("parted the source “%(title)s” from “%(into)s” again"),
    EventKind.SOURCE_SEALED: _("made a source confidential: “%(title)s”"),
    EventKind.CONFIDANTS_NAMED: _("named who sees the confidential source “%(title)s”"),
    EventKind.SEAL_BROKEN: _("let the whole desk see what was “%(title)s”"),
    EventKind.SNAPSHOT_KEPT: _("kept a snapshot of the source “%(title)s”: %(name)s"),
    EventKind.SNAPSHOT_DELETED: _("deleted a snapshot of the source “%(title)s”: %(name)s"),
    EventKind.SNAPSHOT_PASSED_ON: _(
        "said that a snapshot of “%(title)s” may be passed on: %(name)s"
    ),
    EventKind.SNAPSHOT_KEPT_BACK: _(
        "said that a snapshot of “%(title)s” may not be passed on: %(name)s"
    ),
    EventKind.SOURCE_WATCHED: _("has the source “%(title)s” watched, %(every)s"),
    EventKind.SOURCE_NOT_WATCHED: _("has the source “%(title)s” watched no more"),
    EventKind.PLACE_UNWATCHED: _("has a place in the source “%(title)s” watched no more"),
    EventKind.PLACE_WATCHED_AGAIN: _("has a place in the source “%(title)s” watched again"),
    EventKind.SOURCE_CHANGED: _("noticed at a source: %(noticed)s"),
    EventKind.SOURCE_CHANGE_SEEN: _("marked as seen what was noticed at a source"),
    EventKind.VERDICT_DRAFTED: _("saved a draft verdict on claim %(number)s"),
    EventKind.VERDICT_PROPOSED: _("proposed “%(rating)s” for claim %(number)s"),
    EventKind.VERDICT_TAKEN_BACK: _("took the proposed verdict on claim %(number)s back"),
    EventKind.VERDICT_APPROVED_IN_PART: _(
        "approved “%(rating)s” for claim %(number)s, which another editor is to approve too"
    ),
    EventKind.READING_SAVED: _("worked on a reading of claim %(number)s, sealed until both are in"),
    EventKind.READING_HANDED_IN: _(
        "handed in a reading of claim %(number)s, sealed until both are in"
    ),
    EventKind.READING_TAKEN_BACK: _("took back a sealed reading of claim %(number)s"),
    EventKind.SECOND_SEAT_TAKEN: _("began to read claim %(number)s as its second reader"),
    EventKind.SECOND_SEAT_LEFT: _("stopped reading claim %(number)s as its second reader"),
    EventKind.READINGS_OPENED: _(
        "finished the second reading of claim %(number)s: “%(first)s” and “%(second)s”"
    ),
    EventKind.READINGS_SETTLED: _(
        "decided that “%(rating)s” goes on for claim %(number)s, and not “%(dissent)s”: %(why)s"
    ),
    EventKind.VOTE_CAST: _("voted on claim %(number)s"),
    EventKind.BALLOT_CLOSED: _("closed the ballot on claim %(number)s: %(outcome)s (%(votes)s)"),
    EventKind.REVIEW_STARTED: _("took claim %(number)s for review"),
    EventKind.REVIEW_STOPPED: _("gave claim %(number)s back to the queue"),
    EventKind.VERDICT_APPROVED: _("approved “%(rating)s” for claim %(number)s"),
    EventKind.VERDICT_RETURNED: _("returned the verdict on claim %(number)s"),
    EventKind.VERDICT_CONFIRMED: _(
        "confirmed “%(rating)s” for claim %(number)s on its changed words"
    ),
    EventKind.POINT_ANSWERED: _("answered point %(position)s of the return of claim %(number)s"),
    EventKind.CHECK_REASON_GIVEN: _("gave a reason on claim %(number)s: %(check)s"),
    EventKind.RECHECK_SET: _("set the day on which claim %(number)s is checked again"),
    EventKind.CLAIM_RECHECKED: _("checked claim %(number)s again: it still holds"),
    EventKind.COMMENT_POSTED: _("commented on claim %(number)s"),
    EventKind.COMMENT_EDITED: _("edited a comment on claim %(number)s"),
    EventKind.COMMENT_REMOVED: _("removed a comment on claim %(number)s"),
    EventKind.COMMENT_PUT_BACK: _("put back a comment on claim %(number)s"),
    EventKind.THREAD_RESOLVED: _("resolved a thread of comments on claim %(number)s"),
    EventKind.THREAD_REOPENED: _("opened a thread of comments on claim %(number)s again"),
    EventKind.EDITION_PUBLISHED: _("published edition %(number)s"),
    EventKind.EDITION_WITHDRAWN: _("withdrew edition %(number)s: %(why)s"),
    EventKind.REPORT_WITHDRAWN: _("withdrew the report, editions up to %(number)s: %(why)s"),
    EventKind.CLAIM_FLAGGED: _(
        "published a change of claim %(other)s of “%(title)s”, the same as claim %(number)s"
    ),
    EventKind.FLAGS_SETTLED: _("looked at what was changed elsewhere about claim %(number)s"),
    EventKind.MEMBER_ADDED: _("added %(name)s as %(role)s"),
    EventKind.MEMBER_JOINED: _("%(name)s joined as %(role)s"),
    EventKind.INVITATION_MADE: _("made an invitation"),
    EventKind.INVITATION_WITHDRAWN: _("withdrew an invitation"),
    EventKind.PASSWORD_LINK_MADE: _("made a link for %(name)s to choose a new password"),
    EventKind.PASSWORD_CHOSEN_ANEW: _("chose a new password"),
    EventKind.DESK_EDITED: _("changed the desk’s settings"),
    EventKind.LOGO_TAKEN_AWAY: _("took the desk’s logo away"),
    EventKind.DESK_SITE_EDITED: _("changed what readers see of the desk"),
    EventKind.LOGO_CHOSEN: _("chose a logo for the desk"),
    EventKind.MESSAGE_ANSWERED: _("answered message %(number)s of a reader"),
    EventKind.MESSAGE_DISMISSED: _("dismissed message %(number)s of a reader"),
    EventKind.MESSAGE_TAKEN_UP_AGAIN: _("took message %(number)s of a reader up again"),
    EventKind.MESSAGE_BECAME_CLAIM: _("made claim %(number)s of message %(message)s of a reader"),
    EventKind.MESSAGE_TIED: _("said which claim message %(number)s of a reader is about"),
    EventKind.CITATION_STYLE_CHOSEN: _("chose how sources are cited: %(style)s"),
    EventKind.ROLE_CHANGED: _("changed %(name)s from %(before)s to %(after)s"),
    EventKind.NAME_WITHHELD: _("withheld the name of %(name)s from readers"),
    EventKind.NAME_TOLD: _("lets readers have the name of %(name)s again"),
    EventKind.MEMBER_REMOVED: _("took %(name)s off the desk"),
    EventKind.POLICY_SET: _("set the desk’s policy, version %(version)s"),
    EventKind.SCALE_SET: _("set the scale %(name)s, version %(version)s"),
}
# Of some acts the record tells how they came about: where a line has this detail.
TOLD_APART: Mapping[tuple[str, str], str] = {
    (EventKind.SECOND_SEAT_LEFT, "reader"): _(
        "let somebody else than %(reader)s read claim %(number)s as its second reader"
    ),
    (EventKind.READINGS_OPENED, "openly"): _(
        "finished the second reading of claim %(number)s, not blind, since others could see the "
        "first verdict before: “%(first)s” and “%(second)s”"
    ),
    (EventKind.VERDICT_APPROVED, "votes"): _(
        "gave the last vote by which “%(rating)s” is approved for claim %(number)s: %(votes)s"
    ),
    (EventKind.VERDICT_RETURNED, "votes"): _(
        "gave the last vote by which the verdict on claim %(number)s is returned: %(votes)s"
    ),
}
IN_VOCABULARIES = (
    "style", "role", "before", "after", "reason", "decided", "every", "noticed", "state",
    "check",
    "priority",
    "outcome",
)  # fmt: skip
TAKEN_BACK = _("took back: %(what)s")


def register_record(app: Flask) -> None:
    """Let every template write an event out."""
    app.add_template_global(event_words, "event_words")


def event_words(event: Event) -> str:
    """What was done, to be read after a name; an act without a sentence here is named as it is."""
    if event.kind == EventKind.TAKEN_BACK:
        # The details of a loaded event are whatever its dossier said.
        what = str(event.details.get("what", ""))
        return str(TAKEN_BACK) % {"what": _sentence(what, event)}
    return _sentence(event.kind, event)


def _sentence(kind: str, event: Event) -> str:
    apart = (TOLD_APART.get((kind, name)) for name in event.details)
    sentence = next(filter(None, apart), SENTENCES.get(kind))
    try:
        return str(sentence) % _details(event) if sentence is not None else kind
    except KeyError:
        return kind


def _details(event: Event) -> Mapping[str, object]:
    """What an event's sentence is filled from; words of a vocabulary in the reader's language."""
    details = event.details
    said = {name: word(str(details[name])) for name in IN_VOCABULARIES if name in details}
    return {**details, **said}
