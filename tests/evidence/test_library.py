"""The library narrowed down, by what sources are and by what was done with them."""

import pytest

from tests.builders import Newsroom
from workbench.evidence.library import SourceFilter, count_library, sources_of_library
from workbench.evidence.queries import relied_on
from workbench.evidence.service import remove_evidence
from workbench.sources.models import Snapshot
from workbench.sources.origins import set_origin
from workbench.sources.rules import Closeness, SourceKind, Way
from workbench.sources.tags import add_tags


def found(room: Newsroom, wanted: SourceFilter) -> list[str]:
    rows = sources_of_library(room.session, room.ana, wanted, limit=9)
    assert count_library(room.session, room.ana, wanted) == len(rows)
    return [source.title for source in rows]


@pytest.mark.parametrize(
    ("wanted", "titles"),
    [
        (SourceFilter(), ["C", "B", "A"]),
        (SourceFilter(words="a"), ["A"]),
        (SourceFilter(kind=SourceKind.LAW), ["B"]),
        (SourceFilter(closeness=Closeness.PRIMARY), ["A"]),
        (SourceFilter(tag="HARBOUR"), ["C", "A"]),
        (SourceFilter(kept=True), ["C"]),
        (SourceFilter(kept=False), ["B", "A"]),
        (SourceFilter(used=True), ["B"]),
        (SourceFilter(used=False, tag="harbour"), ["C", "A"]),
        (SourceFilter(tag="nowhere"), []),
    ],
    ids=str,
)
def test_the_library_is_narrowed_down(
    room: Newsroom, wanted: SourceFilter, titles: list[str]
) -> None:
    a = room.source("A", closeness=Closeness.PRIMARY)
    b = room.source("B", kind=SourceKind.LAW)
    c = room.source("C")
    add_tags(room.session, sources=[a, c], tags=["Harbour", "ports"], by=room.ana)
    snapshot = Snapshot(
        desk_id=room.desk_id, source_id=c.id, sha256="0" * 64, name="c.txt", size=1,
        media_type="text/plain", way=Way.UPLOADED, marks=[], text="c",
    )  # fmt: skip
    room.session.add(snapshot)
    claim = room.claim()
    room.evidence(claim, source=b)
    removed = room.evidence(claim, source=a)
    remove_evidence(room.session, claim=claim, evidence=removed, by=room.ana)
    assert found(room, wanted) == titles


def test_what_goes_back_to_a_source_is_found(room: Newsroom) -> None:
    wire, paper = room.source("Wire"), room.source("Paper")
    set_origin(room.session, source=paper, origin=wire, by=room.ana)
    assert found(room, SourceFilter(origin_id=wire.id)) == ["Paper"]


def test_a_source_is_relied_on_as_soon_as_a_verdict_is_proposed(room: Newsroom) -> None:
    claim, source, other = room.claim(), room.source("A"), room.source("B")
    room.evidence(claim, source=source)
    assert relied_on(room.session, [source.id, other.id]) == []
    room.propose(claim)
    assert relied_on(room.session, [source.id, other.id]) == [source.id]
