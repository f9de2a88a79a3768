"""The application's database, as views reach it."""

from contextlib import AbstractContextManager

from flask import current_app, request
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


def writing() -> AbstractContextManager[Session]:
    """A unit of work that knows from which network address it was asked for."""
    return database().writing(asked_from=request.remote_addr or "")
