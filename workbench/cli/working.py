"""Work in the background, in a process of its own."""

import threading
from contextlib import suppress
from logging.config import dictConfig

import click

from workbench.app import WORKER, create_app
from workbench.cli.ending import end_when_told
from workbench.cli.instance import opened
from workbench.cli.logs import LOGGING
from workbench.jobs.running import THREADS, at_work


@click.command()
@click.option(
    "--threads", type=click.IntRange(min=1), default=THREADS, show_default=True,
    help="How many jobs at once.",
)  # fmt: skip
def work(threads: int) -> None:
    """Carry out work in the background.

    Runs beside `workbench serve`, until Ctrl+C or SIGTERM. Then it lets its jobs come to an end,
    for ten seconds, and gives back what is left. Any number may run, on any machine that reaches
    the database. The demo needs none: it works by itself.
    """
    with opened() as instance:
        settings = instance.settings
    dictConfig(LOGGING)
    click.echo(f"Working in the background for {settings.public_url}. Ctrl+C stops it.")
    worker = create_app(settings).extensions[WORKER]
    with at_work(worker, threads), suppress(KeyboardInterrupt):
        _wait_until_told()


def _wait_until_told() -> None:
    """Return by `KeyboardInterrupt`. A second one cuts short what comes to an end."""
    end_when_told()
    threading.Event().wait()
