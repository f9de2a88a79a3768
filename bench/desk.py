"""Twenty people at work on one desk at once: how long they wait, and whether anything is lost.

They do without a pause what the pages offer them, on few claims, so that they get into each other's
way as often as can be. Afterwards the desk is compared with what they were told.
"""

import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier
from pathlib import Path
from random import Random

from sqlalchemy import URL, select

from bench.acts import Selection
from bench.client import Client, Door, signed_in
from bench.crowd import Timing
from bench.desk_holds import Before, before, faults, log_faults
from bench.desk_work import MOVES, Done, Kept, Person, Seat
from bench.filling import Filled, desk_texts, fill
from bench.instance import PASSWORD, Instance, make_instance
from bench.postgresql import postgresql_server
from bench.printing import Results, heading, ms, say, show_table
from bench.server import free_port, production, running
from tests.databases import postgresql_database
from workbench.accounts.passwords import Passwords
from workbench.accounts.rules import Actor, Role, command_line
from workbench.accounts.service import add_member
from workbench.claims.rules import Priority, Status
from workbench.config import Argon2Cost
from workbench.db import Database
from workbench.policies.rules import PolicyFields
from workbench.policies.service import set_policy
from workbench.verdicts.models import Rating

WORKERS, ARTICLES, CLAIMS = 2, 3, 20
WHOLE, QUICK = 60, 5  # seconds of work
PEOPLE = (*[Role.FACT_CHECKER] * 13, *[Role.EDITOR] * 6, Role.ADMIN)
HEAD = ("", "done", "refused", "p50", "p95", "longest")
LATE = 120  # seconds after the end, until which each must have told what it did

_EVERYBODY = {
    "claim": 12.0,
    "look for work": 4,
    "keep": 3,
    "news": 3,
    "list": 1,
    "mark": 1,
    "undo": 1,
    "undo last": 0.3,
}
_DECIDES = {"queue": 4.0, "readings": 3, "assign": 1, "tag": 1}
WAYS = {
    Role.FACT_CHECKER: _EVERYBODY,
    Role.EDITOR: {**_EVERYBODY, **_DECIDES},
    Role.ADMIN: {**_EVERYBODY, **_DECIDES, "policy": 2},
}
_CHECKS = {
    "take": 3.0, "release": 0.5, "edit": 1, "draft": 2, "propose": 4, "take back": 0.4, "sit": 4,
    "stand": 0.2, "second draft": 2, "hand in": 6, "comment": 0.2, "reopen": 0.5,
}  # fmt: skip
_REVIEWS = {
    "edit": 1.0, "comment": 0.2, "start review": 1, "stop review": 1, "approve": 2, "return": 2,
}  # fmt: skip
MOVES_OF = {Role.FACT_CHECKER: _CHECKS, Role.EDITOR: _REVIEWS, Role.ADMIN: _REVIEWS}
_LOOKS_FOR = (Status.OPEN, Status.RETURNED, Status.SECOND_READING, Status.SECOND_READING)
_DECIDES_ON = (Status.PROPOSED, Status.IN_REVIEW)
LOOKS_FOR: Mapping[Role, Sequence[Status]] = {
    Role.FACT_CHECKER: _LOOKS_FOR, Role.EDITOR: _DECIDES_ON, Role.ADMIN: _DECIDES_ON,
}  # fmt: skip
assert all(move in MOVES for moves in MOVES_OF.values() for move in moves)


class NotHeld(Exception):
    """The desk has not what its people were told."""


@dataclass(frozen=True)
class Member:
    """Who works at the desk."""

    actor: Actor
    email: str


Worked = tuple[list[Done], list[Kept]]


def measure(folder: Path, results: Results, seconds: float = WHOLE) -> None:
    """Let them work on both databases. Raises `NotHeld` if anything was lost, or an error page."""
    found = {"SQLite": _at(folder / "desk", None, "SQLite", results, seconds)}
    with postgresql_server() as server:
        if server is None:
            say("PostgreSQL is missing: left out.")
        else:
            with postgresql_database(server, "bench_desk") as url:
                found["PostgreSQL"] = _at(
                    folder / "desk-postgresql", url, "PostgreSQL", results, seconds
                )
    lost = sum(map(len, found.values()))
    if lost:
        raise NotHeld(f"{lost} faults: " + ", ".join(f"{n} {len(f)}" for n, f in found.items()))


def _at(
    folder: Path, url: URL | None, name: str, results: Results, seconds: float
) -> Sequence[str]:
    heading(f"{len(PEOPLE)} people at work on one desk at once, {name}, {WORKERS} workers")
    instance = make_instance(folder, url)
    members, rating_ids = _furnish(instance)
    filled = fill(instance, desk_texts(Random(1)), articles=ARTICLES, claims=CLAIMS)
    began = _before(instance)
    seats = [_seat(n, members, filled, rating_ids) for n in range(len(members))]
    port = free_port()
    with running(instance, production(port, WORKERS), port):
        doors = [signed_in(port, member.email, PASSWORD) for member in members]
        done, kept = _work(doors, seats, seconds)
    _show(done, name, results, seconds)
    told = [*_faults(instance, began, done, kept)]
    _show_faults(told)
    return told


def _furnish(instance: Instance) -> tuple[Sequence[Member], Sequence[int]]:
    """The people, who sign in, and a policy by which most claims are read twice, blind."""
    with _opened(instance) as database, database.writing() as session:
        by = command_line(instance.checker.desk_id)
        second_for = frozenset({Priority.HIGH, Priority.NORMAL})
        set_policy(session, seen=0, fields=PolicyFields(second_for), by=by)
        known = Passwords(Argon2Cost(time=1, memory=8, lanes=1)).hash(PASSWORD)
        members = []
        for n, role in enumerate(PEOPLE):
            name, email = f"{role} {n}".capitalize(), f"desk-{n}@example.org"
            member = add_member(
                session, name=name, email=email, role=role, password_hash=known, by=by
            )
            members.append(Member(member.actor(), email))
        return members, list(session.scalars(select(Rating.id).order_by(Rating.id)))


@contextmanager
def _opened(instance: Instance) -> Iterator[Database]:
    database = Database(instance.database_url)
    try:
        yield database
    finally:
        database.close()


def _before(instance: Instance) -> Before:
    with _opened(instance) as database, database.reading() as session:
        return before(session)


def _seat(n: int, members: Sequence[Member], filled: Filled, rating_ids: Sequence[int]) -> Seat:
    actor = members[n].actor
    free = filled.places[n :: len(members)]
    return Seat(
        person_id=actor.person_id or 0,
        desk_id=actor.desk_id,
        article_ids=filled.article_ids,
        claims=CLAIMS,
        rating_ids=rating_ids,
        checkers=[m.actor.person_id or 0 for m in members if m.actor.role is Role.FACT_CHECKER],
        places=[Selection(at.article_id, at.start, at.end, at.exact) for at in free],
        seed=n,
        looks_for=LOOKS_FOR[actor.role],
        ways=WAYS[actor.role],
        moves=MOVES_OF[actor.role],
    )


def _work(doors: Sequence[Door], seats: Sequence[Seat], seconds: float) -> Worked:
    """Each in a process of their own."""
    context = get_context("fork")
    ready, found = context.Barrier(len(seats)), context.Queue()
    crowd = [
        context.Process(target=_at_work, args=(door, seat, seconds, ready, found))
        for door, seat in zip(doors, seats, strict=True)
    ]
    for process in crowd:
        process.start()
    try:
        parts: list[Worked] = [found.get(timeout=seconds + LATE) for _ in crowd]
    finally:
        for process in crowd:
            process.join(5)
            process.kill()
    return [one for done, _kept in parts for one in done], [k for _d, kept in parts for k in kept]


def _at_work(
    door: Door, seat: Seat, seconds: float, ready: Barrier, found: "Queue[Worked]"
) -> None:
    with Client(door) as client:
        person = Person(client, seat)
        ready.wait(60)
        person.work(time.monotonic() + seconds)
        found.put((person.done, list(person.kept.values())))


def _show(done: Sequence[Done], name: str, results: Results, seconds: float) -> None:
    rows = []
    for act in sorted({one.act for one in done}):
        of_act = [one for one in done if one.act == act]
        refused = [one for one in of_act if not one.accepted]
        timing = Timing([one.took for one in of_act], seconds)
        results.keep(f"desk {name}", act, {"p50": timing.median, "p95": timing.p95})
        rows.append(
            (act, str(len(of_act) - len(refused)), str(len(refused)), ms(timing.median),
             ms(timing.p95), ms(max(timing.each)))
        )  # fmt: skip
    show_table(HEAD, rows)
    say(f"{len(done) / seconds:,.0f} answers a second; load {os.getloadavg()[0]:.1f}")
    _show_refusals(done)


def _show_refusals(done: Iterable[Done]) -> None:
    """What was refused, and why: somebody else was first."""
    why = Counter((one.status, one.act, one.why) for one in done if not one.accepted)
    for (status, act, words), times in why.most_common():
        say(f"  {times:>4} × {status} {act}: {words}")


def _faults(
    instance: Instance, began: Before, done: Sequence[Done], kept: Iterable[Kept]
) -> Iterator[str]:
    with _opened(instance) as database, database.reading() as session:
        yield from faults(session, began, done, kept)
    yield from log_faults(instance.folder / "server.log")
    for command in (("history", "verify"), ("check",)):
        yield from _ran(instance, command)


def _ran(instance: Instance, command: Sequence[str]) -> Iterator[str]:
    program = str(Path(sys.executable).with_name("workbench"))
    ran = subprocess.run(
        [program, *command], env={**os.environ, **instance.environment}, capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    if ran.returncode:
        yield f"workbench {' '.join(command)}: {ran.stdout[-1000:]} {ran.stderr[-1000:]}"
    else:
        say(f"workbench {' '.join(command)}: {ran.stdout.strip().splitlines()[-1][:100]}")


def _show_faults(told: Sequence[str]) -> None:
    for fault in told[:40]:
        say(f"FAULT: {fault}")
    say("nothing lost, no error page" if not told else f"{len(told)} faults")
