"""Making a draft the article's next version: one act, for text, claims and verdicts."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import or_, update
from sqlalchemy.orm import Session

from workbench.accounts.rules import Actor
from workbench.articles.amending import AmendmentFields, note_amendment
from workbench.articles.composed import Composed
from workbench.articles.drafting import hold_waiting, refuse_if_text_moved_on
from workbench.articles.errors import NothingDiffers
from workbench.articles.making import NewVersion, add_versions
from workbench.articles.models import Version, VersionDraft
from workbench.articles.queries import blocks_of, sentence_ids_of
from workbench.articles.reanchoring import Following
from workbench.articles.text import CanonicalText, sha256
from workbench.claims.carrying import Carried, carry_dispositions, carry_passages
from workbench.claims.errors import Unsettled
from workbench.claims.recording import record_claim
from workbench.claims.service import hold_claims
from workbench.claims.settling import Items, items_of
from workbench.db import begin_edit, lock, now
from workbench.errors import message as _
from workbench.history.rules import EventKind
from workbench.history.service import record
from workbench.verdicts.models import Verdict
from workbench.verdicts.rules import Seat, VerdictState


def make_version(
    session: Session,
    *,
    draft: VersionDraft,
    revision: int,
    text: Composed,
    following: Following,
    by: Actor,
    amendment: AmendmentFields | None = None,
) -> Version:
    """Make a draft, as it was seen at `revision`, the article's newest version.

    `text` is the draft's, `following` compares it with the version before. Claims stand from then
    on where they were found, or where it was decided; what was set aside goes along; a verdict
    whose claim has other words now is stale. `amendment`: what the outlet changed, if it did.

    Raises `DraftSettled`, `TextMovedOn`, `EditedMeanwhile`, `NothingDiffers`, `NothingToCheck`,
    and `Unsettled` while a person has something to decide.
    """
    lock(session, draft.article)
    hold_waiting(session, draft)
    refuse_if_text_moved_on(session, draft)
    begin_edit(session, draft, revision)
    hold_claims(session, draft.article)
    items = items_of(session, draft, following)
    _refuse_open(items)
    _refuse_same(session, draft, text)
    version = _add_version(session, draft, text, following)
    carried = carry_passages(session, items=items, version=version, text=text)
    carry_dispositions(session, version=version)
    _mark_stale(session, carried)
    _let_nobody_decide_unseen(session, carried)
    draft.version_id = version.id
    _record(session, draft, version, carried, by)
    if amendment is not None:
        note_amendment(session, version=version, fields=amendment, revision=0, by=by)
    return version


def _refuse_open(items: Items) -> None:
    if not items.open:
        return
    numbers = sorted({item.claim.number for item in items.open})
    raise Unsettled(
        _(
            "Decide first where these claims stand in the new text: %(numbers)s. "
            "Nothing was changed, and what you have decided is kept.",
            numbers=", ".join(map(str, numbers)),
        )
    )


def _refuse_same(session: Session, draft: VersionDraft, text: Composed) -> None:
    """What a block is counts too: a caption that becomes a paragraph is to be checked."""
    if draft.base.sha256 != sha256(text.text):
        return
    kinds = [block.kind for block in blocks_of(session, draft.base_id)]
    if kinds == [block.kind for block in text.blocks]:
        raise NothingDiffers(
            _(
                "Nothing has changed since version %(number)s, so no version was made. "
                "Discard the draft, or change its text.",
                number=draft.base.number,
            )
        )


def _add_version(
    session: Session, draft: VersionDraft, text: Composed, following: Following
) -> Version:
    new = NewVersion(
        draft.article,
        CanonicalText(text.text, text.blocks),
        text.sentences,
        number=draft.base.number + 1,
        original_sha256=draft.original_sha256,
        original_name=draft.original_name,
        follows=_same_sentences(sentence_ids_of(session, draft.base_id), following),
    )
    return add_versions(session, [new])[0]


def _same_sentences(old_ids: Sequence[int], following: Following) -> Mapping[int, int]:
    """The old sentence (by id) that each new one is, by index."""
    return {
        fate.region.first: old_id
        for old_id, fate in zip(old_ids, following.sentences, strict=True)
        if fate.region is not None and fate.outcome.settled
    }


def _mark_stale(session: Session, carried: Iterable[Carried]) -> None:
    claim_ids = {each.item.claim.id for each in carried if each.words_changed}
    stands = Verdict.state == VerdictState.APPROVED
    read_second = (Verdict.reading == Seat.SECOND) & Verdict.state.in_(
        (VerdictState.DRAFT, VerdictState.PROPOSED, VerdictState.CONCURRING)
    )
    which = or_(Verdict.current, stands, read_second)
    session.execute(
        update(Verdict)
        .where(Verdict.claim_id.in_(claim_ids), Verdict.rating_id.is_not(None), which)
        .values(stale_since=now())
    )


def _let_nobody_decide_unseen(session: Session, carried: Iterable[Carried]) -> None:
    """Whoever has such a verdict before them has not seen on which words it would stand now."""
    claim_ids = {each.item.claim.id for each in carried if each.words_changed or not each.passage}
    decided_on = Verdict.state.in_((VerdictState.PROPOSED, VerdictState.APPROVED))
    session.execute(
        update(Verdict)
        .where(Verdict.claim_id.in_(claim_ids), decided_on)
        .values(revision=Verdict.revision + 1)
    )


def _record(
    session: Session,
    draft: VersionDraft,
    version: Version,
    carried: Sequence[Carried],
    by: Actor,
) -> None:
    details = {"version": version.number, "origin": draft.origin}
    record(session, EventKind.VERSION_MADE, by=by, article_id=draft.article_id, details=details)
    for each in carried:
        if each.item.settlement is not None:
            _record_settled(session, version, each, by)


def _record_settled(session: Session, version: Version, carried: Carried, by: Actor) -> None:
    settlement = carried.item.settlement
    decided = settlement.decided if settlement else ""
    details = {
        "version": version.number,
        "decided": decided,
        "before": carried.item.passage.exact,
        "after": carried.passage.exact if carried.passage else "",
    }
    record_claim(
        session, EventKind.PASSAGE_SETTLED, claim=carried.item.claim, by=by, details=details
    )
