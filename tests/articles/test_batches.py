"""Several files at once: each a preview, confirmed together, all of those ticked or none."""

import re
import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse

from tests.articles.test_views import TEXT, articles, form_of, previews, submit
from tests.screens.conftest import CountQueries, Enter, new_desk
from workbench.accounts.rules import Role
from workbench.articles.views import reading
from workbench.db import Database
from workbench.web.submissions import new_key

NAMES = ("north", "south", "west")
TICKED = re.compile(r'<input type="checkbox" name="seen" value="(\d+-\d+)"[^>]* checked>')
SCAN = b"%PDF-1.4\nnothing that a PDF has"


@pytest.fixture
def member(enter: Enter) -> FlaskClient:
    return enter()


def mill(name: str) -> bytes:
    return TEXT.replace("A mill for the islands", f"A mill in the {name}").encode()


MILLS = {f"{name}.txt": mill(name) for name in NAMES}


def send(client: FlaskClient, files: Mapping[str, bytes], **fields: str) -> TestResponse:
    stored = [FileStorage(BytesIO(content), name) for name, content in files.items()]
    return submit(client, files=stored, **fields)


def sent(client: FlaskClient, files: Mapping[str, bytes] = MILLS) -> str:
    """Send files and return the address of their list."""
    answer = send(client, files)
    assert answer.status_code == 303, answer.text
    return answer.location


def ticked(client: FlaskClient, address: str) -> list[str]:
    return TICKED.findall(client.get(address).text)


def act(client: FlaskClient, address: str, seen: list[str], verb: str = "confirm") -> TestResponse:
    return client.post(f"{address}/{verb}", data={"submission_key": new_key(), "seen": seen})


def corrected(client: FlaskClient, import_id: int) -> None:
    """Give a preview another title, as somebody else may at the same time."""
    address = f"/imports/{import_id}"
    answer = client.post(address, data=form_of(client, address) | {"title": "Another title"})
    assert answer.status_code == 303


def test_files_sent_together_become_a_list_in_their_order_all_ticked(member: FlaskClient) -> None:
    html = member.get(sent(member)).text
    titles = re.findall(r'class="item-title"[^>]*>([^<]+)<', html)
    assert titles == [f"A mill in the {name}" for name in NAMES]
    assert len(TICKED.findall(html)) == 3
    assert "3 of 4 blocks are body" in html


def test_confirming_makes_an_article_of_each_that_is_ticked(
    member: FlaskClient, database: Database
) -> None:
    address = sent(member)
    answer = act(member, address, ticked(member, address)[:2])
    assert (answer.status_code, answer.location) == (303, address)
    assert [a.title for a in articles(database)] == ["A mill in the north", "A mill in the south"]
    html = member.get(address).text
    assert "2 articles are imported." in html
    assert len(TICKED.findall(html)) == 1


def test_the_list_sent_twice_makes_each_article_once(
    member: FlaskClient, database: Database
) -> None:
    address = sent(member)
    seen = ticked(member, address)
    assert act(member, address, seen).status_code == 303
    assert act(member, address, seen).status_code == 303
    assert len(articles(database)) == 3


def test_two_who_confirm_the_list_at_the_same_moment_make_each_article_once(
    enter: Enter, database: Database
) -> None:
    people = [enter(Role.FACT_CHECKER), enter(Role.EDITOR)]
    address = sent(people[0])
    seen, barrier = ticked(people[0], address), threading.Barrier(2)

    def confirm(client: FlaskClient) -> int:
        barrier.wait(timeout=30)
        return act(client, address, seen).status_code

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(confirm, people)) == [303, 303]
    assert len(articles(database)) == 3


def test_files_sent_twice_under_one_key_become_one_list(
    member: FlaskClient, database: Database
) -> None:
    first, again = (send(member, MILLS, submission_key="k" * 20) for _ in range(2))
    assert first.location == again.location
    assert len(previews(database)) == 3


def test_what_cannot_be_read_is_named_beside_what_can(member: FlaskClient) -> None:
    files = {"north.txt": mill("north"), "scan.pdf": SCAN, "empty.txt": b"  "}
    html = member.get(sent(member, files)).text
    assert "2 files could not be read" in html
    reason = r"<dt>scan.pdf</dt>\s*<dd>This PDF is damaged and cannot be opened. Get it again"
    assert re.search(reason, html)
    assert re.search(r"<dt>empty.txt</dt>\s*<dd>There is no text in this.", html)
    assert len(TICKED.findall(html)) == 1


def test_files_none_of_which_can_be_read_give_the_form_back_with_each_reason(
    member: FlaskClient, database: Database
) -> None:
    answer = send(member, {"scan.pdf": SCAN, "empty.txt": b"  "})
    assert answer.status_code == 422
    assert "scan.pdf: This PDF is damaged" in answer.text
    assert "empty.txt: There is no text in this." in answer.text
    assert previews(database) == []


def test_files_that_are_left_after_too_long_a_time_are_refused_by_name(
    member: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    moments = iter([0.0, 1.0, reading.LONGEST + 1.0, reading.LONGEST + 2.0])
    monkeypatch.setattr("workbench.articles.views.reading.time.monotonic", lambda: next(moments))
    answer = send(member, MILLS)
    monkeypatch.undo()
    html = member.get(answer.location).text
    assert html.count("because the files before it took too long. Send it again by itself.") == 2
    assert len(TICKED.findall(html)) == 1


def test_more_files_than_anybody_looks_through_are_refused(member: FlaskClient) -> None:
    answer = send(member, {f"{number}.txt": b"A mill." for number in range(101)})
    assert answer.status_code == 422
    assert "Choose at most 100 files at once." in answer.text


def test_an_address_is_of_one_article_and_not_of_several_files(member: FlaskClient) -> None:
    answer = send(member, MILLS, url="https://news.example/mill")
    assert answer.status_code == 422
    assert "An address belongs to one article." in answer.text
    assert 'value="https://news.example/mill"' in answer.text


def test_what_somebody_corrected_meanwhile_is_not_confirmed_unseen(
    member: FlaskClient, database: Database
) -> None:
    address = sent(member)
    seen = ticked(member, address)
    corrected(member, previews(database)[1].id)
    answer = act(member, address, seen)
    assert answer.status_code == 409
    assert "Somebody corrected or discarded “Another title” since" in answer.text
    assert articles(database) == []
    assert TICKED.findall(answer.text) == [seen[0], seen[2]]  # the other is to be looked at


@pytest.mark.parametrize("verb", ["confirm", "discard"])
def test_what_somebody_discarded_meanwhile_stops_the_list(
    member: FlaskClient, database: Database, verb: str
) -> None:
    address = sent(member)
    seen = ticked(member, address)
    assert act(member, address, seen[:1], "discard").status_code == 303
    assert act(member, address, seen, verb).status_code == 409
    assert articles(database) == []
    assert [kept.discarded_at is None for kept in previews(database)] == [False, True, True]


def test_discarding_puts_those_ticked_away_and_each_can_be_taken_up_again(
    member: FlaskClient, database: Database
) -> None:
    address = sent(member)
    answer = act(member, address, ticked(member, address), "discard")
    assert answer.status_code == 303
    assert "3 previews are discarded." in member.get(address).text
    first = previews(database)[0].id
    restored = member.post(f"/imports/{first}/restore", data={"submission_key": new_key()})
    assert restored.status_code == 303
    assert len(ticked(member, address)) == 1


def test_without_a_tick_nothing_is_done_and_nothing_gets_ticked(
    member: FlaskClient, database: Database
) -> None:
    address = sent(member)
    answer = act(member, address, [])
    assert answer.status_code == 422
    assert "Tick at least one article. Nothing was changed." in answer.text
    assert TICKED.findall(answer.text) == []
    assert articles(database) == []


@pytest.mark.parametrize("value", ["", "1", "1-2-3", "a-b", "9" * 30 + "-1"])
def test_a_list_that_no_page_sends_changes_nothing(
    member: FlaskClient, database: Database, value: str
) -> None:
    answer = act(member, sent(member), [value])
    assert answer.status_code in {303, 422}
    assert articles(database) == []


def test_a_preview_without_a_body_cannot_be_ticked_and_stops_a_list_that_has_it(
    member: FlaskClient, database: Database
) -> None:
    address = sent(member)
    seen = ticked(member, address)
    kept = previews(database)[0]
    form = form_of(member, f"/imports/{kept.id}")
    kinds = {name: "boilerplate" for name in form if name.startswith("kind-")}
    assert member.post(f"/imports/{kept.id}", data=form | kinds).status_code == 303
    html = member.get(address).text
    assert "No block is body: open it and mark one" in html
    assert TICKED.findall(html) == seen[1:]
    answer = act(member, address, [f"{kept.id}-2", *seen[1:]])
    assert answer.status_code == 422
    assert "No block of “A mill in the north” is marked as body" in answer.text
    assert articles(database) == []


def test_one_of_several_confirmed_by_itself_leads_back_to_the_others(
    member: FlaskClient, database: Database
) -> None:
    address = sent(member)
    one = f"/imports/{previews(database)[0].id}"
    answer = member.post(f"{one}/confirm", data=form_of(member, one))
    assert answer.location == address
    assert "Imported" in member.get(address).text


def test_the_articles_tell_of_those_sent_together_in_one_line(member: FlaskClient) -> None:
    address = sent(member)
    submit(member, text=TEXT)
    html = member.get("/articles").text
    assert "3 articles that were sent together" in html
    assert "A mill for the islands" in html
    assert "A mill in the north" not in html
    act(member, address, ticked(member, address))
    assert "sent together" not in member.get("/articles").text


def test_a_list_takes_as_many_queries_for_three_as_for_two(
    member: FlaskClient, count_queries: CountQueries
) -> None:
    numbers = []
    for files in (MILLS, dict(list(MILLS.items())[:2])):
        address = sent(member, files)
        with count_queries() as queries:
            member.get(address)
        numbers.append(len(queries))
    assert numbers[0] == numbers[1]


def test_another_desk_and_a_viewer_see_no_list(
    member: FlaskClient, enter: Enter, database: Database
) -> None:
    address = sent(member)
    seen = ticked(member, address)
    with database.writing() as session:
        elsewhere = new_desk(session, "Another desk")
    stranger, viewer = enter(Role.ADMIN, elsewhere), enter(Role.VIEWER)
    assert stranger.get(address).status_code == 404
    assert act(stranger, address, seen).status_code == 404
    assert act(stranger, address, seen, "discard").status_code == 404
    assert viewer.get(address).status_code == 403
    assert act(viewer, address, seen).status_code == 403
