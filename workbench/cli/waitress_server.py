"""One process with threads, in pure Python: for the demo, and for Windows.

It carries out work in the background too, so nobody needs a second process.
"""

import socket
from logging.config import dictConfig

from flask import Flask
from waitress.server import create_server

from workbench.app import WORKER, create_app
from workbench.cli.ending import end_when_told
from workbench.cli.logs import LOGGING
from workbench.config import Settings
from workbench.jobs.running import at_work


def serve_on(listening: socket.socket, app: Flask, *, threads: int) -> None:
    """Serve on an open socket until Ctrl+C or SIGTERM; then jobs that run are given back."""
    dictConfig(LOGGING)
    end_when_told()
    with at_work(app.extensions[WORKER]):
        create_server(app, sockets=[listening], threads=threads).run()


def run(settings: Settings, *, host: str, port: int, workers: int, threads: int) -> None:
    """Serve until Ctrl+C: one process, with as many threads as the workers would have."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.create_server((host, port), family=family)
    app = create_app(settings, workers * threads)
    serve_on(listening, app, threads=workers * threads)
