"""What two people made of one text, joined: where only one changed it, that change; else both.

Pure functions over strings. Texts are cut into words, signs and the white space between them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

# Scripts written without spaces: there each letter is compared for itself.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_TOKEN = re.compile(rf"\s+|[{_UNSPACED}]|(?:(?![{_UNSPACED}])\w)+|[^\w\s]")
_TABLE = 50_000_000  # pairs of tokens that are compared; of what is longer all is changed
_CHANCE = 4  # letters: no more of them, between changes, are unchanged by chance
BETWEEN = " / "  # stands between two wordings of which one is to be chosen


@dataclass(frozen=True)
class Stretch:
    """A part of the text, as it was (`base`) and as each of the two has it."""

    base: str
    theirs: str
    yours: str

    @property
    def conflict(self) -> bool:
        """Whether both changed it, and differently."""
        return self.base != self.theirs != self.yours != self.base

    @property
    def text(self) -> str:
        """The proposal: what one of them made of it; both wordings where they conflict."""
        if not self.conflict:
            return self.yours if self.theirs == self.base else self.theirs
        if not (self.theirs.strip() and self.yours.strip()):
            return self.theirs or self.yours if not self.yours.strip() else self.yours
        return BETWEEN.join((self.theirs.rstrip(), self.yours.lstrip()))


@dataclass(frozen=True)
class Merge:
    """The text in stretches: put together they are each of the three texts, and the proposal."""

    stretches: Sequence[Stretch]

    @property
    def text(self) -> str:
        """What is proposed."""
        return "".join(stretch.text for stretch in self.stretches)

    @property
    def base(self) -> str:
        """What both began with."""
        return "".join(stretch.base for stretch in self.stretches)

    @property
    def conflicts(self) -> int:
        """How many stretches both changed."""
        return sum(stretch.conflict for stretch in self.stretches)


def merge(base: str, theirs: str, yours: str) -> Merge:
    """Join two texts that were made of one.

    What only one changed is as that one has it, and whatever either added is in the proposal.
    """
    if theirs == yours or base in (theirs, yours):
        return Merge((Stretch(base, theirs, yours),))
    parts = _cut(base), _cut(theirs), _cut(yours)
    return Merge(tuple(_join_light(_stretches(*parts))))


def _cut(text: str) -> list[str]:
    return _TOKEN.findall(text)


def _stretches(base: list[str], theirs: list[str], yours: list[str]) -> Iterator[Stretch]:
    """Stretches that somebody changed, and single words that nobody did, in turn."""
    in_theirs, in_yours = dict(_same(base, theirs)), dict(_same(base, yours))
    stable = [(i, in_theirs[i], in_yours[i]) for i in sorted(in_theirs.keys() & in_yours.keys())]
    at = (0, 0, 0)
    for ends in [*stable, (len(base), len(theirs), len(yours))]:
        if at != ends:
            texts = (base, theirs, yours)
            yield Stretch(*("".join(t[a:b]) for t, a, b in zip(texts, at, ends, strict=True)))
        if ends[0] < len(base):
            yield Stretch(base[ends[0]], base[ends[0]], base[ends[0]])
        at = ends[0] + 1, ends[1] + 1, ends[2] + 1


def _join_light(stretches: Iterator[Stretch]) -> Iterator[Stretch]:
    """Let conflicts take in what changed beside them, but for a few letters in between."""
    done: list[Stretch] = []
    for stretch in stretches:
        done.append(stretch)
        while (start := _start_of_conflict(done)) is not None:
            done[start:] = [_one(done[start:])]
    yield from done


def _start_of_conflict(stretches: Sequence[Stretch]) -> int | None:
    """From where on the last ones are one conflict; none if the last is no change."""
    if not _changed(stretches[-1]):
        return None
    letters, at = 0, len(stretches) - 2
    while at >= 0 and not _changed(stretches[at]):
        letters += len(stretches[at].base.strip())
        if letters > _CHANCE:
            return None
        at -= 1
    either = at >= 0 and (stretches[at].conflict or stretches[-1].conflict)
    return at if either else None


def _changed(stretch: Stretch) -> bool:
    return not stretch.base == stretch.theirs == stretch.yours


def _one(stretches: Sequence[Stretch]) -> Stretch:
    return Stretch(
        "".join(stretch.base for stretch in stretches),
        "".join(stretch.theirs for stretch in stretches),
        "".join(stretch.yours for stretch in stretches),
    )


def _same(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    """Which words of two texts are the same, in order."""
    before = _alike(old, new)
    behind = min(_alike(old[::-1], new[::-1]), len(old) - before, len(new) - before)
    stop = len(old) - behind, len(new) - behind
    return [
        *((at, at) for at in range(before)),
        *(
            (before + i, before + j)
            for i, j in _paired(old[before : stop[0]], new[before : stop[1]])
        ),
        *((stop[0] + at, stop[1] + at) for at in range(behind)),
    ]


def _alike(old: list[str], new: list[str]) -> int:
    shortest = min(len(old), len(new))
    return next((at for at in range(shortest) if old[at] != new[at]), shortest)


def _paired(old: list[str], new: list[str]) -> Iterator[tuple[int, int]]:
    if len(old) * len(new) > _TABLE:
        return
    for op in LCSseq.opcodes(old, new):
        if op.tag == "equal":
            yield from zip(
                range(op.src_start, op.src_end), range(op.dest_start, op.dest_end), strict=True
            )
