"""The workbench, telling in a header how long each answer took it.

For measuring only: an answer is held back until it is whole.
"""

import time
from collections.abc import Iterable
from typing import TYPE_CHECKING

from workbench.app import create_app

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


def application() -> "WSGIApplication":
    """What the server is to serve, settings from the environment."""
    app = create_app()

    def timed(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        begun: list[tuple[str, list[tuple[str, str]]]] = []

        def begin(status: str, headers: list[tuple[str, str]], _error: object = None) -> object:
            begun.append((status, headers))
            return None

        wall, worked = time.perf_counter(), time.thread_time()
        body = _whole(app(environ, begin))  # type: ignore[arg-type]
        took = (
            f"app;dur={_ms(wall, time.perf_counter())}, cpu;dur={_ms(worked, time.thread_time())}"
        )
        status, headers = begun[-1]
        start_response(status, [*headers, ("Server-Timing", took)])
        return [body]

    return timed


def _whole(parts: Iterable[bytes]) -> bytes:
    try:
        return b"".join(parts)
    finally:
        close = getattr(parts, "close", None)
        if close is not None:
            close()


def _ms(since: float, until: float) -> str:
    return f"{(until - since) * 1000:.3f}"
