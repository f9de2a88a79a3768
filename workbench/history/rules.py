"""The words of the record."""

from enum import StrEnum


class EventKind(StrEnum):
    """What somebody did, to be read as a sentence's middle.

    The record holds them as plain text: what came with a dossier may be of other kinds.
    """

    ARTICLE_IMPORTED = "article imported"
    DOSSIER_LOADED = "dossier loaded"
    DRAFT_BEGUN = "draft of a version begun"
    DRAFT_DISCARDED = "draft of a version discarded"
    DRAFT_TAKEN_UP_AGAIN = "draft of a version taken up again"
    VERSION_MADE = "version made"
    AMENDMENT_NOTED = "amendment noted"
    CLAIM_MARKED = "claim marked"
    CLAIM_EDITED = "claim edited"
    CLAIM_TAKEN = "claim taken"
    CLAIM_RELEASED = "claim released"
    CLAIM_WITHDRAWN = "claim withdrawn"
    CLAIM_RESTORED = "claim restored"
    CLAIM_REORDERED = "claim reordered"
    CLAIM_REOPENED = "claim reopened"
    CLAIM_SPLIT = "claim split"
    CLAIMS_MERGED = "claims merged"
    PASSAGE_ADDED = "passage added"
    PASSAGE_ADJUSTED = "passage adjusted"
    PASSAGE_REMOVED = "passage removed"
    PASSAGE_SETTLED = "passage settled"
    SENTENCES_SET_ASIDE = "sentences set aside"
    SENTENCES_TAKEN_UP_AGAIN = "sentences taken up again"
    EVIDENCE_ADDED = "evidence added"
    EVIDENCE_EDITED = "evidence edited"
    EVIDENCE_REMOVED = "evidence removed"
    SOURCE_ADDED = "source added"
    SOURCE_EDITED = "source edited"
    VERDICT_DRAFTED = "verdict drafted"
    VERDICT_PROPOSED = "verdict proposed"
    VERDICT_TAKEN_BACK = "verdict taken back"
    REVIEW_STARTED = "review started"
    REVIEW_STOPPED = "review stopped"
    VERDICT_APPROVED = "verdict approved"
    VERDICT_RETURNED = "verdict returned"
    VERDICT_CONFIRMED = "verdict confirmed"
    EDITION_PUBLISHED = "edition published"
    MEMBER_ADDED = "member added"
    MEMBER_JOINED = "member joined"
    INVITATION_MADE = "invitation made"
    INVITATION_WITHDRAWN = "invitation withdrawn"
    PASSWORD_LINK_MADE = "password link made"  # noqa: S105 - says what was done
    PASSWORD_CHOSEN_ANEW = "password chosen anew"  # noqa: S105 - says what was done
    DESK_EDITED = "desk edited"
    ROLE_CHANGED = "role changed"
    MEMBER_REMOVED = "member removed"
    SCALE_SET = "scale set"
    TAKEN_BACK = "taken back"
