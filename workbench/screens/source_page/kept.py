"""What is kept of a source, for those alone who see it whole.

`_snapshots.html`, `_alerts.html`, `_unwatched.html`, `_proposals.html`.
"""

from typing import Any

from flask import request
from sqlalchemy.orm import Session

from workbench.evidence.alerts import open_alerts
from workbench.jobs.queries import latest_job
from workbench.sources.fetching import job_key
from workbench.sources.forms import ProposalsForm, SnapshotForm, labels_of_fields
from workbench.sources.models import Source
from workbench.sources.proposing import is_day_of_file, is_only_read, proposals, told_by
from workbench.sources.sight import SeenSource, said_of
from workbench.sources.snapshots import (
    Listed,
    count_snapshots,
    newest_snapshot_id,
    snapshots_of,
    telling_snapshot,
)
from workbench.sources.unwatched import places_of
from workbench.web.pages import Page, page_of
from workbench.web.trouble import Trouble

SNAPSHOTS_SHOWN = 20  # a source that is watched daily has 365 a year


def kept(session: Session, source: Source, trouble: Trouble[SnapshotForm] | None) -> dict[str, Any]:
    """A page of the snapshots, newest first, and what was noticed at them."""
    return {
        "snapshots": _snapshots(session, source),
        "snapshots_in_all": count_snapshots(session, source),
        "places": places_of(session, source.id),
        "newest_id": newest_snapshot_id(session, source),
        "fetching": latest_job(session, source.desk_id, job_key(source.id)),
        "upload": trouble.form if trouble else SnapshotForm(formdata=None),
        "alerts": open_alerts(session, source),
    }


def _snapshots(session: Session, source: Source) -> Page[Listed]:
    before = request.args.get("older", type=int)
    found = snapshots_of(session, source, before=before, limit=SNAPSHOTS_SHOWN + 1)
    return page_of(found, lambda listed: str(listed.snapshot.id), SNAPSHOTS_SHOWN)


def proposed(
    session: Session, seen: SeenSource, source: Source, trouble: Trouble[ProposalsForm] | None
) -> dict[str, Any]:
    """What the newest file that says something of itself says otherwise than the source."""
    telling = telling_snapshot(session, source)
    said = told_by(telling) if telling else {}
    found = proposals(said_of(seen), said)
    return {
        "telling": telling,
        "proposals": found,
        "proposing": trouble.form if trouble else ProposalsForm.of(source.revision, found, said),
        "not_taken": trouble,
        "day_of_file": any(is_day_of_file(each, said) for each in found),
        "only_read": {each.name for each in found if is_only_read(each, said)},
        "labels": labels_of_fields(),
    }
