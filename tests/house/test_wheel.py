"""The wheel, installed elsewhere, runs with its templates and static files."""

import os
import re
import socket
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

TOP = Path(__file__).parents[2]
UV = TOP / ".tools" / "bin" / "uv"
PATIENCE = 30  # seconds a server may take to answer


def run(*command: str | Path, cwd: Path | None = None, env: dict[str, str] | None = None) -> str:
    """Run a command to its good end, and return what it printed."""
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder far from the checkout, with a virtual environment that has the wheel.

    The packages it needs are borrowed from the tests' environment, by path. The checkout is not
    among them: the file that names it is only read in the environment that it belongs to.
    """
    folder = tmp_path_factory.mktemp("elsewhere")
    allow = os.environ | {"UV_SYSTEM_CERTS": os.environ.get("UV_SYSTEM_CERTS", "true")}
    run(UV, "build", "--quiet", "--wheel", "--out-dir", folder / "dist", TOP, env=allow)
    run(UV, "venv", "--quiet", "--python", sys.executable, folder / "venv")
    borrowed = sysconfig.get_path("purelib")
    packages = Path(borrowed.replace(sys.prefix, str(folder / "venv"), 1))
    (packages / "borrowed.pth").write_text(borrowed)
    (wheel,) = (folder / "dist").glob("*.whl")
    python = folder / "venv" / "bin" / "python"
    run(UV, "pip", "install", "--quiet", "--python", python, "--no-deps", wheel)
    return folder


def workbench(elsewhere: Path, *arguments: str) -> str:
    return run(command(elsewhere), *arguments, cwd=elsewhere, env=environment(elsewhere))


def command(elsewhere: Path) -> Path:
    return elsewhere / "venv" / "bin" / "workbench"


def environment(elsewhere: Path) -> dict[str, str]:
    return {
        "PATH": os.defpath,
        "HOME": str(elsewhere),
        "WORKBENCH_INSTANCE": str(elsewhere / "instance"),
    }


@contextmanager
def serving(elsewhere: Path) -> Iterator[str]:
    """Serve on a free port; the address, once the port answers."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with (elsewhere / "log").open("w") as log:
        server = subprocess.Popen(
            [command(elsewhere), "serve", "--port", str(port)],
            cwd=elsewhere,
            env=environment(elsewhere),
            stdout=log,
            stderr=log,
        )
    try:
        wait_until_it_answers(port, server, elsewhere / "log")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def wait_until_it_answers(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.poll() is None:
        with socket.socket() as line:
            if line.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail(f"The server did not answer. It said:\n{log.read_text()}")


def get(url: str) -> str:
    with urlopen(url) as answer:  # noqa: S310 - our own server's address
        body: bytes = answer.read()
    return body.decode()


def test_the_code_that_runs_is_the_wheel_s(elsewhere: Path) -> None:
    python = elsewhere / "venv" / "bin" / "python"
    code = "import workbench; print(workbench.__file__)"
    where = run(python, "-c", code, cwd=elsewhere, env=environment(elsewhere))
    assert where.startswith(str(elsewhere / "venv"))


def test_the_command_line_answers(elsewhere: Path) -> None:
    assert "Usage: workbench" in workbench(elsewhere, "--help")


def test_the_readme_names_every_command_and_no_other(elsewhere: Path) -> None:
    _, commands = workbench(elsewhere, "--help").split("Commands:\n")
    readme = (TOP / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"`workbench ([a-z]+)", readme)) == set(
        re.findall(r"^  ([a-z]\S*)", commands, re.MULTILINE)
    )


def test_it_serves_its_pages_and_their_files(elsewhere: Path) -> None:
    workbench(elsewhere, "init")
    with serving(elsewhere) as address:
        page = get(address)
        files = re.findall(r'(?:href|src)="(/static/[^"]+)"', page)
        assert len(files) > 3
        texts = [file for file in files if not re.search(r"[.](woff2|png)([?]|$)", file)]
        assert all(get(address + file) for file in texts)
