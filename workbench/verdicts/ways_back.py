"""Which acts are not taken back in one step, and what people do instead; and who may.

Every kind of line is in one group: it has an inverse (`undo`), or there is a visible way back
(`INSTEAD`), or it is no act that anybody would take back (`NO_ACTS`). A test asks for it.
"""

from collections.abc import Mapping

from workbench.accounts.rules import Act
from workbench.errors import Message
from workbench.errors import message as _
from workbench.history.rules import EventKind

_ON_SOURCE = _("Not taken back in one step. The page of the source has the way back.")
_ON_CLAIM = _("Not taken back in one step. The page of the claim has the way back.")
_MEMBERS = _("Not taken back in one step. The page of the members has the way back.")
_MESSAGES = _("Not taken back in one step. The page of the message has the way back.")
_KEPT = _("Not taken back in one step: every saved text is kept. Save other words instead.")
_COMMENTS = _("Not taken back in one step. Remove or edit the comment, or put it back, beside it.")
_TOLD = _("Readers were told, so it is not taken back. Publish a correction, or withdraw it.")
_OTHERS = _("Others have seen the other verdict by now, so it stays. An editor can return it.")

OTHERWISE = _("Not taken back in one step: do it anew, the other way round.")
INSTEAD: Mapping[str, Message] = {
    EventKind.ARTICLE_IMPORTED: _("Not taken back in one step: withdraw the claims instead."),
    EventKind.DOSSIER_LOADED: _("Not taken back in one step: withdraw the claims instead."),
    EventKind.REMARK_TAKEN_UP_AGAIN: _("Not taken back in one step: dismiss the remark again."),
    EventKind.DRAFT_BEGUN: _("Not taken back in one step: discard the draft instead."),
    EventKind.DRAFT_TAKEN_UP_AGAIN: _("Not taken back in one step: discard the draft again."),
    EventKind.VERSION_MADE: _("Versions never change. Make another with the former words."),
    EventKind.AMENDMENT_NOTED: _("Not taken back in one step: note it in other words instead."),
    EventKind.SAME_CONFIRMED: _("Readers were told. Note what is the same anew, and confirm it."),
    EventKind.PASSAGE_SETTLED: _("Not taken back in one step: open it again in the draft."),
    EventKind.SOURCES_MERGED: _ON_SOURCE,
    EventKind.SOURCES_PARTED: _ON_SOURCE,
    EventKind.SOURCE_SEALED: _ON_SOURCE,
    EventKind.CONFIDANTS_NAMED: _ON_SOURCE,
    EventKind.SEAL_BROKEN: _("The desk has seen it. Make the source confidential again."),
    EventKind.SOURCES_IMPORTED: _("Not taken back in one step: merge the sources into others."),
    EventKind.SNAPSHOT_KEPT: _("Not taken back in one step: an admin can delete a snapshot."),
    EventKind.SNAPSHOT_DELETED: _("What was deleted is gone. Take a new snapshot of the source."),
    EventKind.SNAPSHOT_PASSED_ON: _ON_SOURCE,
    EventKind.SNAPSHOT_KEPT_BACK: _ON_SOURCE,
    EventKind.SOURCE_WATCHED: _ON_SOURCE,
    EventKind.SOURCE_NOT_WATCHED: _ON_SOURCE,
    EventKind.PLACE_UNWATCHED: _ON_SOURCE,
    EventKind.PLACE_WATCHED_AGAIN: _ON_SOURCE,
    EventKind.SOURCE_CHANGE_SEEN: _("Not taken back in one step: look at its snapshots again."),
    EventKind.VERDICT_DRAFTED: _KEPT,
    EventKind.READING_SAVED: _KEPT,
    EventKind.SECOND_SEAT_TAKEN: _ON_CLAIM,
    EventKind.SECOND_SEAT_LEFT: _("Whoever gave a reading up takes it again, if it is still free."),
    EventKind.READINGS_OPENED: _OTHERS,
    EventKind.READINGS_SETTLED: _("What was decided stands with its reasons. Return the verdict."),
    EventKind.VOTE_CAST: _("A vote stays as it was cast."),
    EventKind.BALLOT_CLOSED: _("What was voted stands. Reopen the claim, or return the verdict."),
    EventKind.POINT_ANSWERED: _("Not taken back in one step: answer in other words instead."),
    EventKind.CHECK_REASON_GIVEN: _("Not taken back in one step: give the reason anew, or none."),
    EventKind.COMMENT_POSTED: _COMMENTS,
    EventKind.COMMENT_EDITED: _COMMENTS,
    EventKind.COMMENT_REMOVED: _COMMENTS,
    EventKind.COMMENT_PUT_BACK: _COMMENTS,
    EventKind.EDITION_PUBLISHED: _TOLD,
    EventKind.EDITION_WITHDRAWN: _("Readers were told. Publish the next edition instead."),
    EventKind.REPORT_WITHDRAWN: _("Readers were told. Publish the next edition instead."),
    EventKind.FLAGS_SETTLED: _ON_CLAIM,
    EventKind.MEMBER_ADDED: _MEMBERS,
    EventKind.INVITATION_MADE: _MEMBERS,
    EventKind.INVITATION_WITHDRAWN: _MEMBERS,
    EventKind.PASSWORD_LINK_MADE: _("The link opens nothing any more once another was made."),
    EventKind.MEMBER_REMOVED: _MEMBERS,
    EventKind.LOGO_CHOSEN: _("Not taken back in one step: choose the former picture again."),
    EventKind.LOGO_TAKEN_AWAY: _("Not taken back in one step: choose the former picture again."),
    EventKind.MESSAGE_ANSWERED: _MESSAGES,
    EventKind.MESSAGE_DISMISSED: _MESSAGES,
    EventKind.MESSAGE_TAKEN_UP_AGAIN: _MESSAGES,
    EventKind.MESSAGE_TIED: _MESSAGES,
    EventKind.MESSAGE_BECAME_CLAIM: _("Not taken back in one step: withdraw the claim instead."),
    EventKind.SCALE_SET: _("Scales keep their versions. Set the former one as the next version."),
}
# Nobody did these, or only to get in; and what was taken back is an end of the way.
NO_ACTS = frozenset(
    {
        EventKind.SOURCE_CHANGED,
        EventKind.CLAIM_FLAGGED,
        EventKind.MEMBER_JOINED,
        EventKind.PASSWORD_CHOSEN_ANEW,
        EventKind.TAKEN_BACK,
    }
)

# What somebody has to be allowed to do still; of all others, to mark claims.
ACTS_ASKED: Mapping[str, Act] = {
    **dict.fromkeys(
        (
            EventKind.EVIDENCE_ADDED, EventKind.EVIDENCE_EDITED, EventKind.EVIDENCE_REMOVED,
            EventKind.CONTACT_ADDED, EventKind.CONTACT_EDITED, EventKind.CONTACT_REMOVED,
            EventKind.SEARCH_ADDED, EventKind.SEARCH_EDITED, EventKind.SEARCH_REMOVED,
            EventKind.SOURCE_ADDED, EventKind.SOURCE_EDITED, EventKind.SOURCES_TAGGED,
            EventKind.SOURCES_UNTAGGED, EventKind.ORIGIN_NAMED, EventKind.ORIGIN_TAKEN_AWAY,
            EventKind.THREAD_RESOLVED, EventKind.THREAD_REOPENED, EventKind.ANSWER_FILE_KEPT,
        ),
        Act.RESEARCH,
    ),
    **dict.fromkeys(
        (
            EventKind.VERDICT_PROPOSED, EventKind.VERDICT_TAKEN_BACK, EventKind.READING_HANDED_IN,
            EventKind.READING_TAKEN_BACK, EventKind.CLAIM_REOPENED, EventKind.RECHECK_SET,
            EventKind.DUE_DAY_SET,
        ),
        Act.PROPOSE,
    ),
    **dict.fromkeys(
        (
            EventKind.REVIEW_STARTED, EventKind.VERDICT_APPROVED, EventKind.VERDICT_RETURNED,
            EventKind.VERDICT_APPROVED_IN_PART, EventKind.VERDICT_CONFIRMED,
            EventKind.REVIEW_STOPPED, EventKind.CLAIM_RECHECKED,
        ),
        Act.REVIEW,
    ),
    **dict.fromkeys((EventKind.CLAIM_ASSIGNED,), Act.ASSIGN),
    **dict.fromkeys(
        (
            EventKind.DESK_EDITED, EventKind.DESK_SITE_EDITED, EventKind.ROLE_CHANGED,
            EventKind.NAME_WITHHELD, EventKind.NAME_TOLD, EventKind.POLICY_SET,
            EventKind.CITATION_STYLE_CHOSEN,
        ),
        Act.ADMINISTER,
    ),
}  # fmt: skip
