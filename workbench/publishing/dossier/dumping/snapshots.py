"""What was kept of sources: all but the files, which would make a dossier as large as they are."""

from workbench.publishing.dossier.dumping.gathering import Gathered
from workbench.publishing.dossier.dumping.names import Names, Record, moment
from workbench.sources.models import Snapshot


def snapshots(found: Gathered, names: Names) -> list[Record]:
    """The snapshots of all sources that came up before, in the order in which they were kept."""
    sources = {row.id: local_id for row, local_id in names.sources.items()}
    return [_snapshot(row, sources[row.source_id], names) for row in found.snapshots]


def _snapshot(row: Snapshot, source: str, names: Names) -> Record:
    return {
        "id": names.snapshots[row.id],
        "source": source,
        "sha256": row.sha256,
        "name": row.name,
        "media_type": row.media_type,
        "size": row.size,
        "way": row.way.value,
        "url": row.url,
        "headers": row.headers,
        "by": names.person(row.by_id),
        "taken_at": moment(row.taken_at),
        "unchanged_at": row.unchanged_at and moment(row.unchanged_at),
        "unreadable": row.unreadable,
        "said": row.said,
        "licence": row.licence,
        "text": row.text,
        "marks": [{**mark, "sheet": mark.get("sheet")} for mark in row.marks],
    }
