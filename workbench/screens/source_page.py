"""The page of a source, as it is shown at first and when a form of it was refused."""

from collections.abc import Sequence
from typing import Any

from flask import make_response, render_template, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from workbench.accounts.gate import current_actor, time_zone
from workbench.accounts.queries import members
from workbench.accounts.rules import Act
from workbench.evidence.alerts import open_alerts
from workbench.evidence.models import Evidence
from workbench.evidence.queries import count_uses, uses_of_source
from workbench.evidence.quote_checks import quote_checks
from workbench.jobs.queries import latest_job
from workbench.publishing.naming import editions_naming
from workbench.sources.archiving import archive_key, offered_copy
from workbench.sources.citing.rendering import cite
from workbench.sources.citing.service import style_of
from workbench.sources.confidants import confidants_of
from workbench.sources.fetching import job_key
from workbench.sources.forms import (
    BreakSealForm,
    ConfidantsForm,
    OriginForm,
    ProposalsForm,
    SnapshotForm,
    SourceForm,
    TagsForm,
    WatchForm,
    labels_of_fields,
)
from workbench.sources.models import Source
from workbench.sources.origins import repeated_by, ultimate_origins
from workbench.sources.proposing import is_day_of_file, proposals, told_by
from workbench.sources.queries import merged_into
from workbench.sources.sight import SeenSource, as_seen, may_name, names_of, said_of, sees_whole
from workbench.sources.snapshots import snapshots_of
from workbench.sources.tags import tags_of_desk
from workbench.sources.watching import watch_of
from workbench.verdicts.mentions import Mention, mentions
from workbench.verdicts.overview import ratings_of_claims
from workbench.web.forms import Form
from workbench.web.pages import PAGE_SIZE, Page, page_of
from workbench.web.site import has_archive
from workbench.web.trouble import Trouble

MOST_REPEATING = 10  # of those that go back to it
MOST_TOLD = 10  # of editions, and of words, that have its name


def show(
    session: Session,
    source: Source,
    trouble: Trouble[SourceForm] | None = None,
    upload: Trouble[SnapshotForm] | None = None,
    watching: Trouble[WatchForm] | None = None,
    naming: Trouble[Form] | None = None,
    proposing: Trouble[ProposalsForm] | None = None,
) -> Response:
    """The source with what is kept of it and what it bears on, and perhaps a form in trouble.

    Of a confidential one others than its confidants get what its row says, and its claims.
    """
    seen = as_seen(session, current_actor(), source)
    whole = sees_whole(seen)
    uses, watch = _uses(session, source), watch_of(session, source)
    faulty = trouble or upload or watching or naming or proposing
    if faulty is not None:
        faulty.form.renew_key()
    page = render_template(
        "sources/detail.html",
        source=seen,
        whole=whole,
        uses=uses,
        citation=cite(style_of(session, source.desk_id).csl, seen) if whole else None,
        uses_in_all=count_uses(session, source.id),
        checks=quote_checks(session, uses.items, {source.id} if whole else ()),
        ratings=ratings_of_claims(session, {use.claim_id for use in uses.items}),
        origin=session.get(Source, source.origin_id) if source.origin_id else None,
        first_hand=ultimate_origins(session, [source])[source.id],
        repeated_by=repeated_by(session, source, limit=MOST_REPEATING + 1),
        most_repeating=MOST_REPEATING,
        tags_of_desk=tags_of_desk(session, source.desk_id),
        tags_form=TagsForm(formdata=None),
        origin_form=OriginForm(formdata=None),
        **(_kept(session, seen, source, proposing) if whole else {}),
        **_confidants(session, seen, source, naming),
        merged=merged_into(session, source),
        form=trouble.form if trouble else SourceForm.of(seen),
        trouble=trouble,
        alerts=open_alerts(session, source),
        watch=watch,
        offered=offered_copy(session, source),
        archiving=latest_job(session, source.desk_id, archive_key(source.id)),
        has_archive=has_archive(),
        watching=watching.form if watching else WatchForm.of(watch),
        upload=upload.form if upload else SnapshotForm(formdata=None),
        time_zone=time_zone(),
    )
    return make_response(page, faulty.status if faulty else 200)


def _uses(session: Session, source: Source) -> Page[Evidence]:
    """A page of the uses, newest first."""
    before = request.args.get("before", type=int)
    found = uses_of_source(session, source.id, before=before, limit=PAGE_SIZE + 1)
    return page_of(found, lambda use: str(use.id))


def _kept(
    session: Session, seen: SeenSource, source: Source, trouble: Trouble[ProposalsForm] | None
) -> dict[str, Any]:
    """The snapshots, and what the newest that says something of itself says otherwise."""
    snapshots = snapshots_of(session, source)
    telling = next((each.snapshot for each in snapshots if told_by(each.snapshot)), None)
    said = told_by(telling) if telling else {}
    found = proposals(said_of(seen), said)
    return {
        "snapshots": snapshots,
        "fetching": latest_job(session, source.desk_id, job_key(source.id)),
        "telling": telling,
        "proposals": found,
        "proposing": trouble.form if trouble else ProposalsForm.of(source.revision, found, said),
        "not_taken": trouble,
        "day_of_file": any(is_day_of_file(each, said) for each in found),
        "labels": labels_of_fields(),
    }


def _confidants(
    session: Session, seen: SeenSource, source: Source, trouble: Trouble[Form] | None
) -> dict[str, Any]:
    """Who sees a confidential source, and the forms for those who may change that."""
    actor, named = current_actor(), confidants_of(session, source) if source.confidential else []
    asked = source.confidential or actor.may(Act.RESEARCH)
    told = _told_elsewhere(session, seen, source) if asked and sees_whole(seen) else {}
    if not may_name(actor, seen, named):
        return told | {"confidants": named if sees_whole(seen) else []}
    own = [each for each in members(session, source.desk_id) if each.person_id == actor.person_id]
    forms: dict[str, Any] = {
        "naming": ConfidantsForm.of(seen, named or own),
        "breaking": BreakSealForm(formdata=None, data={"revision": source.revision}),
    }
    if trouble is not None:
        forms[trouble.name] = trouble.form
    forms["naming"].offer(members(session, source.desk_id))
    for name, form in forms.items():
        form.set_apart(name)
    return told | {"confidants": named, "naming_trouble": trouble, **forms}


def _told_elsewhere(session: Session, seen: SeenSource, source: Source) -> dict[str, Any]:
    """What has its name all the same: editions, and of a confidential one members’ own words."""
    found = editions_naming(session, source.id, names_of(seen))
    words: Sequence[Mention] = []
    if source.confidential:
        names = {seen.title, seen.url, *seen.author_names} - {""}
        words = mentions(
            session, desk_id=source.desk_id, source_id=source.id, names=names,
            limit=MOST_TOLD + 1,
        )  # fmt: skip
    return {"editions_naming": found, "mentions": words, "most_told": MOST_TOLD}
