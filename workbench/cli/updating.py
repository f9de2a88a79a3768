"""Bringing an instance's database up to date."""

from alembic.util import CommandError

from workbench.cli.instance import Instance, NotReady
from workbench.migrations.moving import upgrade
from workbench.migrations.search_texts import respell
from workbench.searching import folded


def bring_up_to_date(instance: Instance) -> None:
    """Make the tables, or migrate them to this release. Raises `NotReady`.

    A server of the release before may have run on meanwhile; what it wrote is found by searches
    after the next time.
    """
    try:
        upgrade(instance.database.engine)
    except CommandError as error:
        raise NotReady(
            "The database was made by a newer release than this one. Install that one instead; "
            "nothing was changed."
        ) from error
    with instance.database.writing() as session:
        respell(session.connection(), folded)
