"""What changed between two snapshots of a source: told in the list, and shown word by word."""

import re
from datetime import UTC, datetime
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.screens.conftest import CountQueries, Desk, Enter, new_desk, new_source
from workbench.accounts.rules import Role
from workbench.db import Database
from workbench.screens.snapshot_changes import CHANGES_IN_A_PART
from workbench.sources.models import Snapshot, Source
from workbench.web.submissions import new_key

BEFORE = "Minutes\n\nNobody asked.\n\nIt cost 32 million.\n\nThe end"
AFTER = "Minutes\n\nNobody asked.\n\nIt cost 41 million.\n\nThe end"


@pytest.fixture
def source(database: Database, desk: Desk) -> Source:
    """A source of which nothing is kept."""
    with database.writing() as session:
        return new_source(session, desk)


def keep(client: FlaskClient, source: Source, *texts: str) -> None:
    for text in texts:
        form = {"submission_key": new_key(), "file": (BytesIO(text.encode()), "minutes.txt")}
        assert client.post(f"/sources/{source.id}/snapshots", data=form).status_code == 303


def addresses(database: Database) -> list[str]:
    """Of the snapshots, oldest first."""
    with database.reading() as session:
        found = session.scalars(select(Snapshot).order_by(Snapshot.id)).all()
        return [f"/sources/{each.source_id}/snapshots/{each.id}" for each in found]


def test_a_snapshot_shows_what_changed_since_the_one_before(
    enter: Enter, database: Database, source: Source
) -> None:
    keep(enter(), source, BEFORE, AFTER)
    client = enter(Role.VIEWER)
    newest = addresses(database)[-1]
    assert f'href="{newest}/changes"' in client.get(newest).text
    html = client.get(f"{newest}/changes").text
    assert (
        'It cost <del class="is-number">32</del> <ins class="is-number">41</ins> million.' in html
    )
    assert "1 paragraph changed" in html
    folded = re.search(r"<summary>2 paragraphs unchanged</summary>(.*?)</details>", html, re.S)
    assert folded is not None
    assert "Minutes\n\nNobody asked." in folded[1]
    assert "1 paragraph unchanged" in html
    assert f'href="{newest}?at=3#p-3"' in html


def test_any_two_snapshots_are_compared_the_earlier_first(
    enter: Enter, database: Database, source: Source
) -> None:
    client = enter()
    keep(client, source, BEFORE, AFTER, BEFORE)
    first, second, third = addresses(database)
    since_first = f"since={first.rpartition('/')[2]}"
    assert "The text is the same" in client.get(f"{third}/changes?{since_first}").text
    forwards = client.get(f"{second}/changes?{since_first}").text
    backwards = client.get(f"{first}/changes?since={second.rpartition('/')[2]}").text
    for html in (forwards, backwards):
        assert '<del class="is-number">32</del> <ins class="is-number">41</ins>' in html


def test_a_snapshot_is_compared_with_the_last_one_kept_up_to_a_day(
    enter: Enter, database: Database, source: Source
) -> None:
    client = enter()
    keep(client, source, BEFORE, AFTER, "Else", AFTER)
    with database.writing() as session:
        days = enumerate(session.scalars(select(Snapshot).order_by(Snapshot.id)), 1)
        for day, each in days:
            each.taken_at = datetime(2019, 5, day, 21, 59, 59, tzinfo=UTC)  # 23:59:59 in Berlin
    first, second, third, newest = addresses(database)
    html = client.get(f"{newest}/changes").text
    assert "The one before" in html
    assert f'since={first.rpartition("/")[2]}">The first</a>' in html
    for asked, found in (("2019-05-02", second), ("2019-05-03", third), ("2018-01-01", first)):
        answer = client.get(f"{newest}/changes?day={asked}")
        assert answer.status_code == 303
        assert answer.location == f"{newest}/changes?since={found.rpartition('/')[2]}"
    refused = client.get(f"{newest}/changes?day=soon").text
    assert "Write a day as" in refused


def test_the_list_says_in_a_word_whether_the_text_changed(
    enter: Enter, database: Database, source: Source
) -> None:
    client = enter()
    keep(client, source, BEFORE, f"{BEFORE}\n", AFTER, "\n")
    html = client.get(f"/sources/{source.id}").text
    first, *later = addresses(database)
    told = [re.search(rf'<a href="{each}/changes">(.*?)</a>', html) for each in later]
    assert [each and each[1] for each in told] == ["same text", "1 paragraph changed", "text gone"]
    assert f"{first}/changes" not in html
    assert "text gone" in client.get(f"{later[-1]}/changes").text


def test_a_page_that_is_as_it_was_says_when_that_was_seen(
    enter: Enter, database: Database, source: Source
) -> None:
    client = enter()
    keep(client, source, BEFORE)
    assert "Looked at again" not in client.get(f"/sources/{source.id}").text
    keep(client, source, BEFORE)
    [only] = addresses(database)
    assert re.search("Looked at again on .*: unchanged", client.get(f"/sources/{source.id}").text)
    assert "Looked at again" in client.get(only).text


def test_the_only_snapshot_has_changed_in_nothing(
    enter: Enter, database: Database, source: Source
) -> None:
    keep(enter(), source, BEFORE)
    [only] = addresses(database)
    assert "The text is the same" in enter().get(f"{only}/changes").text


def test_many_changes_are_sent_in_parts(enter: Enter, database: Database, source: Source) -> None:
    client = enter()
    lines = [f"Point {number}.\n\nSo it goes." for number in range(2 * CHANGES_IN_A_PART + 1)]
    keep(client, source, "\n\n".join(lines), "\n\n".join(lines).replace("Point", "Item"))
    newest = addresses(database)[-1]
    found, part = [], 0
    while True:
        html = client.get(f"{newest}/changes?part={part}").text
        found += re.findall(r"<ins[^>]*>Item</ins> (\d+)\.", html)
        if "More changes" not in html:
            break
        part += 1
    assert found == [str(number) for number in range(2 * CHANGES_IN_A_PART + 1)]
    assert part == 2
    assert "Earlier changes" in html


def test_words_of_both_texts_are_words_and_no_markup(
    enter: Enter, database: Database, source: Source
) -> None:
    client = enter()
    keep(client, source, "Notes\n\n<script>alert(1)</script>", "Notes\n\n<b>bold</b>")
    html = client.get(f"{addresses(database)[-1]}/changes").text
    assert "<script>alert" not in html
    assert "<b>" not in html


def test_snapshots_of_another_source_are_not_compared(
    enter: Enter, database: Database, desk: Desk, source: Source
) -> None:
    with database.writing() as session:
        other = new_source(session, desk, "Another")
        away = new_desk(session, "Another desk")
        theirs = new_source(session, away)
    keep(enter(), source, BEFORE)
    keep(enter(), other, AFTER)
    keep(enter(Role.FACT_CHECKER, away), theirs, AFTER)
    ours, others, secret = addresses(database)
    client = enter(Role.ADMIN)
    assert client.get(f"{ours}/changes?since={others.rpartition('/')[2]}").status_code == 404
    assert client.get(f"{secret}/changes").status_code == 404


def test_more_snapshots_do_not_mean_more_queries(
    enter: Enter, database: Database, source: Source, count_queries: CountQueries
) -> None:
    client = enter()
    keep(client, source, BEFORE)
    [first] = addresses(database)
    client.get(f"{first}/changes")
    with count_queries() as at_one:
        client.get(f"{first}/changes")
    keep(client, source, AFTER, BEFORE)
    with count_queries() as at_three:
        client.get(f"{first}/changes?since=")
    assert len(at_three) == len(at_one)
