"""How far the desk's readers agree, and which ratings they confuse: as a page and as a table."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from workbench.accounts.gate import current_actor, permit
from workbench.accounts.rules import Act
from workbench.publishing.tables import Cell, Column, Table
from workbench.screens.tables import TABLES, as_file
from workbench.verdicts.agreement import FEWEST, Interval, alpha, interval
from workbench.verdicts.confusion import Confusion
from workbench.verdicts.reading_pairs import ReadingPairs, reading_pairs
from workbench.web.database import reading
from workbench.web.memory import memory

CONFUSED_SHOWN = 10
COLUMNS = (
    Column("scale", width=20),
    Column("first reader", width=20),
    Column("second reader", width=20),
    Column("claims", width=8),
    Column("first value", width=12),
    Column("second value", width=12),
    Column("alpha of the scale"),
    Column("interval from"),
    Column("interval to"),
    Column("claims on the scale"),
)

blueprint = Blueprint("agreement", __name__)


@dataclass(frozen=True)
class Agreement:
    """What the readers of one scale agree on. Alpha is ordinal, its interval one of 95%."""

    confusion: Confusion
    on_scale: int
    alpha: float | None
    interval: Interval | None


@blueprint.get("/desk/agreement")
@permit(Act.READ)
def agreement() -> ResponseReturnValue:
    """How far two readers agree, by scale."""
    pairs = _pairs()
    return render_template(
        "readings/agreement.html",
        found=[_agreement(each) for each in pairs.confusions],
        pairs=pairs,
        fewest=FEWEST,
        shown=CONFUSED_SHOWN,
        formats=TABLES.values(),
    )


@blueprint.get("/desk/agreement.<ending>")
@permit(Act.READ)
def table(ending: str) -> ResponseReturnValue:
    """Each pair of ratings that two readers gave, as a table."""
    return as_file(Table("agreement", "pair", COLUMNS, _rows(_pairs())), ending)


def _pairs() -> ReadingPairs:
    with reading() as session:
        return reading_pairs(session, current_actor().desk_id)


def _agreement(confusion: Confusion) -> Agreement:
    """Drawing pairs again takes half a second for thousands, and they are mostly the same ones."""
    values = list(confusion.values())
    key = ("agreement", frozenset(Counter(values).items()))
    alpha_found, interval_found = memory().recall(key, lambda: (alpha(values), interval(values)))
    return Agreement(confusion, len(values), alpha_found, interval_found)


def _rows(pairs: ReadingPairs) -> Iterator[Sequence[Cell]]:
    for confusion in pairs.confusions:
        of_scale = _of_scale(_agreement(confusion))
        for first, second in product(confusion.steps, repeat=2):
            if times := confusion.cells.get((first, second)):
                pair = (first.label, second.label, times, first.value, second.value)
                yield (confusion.scale, *pair, *of_scale)


def _of_scale(found: Agreement) -> Sequence[Cell]:
    """What every row says of its scale."""
    low, high = (found.interval.low, found.interval.high) if found.interval else (None, None)
    return *(_figure(number) for number in (found.alpha, low, high)), found.on_scale


def _figure(number: float | None) -> str:
    return "" if number is None else f"{number:.3f}"
