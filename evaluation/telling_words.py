"""Words by which a quote tells something else, listed without looking at those of the workbench.

In some languages of `telling.json` the quote check knows few words, or none: what it passes over
is counted and named.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from workbench.articles.wordings import Standout

_SENTENCES = Path(__file__).parent / "telling.json"
_NEGATIONS = (
    "no not nor none never nobody nothing nowhere neither without cannot hardly rarely seldom"
    " barely scarcely didn’t don’t doesn’t wasn’t isn’t couldn’t won’t aren’t weren’t hasn’t"
    " failed refused denied denies lacks lacked false untrue except unless"
    " nicht kein keine keinen keinem keiner nie niemals niemand nichts ohne weder kaum selten"
    " لا لم لن ليس ليست غير بدون دون"
)
NEGATIONS = frozenset(_NEGATIONS.split())
NUMBER_WORDS = {
    **dict.fromkeys(("two", "three", "four", "five", "six", "seven", "eight", "ten"), "nine"),
    **dict.fromkeys(("one", "twelve", "twenty", "thirty", "forty", "fifty", "ninety"), "sixty"),
    **dict.fromkeys(("first", "second", "third", "fourth", "fifth", "tenth"), "sixth"),
    **dict.fromkeys(("half", "quarter", "thirds", "twice", "hundred", "million"), "thousand"),
    **dict.fromkeys(("crowns", "euros", "dollars", "pounds", "milligrams", "tonnes"), "francs"),
    **dict.fromkeys(("metres", "kilometres", "miles", "grams", "litres"), "yards"),
    **dict.fromkeys(("years", "months", "weeks", "days", "hours"), "decades"),
    **dict.fromkeys(("zwei", "drei", "vier", "fünf", "sechs", "zehn", "zwölf"), "neun"),
    **dict.fromkeys(("Euro", "Dollar", "Milligramm", "Liter", "Meter", "Jahre"), "Pfund"),
}


class Sentence(NamedTuple):
    """A sentence of a language: its words, those of the quote, and what the change tells."""

    language: str
    source: str
    quote: str
    telling: Standout


def sentences() -> Iterator[Sentence]:
    """Return every sentence with every change; “_” stands for the words that are changed."""
    listed = json.loads(_SENTENCES.read_text(encoding="utf-8"))
    for language, kinds in listed.items():
        for telling, given in kinds.items():
            for before, after in (change.split(" : ") for change in given["changes"]):
                source, quote = (given["sentence"].replace("_", word) for word in (before, after))
                yield Sentence(language, f"{source}.", quote, Standout(telling))
