"""Ways in which a quote may differ from the words of its source, made at random.

Each takes the source's words, in plain typography, and returns a quote of them, or None where
these words do not lend themselves to it.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from evaluation.telling_words import NEGATIONS, NUMBER_WORDS
from workbench.articles.wordings import Standout
from workbench.evidence.quotes import Outcome

Edit = Callable[[str, Random], str | None]

_OTHER_WORDS = ("reportedly", "elsewhere", "harmless", "slowly", "wooden", "invisible", "remote")
_PRONOUNS = (
    *("he", "she", "it", "him", "her", "they", "them", "we", "us", "you", "this", "that", "these"),
    *("those", "which", "who", "there", "then", "here", "the", "a", "an", "his", "its", "their"),
    *("our", "your", "my", "i", "whose", "der", "das", "dem", "ein", "eine", "einen", "einem"),
    *("einer", "er", "sie", "es", "ihn", "wir", "uns", "ihr", "ihre", "dieser", "diese", "ihm"),
)
_OTHER_NAMES = ("Brandt", "Osei", "Lindqvist", "Okafor", "Marchetti", "Yildiz")
_FABRICATED = (
    "Our balloons have crossed the glacier twice since Easter, and the penguins cheered us on.",
    "Every violin in the orchestra was tuned by a blindfolded apprentice before dawn.",
    "Volcanic ash makes excellent pottery if you let the kiln breathe overnight.",
    "She keeps bees on the roof, sells candles to tourists and writes crime novels.",
)
_ADDED = ("not", "never", "no", "rarely", "hardly", "falsely", "without", "nicht", "لا")
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True)
class Kind:
    """A kind of quote, what is wanted for it, and what is to be said of the difference."""

    name: str
    edit: Edit
    wanted: Outcome
    telling: Standout | None = None


def _words(quote: str) -> list[str]:
    return quote.split(" ")


def _is_negation(word: str) -> bool:
    return word.casefold().strip(",;") in NEGATIONS


def _inner(words: list[str], chance: Random) -> int:
    """Return a place between the ends at which no name and no number stands."""
    plain = [at for at in range(1, len(words) - 1) if words[at].isalpha() and words[at].islower()]
    plain = [at for at in plain if words[at] not in NEGATIONS | NUMBER_WORDS.keys()]
    return chance.choice(plain) if plain else -1


def _at_word(quote: str, chance: Random, replace: Callable[[str], str | None]) -> str | None:
    words = _words(quote)
    at = _inner(words, chance)
    if at < 0:
        return None
    replaced = replace(words[at])
    if replaced is None:
        return None
    return " ".join(word for word in (*words[:at], replaced, *words[at + 1 :]) if word)


def none(quote: str, _chance: Random) -> str | None:
    return quote


def other_marks(quote: str, chance: Random) -> str | None:
    marks = dict(zip("“”‘’", chance.choice(("\"\"''", "«»‹›", "„“‚’", "''''")), strict=True))
    changed = "".join(marks.get(letter, letter) for letter in quote)
    return changed if changed != quote else f"“{quote.replace(' ', '  ', 1)}”"


def other_spaces(quote: str, chance: Random) -> str | None:
    return quote.replace(
        " ", chance.choice(("\u00a0", "  ", " \n", "\u2009")), chance.randint(1, 9)
    )


def other_dashes(quote: str, chance: Random) -> str | None:
    if "–" not in quote and "-" not in quote:
        return None
    return quote.replace("-", "‑").replace("–", chance.choice(("—", "--")))


def other_letters(quote: str, _chance: Random) -> str | None:
    changed = unicodedata.normalize("NFD", quote).replace("fi", "ﬁ").replace("fl", "ﬂ")
    return changed if changed != quote else f"{quote[:4]}\u00ad{quote[4:]}"


def hyphenated(quote: str, chance: Random) -> str | None:
    long = [word for word in re.findall(r"[^\W\d_]{6,}", quote) if word.islower()]
    if not long:
        return None
    word = chance.choice(long)
    at = chance.randint(3, len(word) - 3)
    return quote.replace(word, f"{word[:at]}-\n{word[at:]}", 1)


def marks_around(quote: str, chance: Random) -> str | None:
    left, right = chance.choice(("“”", '""', "„“", "«»", "''"))
    return left + quote + right


def one_word_changed(quote: str, chance: Random) -> str | None:
    return _at_word(quote, chance, lambda _word: chance.choice(_OTHER_WORDS))


def one_word_left_out(quote: str, chance: Random) -> str | None:
    return _at_word(quote, chance, lambda _word: "")


def one_word_added(quote: str, chance: Random) -> str | None:
    return _at_word(quote, chance, lambda word: f"{word} {chance.choice(_OTHER_WORDS)}")


def several_words_changed(quote: str, chance: Random) -> str | None:
    words = _words(quote)
    for _ in range(len(words) // 5):
        at = _inner(words, chance)
        if at > 0:
            words[at] = chance.choice(_OTHER_WORDS)
    changed = " ".join(words)
    return changed if changed != quote else None


def other_case(quote: str, chance: Random) -> str | None:
    return _at_word(quote, chance, str.upper)


def comma_left_out(quote: str, _chance: Random) -> str | None:
    return re.sub(r",(?= )", "", quote, count=1) if ", " in quote else None


def number_changed(quote: str, chance: Random) -> str | None:
    found = list(_NUMBER.finditer(quote))
    if not found:
        return None
    number = chance.choice(found)
    return (
        quote[: number.start()]
        + str(int(number[0]) + chance.randint(1, 90))
        + quote[number.end() :]
    )


def number_word_changed(quote: str, chance: Random) -> str | None:
    """Change a number in words, or what is counted in."""
    words = _words(quote)
    numbers = [at for at, word in enumerate(words) if word in NUMBER_WORDS]
    if not numbers:
        return None
    at = chance.choice(numbers)
    return " ".join([*words[:at], NUMBER_WORDS[words[at]], *words[at + 1 :]])


def number_cut(quote: str, chance: Random) -> str | None:
    """Move the decimal point, or leave a digit out."""
    found = [number for number in _NUMBER.finditer(quote) if len(number[0]) > 1]
    if not found:
        return None
    number = chance.choice(found)
    other = chance.choice((number[0][:-1], f"{number[0][0]}.{number[0][1:]}", f"−{number[0]}"))
    return quote[: number.start()] + other + quote[number.end() :]


def name_changed(quote: str, chance: Random) -> str | None:
    words = _words(quote)
    names = [
        at
        for at in range(1, len(words))
        if words[at][0].isupper() and len(words[at]) > 1 and words[at - 1][-1] not in '.!?:“„"'
    ]
    if not names:
        return None
    words[chance.choice(names)] = chance.choice(_OTHER_NAMES)
    return " ".join(words)


def negation_left_out(quote: str, _chance: Random) -> str | None:
    words = _words(quote)
    at = next((at for at in range(1, len(words) - 1) if _is_negation(words[at])), None)
    return " ".join(words[:at] + words[at + 1 :]) if at else None


def negation_added(quote: str, chance: Random) -> str | None:
    return _at_word(quote, chance, lambda word: f"{word} {chance.choice(_ADDED)}")


def _cut(quote: str, chance: Random) -> tuple[list[str], list[str]] | None:
    """Take some words out of the middle, none of them a negation."""
    words = _words(quote)
    if len(words) < 10:
        return None
    start = chance.randint(2, len(words) - 8)
    end = start + chance.randint(2, len(words) - start - 3)
    taken = re.findall(r"[\w’']+", " ".join(words[start:end]))
    return None if any(map(_is_negation, taken)) else (words[:start], words[end:])


def ellipsis(quote: str, chance: Random) -> str | None:
    cut = _cut(quote, chance)
    sign = chance.choice(("…", "...", "[…]", "[...]", "(…)", ". . ."))
    return " ".join([*cut[0], sign, *cut[1]]) if cut else None


def cut_without_ellipsis(quote: str, chance: Random) -> str | None:
    cut = _cut(quote, chance)
    return " ".join([*cut[0], *cut[1]]) if cut else None


def parts_in_another_order(quote: str, chance: Random) -> str | None:
    words = _words(quote)
    if len(words) < 12:
        return None
    at = chance.randint(5, len(words) - 5)
    return " ".join([*words[at:], "…", *words[:at]])


def words_put_in(quote: str, chance: Random) -> str | None:
    added = chance.choice(("[the mayor]", "[as he called it]", "[sic]", "[of Oslo]"))
    return _at_word(quote, chance, lambda word: f"{word} {added}")


def word_replaced(quote: str, chance: Random) -> str | None:
    return _at_word(quote, chance, lambda word: None if word in _PRONOUNS else "[the others]")


def pronoun_replaced(quote: str, _chance: Random) -> str | None:
    words = _words(quote)
    at = next((at for at in range(1, len(words) - 1) if words[at] in _PRONOUNS), None)
    return " ".join([*words[:at], "[the others]", *words[at + 1 :]]) if at else None


def number_added_in_brackets(quote: str, chance: Random) -> str | None:
    return _at_word(quote, chance, lambda word: f"{word} [{chance.randint(2, 99)}]")


def letter_in_brackets(quote: str, _chance: Random) -> str | None:
    return (
        f"[{quote[0].swapcase()}]{quote[1:]}" if quote[0].isalpha() and quote[1].isalpha() else None
    )


def number_in_brackets_changed(quote: str, _chance: Random) -> str | None:
    changed = re.sub(r"(?<![\w.,:–-])\d+(?![\w%.,:–-])", "[7654]", quote, count=1)
    return changed if changed != quote else None


def negation_swallowed(quote: str, chance: Random) -> str | None:
    words = _words(quote)
    at = next((at for at in range(1, len(words) - 1) if _is_negation(words[at])), None)
    sign = chance.choice(("…", "[…]", "[indeed]"))
    return " ".join([*words[:at], sign, *words[at + 1 :]]) if at else None


def from_elsewhere(_quote: str, chance: Random) -> str | None:
    return chance.choice(_FABRICATED)


_VERBATIM, _SET, _CLOSE, _NONE = Outcome
KINDS = (
    Kind("as it is", none, _VERBATIM),
    Kind("marks around the whole", marks_around, _VERBATIM),
    Kind("other quotation marks", other_marks, _SET),
    Kind("other spaces", other_spaces, _SET),
    Kind("other dashes", other_dashes, _SET),
    Kind("ligatures, NFD, soft hyphens", other_letters, _SET),
    Kind("hyphenated at a line's end", hyphenated, _SET),
    Kind("ellipsis", ellipsis, _VERBATIM),
    Kind("words put in, in brackets", words_put_in, _VERBATIM),
    Kind("a pronoun replaced, in brackets", pronoun_replaced, _VERBATIM),
    Kind("a letter in brackets", letter_in_brackets, _VERBATIM),
    Kind("a word replaced, in brackets", word_replaced, _CLOSE),
    Kind("one word changed", one_word_changed, _CLOSE),
    Kind("one word left out", one_word_left_out, _CLOSE),
    Kind("one word added", one_word_added, _CLOSE),
    Kind("every fifth word changed", several_words_changed, _CLOSE),
    Kind("a word in capitals", other_case, _CLOSE),
    Kind("a comma left out", comma_left_out, _CLOSE),
    Kind("words cut without a sign", cut_without_ellipsis, _CLOSE),
    Kind("a number changed", number_changed, _CLOSE, Standout.NUMBER),
    Kind("a number word or unit changed", number_word_changed, _CLOSE, Standout.NUMBER),
    Kind("a number added, in brackets", number_added_in_brackets, _CLOSE, Standout.NUMBER),
    Kind("a number cut, or its sign changed", number_cut, _CLOSE, Standout.NUMBER),
    Kind("a number changed, in brackets", number_in_brackets_changed, _CLOSE, Standout.NUMBER),
    Kind("a name changed", name_changed, _CLOSE, Standout.NAME),
    Kind("a negation left out", negation_left_out, _CLOSE, Standout.NEGATION),
    Kind("a negation added", negation_added, _CLOSE, Standout.NEGATION),
    Kind("a negation swallowed by a sign", negation_swallowed, _CLOSE, Standout.NEGATION),
    Kind("parts in another order", parts_in_another_order, _NONE),
    Kind("words from elsewhere", from_elsewhere, _NONE),
)
