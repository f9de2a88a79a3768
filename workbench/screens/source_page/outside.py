"""What goes on out there: `_watch.html`, `_archive.html`."""

from typing import Any

from sqlalchemy.orm import Session

from workbench.jobs.queries import latest_job
from workbench.sources.archive_keeping import keeping_key
from workbench.sources.archiving import archive_key, offered_copy
from workbench.sources.forms import WatchForm
from workbench.sources.models import Source
from workbench.sources.watching import watch_of
from workbench.web.site import has_archive, has_archive_that_keeps
from workbench.web.trouble import Trouble


def outside(session: Session, source: Source, trouble: Trouble[WatchForm] | None) -> dict[str, Any]:
    """How the source is watched, and what the web archive has of it."""
    watch = watch_of(session, source)
    return {
        "watch": watch,
        "watching": trouble.form if trouble else WatchForm.of(watch),
        "offered": offered_copy(session, source),
        "archiving": latest_job(session, source.desk_id, archive_key(source.id)),
        "has_archive": has_archive(),
        "keeping": latest_job(session, source.desk_id, keeping_key(source.id)),
        "archive_keeps": has_archive_that_keeps(),
    }
