"""The names of people as by-lines give them."""

import re

_PARTICLES = frozenset(
    "de da di du del della dos das do van von der den ter ten bin ibn al el la le af av zu y e".split()
)
_NOT_NAMES = frozenset(
    """the a an this that these those it its he she they we you i in on at of for from to by with
    new san los las saint north south east west region theme topic opinion analysis commentary
    editorial world politics business culture sport sports science health exclusive monday tuesday
    wednesday thursday friday saturday sunday today yesterday published posted updated""".split()
)
_TITLES = frozenset("dr dr. prof prof. mr mr. mrs mrs. ms ms. sir dame lord".split())
_ROLES = frozenset(
    """staff writer reporter correspondent editor contributor columnist contributing special senior
    political chief guest author analyst producer journalist photographer newsroom bureau admin
    redaktion redakteur korrespondent agency agencies""".split()
)
_WORD = re.compile(r"[^\W\d_][\w'’.\-]*")
_LONGEST_NAME = 5  # words


def is_role(text: str) -> bool:
    """Return whether the words tell what somebody does, not who it is."""
    return any(word.strip(".,").lower() in _ROLES for word in text.split())


def leading_name_words(text: str) -> list[str]:
    """Return the words at the start of the text that may belong to one name."""
    words: list[str] = []
    for word in text.split():
        bare = word.rstrip(",;")
        if len(words) == _LONGEST_NAME or not _may_belong(bare, first=not words):
            break
        words.append(bare)
        if bare != word:
            break
    while words and words[-1].lower() in _PARTICLES:
        words.pop()
    return words


def is_name(text: str) -> bool:
    """Return whether the text looks like the whole name of one person: two words or more."""
    words = leading_name_words(text)
    return len(words) >= 2 and " ".join(words) == " ".join(text.split()) and not is_role(text)


def in_usual_case(name: str) -> str:
    """Return `JANE VAN DOE` as `Jane van Doe`; a name in both cases is left as it is."""
    if not name.isupper() or len(name) <= 3:
        return name
    return " ".join(
        word.lower() if word.lower() in _PARTICLES else _capitalised(word) for word in name.split()
    )


def _capitalised(word: str) -> str:
    if "." in word and len(word) <= 4:
        return word
    return re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), word)


def _may_belong(word: str, *, first: bool) -> bool:
    if not _WORD.fullmatch(word) or word.lower() in _NOT_NAMES:
        return False
    if word.endswith(".") and len(word) > 5:
        return False
    return word[0].isupper() or (not first and word.lower() in _PARTICLES)


def without_titles(name: str) -> str:
    """Return a name without the `Dr.` before it."""
    words = name.split()
    while len(words) > 2 and words[0].lower() in _TITLES:
        words = words[1:]
    return " ".join(words)
