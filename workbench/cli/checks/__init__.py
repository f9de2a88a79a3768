"""Whether an instance is whole: every check is a generator of faults, in words."""

from collections.abc import Iterator

from workbench.cli.checks.database import structure_faults
from workbench.cli.checks.drafts import draft_faults
from workbench.cli.checks.editions import edition_faults
from workbench.cli.checks.files import file_faults
from workbench.cli.checks.history import history_faults
from workbench.cli.checks.index import index_faults
from workbench.cli.checks.snapshots import snapshot_faults
from workbench.cli.checks.texts import text_faults
from workbench.cli.checks.versions import version_faults
from workbench.cli.checks.watching import watching_faults
from workbench.cli.checks.words import word_faults
from workbench.cli.instance import Instance
from workbench.cli.progress import progress
from workbench.migrations import is_current


def faults_of(instance: Instance) -> Iterator[str]:
    """Everything that is wrong, one line each."""
    yield from structure_faults(instance.database.engine)
    if not is_current(instance.database.engine):
        yield "The database is of another release: `workbench init` brings it up to date."
        return
    yield from word_faults(instance.database.engine)
    with instance.database.reading() as session, progress("Checking") as advance:
        yield from text_faults(session, advance)
        yield from version_faults(session, advance)
        yield from draft_faults(session, advance)
        yield from edition_faults(session, advance)
        yield from index_faults(session, advance)
        yield from snapshot_faults(session, advance)
        yield from watching_faults(session, advance)
        yield from history_faults(session, advance)
        yield from file_faults(session, instance.files, advance)
