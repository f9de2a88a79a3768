"""What was kept of sources comes along, without the files."""

import hashlib
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.publishing.dossier.sample import Record, claim, desk, dossier, faults, loaded
from workbench.accounts.rules import Actor
from workbench.evidence.models import Evidence
from workbench.intake.contents.reading import read_contents
from workbench.publishing.dossier import dump, load
from workbench.sources.keeping import keep_snapshot
from workbench.sources.models import Snapshot, Source
from workbench.sources.taking import Taken

DATA = b"Minutes \xf0\x9f\x98\x80\n\nIt cost 32 million."
TEXT = "Minutes 😀\n\nIt cost 32 million."
SHEET = {"number": 2, "width": 595, "height": 842}
TAKEN = "2026-05-04T10:00:00Z"
MARKS: list[Record] = [
    {"kind": "page", "label": "p. 1", "start": 0, "sheet": {**SHEET, "number": 1}},
    {"kind": "page", "label": "p. 2", "start": 11, "sheet": SHEET},
    {"kind": "page", "label": "p. 3", "start": len(TEXT), "sheet": None},
]
SAID = {
    "title": "Minutes", "authors": ["Jane Doe", "The council"], "published": "2019-05",
    "publisher": "City of Odry", "doi": "10.1000/m", "licence": "CC BY 4.0",
    "appeared_in": "Gazette", "language": "en-GB", "made": "2019-05-15",
}  # fmt: skip


def snapshot(**fields: Any) -> Record:
    """A snapshot of s1, with everything that can be known of one."""
    return {
        "id": "n1", "source": "s1", "sha256": hashlib.sha256(DATA).hexdigest(),
        "name": "minutes.pdf", "media_type": "application/pdf", "size": len(DATA),
        "way": "fetched", "url": "https://council.example/m.pdf", "headers": {"etag": "abc"},
        "by": "p1", "taken_at": TAKEN, "unchanged_at": "2026-05-05T10:00:00Z", "unreadable": "",
        "said": SAID, "licence": "With leave of the council", "text": TEXT, "marks": MARKS,
        **fields,
    }  # fmt: skip


def with_snapshot(*snapshots: Record, **evidence: Any) -> Record:
    """A dossier with a claim that uses s1."""
    used = {"source": "s1", "stance": "supports", **evidence}
    return dossier(
        people=[{"id": "p1", "name": "Ana"}], sources=[{"id": "s1", "title": "Minutes"}],
        snapshots=list(snapshots), claims=[claim(evidence=[used])],
    )  # fmt: skip


def test_everything_known_of_a_snapshot_survives_the_journey(session: Session) -> None:
    scan = snapshot(
        id="n2", sha256="b" * 64, text="", unreadable="It is damaged and could not be opened.",
        marks=[], by=None, said={},
    )  # fmt: skip
    written = dump(session, loaded(session, with_snapshot(snapshot(), scan, snapshot="n1")))
    assert written["snapshots"] == [snapshot(), scan]
    assert written["claims"][0]["evidence"][0]["snapshot"] == "n1"
    assert dump(session, loaded(session, written)) == written


def test_evidence_refers_to_the_snapshot_it_came_with(session: Session) -> None:
    loaded(session, with_snapshot(snapshot(), snapshot="n1"))
    [kept] = session.scalars(select(Snapshot))
    [evidence] = session.scalars(select(Evidence))
    assert (evidence.snapshot_id, kept.source_id) == (kept.id, evidence.source_id)
    assert kept.from_dossier


def test_a_person_may_leave_out_nearly_everything(session: Session) -> None:
    least = {
        key: snapshot()[key] for key in ("id", "source", "sha256", "media_type", "size", "text")
    }
    [found] = dump(session, loaded(session, with_snapshot(least)))["snapshots"]
    assert (found["name"], found["way"], found["by"]) == ("snapshot", "uploaded", None)
    assert found["said"] == {}
    assert found["marks"] == [{"kind": "paragraph", "label": "para. 1", "start": 0, "sheet": None}]


def kept_here(session: Session, by: Actor) -> Snapshot:
    source = Source(desk_id=by.desk_id, title="Minutes")
    session.add(source)
    session.flush()
    digest = hashlib.sha256(DATA).hexdigest()
    taken = Taken(digest, "ours.txt", len(DATA), read_contents(DATA))
    kept = keep_snapshot(session, source=source, taken=taken, by=by)
    kept.taken_at = datetime.fromisoformat(TAKEN)
    return kept


def test_the_desk_s_own_snapshot_of_the_same_moment_stands_for_it(session: Session) -> None:
    by = desk(session)
    ours = kept_here(session, by)
    load(session, with_snapshot(snapshot(), snapshot="n1"), by=by)
    assert session.scalars(select(Snapshot)).all() == [ours]
    assert session.scalars(select(Evidence.snapshot_id)).all() == [ours.id]
    assert (ours.name, ours.from_dossier) == ("ours.txt", False)


def test_the_same_bytes_at_another_moment_are_another_snapshot(session: Session) -> None:
    data = with_snapshot(snapshot(), snapshot(id="n2", taken_at="2026-06-01T10:00:00Z"))
    written = dump(session, loaded(session, data))
    assert [each["sha256"] for each in written["snapshots"]] == [snapshot()["sha256"]] * 2
    assert session.scalars(select(Snapshot.changed).order_by(Snapshot.id)).all() == [None, 0]


def test_what_changed_is_counted_from_the_desk_s_own_newest(session: Session) -> None:
    by = desk(session)
    kept_here(session, by)
    later = snapshot(sha256="c" * 64, text="Minutes 😀\n\nIt cost 48 million.", taken_at=None)
    load(session, with_snapshot(later, snapshot="n1"), by=by)
    assert session.scalars(select(Snapshot.changed).order_by(Snapshot.id)).all() == [None, 1]


def test_what_could_be_read_elsewhere_is_read_here_too(session: Session) -> None:
    by = desk(session)
    kept_here(session, by).unreadable = "It is damaged and could not be opened."
    load(session, with_snapshot(snapshot(), snapshot="n1"), by=by)
    texts = select(Snapshot.text).where(Snapshot.unreadable == "")
    assert session.scalars(texts).all() == [TEXT]


FAULTS: list[tuple[Record, str, str]] = [
    (with_snapshot(snapshot(source="s9")), "$.snapshots[0].source", "id of no source"),
    (with_snapshot(snapshot(), snapshot()), "$.snapshots[1].id", "is there already"),
    (with_snapshot(snapshot(text="")), "$.snapshots[0].unreadable", "a text, or a reason"),
    (with_snapshot(snapshot(unreadable="x")), "$.snapshots[0].unreadable", "a text, or a reason"),
    (with_snapshot(snapshot(sha256="A" * 64)), "$.snapshots[0].sha256", "not written as"),
    (with_snapshot(snapshot(size=0)), "$.snapshots[0].size", "less than 1"),
    (with_snapshot(snapshot(media_type="text/html; x")), "$.snapshots[0].media_type", "not"),
    (with_snapshot(snapshot(url="javascript:x")), "$.snapshots[0].url", "not written as"),
    (with_snapshot(snapshot(headers={"a": 1})), "$.snapshots[0].headers.a", "be text"),
    (with_snapshot(snapshot(by="p9")), "$.snapshots[0].by", "the id of nobody"),
    (with_snapshot(snapshot(marks=MARKS[1:])), "$.snapshots[0].marks", "where the text does"),
    (with_snapshot(snapshot(marks=[MARKS[0], *MARKS[:0:-1]])), "$.snapshots[0].marks", "order"),
    (with_snapshot(snapshot(said={"published": "2019-02-30"})), "$.snapshots[0].said.published",
     "calendar"),
    (with_snapshot(snapshot(said={"authors": [7]})), "$.snapshots[0].said.authors[0]", "be text"),
    (with_snapshot(snapshot(said={"abstract": "x"})), "$.snapshots[0].said.abstract", "no field"),
    (with_snapshot(snapshot(), snapshot="n2"), "$.claims[0].evidence[0].snapshot", "no snapshot"),
    (with_snapshot(snapshot(text="", unreadable="x", marks=[]), snapshot="n1"),
     "$.claims[0].evidence[0].snapshot", "that has a text"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "path", "told"), FAULTS)
def test_a_fault_of_a_snapshot_is_told_with_its_path(
    session: Session, data: Record, path: str, told: str
) -> None:
    assert told in faults(session, data)[path]


def test_evidence_refers_to_a_snapshot_of_its_own_source(session: Session) -> None:
    data = with_snapshot(snapshot(source="s2"), snapshot="n1")
    data["sources"].append({"id": "s2", "title": "Another"})
    assert list(faults(session, data)) == ["$.claims[0].evidence[0].snapshot"]


def test_a_name_that_would_deceive_is_cleaned(session: Session) -> None:
    [found] = dump(session, loaded(session, with_snapshot(snapshot(name="../../a\u202efdp.exe"))))[
        "snapshots"
    ]
    assert found["name"] == "a fdp.exe"


def test_what_a_file_is_told_to_say_is_cleaned_as_if_it_had_been_read_here(
    session: Session,
) -> None:
    odd = {
        "title": " Mi\u202enutes\n", "authors": ["admin", "By Jane Doe"], "publisher": "x" * 900,
        "doi": "none", "language": "<b>", "published": "0999", "made": None,
    }  # fmt: skip
    [found] = dump(session, loaded(session, with_snapshot(snapshot(said=odd))))["snapshots"]
    assert found["said"] == {"title": "Minutes", "authors": ["Jane Doe"]}
