"""Making an instance, or bringing one up to date."""

import click
from sqlalchemy.orm import Session

from workbench.accounts.links import make_link
from workbench.accounts.models import Desk
from workbench.accounts.queries import first_desk, members
from workbench.accounts.rules import Purpose, Role, command_line
from workbench.accounts.service import make_desk
from workbench.cli.instance import connected
from workbench.cli.updating import bring_up_to_date
from workbench.cli.words import line
from workbench.config import Settings
from workbench.verdicts.presets import FIVE_STEP
from workbench.verdicts.scales import set_scale

SCALE = "Five-step"


_one_line = line()


def _name(ctx: click.Context, parameter: click.Parameter, value: str) -> str:
    name = _one_line(ctx, parameter, value)
    if not name:
        raise click.BadParameter("A desk needs a name.")
    return name


@click.command()
@click.option(
    "--desk", default="The desk", show_default=True, callback=_name,
    help="The name of the first desk.",
)  # fmt: skip
def init(desk: str) -> None:
    """Make or update the instance; asks nothing.

    Makes the instance folder, brings the database up to date, makes one desk with a rating scale
    if there is none, and prints a one-time address where the first administrator signs up, until
    there is one. It may be repeated; nothing that is there is changed.
    """
    with connected(Settings.from_environment()) as instance:
        bring_up_to_date(instance)
        with instance.database.writing() as session:
            first = first_desk(session) or _furnished(session, desk, instance.settings)
            path = _first_run(session, first)
    _tell(instance.settings, path)


def _furnished(session: Session, name: str, settings: Settings) -> Desk:
    desk = make_desk(session, name=name, time_zone=settings.time_zone)
    set_scale(session, name=SCALE, ratings=FIVE_STEP, by=command_line(desk.id))
    return desk


def _first_run(session: Session, desk: Desk) -> str | None:
    """A path for the first administrator, unless one can sign in already."""
    if any(m.role is Role.ADMIN and m.person.password_hash for m in members(session, desk.id)):
        return None
    by = command_line(desk.id)
    token = make_link(session, purpose=Purpose.FIRST_RUN, role=Role.ADMIN, by=by)
    return f"/first-run?token={token}"


def _tell(settings: Settings, path: str | None) -> None:
    click.echo(f"The instance folder is {settings.instance}; its database is up to date.")
    if path is None:
        click.echo("Start it with `workbench serve`.")
        return
    click.echo("Start it with `workbench serve`, then sign up as the first administrator at")
    click.echo(f"{settings.public_url}{path}")
    click.echo("The address works once, for a week. `workbench init` prints another.")
