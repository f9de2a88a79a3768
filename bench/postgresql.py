"""A PostgreSQL server of the measurement's own, started as the tests start theirs.

Unlike theirs it keeps what it is given: with fsync, as in production.
"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from sqlalchemy import URL

from tests import postgresql


@contextmanager
def postgresql_server() -> Iterator[URL | None]:
    """The address of a running server; None where its binaries are missing."""
    folder = Path(tempfile.mkdtemp(prefix="workbench-bench-"))  # its user reaches nothing deeper
    with patch.object(postgresql, "UNSAFE_BUT_FAST", ""):
        url = postgresql.server_url(folder)
    try:
        yield url
    finally:
        if url is not None:
            postgresql.stop_server(folder)
        shutil.rmtree(folder)
