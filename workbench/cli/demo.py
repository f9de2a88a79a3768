"""The demo desk, served, with a door for each of its people."""

import errno
import socket
from collections.abc import Mapping
from dataclasses import dataclass

import click
from sqlalchemy.orm import Session

from workbench.accounts.links import make_link
from workbench.accounts.models import Membership
from workbench.accounts.rules import Purpose, command_line
from workbench.app import create_app
from workbench.cli.instance import Instance, connected
from workbench.cli.progress import progress
from workbench.cli.updating import bring_up_to_date
from workbench.cli.waitress_server import serve_on
from workbench.config import Settings
from workbench.demo.desk import DemoDesk, furnish
from workbench.demo.notes import keep_notes
from workbench.errors import Unavailable

HOST = "127.0.0.1"
PORTS = range(5000, 5100)
THREADS = 8


@click.command()
def demo() -> None:
    """Serve the demo desk, ready to be tried.

    The desk lies in the folder `demo` of the instance, with a database and a key of its own, and
    is as its visitors left it; remove the folder to begin afresh. The links that are printed sign
    in once each, and open the article at a sentence that nobody has looked at. Ctrl+C stops it.
    """
    listening = _listen()
    settings = _settings(f"http://{HOST}:{listening.getsockname()[1]}")
    with connected(settings) as instance:
        doors = _open(instance)
    app = create_app(settings)
    _welcome(settings.public_url, doors)
    serve_on(listening, app, threads=THREADS)


def _listen() -> socket.socket:
    """A socket on the first port that is free."""
    for port in PORTS:
        try:
            return socket.create_server((HOST, port))
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
    raise Unavailable(f"No port from {PORTS[0]} to {PORTS[-1]} is free.")


def _settings(url: str) -> Settings:
    """The demo's own: nothing but the place is taken over from the instance it lies in."""
    real = Settings.from_environment()
    return Settings.from_environment(
        {
            "WORKBENCH_INSTANCE": str(real.instance / "demo"),
            "WORKBENCH_PUBLIC_URL": url,
            "WORKBENCH_TIME_ZONE": real.time_zone,
        }
    )


@dataclass(frozen=True)
class Doors:
    """Paths that sign in, by as whom: the two that a visitor begins as, and the rest."""

    newcomers: Mapping[str, str]
    colleagues: Mapping[str, str]


def _open(instance: Instance) -> Doors:
    """Fresh links, each spent by whoever follows it first."""
    with progress("Furnishing the demo desk"):
        bring_up_to_date(instance)
        with instance.database.writing() as session:
            desk = furnish(
                session,
                public_url=instance.settings.public_url,
                time_zone=instance.settings.time_zone,
            )
            keep_notes(session, demo=desk, store=instance.files)
            return Doors(
                {
                    "fact-checker": _door(session, desk.fact_checker, _beginning(desk)),
                    "editor": _door(session, desk.editor, _beginning(desk)),
                },
                {
                    f"{member.person.name}, {member.role}": _door(session, member, "/")
                    for member in desk.colleagues
                },
            )


def _beginning(desk: DemoDesk) -> str:
    """Where a newcomer may start."""
    position = desk.sentence_position
    return f"/articles/{desk.article_id}?sentence={position}&hint=1#sentence-{position}"


def _door(session: Session, member: Membership, leads_to: str) -> str:
    token = make_link(
        session,
        purpose=Purpose.ENTRY,
        role=member.role,
        membership=member,
        leads_to=leads_to,
        by=command_line(member.desk_id),
    )
    return f"/enter/{token}"


def _welcome(url: str, doors: Doors) -> None:
    click.echo(f"The demo desk is open at {url}\n")
    for role, path in doors.newcomers.items():
        click.echo(f"  Enter as {role:<14}{url}{path}")
    click.echo("\n  For what takes more people (a second reading, a ballot):\n")
    for name, path in doors.colleagues.items():
        click.echo(f"  Enter as {name:<26}{url}{path}")
    click.echo(f"\n  The report its readers see: {url}/reports/\n")
    click.echo("A link signs you in once; start the demo again for fresh ones. Ctrl+C stops it.")
