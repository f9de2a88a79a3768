"""A review that contradicts itself is refused with its path."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.builders import Newsroom, open_newsroom
from tests.publishing.dossier.reviewed import review
from tests.publishing.dossier.sample import Record
from tests.verdicts.second_readers import ask_for_second_readers, read_twice
from workbench.publishing.dossier import BadDossier, dump, load

# Of the dossier of `review`: 1 dissents, 2 was chosen and returned, 3 stood until 4 did, beside 5.
ANA, BO, ED = "Ana", "Bo", "Ed"
V, R = "verdicts", "rounds"
MISSING = object()


def at(*way: str | int, value: Any) -> Callable[[Record], None]:
    """A change of the claim: this value there; none, for `MISSING`."""

    def change(claim: Record) -> None:
        inner: Any = claim
        for step in way[:-1]:
            inner = inner[step]
        if value is MISSING:
            del inner[way[-1]]
        else:
            inner[way[-1]] = value

    return change


def twice(*way: str | int) -> Callable[[Record], None]:
    """A change of the claim: the last item of that list once more."""

    def change(claim: Record) -> None:
        inner: Any = claim
        for step in way:
            inner = inner[step]
        inner.append(inner[-1])

    return change


@pytest.mark.parametrize(
    ("change", "path", "told"),
    [
        (at(V, 0, "round", value=3), "verdicts[0].round", "3 is the place of no round"),
        (at(V, 1, "round", value=None), "verdicts[1].round", "only in one are there two readers"),
        (at(V, 0, "round", value=None), "verdicts[0].round", "only in one are there two readers"),
        (at(V, 1, "state", value=None), "verdicts[1].state", "nothing else tells it of a second"),
        (at(V, 0, "reading", value="second"), "verdicts[1].reading", "another second reading"),
        (at(V, 2, "current", value=True), "verdicts[3].current", "is its current one"),
        (at(V, 0, "stood_on", value=["e9"]), "verdicts[0].stood_on[0]", "“e9” is the id of no"),
        (at(V, 0, "stood_on", value=["e1"] * 2), "verdicts[0].stood_on[1]", "is there already"),
        (twice(V, 3, "decisions"), "verdicts[3].decisions[2].by", "has decided of this verdict"),
        (
            at(V, 3, "decisions", 0, "taken_back", value=True),
            "verdicts[3].decisions[0].taken_back",
            "does not follow once more",
        ),
        (
            at(V, 3, "decisions", 0, "decision", value="returned"),
            "verdicts[3].decisions[0]",
            "nobody returned a verdict that is approved",
        ),
        (
            at(V, 3, "decisions", 0, "by", value=ANA),
            "verdicts[3].decisions[0].by",
            "approved their own verdict",
        ),
        (
            at(V, 3, "decisions", 0, "by", value=BO),
            "verdicts[3].decisions[0].by",
            "had read the claim in this round, and approved a verdict on it",
        ),
        (
            at(V, 3, "decisions", 0, "points", value=[{"comment": "A."}]),
            "verdicts[3].decisions[0].points",
            "are what a return asks for",
        ),
        (
            at(V, 1, "decisions", 0, "points", 1, "evidence", value="e2"),
            "verdicts[1].decisions[0].points[1].evidence",
            "“e2” is the id of no evidence",
        ),
        (
            at(V, 1, "decisions", 0, "points", 1, "evidence", value=None),
            "verdicts[1].decisions[0].points[1].evidence",
            "is what a point is about",
        ),
        (
            at(V, 1, "decisions", 0, "points", 0, "comment", value=" "),
            "verdicts[1].decisions[0].points[0].comment",
            "not written as it should be",
        ),
        (at(R, 0, "policy", value=MISSING), "rounds[0].policy", "is missing"),
        (at(R, 0, "policy", "approvals", value=4), "rounds[0].policy.approvals", "more than 3"),
        (at(R, 0, "ended_at", value=None), "rounds[0].ended_at", "another round came after it"),
        (twice(R, 0, "readings"), "rounds[0].readings[3].seat", "somebody else is the first"),
        (at(R, 0, "readings", 0, "by", value=None), "rounds[0].readings[0].by", "must be text"),
        (at(R, 0, "settled", 0, "verdict", value=6), "rounds[0].settled[0].verdict", "6 is the"),
        (
            at(R, 0, "settled", 0, "verdict", value=4),
            "rounds[0].settled[0].verdict",
            "verdict 4 is not of this round",
        ),
        (at(R, 0, "settled", 0, "verdict", value=1), "rounds[0].settled[0].dissent", "the same"),
        (at(R, 0, "settled", 0, "why", value=""), "rounds[0].settled[0].why", "not written"),
        (
            at(R, 0, "settled", 0, "by", value=BO),
            "rounds[0].settled[0].by",
            "had read the claim in this round, and decided between its readers",
        ),
        (
            at(R, 1, "ballots", 0, "votes", 0, "verdict", value=1),
            "rounds[1].ballots[0].votes[0].verdict",
            "verdict 1 is not of this round",
        ),
        (
            at(R, 1, "ballots", 0, "votes", 0, "by", value=ANA),
            "rounds[1].ballots[0].votes[0].by",
            "had read the claim in this round, and voted on its verdicts",
        ),
        (
            twice(R, 1, "ballots", 0, "votes"),
            "rounds[1].ballots[0].votes[3].by",
            "has voted in this ballot already",
        ),
        (
            at(R, 1, "ballots", 0, "votes", 1, "reason", value=""),
            "rounds[1].ballots[0].votes[1].reason",
            "who votes for none of them says why",
        ),
        (
            at(R, 1, "ballots", 0, "outcome", value="no majority"),
            "rounds[1].ballots[0].outcome",
            "its 3 votes do not come to no majority",
        ),
        (
            at(R, 1, "ballots", 0, "verdict", value=5),
            "rounds[1].ballots[0].verdict",
            "is not the one that most votes are for",
        ),
        (twice("check_reasons"), "check_reasons[1].check", "is there already"),
        (
            at("check_reasons", 0, "check", value="no locator"),
            "check_reasons[0].check",
            "“no locator” is not one of",
        ),
        (at("recheck_on", value="2027"), "recheck_on", "write a day as 2019-05-15"),
        (at("evidence", 0, "id", value=None), "verdicts[0].stood_on[0]", "is the id of no"),
        (twice("evidence"), "evidence[1].id", "is there already"),
        (at("status", value="disagreed"), "status", "a newest verdict that is approved"),
    ],
)  # fmt: skip
def test_a_contradiction_is_told_with_its_path(
    room: Newsroom, change: Callable[[Record], None], path: str, told: str
) -> None:
    review(room)
    data = called_by_name(dump(room.session, room.article))
    seated_before(data["claims"][0])
    change(data["claims"][0])
    found = refused(room, data)
    assert f"$.claims[0].{path}" in found
    assert told in found[f"$.claims[0].{path}"]


@pytest.mark.parametrize(
    ("change", "path", "told"),
    [
        (at(V, 1, "state", value="dissenting"), "status", "no second reading is beside"),
        (at("status", value="proposed"), "status", "two verdicts on it are proposed"),
        (at("status", value="second reading"), "status", "“second reading” is not one of"),
        (at(V, 1, "reading", value="first"), "verdicts", "only the newest verdict can be"),
    ],
)
def test_a_status_that_two_readers_verdicts_do_not_fit_is_told(
    room: Newsroom, change: Callable[[Record], None], path: str, told: str
) -> None:
    ask_for_second_readers(room)
    read_twice(room, room.claim())
    data = dump(room.session, room.article)
    change(data["claims"][0])
    assert told in refused(room, data)[f"$.claims[0].{path}"]


def seated_before(claim: Record) -> None:
    """All was done within a second or two; say that its readers had begun before that."""
    for reading in (each for round_ in claim["rounds"] for each in round_["readings"]):
        reading["taken_at"] = "2019-05-15T08:00:00Z"


def called_by_name(data: Record) -> Record:
    """The same dossier, with people's names for ids."""
    names = {person["id"]: person["name"] for person in data["people"]}
    people = [{**person, "id": person["name"]} for person in data["people"]]
    return {**_renamed(data, names), "people": people}


def _renamed(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _renamed(each, names) for key, each in value.items()}
    if isinstance(value, list):
        return [_renamed(each, names) for each in value]
    return names.get(value, value) if isinstance(value, str) else value


def refused(room: Newsroom, data: Record) -> dict[str, str]:
    """The faults of a dossier that another desk refuses, as messages by path."""
    other = open_newsroom(room.session, name="Other desk")
    with pytest.raises(BadDossier) as caught:
        load(room.session, data, by=other.ana)
    return {fault.path: fault.message for fault in caught.value.faults}
