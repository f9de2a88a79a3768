"""Words that carry what a claim says: numbers, negations, and what has no capital to tell a name.

Those of several languages stand together: one that means something else in another language
stands out there once too often, which does no harm.
"""

import re
import unicodedata
from collections.abc import Set

from workbench.articles.number_words import MAGNITUDES, MEASURES, NUMBERS, REGULAR, words

_DENYING = ("un", "in", "im", "il", "ir", "non", "dis", "mis", "de", "не", "без", "бес")
_LACKING = (("less", "ful"), ("less", ""), ("los", "voll"), ("los", ""), ("frei", ""))
_NEGATIONS = words(
    "no not nor none never nobody nothing nowhere neither without cannot hardly barely scarcely"
    " rarely seldom unless except"
    " false falsely untrue deny denies denied denying denial refute refutes refuted refuting"
    " dispute disputes disputed fail fails failed failing failure refuse refuses refused refusing"
    " decline declines declined declining neglect neglects neglected cease ceases ceased omit omits"
    " omitted avoid avoids avoided forbid forbids forbidden banned"
    " refusal reject rejects rejected rejecting rejection lack lacks lacked lacking absent absence"
    " nicht kein keine keinen keinem keiner keines nie niemals niemand nichts ohne weder kaum"
    " selten leugnet leugnete bestreitet bestritt dementiert dementierte verweigert verweigerte"
    " weigert weigerte scheitert scheiterte gescheitert fehlt fehlte"
    " bestritten verneint abgelehnt verboten"
    " ne n pas jamais aucun aucune rien sans ni guère rarement personne nie nient nié"
    " dément démenti refuse refusent refusé échoué manque"
    " nunca jamás nadie nada ningún ninguno ninguna sin tampoco apenas raramente niega negó negado"
    " rechaza rechazan rechazó rechazado"
    " non mai nessun nessuno nessuna niente nulla senza né neppure nemmeno neanche raramente nega"
    " negato rifiuta rifiutano rifiutato respinto"
    " não nem ninguém nenhum nenhuma jamais sem nega negou recusa recusam recusou"
    " не нет ни никогда никто ничего без нельзя редко едва отрицает отрицал отрицала отказался"
    " отказалась отказались"
    " לא אין בלי لا لم لن ليس ليست غير بدون 不 没 沒 未 无 無 非"
)
_CONTRACTED = re.compile(r"n't\Z")
# Words that have a capital only because they begin a sentence.
OPENERS = words(
    "a an the this that these those it its he she they we you i his her their our my your in on at"
    " by for from to of with as if when while after before since until and but or so yet there here"
    " what which who where why how some many most all each every one two no not however although"
    " according also then now only even both more"
)


def is_negation(key: str) -> bool:
    """Tell whether a folded word denies something, or nearly does, in one of some languages."""
    return _CONTRACTED.search(key) is not None or any(part in _NEGATIONS for part in key.split("'"))


def is_opposite(key: str, others: Set[str]) -> bool:
    """Tell whether one of some folded words is this one but for a syllable that denies."""
    return any(
        prefix + key in others or (key.startswith(prefix) and key[len(prefix) :] in others)
        for prefix in _DENYING
    ) or any(
        key.endswith(ending) and key[: len(key) - len(ending)] + other in others
        for pair in _LACKING
        for ending, other in (pair, pair[::-1])
    )


def is_magnitude(key: str) -> bool:
    """Tell whether a number before this folded word is only the beginning of one."""
    return key in MAGNITUDES


def is_number(key: str) -> bool:
    """Tell whether a folded word is a number, part of one, or the sign of a currency."""
    return (
        any(letter.isnumeric() for letter in key)
        or key in NUMBERS
        or REGULAR.fullmatch(key) is not None
        or unicodedata.category(key[0]) == "Sc"
    )


def is_measure(key: str) -> bool:
    """Tell whether a folded word is what numbers count in, or how they bound it: “km”, “least”."""
    return key in MEASURES


def is_caseless(word: str) -> bool:
    """Tell whether a word is of a script without capitals, in which no name can be told by one."""
    return any(
        letter.isalpha() and not letter.isupper() and letter.title() == letter for letter in word
    )
