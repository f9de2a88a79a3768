"""Serving the real thing."""

import socket
import sys

import click

from workbench.cli.instance import opened
from workbench.errors import WorkbenchError

if sys.platform == "win32":
    from workbench.cli.waitress_server import run
else:
    from workbench.cli.gunicorn_server import run


class AddressInUse(WorkbenchError):
    """Nobody can listen there."""


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--workers", type=click.IntRange(min=1), default=2, show_default=True)
@click.option("--threads", type=click.IntRange(min=1), default=8, show_default=True)
def serve(host: str, port: int, workers: int, threads: int) -> None:
    """Serve the real thing.

    A production server (gunicorn; on Windows waitress, in one process). It refuses to start on a
    database that is not up to date. Requests are logged on standard error, without their query
    and without one-time tokens. Put a web server that speaks HTTPS in front, and set
    WORKBENCH_PUBLIC_URL.
    """
    with opened() as instance:
        settings = instance.settings
    _refuse_if_taken(host, port)
    click.echo(f"Listening on http://{host}:{port} for {settings.public_url}. Ctrl+C stops it.")
    run(settings, host=host, port=port, workers=workers, threads=threads)


def _refuse_if_taken(host: str, port: int) -> None:
    """The server would try for a while, and tell of it in many lines."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except (OSError, UnicodeError) as error:
        why = (getattr(error, "strerror", None) or str(error)).partition(" (")[0]
        raise AddressInUse(
            f"The workbench cannot listen on {host}, port {port}: {why}. "
            "Choose others with --host and --port."
        ) from error
