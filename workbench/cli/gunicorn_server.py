"""The production server on POSIX: worker processes with threads."""

import gc
from collections.abc import Mapping
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]

from workbench.app import create_app
from workbench.cli.logs import LOGGING, REQUEST
from workbench.config import Settings
from workbench.web.streams import EXTENSION


class Server(BaseApplication):
    """Gunicorn with settings of ours: it reads no file and no variable of its own."""

    def __init__(self, settings: Settings, options: Mapping[str, Any]) -> None:
        self.settings, self.options = settings, options
        super().__init__()

    def load_config(self) -> None:
        """Called by gunicorn."""
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Called once, before the workers are forked, so that they share the memory it takes.

        It has no connection to the database yet, and touched no file: neither survives a fork.
        """
        return create_app(self.settings, self.options["threads"])


def run(settings: Settings, *, host: str, port: int, workers: int, threads: int) -> None:
    """Serve until told to stop. Ends the process."""
    options = {
        "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
        "worker_class": "gthread",
        "preload_app": True,
        "when_ready": _keep_what_is_shared,
        "post_worker_init": _let_streams_end,
        "workers": workers,
        "threads": threads,
        "control_socket_disable": True,  # it would lie in the home folder, one for all instances
        "logconfig_dict": LOGGING,
        "access_log_format": REQUEST,
    }
    Server(settings, options).run()


def _let_streams_end(worker: Any) -> None:
    """Called in each worker. One that is told to stop waits for its answers, which may be long."""
    worker.wsgi.extensions[EXTENSION].ends = lambda: not worker.alive


def _keep_what_is_shared(_server: object) -> None:
    """Called before the first fork. Looking through memory for garbage gives a worker a copy."""
    gc.freeze()
