"""What readers get, and how fast: the page of a report, from memory and for those who have it."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.acts import look
from bench.client import Client, Door
from bench.crowd import Timing, timed
from bench.long_article import published_desk
from bench.printing import Results, heading, ms, show_table, size
from bench.server import free_port, production, running

WORKERS, CLIENTS = 2, 8
CLAIMS, TIMES = (20, 200, 1_000), 400
HEAD = ("", "first time", "1 client", "p95", f"{CLIENTS} clients", "p95", "a second", "sent")


def measure(folder: Path, results: Results, claims: Sequence[int] = CLAIMS) -> None:
    """Publish a report of each number of claims, and read it."""
    heading(f"The report page, {WORKERS} workers")
    show_table(HEAD, list(_rows(folder, results, claims)))


def _rows(folder: Path, results: Results, claims: Sequence[int]) -> Iterator[Sequence[str]]:
    for number in claims:
        desk = published_desk(folder / f"readers-{number}", number)
        port = free_port()
        with running(desk.instance, production(port, WORKERS), port):
            door, path = Door(port), f"/reports/{desk.slug}"
            first = timed(door, look, [path] * 4 * WORKERS, clients=WORKERS)
            with Client(door) as client:
                sent = len(client.get(path).body)
            alone = timed(door, look, [path] * TIMES)
            together = timed(door, look, [path] * TIMES * 2, clients=CLIENTS)
        a_second = len(together.each) / together.seconds
        results.keep("readers", f"{number} claims, a second", a_second)
        yield _row(number, first, alone, together, a_second, sent)


def _row(
    number: int, first: Timing, alone: Timing, together: Timing, a_second: float, sent: int
) -> Sequence[str]:
    return (
        f"{number:,} claims", ms(max(first.each)), ms(alone.median), ms(alone.p95),
        ms(together.median), ms(together.p95), f"{a_second:,.0f}", size(sent),
    )  # fmt: skip
