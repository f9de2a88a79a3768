"""Lines of the record as a page shows them: by day, with what was changed word by word."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from workbench.articles.word_difference import Piece, word_difference
from workbench.history.models import Event
from workbench.verdicts.record_seen import Line
from workbench.web.filters import day

# What is changed, as people call it; anything else is called as the record calls it.
NAMES: Mapping[str, LazyString] = {
    "statement": _("statement"),
    "claimant_name": _("claimant"),
    "claimant_role": _("claimant’s role"),
    "claimant_url": _("claimant’s address"),
    "said_on": _("said on"),
    "appearance_url": _("where it was said"),
    "url": _("address"),
    "archived_url": _("address of an archived copy"),
    "quote": _("quote"),
    "locator": _("page or place"),
    "note": _("note"),
    "summary": _("summary"),
    "rationale": _("rationale"),
    "rating": _("rating"),
}


@dataclass(frozen=True)
class Difference:
    """One thing that was said or changed: what it is called, and the words that went and came."""

    name: str
    before: str
    after: str

    @property
    def first(self) -> bool:
        """Whether nothing was said before."""
        return not self.before

    @property
    def pieces(self) -> Sequence[Piece]:
        """What leads from the one wording to the other."""
        return word_difference(self.before, self.after)


@dataclass(frozen=True)
class Told:
    """A line with what it changed, to be shown."""

    line: Line
    differences: Sequence[Difference]

    @property
    def event(self) -> Event:
        """What the line says."""
        return self.line.event

    @property
    def names(self) -> str:
        """What was changed, one after the other."""
        return ", ".join(each.name for each in self.differences)

    @property
    def first(self) -> bool:
        """Whether all of it was said for the first time."""
        return all(each.first for each in self.differences)


def by_day(lines: Iterable[Line], time_zone: str) -> list[tuple[str, list[Told]]]:
    """Lines that follow each other on one day of the desk's together."""
    days = groupby(lines, lambda line: day(line.event.at, time_zone))
    return [(each, [Told(line, list(_differences(line))) for line in run]) for each, run in days]


def _differences(line: Line) -> Iterator[Difference]:
    for each in line.changes:
        name = str(NAMES.get(each.name, each.name.replace("_", " ")))
        yield Difference(name, each.before, each.after)
