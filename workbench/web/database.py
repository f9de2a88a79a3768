"""The application's database, as views reach it."""

from contextlib import AbstractContextManager

from flask import current_app
from sqlalchemy.orm import Session

from workbench.db import Database

EXTENSION = "workbench.database"


def database() -> Database:
    """The database of the running application."""
    found: Database = current_app.extensions[EXTENSION]
    return found


def reading() -> AbstractContextManager[Session]:
    """A session for a page that only reads."""
    return database().reading()
