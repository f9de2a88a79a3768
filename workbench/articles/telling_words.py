"""Words that carry what a claim says: numbers, negations. By hand, and short on purpose.

Those of several languages stand together: one that means something else in another language
stands out there once too often, which does no harm.
"""

import re
import unicodedata
from collections.abc import Set


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_NUMBERS = _words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
    " hundred hundreds thousand thousands million millions billion billions trillion trillions"
    " dozen dozens half halves third thirds quarter quarters first second double doubled triple"
    " tripled twice % ‰ percent prozent zwei drei vier fünf sechs sieben acht neun zehn elf zwölf"
    " zwanzig hundert tausend million millionen milliarde milliarden hälfte drittel viertel doppelt"
    " deux trois quatre cinq sept huit dix vingt cent cents mille millions milliard milliards"
    " moitié tiers"
    " dos tres cuatro cinco ocho diez veinte cien ciento mil millón millones mitad tre quattro"
    " cinque sette otto dieci venti cento mila milione milioni miliardo miliardi metà"
    " два две три четыре пять шесть семь восемь девять десять сто тысяча тысячи тысяч миллион"
    " миллиона миллионов миллиард миллиарда миллиардов половина треть"
    # Signs that make another number of the one beside them; the first is the minus sign.
    " − + ± × ÷ < > ≤ ≥ = ≠ ≈ ~ ° ′ ″"
)
# Words by which a number goes on: “5” of “5 million” is another number.
_MAGNITUDES = _words(
    "hundred hundreds thousand thousands million millions billion billions trillion trillions bn"
    " percent prozent hundert tausend mio mrd million millionen milliarde"
    " milliarden cent cents mille milliard milliards cien mil millón millones mila milione milioni"
    " miliardo miliardi тыс тысяча тысячи тысяч млн млрд миллион миллиона миллионов миллиард"
    " миллиарда миллиардов процент процента процентов"
)
_DENYING = ("un", "in", "im", "il", "ir", "non", "dis", "не")
_NEGATIONS = _words(
    "no not nor none never nobody nothing nowhere neither without cannot hardly barely scarcely"
    " false falsely untrue deny denies denied denying refute refutes refuted refuting"
    " dispute disputes disputed nicht kein keine keinen keinem keiner keines nie niemals niemand"
    " nichts ohne weder ne n pas jamais aucun aucune rien sans ni nunca jamás nadie nada"
    " ningún ninguna sin non mai nessuno niente senza não nem nunca sem не нет ни никогда никто"
    " без нельзя לא אין בלי لا لم لن ليس ليست غير بدون 不 没 沒 未 无 無 非"
)
_CONTRACTED = re.compile(r"n't\Z")
# Words that have a capital only because they begin a sentence.
OPENERS = _words(
    "a an the this that these those it its he she they we you i his her their our my your in on at"
    " by for from to of with as if when while after before since until and but or so yet there here"
    " what which who where why how some many most all each every one two no not however although"
    " according also then now only even both more"
)


def is_negation(key: str) -> bool:
    """Tell whether a folded word denies something, in one of the larger languages."""
    return _CONTRACTED.search(key) is not None or any(part in _NEGATIONS for part in key.split("'"))


def is_opposite(key: str, others: Set[str]) -> bool:
    """Tell whether one of some folded words is this one with a denying syllable, or without."""
    return any(
        prefix + key in others or (key.startswith(prefix) and key[len(prefix) :] in others)
        for prefix in _DENYING
    )


def is_magnitude(key: str) -> bool:
    """Tell whether a number before this folded word is only the beginning of one."""
    return key in _MAGNITUDES


def is_number(key: str) -> bool:
    """Tell whether a folded word is a number, part of one, or a currency."""
    return (
        any(letter.isnumeric() for letter in key)
        or key in _NUMBERS
        or unicodedata.category(key[0]) == "Sc"
    )
