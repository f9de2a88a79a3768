"""No byte of any answer gives a blind verdict away, to nobody but its author.

The first verdict is full of words with `MARK`, which are searched for. What has no words (colour,
title, filter, count) is found by changing the verdict behind everybody's back: no answer may
differ then.
"""

import json
import re
from collections.abc import Iterator

import pytest
from sqlalchemy import update

from tests.house.test_confidential_sources import HTMX, addresses
from tests.house.test_permissions import (
    World,
    requests,
    world,  # noqa: F401 - a fixture
)
from tests.publishing.members import all_bytes
from tests.screens.conftest import new_article, new_claim
from workbench.accounts.rules import Role
from workbench.claims.rules import Priority
from workbench.discussion.service import begin_thread
from workbench.policies.rules import Check, PolicyFields
from workbench.policies.service import set_policy
from workbench.verdicts.checks.reasons import give_reason
from workbench.verdicts.models import Rating, Verdict
from workbench.verdicts.queries import current_scale
from workbench.verdicts.second import take_second_seat
from workbench.verdicts.service import propose_verdict, save_draft
from workbench.verdicts.writing import VerdictFields
from workbench.web.memory import EXTENSION, Memory

MARK = "zzblind"
READERS = [Role.EDITOR, Role.ADMIN, Role.VIEWER]  # the editor is the second reader
# New with every answer: keys and tokens, moments, and how long it all is for that.
FLEETING = re.compile(
    r'"submission_key"[^>]*|[\w.-]{24,}|\d\d:\d\d:\d\d|datetime="[^"]*">[^<]*|Content-Length: \d+'
)


@pytest.fixture
def blind_world(world: World) -> World:  # noqa: F811 - the fixture
    with world.database.writing() as session:
        desk = world.desk
        policy = PolicyFields(second_for=frozenset(Priority))
        set_policy(session, seen=0, fields=policy, by=desk.actor(Role.ADMIN))
        article = new_article(session, desk)
        claim = new_claim(session, desk, article)
        words = VerdictFields(None, f"{MARK}-summary.")
        save_draft(session, claim=claim, fields=words, revision=0, by=desk.actor())
        give_reason(
            session, claim=claim, check=Check.NOTHING_AGAINST, reason=f"{MARK}-reason", revision=0,
            by=desk.actor(),
        )  # fmt: skip
        fields = VerdictFields(
            _rating(session, desk.id, "False"), f"{MARK}-summary.", f"{MARK}-rationale"
        )
        verdict = propose_verdict(
            session, claim=claim, fields=fields, revision=1, read_in=1, by=desk.actor()
        )
        for on in (None, verdict):
            everybody = " ".join(f"@{desk.actor(role).name}" for role in Role)
            text = f"{everybody}: {MARK}-comment"
            begin_thread(session, claim=claim, on=on, text=text, by=desk.actor())
        take_second_seat(session, claim=claim, by=desk.actor(Role.EDITOR))
        world.values |= {
            "article_id": article.id, "number": claim.number, "verdict_id": verdict.id,
        }  # fmt: skip
    return world


def _rating(session: object, desk_id: int, label: str) -> Rating:
    ratings = current_scale(session, desk_id).ratings  # type: ignore[arg-type]
    return next(rating for rating in ratings if rating.label == label)


def gets(world: World) -> Iterator[str]:  # noqa: F811
    for rule in world.app.url_map.iter_rules():
        signs_in = rule.endpoint.startswith(("accounts.", "static"))
        if "GET" in (rule.methods or ()) and not signs_in:
            yield from addresses(world, rule)
    yield from (f"/claims?rating={token}" for token in ("true", "false", "none"))
    article = f"/articles/{world.values['article_id']}"
    yield from (f"{article}?status=second+reading", f"{article}/claims/{world.values['number']}")


def answers(world: World, who: Role) -> dict[tuple[str, bool], str]:  # noqa: F811
    """What somebody gets at every address, as a page and as a fragment."""
    client, found = world.visitor(who.value), {}
    for address in gets(world):
        for htmx in (False, True):
            answer = client.get(address, headers=HTMX if htmx else {})
            body = all_bytes(answer.get_data()).decode("utf-8", "replace")
            headers = "\n".join(f"{k}: {v}" for k, v in answer.headers if k != "Set-Cookie")
            whole = f"{answer.status}\n{headers}\n{body}"
            found[address, htmx] = FLEETING.sub("", whole)
            answer.close()
    return found


def change_it(world: World) -> None:  # noqa: F811
    """Give the blind verdict another rating and other words, leaving no trace in the record."""
    with world.database.writing() as session:
        session.execute(
            update(Verdict)
            .where(Verdict.id == world.values["verdict_id"])
            .values(
                rating_id=_rating(session, world.desk.id, "True").id, summary="Other words.",
                rationale="",
            )
        )  # fmt: skip
    world.app.extensions[EXTENSION] = Memory()


@pytest.mark.parametrize("who", READERS)
def test_no_address_gives_it_away(blind_world: World, who: Role) -> None:
    author = blind_world.visitor(Role.FACT_CHECKER.value)
    path = f"/articles/{blind_world.values['article_id']}"
    assert MARK in author.get(f"{path}/claims/{blind_world.values['number']}").text
    author.get(path)  # what is remembered for everybody is drawn for its author first
    before = answers(blind_world, who)
    assert [address for address, body in before.items() if MARK in body] == []
    change_it(blind_world)
    after = answers(blind_world, who)
    assert [address for address in before if before[address] != after[address]] == []


@pytest.mark.parametrize("who", READERS)
def test_no_answer_to_a_form_gives_it_away(blind_world: World, who: Role) -> None:
    telling = {
        rule.endpoint
        for rule, method in requests(blind_world.app)
        if method == "POST" and MARK in blind_world.ask(who.value, rule, method).text
    }
    assert telling <= {"workbench.hand_in"}, "when both are in, both are shown"


def test_its_author_takes_the_dossier_along_that_everybody_does(blind_world: World) -> None:
    address = f"/articles/{blind_world.values['article_id']}/dossier.json"
    told = {
        role: blind_world.visitor(role.value).get(address).get_data()
        for role in (Role.FACT_CHECKER, *READERS)
    }
    assert set(told.values()) == {told[Role.FACT_CHECKER]}
    [claim] = json.loads(told[Role.FACT_CHECKER])["claims"]
    assert (claim["status"], claim["rounds"], claim["verdicts"]) == ("in progress", [], [])
    assert MARK.encode() not in told[Role.FACT_CHECKER]
