"""How the desk gets on: what moves, what waits, how long each step takes; also as a table."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from workbench.accounts.gate import current_actor, permit, time_zone
from workbench.accounts.rules import Act
from workbench.publishing.tables import Cell, Column, Table
from workbench.screens.tables import TABLES, as_file
from workbench.verdicts.pace import DAYS, MOVES, pace_of
from workbench.web.database import reading

COLUMNS = (
    Column("step", width=32),
    Column("claims", width=8),
    Column("median in hours", width=16),
    Column("nine tenths within hours", width=24),
)

blueprint = Blueprint("pace", __name__)


@blueprint.get("/desk/pace")
@permit(Act.READ)
def pace() -> ResponseReturnValue:
    """What the desk did in the last ninety days, and what waits."""
    with reading() as session:
        return render_template(
            "desk/pace.html",
            pace=pace_of(session, current_actor().desk_id),
            moves=MOVES,
            days=DAYS,
            lasting=lasting,
            formats=TABLES.values(),
            time_zone=time_zone(),
        )


@blueprint.get("/desk/pace.<ending>")
@permit(Act.READ)
def table(ending: str) -> ResponseReturnValue:
    """How long each step took, as a table."""
    return as_file(Table("pace", "step", COLUMNS, _rows(current_actor().desk_id)), ending)


def _rows(desk_id: int) -> Iterator[Sequence[Cell]]:
    with reading() as session:
        lengths = pace_of(session, desk_id).lengths
    for step, length in lengths.items():
        yield step.value, length.number, _hours(length.median), _hours(length.most)


def _hours(length: timedelta) -> str:
    return f"{length.total_seconds() / 3600:.1f}"


def lasting(length: timedelta) -> str:
    """A length of time in the unit that people would say it in."""
    hours = round(length.total_seconds() / 3600)
    if length.total_seconds() < 3600:
        return _("under an hour")
    if hours < 48:
        return ngettext("%(num)s hour", "%(num)s hours", hours)
    return ngettext("%(num)s day", "%(num)s days", round(hours / 24))
