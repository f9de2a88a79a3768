"""Readers are told whether the words quoted stand in what was kept of their source, and in what."""

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.publishing.desk import NewsDesk, content_of, first_format, make_news_desk, second_format
from tests.publishing.members import all_bytes
from workbench.claims.models import Claim
from workbench.evidence.models import Evidence
from workbench.publishing.edition.model import Checked, moment
from workbench.publishing.edition.model import Evidence as Cited
from workbench.publishing.edition.stored import from_json
from workbench.publishing.edition.substance import state_of
from workbench.publishing.errors import NothingNew, SeenOtherwise
from workbench.publishing.exports.rendering import render
from workbench.publishing.formats import FORMATS
from workbench.publishing.models import Edition
from workbench.publishing.pages.report import report_page
from workbench.publishing.relying import delete_unless_relied_on, relying_on
from workbench.sources.errors import SnapshotInUse
from workbench.sources.keeping import keep_snapshot
from workbench.sources.models import Snapshot, Source
from workbench.sources.taking import take
from workbench.storage.files import FileStore
from workbench.verdicts.service import reopen_claim

LEDGER = "The bridge took nine million.\n\nzzsecret: the treasurer’s own line."
QUOTE = "The bridge took nine million."


@pytest.fixture
def desk(session: Session) -> NewsDesk:
    return make_news_desk(session)


@pytest.fixture
def files(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path)


def keep(desk: NewsDesk, files: FileStore, source: Source, words: str = LEDGER) -> Snapshot:
    taken = take(words.encode(), name="zzsecret-file.txt", files=files)
    return keep_snapshot(desk.session, source=source, taken=taken, by=desk.checker)


def quoted(desk: NewsDesk, quote: str = QUOTE, words: str = "It cost nine million") -> Claim:
    """An approved claim that quotes the ledger."""
    claim = desk.claim(words)
    desk.evidence(claim, desk.source(f"Ledger of {words}", url="https://city.example/l"), quote)
    return desk.approve(claim)


def source_of(desk: NewsDesk, claim: Claim) -> Source:
    return desk.session.scalars(select(Evidence).where(Evidence.claim_id == claim.id)).one().source


def page_of(edition: Edition) -> str:
    return report_page(content_of(edition), latest=1).decode()


def cited(edition: Edition, number: int = 1) -> Cited:
    claim = content_of(edition).claim(number)
    assert claim is not None
    return claim.evidence[0]


@pytest.mark.parametrize(
    ("quote", "outcome", "telling", "told"),
    [
        (QUOTE, "verbatim", (), "The words stand there, letter by letter."),
        (
            "The bridge\ntook nine million.",
            "verbatim but for typography",
            (),
            "only quotation marks",
        ),
        ("[It] … took nine million.", "verbatim", (), "left out, is our doing"),
        ("The bridge took ten million.", "close", ("number",), "some differ. A number differs."),
        ("Our bridge took nine million.", "close", (), "some differ.</strong>"),
        (
            "Nobody ever counted the money.",
            "not found",
            (),
            "These words were not found in our copy.",
        ),
    ],
)
def test_an_edition_says_how_words_stand_in_which_copy(
    desk: NewsDesk, files: FileStore, quote: str, outcome: str, telling: tuple[str, ...], told: str
) -> None:
    snapshot = keep(desk, files, source_of(desk, quoted(desk, quote)))
    edition = desk.publish()
    taken = moment(snapshot.taken_at), snapshot.sha256
    assert cited(edition).checked == Checked(outcome, *taken, telling)
    page = page_of(edition)
    assert told in page
    assert ("letter by letter" in page) == (quote == QUOTE)
    assert snapshot.sha256 in page


def test_an_edition_that_does_not_tell_which_words_differ_is_read_still(
    desk: NewsDesk, files: FileStore
) -> None:
    keep(desk, files, source_of(desk, quoted(desk, "The bridge took ten million.")))
    stored = {**desk.publish().content, "format": 3}
    checked = stored["claims"][0]["evidence"][0]["checked"]
    assert checked.pop("telling") == ["number"]
    assert from_json(stored).claims[0].evidence[0].checked == Checked(**checked)


@pytest.mark.parametrize(("quote", "kept"), [(QUOTE, False), ("", True)])
def test_without_words_or_a_copy_nothing_is_said(
    desk: NewsDesk,
    files: FileStore,
    quote: str,
    kept: bool,  # noqa: FBT001
) -> None:
    claim = quoted(desk, quote)
    if kept:
        keep(desk, files, source_of(desk, claim))
    edition = desk.publish()
    assert cited(edition).checked is None
    assert "quote-check" not in page_of(edition)


def test_the_copy_that_the_words_were_read_in_is_the_one_that_counts(
    desk: NewsDesk, files: FileStore
) -> None:
    source = source_of(desk, quoted(desk))
    read = keep(desk, files, source)
    desk.session.scalars(select(Evidence)).one().snapshot_id = read.id
    keep(desk, files, source, "The page was moved.")
    assert cited(desk.publish()).checked == Checked("verbatim", moment(read.taken_at), read.sha256)


def test_no_format_holds_a_copys_words_or_its_name(desk: NewsDesk, files: FileStore) -> None:
    keep(desk, files, source_of(desk, quoted(desk)))
    edition = desk.publish()
    answers = [render(edition, each)[0] for each in FORMATS]
    for said in (json.dumps(edition.content).encode(), *answers):
        assert b"zzsecret" not in all_bytes(said)


def test_annotations_name_the_state_of_the_source(desk: NewsDesk, files: FileStore) -> None:
    source = source_of(desk, quoted(desk))
    source.archived_url = "https://archive.example/l"
    desk.session.flush()
    snapshot = keep(desk, files, source)
    items = json.loads(render(desk.publish(), "annotations")[0])["first"]["items"]
    linked = next(item["body"][0] for item in items if item["motivation"] == "linking")
    assert linked["state"] == {
        "type": "TimeState", "sourceDate": moment(snapshot.taken_at),
        "cached": "https://archive.example/l",
    }  # fmt: skip


def test_a_claim_that_was_reopened_keeps_what_was_said_of_its_quotes(
    desk: NewsDesk, files: FileStore
) -> None:
    claim = quoted(desk)
    source = source_of(desk, claim)
    keep(desk, files, source)
    before = cited(desk.publish()).checked
    reopen_claim(desk.session, claim=claim, by=desk.checker)
    keep(desk, files, source, "The page was moved.")
    desk.approve(desk.claim("Nobody came"))
    assert cited(desk.publish("Second")).checked == before


def test_what_a_new_copy_changes_goes_out_only_once_it_was_seen(
    desk: NewsDesk, files: FileStore
) -> None:
    source = source_of(desk, quoted(desk))
    keep(desk, files, source)
    seen = state_of(content_of(desk.publish()))
    keep(desk, files, source, "The page was moved.")
    with pytest.raises(SeenOtherwise):
        desk.publish("Second", seen=seen)
    checked = cited(desk.publish("Second", note="The ledger was moved.")).checked
    assert checked is not None
    assert checked.outcome == "not found"


def delete(desk: NewsDesk, snapshot: Snapshot) -> None:
    source = desk.session.get_one(Source, snapshot.source_id)
    delete_unless_relied_on(desk.session, source=source, snapshot=snapshot, by=desk.editor)


def test_a_snapshot_stays_while_it_is_the_best_that_is_kept_of_a_typed_quote(
    desk: NewsDesk, files: FileStore
) -> None:
    source = source_of(desk, quoted(desk))
    pages = (LEDGER, f"{LEDGER} Again.", "The page was moved.")
    first, again, moved = (keep(desk, files, source, words) for words in pages)
    [piece] = desk.session.scalars(select(Evidence))
    for relied_on in (first, again):
        assert relying_on(desk.session, relied_on).evidence == [piece]
        with pytest.raises(SnapshotInUse):
            delete(desk, relied_on)
    delete(desk, moved)
    delete(desk, first)
    with pytest.raises(SnapshotInUse):
        delete(desk, again)
    piece.removed_at = again.taken_at
    delete(desk, again)


def test_a_snapshot_stays_while_an_edition_names_it(desk: NewsDesk, files: FileStore) -> None:
    source = source_of(desk, quoted(desk))
    named, other = keep(desk, files, source), keep(desk, files, source, "The page was moved.")
    desk.session.scalars(select(Evidence)).one().snapshot_id = named.id
    edition = desk.publish()
    piece = desk.session.scalars(select(Evidence)).one()
    piece.snapshot_id, piece.quote = None, ""
    desk.session.flush()
    relying = relying_on(desk.session, named)
    assert (relying.evidence, [each.edition for each in relying.editions]) == ([], [edition])
    with pytest.raises(SnapshotInUse, match="Nothing was deleted"):
        delete(desk, named)
    delete(desk, other)


@pytest.mark.parametrize("as_it_was", [first_format, second_format])
def test_older_editions_say_nothing_of_it_and_that_is_no_news(
    desk: NewsDesk, files: FileStore, as_it_was: Any
) -> None:
    keep(desk, files, source_of(desk, quoted(desk)))
    edition = desk.publish(note="")
    edition.content = as_it_was(edition.content)
    claim = from_json(edition.content).claim(1)
    assert claim is not None
    assert claim.evidence[0].checked is None
    with pytest.raises(NothingNew):
        desk.publish(note="")
