"""Statements on the many databases that tests open.

SQLAlchemy keeps what a statement was compiled to for the engine that it was compiled for, and each
test has engines of its own. The dialects of one backend compile to the same words, so a worker
keeps them for all engines; connections and listeners remain an engine's own.
"""

from typing import Any

import pytest
from sqlalchemy import URL, Engine, create_engine
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.util import LRUCache

from workbench import db

KEPT = LRUCache[Any, Any](5000)  # more than the suite has; an engine keeps 500


def remember(monkeypatch: pytest.MonkeyPatch) -> None:
    """Compile each statement once for all engines of a backend, until the patch is undone."""
    monkeypatch.setattr(DefaultDialect, "__eq__", _same_backend)
    monkeypatch.setattr(DefaultDialect, "__hash__", lambda dialect: hash(type(dialect)))
    monkeypatch.setattr(db, "create_engine", _engine)


def _engine(url: URL, **options: Any) -> Engine:
    engine = create_engine(url, **options)
    engine.update_execution_options(compiled_cache=KEPT)
    return engine


def _same_backend(one: DefaultDialect, other: object) -> bool:
    return type(one) is type(other)
