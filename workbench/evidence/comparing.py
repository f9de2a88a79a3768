"""A new snapshot of a source beside the one before: alerts of what the source says no more."""

from collections.abc import Iterator, Sequence

from workbench.evidence.alerting import Noticed, raise_alerts
from workbench.evidence.models import Evidence
from workbench.evidence.queries import uses_of_source
from workbench.evidence.quotes import SourceText, check_quote
from workbench.evidence.rules import AlertKind
from workbench.jobs.work import Work
from workbench.sources.models import Source
from workbench.sources.snapshots import is_watched_change, marked_texts


def compare_snapshots(work: Work) -> None:
    """The handler. The text is another one; which quotes changed with it, is found here.

    Of the text an alert is raised if it changed where it is watched, of quotes wherever they stand.
    """
    source_id = work.payload["source_id"]
    earlier_id, later_id = work.payload["earlier_id"], work.payload["later_id"]
    with work.reading() as session:
        quoted = [use for use in uses_of_source(session, source_id) if use.quote and use.claim.live]
        texts = marked_texts(session, (earlier_id, later_id))
    if len(texts) < 2:  # one was deleted meanwhile
        return
    earlier, later = (SourceText(texts[key].text) for key in (earlier_id, later_id))
    changed = list(_changed(quoted, earlier, later, work))
    with work.finishing() as session:
        text = [Noticed(AlertKind.CHANGED_TEXT)] if is_watched_change(session, later_id) else []
        source = session.get_one(Source, source_id)
        raise_alerts(session, source=source, noticed=[*text, *changed], since_id=earlier_id)


def _changed(
    quoted: Sequence[Evidence], earlier: SourceText, later: SourceText, work: Work
) -> Iterator[Noticed]:
    """The quotes of which the source says less than it did, or by which something telling went."""
    for done, piece in enumerate(quoted):
        work.progress(done, len(quoted))
        before, after = check_quote(piece.quote, earlier), check_quote(piece.quote, later)
        if after.outcome.is_less_than(before.outcome) or after.telling - before.telling:
            yield Noticed(AlertKind.CHANGED_QUOTE, piece.id)
