"""Whether a stop ends a sentence: an ordered table of rules, the first that knows decides."""

import re
from collections.abc import Callable

from workbench.articles.sentences.clock import ends_after_time
from workbench.articles.sentences.stops import OPENERS, WINDOW, Stop
from workbench.articles.sentences.vocabulary import Vocabulary, has_word

Rule = Callable[[Stop, Vocabulary], bool | None]

_ENUMERATOR = re.compile(r"[•⁃▪◦‣●]?\s?\(?(?:\d{1,3}|[^\W\d_]|[ivxIVX]{1,5})")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.-?)+[^\W\d_]{1,2}")
_WITHOUT_VOWEL = re.compile(r"[^\W\d_aeiouyAEIOUY]?[bcdfghjklmnpqrstvwxz]{1,4}")
_SMALL_BY_NATURE = re.compile(r"[a-z]+[A-Z]|https?://|[a-z\d-]{2,}\.[a-z]{2,}")
_ELLIPSIS_AHEAD = re.compile(r"(?:\. \. \.|\.\.\.|…)\s?\w")
_CONTINUING = frozenset(",;:.?!…)]}»›–—-/&=+%،؛，、；：·")
_FIRST_PERSON = frozenset({"I", "I'm", "I'll", "I'd", "I've", "I’m", "I’ll", "I’d", "I’ve"})
_SAYING = re.compile(
    r"(?:[A-Z][\w.'’-]* ){1,6}"
    r"(?:said|says|asked|asks|added|wrote|writes|replied|told|tells|shouted|cried|exclaimed|"
    r"wondered|answered|responded|demanded|tweeted|joked|recalled|screamed|yelled)\b"
)
_YEAR_IN_BRACKETS = re.compile(r"\((?:[^()]{0,40}\b)?\d{4}(?:[-–/]\d{2,4})?\)")
_BRACKETS_THEN_STOP = re.compile(r"\([^()]{1,60}\)[.,;]")
_LINE_GOES_ON = frozenset(",;–—-/&([{«„")
_QUOTED_PARTICLE = ("と", "って", "とか", "など", "の", "という")


def ends_sentence(stop: Stop, words: Vocabulary) -> bool:
    """Tell whether the running sentence ends at this stop."""
    for rule in _RULES:
        verdict = rule(stop, words)
        if verdict is not None:
            return verdict
    return True


def _ideographic(stop: Stop, _: Vocabulary) -> bool | None:
    if not stop.ideographic:
        return None
    if stop.close and stop.after.startswith(_QUOTED_PARTICLE):
        return False
    return not stop.after.startswith(tuple(_CONTINUING))


def _nothing_said(stop: Stop, _: Vocabulary) -> bool | None:
    """Leave points and dashes with a neighbour: alone they are no sentence."""
    said = any(map(str.isalnum, stop.before)) or len(stop.before) == WINDOW
    more = any(map(str.isalnum, stop.after)) or len(stop.after) == WINDOW
    return None if said and more else False


def _enumerator(stop: Stop, _: Vocabulary) -> bool | None:
    """Keep the `1.` and `a.)` before an item with it."""
    alone = stop.mark == "." and _ENUMERATOR.fullmatch(stop.before)
    return False if alone else None


def _ellipsis_ahead(stop: Stop, _: Vocabulary) -> bool | None:
    """Let the points in `over. ... then` open the next sentence."""
    ahead = stop.word and stop.mark == "." and _ELLIPSIS_AHEAD.match(stop.after)
    return True if ahead else None


def _goes_on(stop: Stop, _: Vocabulary) -> bool | None:
    """Go on where a small letter or a comma follows."""
    if stop.after[0] in _CONTINUING:
        return False
    small = stop.next_word[:1].islower()
    return False if small and not _SMALL_BY_NATURE.match(stop.after.lstrip(OPENERS)) else None


def _title(stop: Stop, words: Vocabulary) -> bool | None:
    return False if _abbreviates(stop) and has_word(words.titles, stop.word) else None


def _line_end(stop: Stop, _: Vocabulary) -> bool | None:
    """End with the line, unless something at its end says that it goes on."""
    if "\n" not in stop.gap:
        return None
    return bool(stop.mark) or stop.before.rstrip()[-1] not in _LINE_GOES_ON


def _inner(stop: Stop, words: Vocabulary) -> bool | None:
    return False if _abbreviates(stop) and has_word(words.inner, stop.word) else None


def _clock(stop: Stop, _: Vocabulary) -> bool | None:
    return ends_after_time(stop.before, stop.after) if _abbreviates(stop) else None


def _reference(stop: Stop, words: Vocabulary) -> bool | None:
    """Keep `No. 5`, `p. 12` and `Sept. 3` together."""
    if not _abbreviates(stop) or not has_word(words.references, stop.word):
        return None
    return False if stop.next_word[:1].isdigit() or stop.after[0] in "§#" else None


def _ordinal(stop: Stop, words: Vocabulary) -> bool | None:
    """Keep `3. Oktober` together, in the languages that write it so."""
    if not words.ordinals or stop.mark != "." or not re.fullmatch(r"\d{1,2}", stop.word):
        return None
    return _opens(stop, words)


def _abbreviation(stop: Stop, words: Vocabulary) -> bool | None:
    """End after an abbreviation only where a typical first word follows."""
    if not _abbreviates(stop) or not _is_abbreviation(stop.word, words):
        return None
    enough = len(stop.before) == WINDOW or len(stop.before.split()) > 3
    return enough and _opens(stop, words)


def _pause(stop: Stop, words: Vocabulary) -> bool | None:
    """Go on in `I ... I mean`, and mostly at points with a space on either side."""
    if not _is_ellipsis(stop):
        return None
    if stop.next_word in _FIRST_PERSON and stop.after[0] == "I":
        return False
    spaced = stop.before[-1].isspace()
    return False if spaced and not _opens(stop, words) else None


def _attribution(stop: Stop, _: Vocabulary) -> bool | None:
    """Keep `"Why?" Smith asked.` together."""
    asked = stop.mark[-1] in "!?" and stop.close and _SAYING.match(stop.after)
    return False if asked else None


def _brackets_behind(stop: Stop, _: Vocabulary) -> bool | None:
    """Keep the year in `Viva Maria! (1965)` and the source in `"so be it." (p. 5)`."""
    if _YEAR_IN_BRACKETS.match(stop.after):
        return False
    inside = stop.close or stop.mark != "."
    return False if inside and _BRACKETS_THEN_STOP.match(stop.after) else None


def _abbreviates(stop: Stop) -> bool:
    return stop.mark == "." and not stop.close


def _is_ellipsis(stop: Stop) -> bool:
    """Tell `...`, `…` and `. . .` (but not four points: the first of those is a full stop)."""
    if stop.mark in ("...", "…"):
        return True
    return stop.mark == "." and stop.before[-4:] == ". . " and stop.before[-6:-4] != ". "


def _is_abbreviation(word: str, words: Vocabulary) -> bool:
    if len(word) > 1 and word.isupper() and "." not in word:
        return False  # an acronym: "on TV."
    return (
        (len(word) == 1 and word.isalpha())
        or has_word(words.abbreviations, word)
        or _DOTTED.fullmatch(word) is not None
        or _WITHOUT_VOWEL.fullmatch(word) is not None
    )


def _opens(stop: Stop, words: Vocabulary) -> bool:
    """Tell whether the next word typically opens a sentence (and is no initial)."""
    word = stop.next_word.replace("’", "'").lower()
    if len(word) == 1 and stop.after.lstrip(OPENERS)[1:2] == ".":
        return False
    return word in words.openers or has_word(words.titles, stop.next_word)


_RULES: tuple[Rule, ...] = (
    _ideographic,
    _nothing_said,
    _enumerator,
    _ellipsis_ahead,
    _goes_on,
    _title,
    _line_end,
    _inner,
    _clock,
    _reference,
    _ordinal,
    _abbreviation,
    _pause,
    _attribution,
    _brackets_behind,
)
