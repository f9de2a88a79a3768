"""What came beside the words of a manuscript, and what became of it."""

from workbench.articles.models import Remark
from workbench.publishing.dossier.dumping.gathering import Gathered
from workbench.publishing.dossier.dumping.names import Names, Record, moment


def remarks(found: Gathered, names: Names) -> list[Record]:
    """All remarks, in the order of the manuscript."""
    return [_remark(remark, names) for remark in found.remarks]


def _remark(remark: Remark, names: Names) -> Record:
    return {
        "version": names.versions[remark.version_id],
        "kind": remark.kind.value,
        "text": remark.text,
        "proposed": remark.proposed,
        "author": remark.author,
        "said_at": remark.said_at,
        "url": remark.url,
        "exact": remark.exact,
        "start": remark.start,
        "end": remark.end,
        "state": remark.state.value,
        "claim": remark.claim_number,
        "by": names.person(remark.settled_by_id),
        "at": remark.settled_at and moment(remark.settled_at),
    }
