"""Every format of an edition: how long it takes to make, how large it is, and in how much memory.

Each is made in a process of its own, as a worker that has just begun would make it.
"""

import io
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import gettempdir

from bench.long_article import LongDesk, published_desk
from bench.printing import Results, heading, ms, show_table, size
from workbench.db import Database
from workbench.publishing.exports.rendering import render
from workbench.publishing.formats import PACK, TAKEN_AWAY
from workbench.publishing.models import Edition
from workbench.publishing.pack.contents import write_pack
from workbench.publishing.pack.enclosed import PUBLIC, Inside
from workbench.publishing.pack.signing import Signer, signer_of
from workbench.publishing.queries import public_edition
from workbench.storage.files import FileStore

CLAIMS = (20, 200, 1_000)
HEAD = ("", "time", "again", "size", "memory")


def measure(folder: Path, results: Results, claims: Sequence[int] = CLAIMS) -> None:
    """Publish a report of each number of claims, and make each of its files."""
    for number in claims:
        heading(f"The files of a report of {number:,} claims")
        desk = published_desk(folder / f"formats-{number}", number)
        show_table(HEAD, list(_rows(desk, results, number)))


def _rows(desk: LongDesk, results: Results, claims: int) -> Iterator[Sequence[str]]:
    for name in TAKEN_AWAY:
        asked = (sys.executable, "-m", "bench.formats", desk.instance.database_url, desk.slug, name)
        found = json.loads(subprocess.run(asked, check=True, capture_output=True).stdout)
        results.keep("formats", f"{name}, {claims} claims", found)
        yield (
            name,
            ms(found["first"]),
            ms(found["again"]),
            size(found["bytes"]),
            _mb(found["memory"]),
        )


def _mb(kibibytes: float) -> str:
    return f"{kibibytes * 1024 / 1_000_000:,.0f} MB"


def _made(database: Database, slug: str, name: str) -> dict[str, float]:
    make, before = _maker(database, slug, name), _memory("VmRSS")
    (first, body), (again, _same) = _timed(make), _timed(make)
    return {"first": first, "again": again, "bytes": len(body), "memory": _memory("VmHWM") - before}


def _maker(database: Database, slug: str, name: str) -> Callable[[], bytes]:
    """What makes the file, with the edition loaded."""
    with database.writing() as session:
        edition = public_edition(session, slug)
        signer = signer_of(session, edition.report.desk_id, "no secret: a desk of the bench")
        edition.content  # noqa: B018 - loads it
        session.expunge_all()
    if name == PACK:
        return lambda: _packed(edition, signer)
    return lambda: render(edition, name)[0]


def _packed(edition: Edition, signer: Signer) -> bytes:
    """The pack that anybody may have, of sources of which nothing may be passed on."""
    file, store = io.BytesIO(), FileStore(Path(gettempdir()))
    inside = Inside(PUBLIC, (), ())
    write_pack(edition, inside, signer, files=store, file=file, advance=lambda _done, _all: None)
    return file.getvalue()


def _timed(make: Callable[[], bytes]) -> tuple[float, bytes]:
    started = time.perf_counter()
    body = make()
    return (time.perf_counter() - started) * 1000, body


def _memory(of: str) -> int:
    """What this process has (`VmRSS`), or had at most (`VmHWM`), in KiB."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(of))


if __name__ == "__main__":
    url, report, chosen = sys.argv[1:]
    print(json.dumps(_made(Database(url), report, chosen)))
