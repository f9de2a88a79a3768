"""How long the server takes at one and at ten times the size, and how much it sends."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median, quantiles
from typing import TypeVar

from sqlalchemy import URL

from bench.acts import (
    Judgement,
    Selection,
    look,
    look_in_place,
    mark_and_see,
    save_verdict,
)
from bench.client import Answer, Client, Door, signed_in
from bench.exporting import write_dossiers
from bench.instance import CHECKER, EDITOR, PASSWORD
from bench.long_article import LongDesk, Size, make_long_desk
from bench.postgresql import postgresql_server
from bench.printing import Results, heading, ms, say, show_table, size
from bench.rewriting import come_again, rewritten
from bench.server import free_port, running, timing
from tests.databases import postgresql_database

T = TypeVar("T")
HEAD = ("", "median", "p95", "CPU", "sent", "median", "p95", "CPU", "sent", "growth")


@dataclass(frozen=True)
class Extent:
    """The first size, how many times it the second is, and how often each thing is done."""

    size: Size
    factor: int
    times: int
    starts: int


WHOLE = Extent(Size(5_000, 500, 10_000), factor=10, times=40, starts=3)
QUICK = Extent(Size(500, 50, 1_000), factor=2, times=5, starts=1)


@dataclass(frozen=True)
class Measured:
    """Server time (ms) of each repetition, the processor's part of it, and bytes of bodies."""

    wall: Sequence[float]
    cpu: Sequence[float]
    sent: float

    @property
    def median(self) -> float:
        """Milliseconds."""
        return median(self.wall)

    @property
    def p95(self) -> float:
        """Milliseconds; of few repetitions, the slowest."""
        return quantiles(self.wall, n=20)[-1] if len(self.wall) >= 20 else max(self.wall)

    def cells(self) -> Sequence[str]:
        """As a table shows it."""
        cpu = ms(median(self.cpu)) if any(self.cpu) else ""
        return (ms(self.median), ms(self.p95), cpu, size(self.sent))


Found = Mapping[str, Measured]


def measure(folder: Path, results: Results, extent: Extent) -> None:
    """Both sizes on both databases."""
    _compare("SQLite", results, extent, lambda n, s: make_long_desk(folder / f"sizes-{n}", s))
    with postgresql_server() as server:
        if server is None:
            say("PostgreSQL is missing: left out.")
            return
        _on_postgresql(folder, server, results, extent)


def _on_postgresql(folder: Path, server: URL, results: Results, extent: Extent) -> None:
    with (
        postgresql_database(server, "bench_1") as first,
        postgresql_database(server, "bench_2") as second,
    ):
        urls = {1: first, extent.factor: second}

        def make(factor: int, wanted: Size) -> LongDesk:
            return make_long_desk(folder / f"sizes-postgresql-{factor}", wanted, urls[factor])

        _compare("PostgreSQL", results, extent, make)


def _compare(
    database: str, results: Results, extent: Extent, make: Callable[[int, Size], LongDesk]
) -> None:
    found: list[Found] = []
    heading(f"Server time and bytes sent, {database}, at 1x and {extent.factor}x")
    for factor in (1, extent.factor):
        wanted, started = extent.size.times(factor), time.perf_counter()
        desk = make(factor, wanted)
        say(f"{factor}x: {wanted}; filled in {time.perf_counter() - started:.0f} s")
        found.append(_Bench(desk, extent, Random(factor)).all())
        for name, measured in found[-1].items():
            results.keep(f"sizes {database} {factor}x", name, _figures(measured))
    show_table(HEAD, [_row(name, found[0][name], found[1][name]) for name in found[0]])


def _row(name: str, small: Measured, large: Measured) -> Sequence[str]:
    return (name, *small.cells(), *large.cells(), f"{large.median / small.median:.1f}")


def _figures(measured: Measured) -> dict[str, float]:
    return {
        "median": measured.median,
        "p95": measured.p95,
        "cpu": median(measured.cpu),
        "sent": measured.sent,
    }


class _Bench:
    """Everything that is done on one desk."""

    def __init__(self, desk: LongDesk, extent: Extent, random: Random) -> None:
        self.desk, self.extent, self.random = desk, extent, random
        self.article = f"/articles/{desk.article_id}"
        places = random.sample(desk.article.places, min(len(desk.article.places), 200))
        self._places = iter(places)

    def all(self) -> Found:
        """What needs a server, then what does not."""
        found: dict[str, Measured] = {}
        port = free_port()
        with running(self.desk.instance, timing(port), port):
            found.update(self._pages(signed_in(port, CHECKER, PASSWORD)))
            found.update(self._writes(signed_in(port, CHECKER, PASSWORD)))
            found.update(self._lists(signed_in(port, EDITOR, PASSWORD)))
            found.update(self._versions(signed_in(port, CHECKER, PASSWORD)))
        found.update(self._readers())
        found["dossier of the long article"] = self._dossier()
        took = [self.desk.publishing]
        found["publishing the long article"] = Measured(took, [0.0], 0)
        return found

    def _pages(self, door: Door) -> Iterator[tuple[str, Measured]]:
        times, claims = self.extent.times, self.desk.size.claims
        with Client(door) as client:
            yield "opening the workbench, just changed", self._fresh(client)
            yield "opening the workbench again", _each(client, look, [self.article] * times)
            numbers = [self.random.randint(1, claims) for _ in range(2 * times)]
            paths = [f"{self.article}/claims/{number}" for number in numbers]
            yield "opening a claim, by its address", _each(client, look, paths[:times])
            yield "opening a claim, in the page", _each(client, look_in_place, paths[times:])

    def _fresh(self, client: Client) -> Measured:
        """Each time after somebody changed the article, which makes what is remembered useless."""
        opened = []
        for _time in range(self.extent.times // 2):
            mark_and_see(client, self._selection())
            opened.append([client.get(self.article)])
        return _measured(opened)

    def _selection(self) -> Selection:
        place = next(self._places)
        return Selection(place.article_id, place.start, place.end, place.exact)

    def _writes(self, door: Door) -> Iterator[tuple[str, Measured]]:
        with Client(door) as client:
            selected = [self._selection() for _ in range(self.extent.times)]
            yield "creating a claim", _each(client, mark_and_see, selected)
            open_claims = self.desk.article.open_claims[: self.extent.times]
            judged = [
                Judgement(f"/articles/{article}/claims/{number}", self.desk.first_rating)
                for article, number in open_claims
            ]
            yield "saving a verdict", _each(client, save_verdict, judged)

    def _lists(self, door: Door) -> Iterator[tuple[str, Measured]]:
        middle = self.desk.size.desk_claims // 2
        asked = {
            "claims, by status and priority": "/claims?status=approved&priority=high",
            "claims, by verdict": "/claims?rating=false",
            "claims, by words": "/claims?q=wheat+Geneva",
            "claims, by words that are rare": "/claims?q=nowhere",
            "claims, by status, far down": f"/claims?status=open&before={middle}",
            "the editors’ queue": "/review",
            "the desk": "/",
            "the articles": "/articles",
            "the sources": "/sources",
            "preview of the report": f"{self.article}/preview",
        }
        with Client(door) as client:
            for name, path in asked.items():
                yield name, _each(client, look, [path] * self.extent.times)
            yield "all claims of the desk as CSV", _each(client, look, ["/claims.csv"])

    def _versions(self, door: Door) -> Found:
        """Last of what is done by members: the article is in another version afterwards."""
        acts: dict[str, list[list[Answer]]] = {}
        text = rewritten(self.desk.instance, self.desk.article_id)
        with Client(door) as client:
            for name, answers in come_again(client, self.desk.article_id, text):
                acts.setdefault(name, []).append(answers)
        return {name: _measured(done) for name, done in acts.items()}

    def _readers(self) -> Iterator[tuple[str, Measured]]:
        """Each file is made when it is asked for first; a new server has made none."""
        report = f"/reports/{self.desk.slug}"
        asked = {
            "the report page": report,
            "a claim’s page": f"{report}/claims/1",
            "export: HTML": f"{report}/report.html",
            "export: PDF": f"{report}/report.pdf",
            "export: ClaimReview": f"{report}/claimreview.json",
            "export: annotations": f"{report}/annotations.json",
            "export: CSV": f"{report}/claims.csv",
        }
        first: dict[str, list[list[Answer]]] = {name: [] for name in asked}
        for _start in range(self.extent.starts):
            port = free_port()
            with running(self.desk.instance, timing(port), port), Client(Door(port)) as client:
                for name, path in asked.items():
                    first[name].append([client.get(path)])
                again = _each(client, look, [report] * self.extent.times)
        yield from ((f"{name}, first time", _measured(each)) for name, each in first.items())
        yield "the report page, again", again

    def _dossier(self) -> Measured:
        took = [write_dossiers(self.desk.instance, [self.desk.article_id]) for _ in range(2)]
        return Measured([seconds * 1000 for seconds, _ in took], [0.0], took[0][1])


def _each(client: Client, act: Callable[[Client, T], list[Answer]], given: Sequence[T]) -> Measured:
    return _measured([act(client, one) for one in given])


def _measured(acts: Sequence[list[Answer]]) -> Measured:
    """The answers of one act are added up."""
    return Measured(
        [sum(answer.server_ms for answer in act) for act in acts],
        [sum(answer.cpu_ms for answer in act) for act in acts],
        median(sum(len(answer.body) for answer in act) for act in acts),
    )
