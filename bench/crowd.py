"""Several clients at once, each a process of its own so that none waits for another."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier
from statistics import median, quantiles
from typing import TypeVar

from bench.client import Answer, Client, Door

T = TypeVar("T")
Act = Callable[[Client, T], list[Answer]]
LONGEST = 300  # seconds


@dataclass(frozen=True)
class Timing:
    """How long each act took (ms), and all of them together (s)."""

    each: Sequence[float]
    seconds: float

    @property
    def median(self) -> float:
        """Milliseconds."""
        return median(self.each)

    @property
    def p95(self) -> float:
        """Milliseconds; of few acts, the slowest."""
        return quantiles(self.each, n=20)[-1] if len(self.each) >= 20 else max(self.each)


def timed(door: Door, act: Act[T], given: Sequence[T], clients: int = 1) -> Timing:
    """Do the act with each thing given, by one client or shared out among several."""
    if clients == 1:
        return _alone(door, act, given)
    context = get_context("fork")  # at once; a client needs nothing of what is loaded here
    ready, found = context.Barrier(clients), context.Queue()
    crowd = [
        context.Process(target=_work, args=(door, act, given[n::clients], ready, found))
        for n in range(clients)
    ]
    for process in crowd:
        process.start()
    try:
        parts = [found.get(timeout=LONGEST) for _ in crowd]
    finally:
        for process in crowd:
            process.join(5)
            process.kill()
    each = [one for _started, _ended, part in parts for one in part]
    return Timing(each, max(p[1] for p in parts) - min(p[0] for p in parts))


def _alone(door: Door, act: Act[T], given: Sequence[T]) -> Timing:
    with Client(door) as client:
        started = time.perf_counter()
        each = [_one(client, act, one) for one in given]
        return Timing(each, time.perf_counter() - started)


def _work(
    door: Door, act: Act[T], given: Sequence[T], ready: Barrier,
    found: "Queue[tuple[float, float, list[float]]]",
) -> None:  # fmt: skip
    with Client(door) as client:
        ready.wait(60)
        started = time.perf_counter()
        each = [_one(client, act, one) for one in given]
        found.put((started, time.perf_counter(), each))


def _one(client: Client, act: Act[T], given: T) -> float:
    started = time.perf_counter()
    act(client, given)
    return (time.perf_counter() - started) * 1000
