"""The files of editions, made as a worker makes them."""

from flask import Flask

from workbench.app import WORKER


def make_files(app: Flask) -> None:
    """Carry out all that was asked for."""
    app.extensions[WORKER].work_off()
