"""Checking an evidence pack, wherever it came from: no instance is needed."""

from pathlib import Path

import click

from workbench.cli.keeping import FaultsFound
from workbench.publishing.pack.signing import fingerprint_of
from workbench.publishing.pack.verifying import faults_of, signed_by, told_by

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("pack", type=FILE)
@click.option("--key", type=FILE, help="The desk's public key, to compare the pack's with.")
def verify(pack: Path, *, key: Path | None) -> None:
    """Check an evidence pack, offline.

    Prints a line for each fault: files that were changed, removed or added, a signature that does
    not fit, another key. Without --key it cannot know whose key signed the pack; it says where the
    site has it.
    """
    faults = list(faults_of(pack, _fingerprint(key) if key else ""))
    for fault in faults:
        click.echo(fault)
    if faults:
        raise FaultsFound("1 fault was found." if len(faults) == 1 else f"{len(faults)} faults.")
    _tell(pack, known=key is not None)


def _fingerprint(key: Path) -> str:
    try:
        return fingerprint_of(key.read_bytes())
    except ValueError as error:
        name = click.format_filename(key)
        words = f"{name} is no public key of a desk; the pack was not looked at."
        raise click.BadParameter(words, param_hint="'--key'") from error


def _tell(pack: Path, *, known: bool) -> None:
    told, fingerprint = told_by(pack), signed_by(pack)
    (edition,) = told.get("External-Identifier", ["an edition that it does not name"])[:1]
    click.echo(f"The pack is whole: {edition}")
    for words in told.get("Left-Out", ()):
        click.echo(f"Left out: {words}")
    click.echo(f"Signed with the key {fingerprint}.")
    if not known:
        site = edition.partition("/reports/")[0]
        click.echo(f"Compare it with the desk’s: {site}/keys/{fingerprint}.pem")
