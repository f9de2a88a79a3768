"""Two verdicts side by side: who sees them, who decides, who votes, and what is kept back."""

from dataclasses import dataclass

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests.screens.conftest import (
    CountQueries,
    Desk,
    Enter,
    new_article,
    new_claim,
    new_source,
    use,
)
from tests.screens.workbench.parsing import parsed
from workbench.accounts.rules import Actor, Role, command_line
from workbench.accounts.service import add_member, end_membership
from workbench.claims.models import Claim
from workbench.claims.rules import Priority, Status
from workbench.claims.service import set_priority
from workbench.db import Database
from workbench.policies.rules import Balloting, PolicyFields
from workbench.policies.service import set_policy
from workbench.verdicts.ballots import cast_vote
from workbench.verdicts.models import Verdict
from workbench.verdicts.pairs import note_evidence_used, pair_of
from workbench.verdicts.queries import current_scale
from workbench.verdicts.second import (
    hand_in_second,
    leave_second_seat,
    save_second,
    take_second_seat,
)
from workbench.verdicts.service import propose_verdict, take_back
from workbench.verdicts.writing import VerdictFields

LISTS = ("/", "/claims", "/claims.csv", "/desk/agreement", "/desk/agreement.jsonl")
FIRST = ("False", "It cost 32 million, not 41.", "The minutes of 2018 say **32 million**.")
SECOND = ("Half true", "It cost 32 million in all.", "The minutes of 2018 say 41 million at first.")


@dataclass(frozen=True)
class Ids:
    """A claim that was read twice, and both verdicts."""

    claim: int
    address: str
    first: int = 0
    second: int = 0


def fields(session: Session, desk: Desk, said: tuple[str, str, str]) -> VerdictFields:
    label, summary, rationale = said
    rating = next(r for r in current_scale(session, desk.id).ratings if r.label == label)
    return VerdictFields(rating, summary, rationale)


def new_member(session: Session, desk: Desk, name: str, role: Role) -> Actor:
    member = add_member(
        session, name=name, email=f"{name}@{desk.id}.example", role=role, by=command_line(desk.id)
    )
    desk.people.setdefault(role, member)
    return member.actor()


def _set(session: Session, desk: Desk, policy: PolicyFields) -> None:
    """A third editor is there while it is set, since a ballot takes three."""
    nobody = command_line(desk.id)
    third = add_member(
        session, name="Gil", email=f"gil@{desk.id}.example", role=Role.EDITOR, by=nobody
    )
    set_policy(session, seen=0, fields=policy, by=desk.actor(Role.ADMIN))
    end_membership(session, membership=third, by=nobody)


def propose_first(session: Session, desk: Desk, ballot: Balloting) -> Claim:
    """A claim with a first verdict, on one piece of evidence, that waits for its second reader."""
    policy = PolicyFields(second_for=frozenset(Priority), ballot=ballot)
    _set(session, desk, policy)
    claim = new_claim(session, desk, new_article(session, desk))
    use(session, desk, claim, new_source(session, desk, "Minutes of the council"))
    propose_verdict(
        session, claim=claim, fields=fields(session, desk, FIRST), revision=0, read_in=1,
        by=desk.actor(),
    )  # fmt: skip
    return claim


def read_twice(
    database: Database, desk: Desk, ballot: Balloting = Balloting.NEVER, *, voters: int = 0
) -> Ids:
    """A claim whose readers disagree; the second one found another source."""
    with database.writing() as session:
        claim = propose_first(session, desk, ballot)
        bo = new_member(session, desk, "Bo", Role.FACT_CHECKER)
        for number in range(voters):
            new_member(session, desk, f"Voter {number}", Role.EDITOR)
        use(session, desk, claim, new_source(session, desk, "Accounts of the harbour"))
        hand_in_second(
            session, claim=claim, fields=fields(session, desk, SECOND), revision=0, read_in=1,
            by=bo,
        )  # fmt: skip
        pair = pair_of(session, claim)
        assert pair is not None
        address = f"/articles/{claim.article_id}/claims/{claim.number}/readings"
        return Ids(claim.id, address, pair.first.id, pair.second.id)


def send(
    client: FlaskClient, address: str, key: str = "the-key-of-it", **form: object
) -> TestResponse:
    data = {"submission_key": key, **{name: str(value) for name, value in form.items()}}
    return client.post(address, data=data)


def status_of(database: Database, ids: Ids) -> Status:
    with database.reading() as session:
        claim = session.get(Claim, ids.claim)
        assert claim is not None
        return claim.status


def words(html: str) -> str:
    return " ".join(parsed(html).text_content().split())


def test_both_verdicts_stand_side_by_side_with_what_differs(
    enter: Enter, database: Database, desk: Desk
) -> None:
    ids = read_twice(database, desk)
    html = enter(Role.VIEWER).get(ids.address).text
    page = words(html)
    assert "First reader False" in page
    assert "Second reader Half true" in page
    assert '<mark class="own is-negation">not</mark>' in html
    assert '<mark class="own">in all</mark>' in html
    assert '<strong><mark class="own is-number">32</mark> million</strong>' in html, "as elsewhere"
    assert "Only the second" in page
    assert page.index("Only the second") < page.index("Accounts of the harbour")
    assert page.index("Accounts of the harbour") < page.index("Both")
    assert page.index("Both") < page.index("Minutes of the council")
    assert "Only the first" not in page
    assert "settle-form" not in html


@pytest.mark.parametrize("role", list(Role))
def test_before_both_are_in_the_page_tells_nothing(
    enter: Enter, database: Database, desk: Desk, role: Role
) -> None:
    with database.writing() as session:
        claim = propose_first(session, desk, Balloting.NEVER)
        address = f"/articles/{claim.article_id}/claims/{claim.number}/readings"
    answer = enter(role).get(address)
    assert answer.status_code == 200
    assert "There are no two verdicts to compare" in answer.text
    assert not [word for word in ("False", "32 million", "chip") if word in answer.text]


def test_an_editor_decides_and_says_why(enter: Enter, database: Database, desk: Desk) -> None:
    ids = read_twice(database, desk)
    editor = enter(Role.EDITOR)
    assert "settle-form" in editor.get(ids.address).text
    why = "The accounts are newer."
    answer = send(editor, f"{ids.address}/settle", verdict=ids.second, why=why)
    assert (answer.status_code, answer.location) == (303, ids.address)
    page = words(editor.get(ids.address).text)
    assert "The second reader’s verdict goes on. The accounts are newer." in page
    assert "editor person" in page
    assert status_of(database, ids) is Status.PROPOSED


@pytest.mark.parametrize(
    ("ballot", "offered"),
    [(Balloting.NEVER, "Decide between them"), (Balloting.ON_DISAGREEMENT, "To the ballot")],
)
def test_two_verdicts_that_differ_wait_in_the_queue_and_are_approved_by_nobody(
    enter: Enter, database: Database, desk: Desk, ballot: Balloting, offered: str
) -> None:
    ids = read_twice(database, desk, ballot, voters=2)
    editor = enter(Role.EDITOR)
    desk_page, html = editor.get("/").text, editor.get("/review").text
    assert f"/review/{ids.first}" in desk_page
    assert all(said in html for said in (FIRST[1], SECOND[1], ids.address, offered))
    assert "Approve" not in html
    send(editor, f"/review/{ids.first}/approve", revision=1, comment="")
    assert status_of(database, ids) is not Status.APPROVED


def test_what_was_typed_stays_when_nothing_was_decided(
    enter: Enter, database: Database, desk: Desk
) -> None:
    ids = read_twice(database, desk)
    editor = enter(Role.EDITOR)
    answer = send(editor, f"{ids.address}/settle", verdict=ids.second, why="")
    assert answer.status_code == 422
    assert "Say why" in answer.text
    assert "checked" in answer.text.split(f'value="{ids.second}"')[0].rsplit("<input", 1)[1]
    answer = send(editor, f"{ids.address}/settle", key="second-key", why="They are newer.")
    assert answer.status_code == 422
    assert "They are newer." in answer.text
    assert status_of(database, ids) is Status.DISAGREED


def test_who_comes_second_keeps_the_words_that_were_too_late(
    enter: Enter, database: Database, desk: Desk
) -> None:
    ids = read_twice(database, desk)
    send(enter(Role.EDITOR), f"{ids.address}/settle", verdict=ids.second, why="The accounts.")
    late = send(
        enter(Role.ADMIN), f"{ids.address}/settle", key="another-key", verdict=ids.first,
        why="The minutes, of course.",
    )  # fmt: skip
    assert late.status_code == 409
    assert "The minutes, of course." in late.text


@pytest.mark.parametrize("role", [Role.FACT_CHECKER, Role.VIEWER])
def test_nobody_else_is_offered_to_decide(
    enter: Enter, database: Database, desk: Desk, role: Role
) -> None:
    ids = read_twice(database, desk)
    client = enter(role)
    assert "settle-form" not in client.get(ids.address).text
    answer = send(client, f"{ids.address}/settle", verdict=ids.first, why="Because.")
    assert answer.status_code == 403


def test_until_the_third_vote_no_answer_tells_anothers(
    enter: Enter, database: Database, desk: Desk
) -> None:
    ids = read_twice(database, desk, Balloting.ON_DISAGREEMENT, voters=1)
    secret = "NOBODY-READS-THIS-YET"
    voted = send(enter(Role.EDITOR), f"{ids.address}/vote", verdict=0, reason=secret)
    assert voted.status_code == 303
    assert f"Your vote: neither – {secret}" in words(enter(Role.EDITOR).get(ids.address).text)
    for role in (Role.ADMIN, Role.FACT_CHECKER, Role.VIEWER):
        client = enter(role)
        panel = ids.address.removesuffix("/readings")
        article = panel.rpartition("/claims")[0]
        for address in (ids.address, panel, article, f"{article}/dossier.json", *LISTS):
            answer = client.get(address)
            assert answer.status_code == 200
            assert secret not in answer.text, address
        assert "1 of 3 have voted" in words(client.get(ids.address).text)
    refused = send(
        enter(Role.ADMIN), f"{ids.address}/vote", key="another-key", verdict="no verdict"
    )
    assert refused.status_code == 422
    assert secret not in refused.text


def test_with_the_third_vote_all_are_shown(enter: Enter, database: Database, desk: Desk) -> None:
    ids = read_twice(database, desk, Balloting.ON_DISAGREEMENT)
    with database.writing() as session:
        third = new_member(session, desk, "Flo", Role.EDITOR)
    send(enter(Role.EDITOR), f"{ids.address}/vote", verdict=ids.second, reason="The accounts.")
    neither = {"verdict": 0, "reason": "Both are thin."}
    send(enter(Role.ADMIN), f"{ids.address}/vote", key="another-key", **neither)
    with database.writing() as session:
        claim = session.get_one(Claim, ids.claim)
        cast_vote(session, claim=claim, verdict_id=ids.second, reason="", by=third)
    page = words(enter(Role.VIEWER).get(ids.address).text)
    assert "A majority for one verdict." in page
    assert "editor person: Half true the second reader’s – The accounts." in page
    assert "admin person: neither – Both are thin." in page
    assert "Flo: Half true the second reader’s" in page
    assert status_of(database, ids) is Status.APPROVED


def test_a_vote_that_is_sent_twice_is_one(enter: Enter, database: Database, desk: Desk) -> None:
    ids = read_twice(database, desk, Balloting.ON_DISAGREEMENT, voters=1)
    editor = enter(Role.EDITOR)
    for _ in range(2):
        answer = send(editor, f"{ids.address}/vote", verdict=ids.first, reason="")
        assert answer.status_code == 303
    other = send(editor, f"{ids.address}/vote", key="another-key", verdict=ids.second)
    assert other.status_code == 409
    assert "your first vote counts" in other.text
    assert "1 of 3 have voted" in words(editor.get(ids.address).text)


def test_a_ballot_that_cannot_fill_is_ended_by_an_editor(
    enter: Enter, database: Database, desk: Desk
) -> None:
    ids = read_twice(database, desk, Balloting.ON_DISAGREEMENT)
    editor = enter(Role.EDITOR)
    page = editor.get(ids.address).text
    assert "Too few editors are left" in page
    assert "vote-form" not in page
    assert send(editor, f"{ids.address}/end-ballot").status_code == 303
    assert status_of(database, ids) is Status.DISAGREED


def test_the_page_asks_as_much_for_several_pieces_of_evidence_as_for_one(
    enter: Enter, database: Database, desk: Desk, count_queries: CountQueries
) -> None:
    ids = read_twice(database, desk)
    client, asked = enter(Role.EDITOR), []
    for title in ("Letters", "Photographs"):
        with count_queries() as sent:
            client.get(ids.address)
        asked.append(len(sent))
        with database.writing() as session:
            second = session.get_one(Verdict, ids.second)
            claim = second.claim
            claim.status = Status.IN_PROGRESS
            use(session, desk, claim, new_source(session, desk, title))
            note_evidence_used(session, second)
            claim.status = Status.DISAGREED
    assert asked[0] == asked[1]


@pytest.mark.parametrize("choice", ["first", "second"])
def test_an_editor_who_approves_has_the_dissent_before_them(
    enter: Enter, database: Database, desk: Desk, choice: str
) -> None:
    ids = read_twice(database, desk)
    chosen, other = (ids.first, SECOND) if choice == "first" else (ids.second, FIRST)
    send(enter(Role.EDITOR), f"{ids.address}/settle", verdict=chosen, why="The accounts.")
    client = enter(Role.ADMIN)
    answer = client.get(f"/review/{chosen}").text
    assert f"The other reader dissenting {other[0]} {other[1]}" in words(answer)
    assert ids.address in answer


def test_who_stopped_reading_second_finds_every_word_of_what_they_had_written(
    database: Database, desk: Desk, enter: Enter
) -> None:
    with database.writing() as session:
        claim = propose_first(session, desk, Balloting.NEVER)
        said, ed = fields(session, desk, SECOND), desk.actor(Role.EDITOR)
        save_second(session, claim=claim, fields=said, revision=0, by=ed)
        leave_second_seat(session, claim=claim, by=ed)
        address = f"/articles/{claim.article_id}/claims/{claim.number}"
    page = enter(Role.EDITOR).get(address).text
    assert SECOND[1] in page
    assert SECOND[2] in page
    assert FIRST[1] not in page


def test_a_second_reader_who_comes_late_is_shown_the_first_verdict_and_told_so(
    database: Database, desk: Desk, enter: Enter
) -> None:
    with database.writing() as session:
        policy = PolicyFields(second_for=frozenset({Priority.HIGH}))
        set_policy(session, seen=0, fields=policy, by=desk.actor(Role.ADMIN))
        claim, ana = new_claim(session, desk, new_article(session, desk)), desk.actor()
        said = fields(session, desk, FIRST)
        propose_verdict(session, claim=claim, fields=said, revision=0, read_in=1, by=ana)
        take_back(session, claim=claim, by=ana)
        set_priority(session, claim=claim, priority=Priority.HIGH, by=ana)
        seen = session.scalars(select(Verdict.revision)).one()
        propose_verdict(session, claim=claim, fields=said, revision=seen, read_in=1, by=ana)
        take_second_seat(session, claim=claim, by=desk.actor(Role.EDITOR))
        address = f"/articles/{claim.article_id}/claims/{claim.number}"
    page = enter(Role.EDITOR).get(address).text
    assert "does not count as blind" in page
    assert "You see no other verdict" not in page
    assert FIRST[1] in page


def test_an_editor_lets_somebody_else_read_what_waits_for_who_is_away(
    database: Database, desk: Desk, enter: Enter
) -> None:
    with database.writing() as session:
        claim = propose_first(session, desk, Balloting.NEVER)
        bo = new_member(session, desk, "Bo", Role.FACT_CHECKER)
        said = fields(session, desk, SECOND)
        save_second(session, claim=claim, fields=said, revision=0, by=bo)
        address = f"/articles/{claim.article_id}/claims/{claim.number}"
    free, editor = f"{address}/second/free", enter(Role.EDITOR)
    assert free not in enter(Role.FACT_CHECKER).get(address).text
    assert free in editor.get(address).text
    send(editor, free)
    page = editor.get(address).text
    assert free not in page
    assert "let somebody else than Bo read claim 1 as its second reader" in page
    assert f"{address}/second/sit" in page
    assert SECOND[1] not in page
