"""What members said to each other about claims, as far as all of them see it."""

from collections.abc import Mapping, Sequence

from workbench.discussion.models import Comment, Thread
from workbench.publishing.dossier.dumping.names import Names, Record, grouped, moment

Places = Mapping[int, int]  # of verdicts in the claim's list, by id, counted from 1


def threads(comments: Sequence[Comment], places: Places, names: Names) -> Record:
    """A claim's threads under their key, which a claim of which nothing was said has not."""
    by_thread = grouped(comments, lambda comment: comment.thread)
    told = [_thread(thread, said, places, names) for thread, said in by_thread.items()]
    return {"threads": told} if told else {}


def _thread(thread: Thread, comments: Sequence[Comment], places: Places, names: Names) -> Record:
    return {
        "about": thread.about.value,
        "evidence": thread.evidence_id and names.evidence[thread.evidence_id],
        "place": thread.verdict_id and places[thread.verdict_id],
        "created_at": moment(thread.created_at),
        "resolved_at": thread.resolved_at and moment(thread.resolved_at),
        "resolved_by": names.person(thread.resolved_by_id),
        "comments": [_comment(each, names) for each in comments],
    }


def _comment(comment: Comment, names: Names) -> Record:
    """The words of one that was removed stay where they were written."""
    return {
        "text": "" if comment.removed_at else comment.text,
        "mentions": [] if comment.removed_at else _called(comment, names),
        "by": names.person(comment.by_id),
        "at": moment(comment.at),
        "edited_at": comment.edited_at and moment(comment.edited_at),
        "removed_at": comment.removed_at and moment(comment.removed_at),
    }


def _called(comment: Comment, names: Names) -> list[str]:
    """In the order of their ids here, which is the same wherever the dossier is loaded."""
    called = [names.person(person.id) or "" for person in comment.mentioned]
    return sorted(called, key=lambda local_id: int(local_id[1:]))
