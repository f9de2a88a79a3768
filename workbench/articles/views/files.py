"""The application's kept files, as views reach them."""

from flask import current_app

from workbench.storage.files import FileStore

EXTENSION = "workbench.files"


def files() -> FileStore:
    """The files of the running application."""
    found: FileStore = current_app.extensions[EXTENSION]
    return found
