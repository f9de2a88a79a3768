"""Members of the desk."""

import click

from workbench.accounts.forgotten import let_choose_password
from workbench.accounts.forms import ADDRESS, LONGEST_ADDRESS
from workbench.accounts.links import make_link
from workbench.accounts.rules import Act, Purpose, Role
from workbench.accounts.service import add_member
from workbench.cli.instance import as_member, known_member, opened, the_desk
from workbench.cli.words import line


@click.group()
def user() -> None:
    """Add members to the desk, and give them new passwords."""


def _address(_ctx: click.Context, _parameter: click.Parameter, value: str) -> str:
    address = value.strip()
    if not ADDRESS.fullmatch(address) or len(address) > LONGEST_ADDRESS:
        raise click.BadParameter(f"{value} is no e-mail address.")
    return address


@user.command()
@click.argument("address", metavar="EMAIL", callback=_address)
@click.option("--role", type=click.Choice(list(map(str, Role))), required=True)
@click.option(
    "--name", callback=line(), help="The member's name; the address up to the @ when not given."
)
@as_member
def add(address: str, *, role: str, name: str | None, email: str | None) -> None:
    """Add a member to the desk.

    Prints a one-time address where they choose their password.
    """
    with opened() as instance:
        by = instance.actor(email, Act.ADMINISTER)
        called = name or address.partition("@")[0]
        with instance.database.writing() as session:
            member = add_member(session, name=called, email=address, role=Role(role), by=by)
            token = make_link(
                session, purpose=Purpose.INVITATION, role=member.role, email=member.person.email,
                by=by,
            )  # fmt: skip
            words = f"{member.person.name} is on the desk as {role}."
    click.echo(f"{words} They choose a password, once and within a week, at")
    click.echo(f"{instance.settings.public_url}/invitations/{token}")


@user.command()
@click.argument("address", metavar="EMAIL", callback=_address)
@as_member
def password(address: str, *, email: str | None) -> None:
    """Let a member choose a new password.

    Prints a one-time address where they do; the old password holds until then.
    """
    with opened() as instance:
        by = instance.actor(email, Act.ADMINISTER)
        with instance.database.writing() as session:
            member = known_member(session, the_desk(session), address)
            token = let_choose_password(session, membership=member, by=by)
            name = member.person.name
    click.echo(f"{name} chooses a new password, once and within a week, at")
    click.echo(f"{instance.settings.public_url}/passwords/{token}")
