"""A PostgreSQL server of the measurement's own, started as the tests start theirs.

Unlike theirs it keeps what it is given: with fsync, as in production.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from sqlalchemy import URL

from tests import postgresql


@contextmanager
def postgresql_server(folder: Path) -> Iterator[URL | None]:
    """The address of a running server; None where its binaries are missing."""
    folder.mkdir(parents=True)
    with patch.object(postgresql, "UNSAFE_BUT_FAST", ""):
        url = postgresql.server_url(folder)
    try:
        yield url
    finally:
        if url is not None:
            postgresql.stop_server(folder)
