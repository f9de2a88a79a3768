"""A running site for the browser: the real server, in a thread, on a port of its own."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from threading import Thread

from flask import Flask
from waitress import wasyncore
from waitress.server import create_server

from workbench.app import create_app
from workbench.config import Settings
from workbench.db import Database
from workbench.web.database import EXTENSION


@dataclass(frozen=True)
class Site:
    """Where the site is, and the application and the database behind it."""

    url: str
    app: Flask
    database: Database


@contextmanager
def served(settings: Settings, threads: int = 4) -> Iterator[Site]:
    """Serve an application on 127.0.0.1 until the block ends; a quarter of its threads stream."""
    listening = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    app = create_app(replace(settings, public_url=url), threads=threads)
    connections: dict[int, object] = {}
    server = create_server(app, map=connections, sockets=[listening], threads=threads)
    thread = Thread(target=server.run, name="site")
    thread.start()
    yield Site(url, app, app.extensions[EXTENSION])
    server.trigger.pull_trigger(lambda: wasyncore.close_all(connections))
    thread.join()
    app.extensions[EXTENSION].close()
