"""No byte of any answer gives a vote away before the third, to nobody but its voter."""

import json

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from tests.history.behind import unguarded
from tests.house.test_blind_readers import FLEETING, MARK, answers
from tests.house.test_permissions import (
    World,
    world,  # noqa: F401 - a fixture
)
from tests.screens.conftest import new_article, new_claim
from workbench.accounts.rules import Actor, Role, command_line
from workbench.accounts.service import add_member
from workbench.claims.rules import Priority
from workbench.policies.rules import Balloting, PolicyFields
from workbench.policies.service import set_policy
from workbench.verdicts.ballots import cast_vote
from workbench.verdicts.models import Vote
from workbench.verdicts.queries import current_scale
from workbench.verdicts.second import hand_in_second
from workbench.verdicts.service import propose_verdict
from workbench.verdicts.writing import VerdictFields


def _fields(session: Session, desk_id: int, label: str) -> VerdictFields:
    ratings = current_scale(session, desk_id).ratings
    return VerdictFields(next(r for r in ratings if r.label == label), "It cost 32 million.")


def _member(session: Session, desk_id: int, name: str, role: Role) -> Actor:
    email, by = f"{name}@{desk_id}.example", command_line(desk_id)
    return add_member(session, name=name, email=email, role=role, by=by).actor()


@pytest.fixture
def voting_world(world: World) -> World:  # noqa: F811 - the fixture
    """A claim on which the editor has voted; the admin and a third are still to vote."""
    with world.database.writing() as session:
        desk = world.desk
        policy = PolicyFields(second_for=frozenset(Priority), ballot=Balloting.ALWAYS)
        _member(session, desk.id, "flo", Role.EDITOR)
        set_policy(session, seen=0, fields=policy, by=desk.actor(Role.ADMIN))
        claim = new_claim(session, desk, new_article(session, desk))
        first = propose_verdict(
            session, claim=claim, fields=_fields(session, desk.id, "False"), revision=0, read_in=1,
            by=desk.actor(),
        )  # fmt: skip
        hand_in_second(
            session, claim=claim, fields=_fields(session, desk.id, "True"), revision=0, read_in=1,
            by=_member(session, desk.id, "bo", Role.FACT_CHECKER),
        )  # fmt: skip
        cast_vote(
            session, claim=claim, verdict_id=first.id, reason=f"{MARK}-reason",
            by=desk.actor(Role.EDITOR),
        )  # fmt: skip
        world.values |= {
            "article_id": claim.article_id, "number": claim.number, "verdict_id": first.id,
        }  # fmt: skip
    return world


def test_no_address_gives_a_vote_away(voting_world: World) -> None:
    claim = f"/articles/{voting_world.values['article_id']}/claims/1"
    readings = f"{claim}/readings"
    assert MARK in voting_world.visitor(Role.EDITOR.value).get(readings).text
    before = answers(voting_world, Role.ADMIN)  # who may vote too
    assert "1 of 3 have voted" in before[readings, False]
    assert [address for address, body in before.items() if MARK in body] == []
    with unguarded(voting_world.database) as connection:
        connection.execute(update(Vote).values(verdict_id=None, reason="Neither will do."))
    client = voting_world.visitor(Role.ADMIN.value)
    for address in (readings, claim, "/claims", "/"):
        after = FLEETING.sub("", client.get(address).text)
        assert after in before[address, False], address


def test_who_has_voted_takes_the_dossier_along_that_everybody_does(voting_world: World) -> None:
    address = f"/articles/{voting_world.values['article_id']}/dossier.json"
    told = {
        role: voting_world.visitor(role.value).get(address).get_data()
        for role in (Role.EDITOR, Role.ADMIN, Role.VIEWER)
    }
    assert set(told.values()) == {told[Role.EDITOR]}
    [claim] = json.loads(told[Role.EDITOR])["claims"]
    assert (claim["status"], claim["rounds"][0]["ballots"]) == ("ballot", [])
    assert [each["rating"] for each in claim["verdicts"]] == ["False", "True"]
    assert MARK.encode() not in told[Role.EDITOR]
