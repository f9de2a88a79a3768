"""Servers in processes of their own."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.cli.shell import PROGRAM, Shell

PATIENCE = 60  # seconds until a server answers, on a machine that has other things to do


def free_port() -> int:
    """A port nobody listens on just now."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
        return port


@contextmanager
def running(shell: Shell, log: Path, *arguments: str) -> Iterator["subprocess.Popen[bytes]"]:
    """A command that goes on, as the leader of a process group, until the block ends."""
    with log.open("wb") as file:
        process = subprocess.Popen(
            [PROGRAM, *arguments],
            env={**shell.everything(), "PYTHONUNBUFFERED": "1"},
            stdout=file,
            stderr=file,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=PATIENCE)
        finally:
            kill(process)


def kill(process: "subprocess.Popen[bytes]") -> None:
    """End the whole group at once, as a power cut would."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def wait_for(port: int, process: "subprocess.Popen[bytes]", log: Path) -> None:
    """Return once the port answers; fail with what the server said if it does not."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        if _answers(port):
            return
        time.sleep(0.05)
    pytest.fail(f"The server did not answer. It said:\n{log.read_text()}")


def wait_until_dead(port: int) -> None:
    """Return once nothing answers at the port: a killed group dies one process after another."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if not _answers(port):
            return
        time.sleep(0.05)
    pytest.fail(f"Port {port} is still answered.")


def _answers(port: int) -> bool:
    with socket.socket() as line:
        return line.connect_ex(("127.0.0.1", port)) == 0
