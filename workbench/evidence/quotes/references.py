"""Which words of a source a bracket may take the place of: references, other forms of its own.

Quotation practice lets a bracket say whom “he” means, and fit an ending to the sentence. A bracket
that takes the place of any other word says something that the source does not.
"""

from workbench.articles.number_words import words
from workbench.evidence.quotes.source_text import letters_of
from workbench.evidence.quotes.weighed import lettered_words

# Pronouns and articles, but for those that are other words elsewhere: German “die”, French “son”.
_REFERRING = frozenset(
    map(
        letters_of,
        words(
            "a an the this that these those it its itself he him his himself she her hers herself"
            " they them their theirs themselves we us our ours you your yours i my who whom whose"
            " which there then here"
            " der das dem ein eine einen einem einer eines er sie ihn ihm ihnen wir uns ihr ihre"
            " ihren ihrem ihrer dieser diese dieses diesen diesem"
            " le la les un une il elle ils elles lui leur leurs nous vous ce cet cette ces celui"
            " celle ceux"
            " el los las una unos unas él ella ellos ellas su sus este esta estos estas ese esa"
            " aquel aquella"
            " lo gli uno loro essi suo sua suoi questo questa questi queste quello quella"
            " um uma ele ela eles elas seu seus isso isto"
            " он она оно они его её ему ей им них это этот эта эти тот та те их"
            " 他 她 它 们 們 这 這 那"
        ),
    )
)
# With which a bracket begins that names somebody or adds something, beside those.
_LEADING = frozenset(
    map(
        letters_of,
        words(
            "as at by for from in of on to with and or son sa ses von vom zu zur zum im am bei aus"
            " de du des d l en et à au aux dans par del en por para con di della dei degli da in"
            " nel die den des в на из от для по с к"
        ),
    )
)
_ENDINGS = {""} | words(
    "e s es d ed n en er r ing y ies ied st est t te ten em ly a o i as os а у ы и о е ой ей ом ем"
    " ам ям ах ях ов ев ый ая ое ые ого ому ых ым"
)
_SHORTEST = 3  # letters of a stem


def may_be_replaced(stood: str, put: str) -> bool:
    """Whether each word of a source only refers, or is one of those put for it, in another form."""
    new = _keys(put)
    return all(
        key in _REFERRING or any(_is_form(key, each) for each in new) for key in _keys(stood)
    )


def is_reference(put: str, *, behind: bool) -> bool:
    """Whether words at an end of a quote name or explain, so that nothing need be replaced.

    `behind`: at its end, where a capital makes a name.
    """
    first = next(iter(_keys(put)), "")
    return first in _REFERRING | _LEADING or (behind and put.strip()[:1].isupper())


def _keys(text: str) -> list[str]:
    return [word.key for word in lettered_words(text)]


def _is_form(one: str, other: str) -> bool:
    """Whether two words are one but for an ending."""
    stem = _stem(one, other)
    long_enough = len(stem) >= min(_SHORTEST, len(one), len(other))
    return long_enough and {one[len(stem) :], other[len(stem) :]} <= _ENDINGS


def _stem(one: str, other: str) -> str:
    pairs = enumerate(zip(one, other, strict=False))
    end = next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
    return one[:end]
