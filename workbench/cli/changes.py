"""What an editor says of changed claims, behind an option: `--change 5=update:"Repealed."`."""

from collections.abc import Mapping, Sequence

import click

from workbench.publishing.edition.changes import ChangeFields
from workbench.publishing.rules import ChangeKind
from workbench.web.forms import LONGEST_LINE, clean_line

_SAID = [kind.value for kind in ChangeKind if kind is not ChangeKind.WITHDRAWAL]


def changes_told(
    _ctx: click.Context, _parameter: click.Parameter, values: Sequence[str]
) -> Mapping[int, ChangeFields]:
    """What is said of each claim, by its number. A kind may be left out: `5=:"Why."`."""
    return dict(map(_told, values))


def _told(value: str) -> tuple[int, ChangeFields]:
    number, _equals, said = value.partition("=")
    kind, _colon, why = said.partition(":")
    kind, why = kind.strip().lower(), clean_line(why)
    if not (number.strip().isdecimal() and (kind in _SAID or (not kind and why))):
        kinds = ", ".join(_SAID)
        raise click.BadParameter(f"“{value}” is not CLAIM=KIND:REASON; kinds are {kinds}.")
    if len(why) > LONGEST_LINE:
        raise click.BadParameter(f"Use {LONGEST_LINE:,} characters at most.")
    return int(number), ChangeFields(ChangeKind(kind) if kind else None, why)
