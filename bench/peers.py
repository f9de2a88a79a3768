"""What was measured on two other annotation tools, on this one: over HTTP, with two workers."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from bench.acts import Selection, look, mark, mark_and_see, paste, send_together
from bench.client import Door, signed_in
from bench.crowd import Act, Timing, timed
from bench.drafts import article_text
from bench.elsewhere import FIGURES
from bench.exporting import import_together, write_dossiers
from bench.filling import Filled, desk_texts, fill
from bench.instance import CHECKER, PASSWORD, Instance, make_instance
from bench.memory import memory_of
from bench.printing import Results, heading, ms, say, show_table
from bench.server import Server, free_port, production, running

CHARACTERS, CLAIMS, IMPORTED, CLIENTS, WORKERS = 5_000, 20, 100, 8, 2
HEAD = ("", "1 client", "p95", f"{CLIENTS} clients", "a second", "doccano", "Label Studio", "ratio")


@dataclass(frozen=True)
class Effort:
    """How many times each thing is done."""

    looks: int = 200
    writes: int = 100
    starts: int = 5


def measure(folder: Path, results: Results, sizes: Sequence[int], effort: Effort) -> None:
    """Fill a desk of each size, serve it, and do everything."""
    for articles in sizes:
        heading(
            f"{articles:,} articles of {CHARACTERS:,} characters with {CLAIMS} claims each, "
            f"SQLite, {WORKERS} workers"
        )
        instance = make_instance(folder / f"peers-{articles}")
        started = time.perf_counter()
        texts = desk_texts(Random(articles), CHARACTERS)
        filled = fill(instance, texts, articles=articles, claims=CLAIMS)
        say(f"filled in {time.perf_counter() - started:.1f} s")
        measured = _Desk(instance, filled, Random(1), effort, results, f"peers {articles}")
        measured.all()


@dataclass
class _Desk:
    instance: Instance
    filled: Filled
    random: Random
    effort: Effort
    results: Results
    part: str

    @property
    def _export(self) -> str:
        """The others' figure, where it is about as many articles."""
        return f"export {len(self.filled.article_ids):,}"

    def all(self) -> None:
        """The server first, then what is done without one."""
        rows = [self._cold_start()]
        port = free_port()
        with running(self.instance, production(port, WORKERS), port) as server:
            rows += self._served(server)
        rows += self._unserved()
        show_table(HEAD, rows)
        say("ratio: the better of the two others, divided by one client here")

    def _cold_start(self) -> Sequence[str]:
        each = []
        for _start in range(self.effort.starts):
            port = free_port()
            with running(self.instance, production(port, WORKERS), port) as server:
                each.append(server.cold_start)
        found = Timing(each, sum(each) / 1000)
        return self._row("cold start", "cold start to the first answer", found.median, found)

    def _served(self, server: Server) -> list[Sequence[str]]:
        door = signed_in(server.port, CHECKER, PASSWORD)
        idle = memory_of(server.pid)
        rows = [*self._reads(door), *self._writes(door), self._claims_table(door)]
        memory = [("memory, idle", idle), ("memory, after all this", memory_of(server.pid))]
        return rows + [self._memory(words, value) for words, value in memory]

    def _reads(self, door: Door) -> list[Sequence[str]]:
        ids = self.filled.article_ids
        deep = f"/articles?before={ids[min(50, len(ids) - 1)]}"
        opened = [f"/articles/{self.random.choice(ids)}" for _ in range(self.effort.looks)]
        return [
            self._both("list 50", "list 50 articles", door, look, ["/articles"] * len(opened)),
            self._both("list the last 50", "list the last 50", door, look, [deep] * len(opened)),
            self._both("open one", "open one with its claims", door, look, opened),
            self._both("open one", "open one again", door, look, opened[:1] * len(opened)),
        ]

    def _writes(self, door: Door) -> list[Sequence[str]]:
        places = self.random.sample(self.filled.places, 4 * self.effort.writes)
        selected = [Selection(p.article_id, p.start, p.end, p.exact) for p in places]
        half = len(selected) // 2
        return [
            self._both("create a claim", "create a claim", door, mark, selected[:half]),
            self._both("", "create a claim and see it", door, mark_and_see, selected[half:]),
            self._imports(door),
            self._imports_together(door),
        ]

    def _both(
        self, key: str, words: str, door: Door, act: Act[str] | Act[Selection],
        given: Sequence[object],
    ) -> Sequence[str]:  # fmt: skip
        """By one client and by several; a write's second half is not what its first half was."""
        middle = len(given) // 2
        one = timed(door, act, given[:middle])  # type: ignore[arg-type]
        many = timed(door, act, given[middle:], CLIENTS)  # type: ignore[arg-type]
        return self._row(key, words, one.median, one, many)

    def _imports(self, door: Door) -> Sequence[str]:
        """So many articles one after the other, each by paste, preview and confirmation."""
        texts = [article_text(self.random, CHARACTERS) for _ in range(2 * IMPORTED)]
        one = timed(door, paste, texts[:IMPORTED])
        many = timed(door, paste, texts[IMPORTED:], CLIENTS)
        words = f"import {IMPORTED} by paste and preview"
        self.results.keep(self.part, words, one.seconds * 1000)
        self.results.keep(self.part, f"{words}, {CLIENTS} clients", many.seconds * 1000)
        each = f"{len(many.each) / many.seconds:,.0f}"
        total = (ms(one.seconds * 1000), f"{ms(one.p95)} each", ms(many.seconds * 1000), each)
        return (words, *total, *_beside("import 100", one.seconds * 1000))

    def _imports_together(self, door: Door) -> Sequence[str]:
        """So many articles as files of one form, confirmed in one list, several times over."""
        given = [
            [article_text(self.random, CHARACTERS) for _ in range(IMPORTED)]
            for _ in range(self.effort.starts)
        ]
        each = timed(door, send_together, given)
        words = f"import {IMPORTED} files together"
        return self._row("import 100", words, each.median, each)

    def _claims_table(self, door: Door) -> Sequence[str]:
        one = timed(door, look, ["/claims.csv"])
        return self._row(self._export, "all claims as CSV", one.median, one)

    def _memory(self, words: str, value: float) -> Sequence[str]:
        self.results.keep(self.part, words, value)
        other = FIGURES["idle memory"]
        beside = (f"{other.doccano:.0f} MB", f"{other.label_studio:.0f} MB")
        return (words, f"{value:.0f} MB", "", "", "", *beside, f"{other.better / value:.2g}")

    def _unserved(self) -> list[Sequence[str]]:
        """What the command line does: many at once, in one process."""
        texts = [article_text(self.random, CHARACTERS) for _ in range(IMPORTED)]
        imported = import_together(self.instance, texts)
        words = f"import {IMPORTED} in one unit of work"
        rows = [self._row("import 100", words, imported, Timing([imported], imported / 1000))]
        seconds, written = write_dossiers(self.instance, self.filled.article_ids)
        words = f"all dossiers ({written / 1_000_000:,.0f} MB)"
        rows.append(self._row(self._export, words, seconds * 1000, Timing([], seconds)))
        return rows

    def _row(
        self, key: str, words: str, value: float, one: Timing, many: Timing | None = None
    ) -> Sequence[str]:
        self.results.keep(self.part, words, value)
        p95 = ms(one.p95) if len(one.each) > 1 else ""
        if many is None:
            return (words, ms(value), p95, "", "", *_beside(key, value))
        self.results.keep(self.part, f"{words}, {CLIENTS} clients", many.median)
        rate = f"{len(many.each) / many.seconds:,.0f}"
        return (words, ms(value), p95, ms(many.median), rate, *_beside(key, value))


def _beside(key: str, value: float) -> Sequence[str]:
    other = FIGURES.get(key)
    if other is None:
        return ("", "", "")
    return (ms(other.doccano), ms(other.label_studio), f"{other.better / value:.2g}")
