"""What the signs of the desk in a quote stand for, so that a person can see it."""

from dataclasses import dataclass

_SHOWN = 300  # code points of the source's words: of pages left out one wants the ends


@dataclass(frozen=True)
class StandIn:
    """A bracket or an ellipsis of a quote, and the source's words in its place.

    `put`: the words in brackets; none for an ellipsis. `stood`: the source's words, in one line;
    none where something was only added, and the middle of many left out. `beside`: a bracket at an
    end of the quote was put in beside these words, perhaps not for them.
    """

    put: str
    stood: str
    beside: bool = False


def stand_in(put: str, stood: str, *, beside: bool = False) -> StandIn:
    """Return what stands for some of a source's words, as it is shown."""
    words = " ".join(stood.split())
    if len(words) > _SHOWN:
        words = f"{words[: _SHOWN // 2]} … {words[-_SHOWN // 2 :]}"
    return StandIn(put, words, beside and bool(words))
