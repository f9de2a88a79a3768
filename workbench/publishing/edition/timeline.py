"""What an article said when: where claims stood in its versions, and when the outlet changed it.

Pure. The versions from one change of the outlet to the next are a period: they differ by what the
desk mended in them, so what the outlet said in that time is what the last of them says.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from workbench.publishing.edition.model import Wording


@dataclass(frozen=True)
class Stand:
    """A passage in one version: its words, and the passage it was in the version before.

    `same`: the sentences that it touches are those of the version before, word for word.
    """

    id: int
    claim_id: int
    version: int
    exact: str
    follows_id: int | None
    same: bool


@dataclass(frozen=True)
class Period:
    """A time in which the outlet changed nothing, with the text of its last version.

    It begins with the version `amended`, in which a change of the outlet was first seen; the first
    period begins with none.
    """

    amended: int | None
    text: str


class Timeline:
    """An article's periods in order, every passage of every version, and when each was read.

    `taken_at`: by number of the version, when its text was taken down.
    """

    def __init__(
        self, periods: Sequence[Period], stands: Iterable[Stand], taken_at: Mapping[int, str]
    ) -> None:
        self._periods, self._taken_at = periods, taken_at
        self._begins = [period.amended for period in periods if period.amended is not None]
        self._stands = {stand.id: stand for stand in stands}

    def earlier(self, passage_ids: Iterable[int]) -> tuple[Wording, ...]:
        """What the article said in the place of passages before it was changed, oldest first.

        With it, what it said in other places of their claims, and says no more.
        """
        here = [self._stands[each] for each in passage_ids]
        found = {wording for stand in here for wording in self._before(stand)}
        found |= {wording for each in {s.claim_id for s in here} for wording in self._lost(each)}
        return tuple(sorted(found, key=lambda wording: (wording.version, wording.exact)))

    def same_since(self, passage_id: int, version: int) -> bool:
        """Whether the sentences that a passage touches are those of an earlier version."""
        stand = self._stands[passage_id]
        while stand.version > version and stand.same and stand.follows_id is not None:
            stand = self._stands[stand.follows_id]
        return stand.version <= version

    def last_words(self, claim_id: int) -> tuple[Wording, ...]:
        """The words of a claim in the last version in which it stood."""
        stands = [stand for stand in self._stands.values() if stand.claim_id == claim_id]
        last = max((stand.version for stand in stands), default=0)
        words = dict.fromkeys(stand.exact for stand in stands if stand.version == last)
        return tuple(self.left_behind(exact, last, self._taken_at[last]) for exact in words)

    def left_behind(self, exact: str, version: int, taken_at: str) -> Wording:
        """Words that a claim has no more, which stood in a version taken down at that moment."""
        return Wording(exact, "", version, taken_at, self._taken_out(exact, version))

    def _before(self, stand: Stand) -> Iterator[Wording]:
        """Go back in time: the first of a period that is met is in its last version."""
        later = stand
        while stand.follows_id is not None:
            stand = self._stands[stand.follows_id]
            old, new = self._period(stand.version), self._period(later.version)
            if old is not new:
                if _said_otherwise(stand.exact, old.text, later.exact, new.text):
                    taken_at = self._taken_at[stand.version]
                    yield Wording(stand.exact, later.exact, stand.version, taken_at, new.amended)
                later = stand

    def _lost(self, claim_id: int) -> Iterator[Wording]:
        """The words of places that a change of the outlet took from a claim."""
        followed = {stand.follows_id for stand in self._stands.values()}
        for stand in self._stands.values():
            if stand.claim_id == claim_id and stand.id not in followed:
                words = self.left_behind(stand.exact, stand.version, self._taken_at[stand.version])
                if words.amended == stand.version + 1:  # else the desk had let go of the place
                    yield words

    def _taken_out(self, exact: str, version: int) -> int | None:
        """The change of the outlet that took words away.

        None where it was the desk, which had the text otherwise, and where they are there still.
        """
        at = self._index(version)
        if exact not in self._periods[at].text or exact in self._periods[-1].text:
            return None
        return next(each.amended for each in self._periods[at + 1 :] if exact not in each.text)

    def _period(self, version: int) -> Period:
        return self._periods[self._index(version)]

    def _index(self, version: int) -> int:
        return bisect_right(self._begins, version)


def _said_otherwise(old: str, old_text: str, new: str, new_text: str) -> bool:
    """Whether the outlet changed its words, and not the desk the bounds of the passage."""
    return old != new and not (old in new_text and new in old_text)
