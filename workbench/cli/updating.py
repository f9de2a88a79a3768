"""Bringing an instance's database up to date."""

from alembic.util import CommandError

from workbench.cli.instance import Instance, NotReady
from workbench.migrations.moving import upgrade


def bring_up_to_date(instance: Instance) -> None:
    """Make the tables, or migrate them to this release. Raises `NotReady`."""
    try:
        upgrade(instance.database.engine)
    except CommandError as error:
        raise NotReady(
            "The database was made by a newer release than this one. Install that one instead; "
            "nothing was changed."
        ) from error
