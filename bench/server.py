"""A server to measure: started as a process of its own, asked until it answers, stopped."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.client import Client, Door, Unexpected
from bench.instance import Instance

LONGEST_START = 60  # seconds


@dataclass(frozen=True)
class Server:
    """A running server: its port, its process, and how long it took to its first answer (ms)."""

    port: int
    pid: int
    cold_start: float


def production(port: int, workers: int = 2) -> Sequence[str]:
    """The command that serves the real thing."""
    program = str(Path(sys.executable).with_name("workbench"))
    return [program, "serve", f"--port={port}", f"--workers={workers}"]


def timing(port: int) -> Sequence[str]:
    """The command that serves in one process and tells how long each answer took."""
    served, bind = "bench.server_timing:application()", f"--bind=127.0.0.1:{port}"
    quiet = ("--log-level=warning", "--no-control-socket")
    return [sys.executable, "-m", "gunicorn", bind, "--threads=4", *quiet, served]


@contextmanager
def running(instance: Instance, command: Sequence[str], port: int) -> Iterator[Server]:
    """Serve an instance until the block ends. Raises `Unexpected` with the server's last words."""
    with (instance.folder / "server.log").open("wb") as log:
        started = time.perf_counter()
        process = subprocess.Popen(
            command, env={**os.environ, **instance.environment},
            stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
        try:
            _await_answer(process, port)
            yield Server(port, process.pid, (time.perf_counter() - started) * 1000)
        except Unexpected as error:
            error.add_note((instance.folder / "server.log").read_text()[-3000:])
            raise
        finally:
            _stop(process)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port


def _await_answer(process: "subprocess.Popen[bytes]", port: int) -> None:
    until = time.perf_counter() + LONGEST_START
    while time.perf_counter() < until and process.poll() is None:
        try:
            with Client(Door(port)) as client:
                client.get("/sign-in")
                return
        except OSError:
            time.sleep(0.005)
    raise Unexpected("The server did not start.")


def _stop(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(15)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
