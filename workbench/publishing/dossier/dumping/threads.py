"""What members said to each other about claims, as far as all of them see it."""

from collections.abc import Iterable, Mapping, Sequence

from workbench.discussion.models import Comment, Thread
from workbench.discussion.rules import About
from workbench.evidence.models import Evidence
from workbench.publishing.dossier.dumping.names import Names, Record, grouped, moment
from workbench.verdicts.models import Verdict

Rows = tuple[Sequence[Evidence], Sequence[Verdict]]  # of a claim, as its lists have them
Places = Mapping[int, int]  # of rows by id, counted from 1


def threads(comments: Sequence[Comment], rows: Rows, names: Names) -> Record:
    """A claim's threads under their key, which a claim of which nothing was said has not."""
    evidence, verdicts = rows
    places = {
        About.EVIDENCE: _places(row.id for row in evidence),
        About.VERDICT: _places(row.id for row in verdicts),
    }
    by_thread = grouped(comments, lambda comment: comment.thread)
    told = [_thread(thread, said, places, names) for thread, said in by_thread.items()]
    return {"threads": told} if told else {}


def _places(ids: Iterable[int]) -> Places:
    return {row_id: place for place, row_id in enumerate(ids, start=1)}


def _thread(
    thread: Thread, comments: Sequence[Comment], places: Mapping[About, Places], names: Names
) -> Record:
    row_id = thread.evidence_id or thread.verdict_id
    return {
        "about": thread.about.value,
        "place": None if row_id is None else places[thread.about][row_id],
        "created_at": moment(thread.created_at),
        "resolved_at": thread.resolved_at and moment(thread.resolved_at),
        "resolved_by": names.person(thread.resolved_by_id),
        "comments": [_comment(each, names) for each in comments],
    }


def _comment(comment: Comment, names: Names) -> Record:
    """The words of one that was removed stay where they were written."""
    return {
        "text": "" if comment.removed_at else comment.text,
        "by": names.person(comment.by_id),
        "at": moment(comment.at),
        "edited_at": comment.edited_at and moment(comment.edited_at),
        "removed_at": comment.removed_at and moment(comment.removed_at),
    }
