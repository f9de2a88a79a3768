"""A look at a watched source: what is there is kept, and a link that stays dead is an alert."""

from workbench.errors import Invalid, WorkbenchError
from workbench.evidence.alerting import Noticed, raise_alerts
from workbench.evidence.rules import AlertKind
from workbench.jobs.errors import TryLater
from workbench.jobs.work import Handler, Work
from workbench.jobs.worker import words_of
from workbench.sources.looks import note_failure
from workbench.sources.models import Source


def look(work: Work, *, fetch: Handler) -> None:
    """The handler. A look that failed is done, too: the next one comes by itself.

    What counts is what came of asking for the page, an empty answer too. A store of files that is
    away is no trouble of the page's, and this job is tried again.
    """
    try:
        fetch(work)
    except (TryLater, Invalid) as error:
        _fail(work, error)


def _fail(work: Work, error: WorkbenchError) -> None:
    with work.finishing() as session:
        source = session.get_one(Source, work.payload["source_id"])
        if note_failure(session, source, words_of(error)):
            raise_alerts(session, source=source, noticed=[Noticed(AlertKind.DEAD_LINK)])
