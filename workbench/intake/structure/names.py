"""The names of people as by-lines give them."""

import re

from workbench.intake.structure.wordlists import words

_PARTICLES = words(
    "de da di du del della dos das do van von der den ter ten bin ibn al el la le af av zu y e"
)
_NOT_NAMES = words(
    """
    the a an this that these those it its he she they we you i in on at of for from to by
    with new san los las saint north south east west region theme topic opinion analysis
    commentary editorial world politics business culture sport sports science health
    exclusive monday tuesday wednesday thursday friday saturday sunday today yesterday
    published posted updated
    """
)
_TITLES = re.compile(r"^(?:(?:Dr|Prof|Professor|Mr|Mrs|Ms|Sir|Dame|Lord)\.?\s+)+(?=\S)", re.I)
_ROLES = words(
    """
    staff writer reporter correspondent editor contributor columnist contributing special senior
    political chief guest author analyst producer journalist photographer newsroom bureau admin
    redaktion redakteur korrespondent agency agencies редакция корреспондент обозреватель журналист
    """
)
_WORD = re.compile(r"[^\W\d_][\w'’.\-]*")
_LONGEST_NAME = 5  # words


def is_particle(word: str) -> bool:
    """Return whether the word joins the parts of a family name."""
    return word.lower() in _PARTICLES


def is_role(text: str) -> bool:
    """Return whether the words tell what somebody does, not who it is."""
    return any(word.strip(".,").lower() in _ROLES for word in text.split())


def leading_name_words(text: str) -> list[str]:
    """Return the words at the start of the text that may belong to one name."""
    found: list[str] = []
    for word in text.split():
        bare = word.rstrip(",;")
        if len(found) == _LONGEST_NAME or not _may_belong(bare, first=not found):
            break
        found.append(bare)
        if bare != word:
            break
    while found and found[-1].lower() in _PARTICLES:
        found.pop()
    return found


def is_name(text: str) -> bool:
    """Return whether the text looks like the whole name of one person: two words or more."""
    name = leading_name_words(text)
    return len(name) >= 2 and name == text.split() and not is_role(text)


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


def without_titles(text: str) -> str:
    """Return a text that begins with a name without the `Dr.` before it."""
    return _TITLES.sub("", text)
