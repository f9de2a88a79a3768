"""Whether bytes read in an encoding give what people write: a wrong one gives itself away."""

import re

_SAMPLE = 100_000  # characters that are enough to judge
_ODD_SHARE = 0.1  # of the characters beyond ASCII
_FOREIGN_SHARE = 0.2  # of all characters: more Latin letters with marks has no Western language
_MANY_CAPITALS = 20  # letters in capitals, and none in small ones, beyond ASCII

_LETTER = r"[^\W\d_ªº]"
_OTHER_ALPHABETS = r"\u0370-\u07ff\uff61-\uff9f"
_SYMBOLS = r"€ƒ†‡ˆ‰‹›•˜¡¢£¤¥¦§¨©ª«¬®¯°±²³´µ¶¸¹º»¼½¾¿×÷"
_ODD = re.compile(
    rf"""[\x80-\x84\x86-\x9f\ue000-\uf8ff\ufff0-\uffff]     # no characters of any language
    | (?<={_LETTER})[{_SYMBOLS}](?={_LETTER})               # w³aœciciel
    | (?<=[a-zß-öø-ÿšžœ])[À-ÖØ-ÞŠŽŒŸ] | [ß-öø-ÿšžœ](?=[A-Z])  # SeÃ±or
    | [а-яё](?=[А-ЯЁ]) | [α-ωά-ώ](?=[Α-ΩΆ-Ώ])               # яРНХР
    | [A-Za-zÀ-ÿ](?=[{_OTHER_ALPHABETS}]) | [{_OTHER_ALPHABETS}](?=[A-Za-zÀ-ÿ])  # Mьhle
    | (?<=[a-z])[\u3040-\u9fff\uac00-\ud7af](?=[a-z])       # caf閽s
    """,
    re.X,
)
_MARKED_LATIN = re.compile(r"[À-ÖØ-öø-ɏ]")


def is_plausible(text: str) -> bool:
    """Return whether the characters beyond ASCII stand as they do in some language."""
    sample = text[:_SAMPLE]
    beyond = [character for character in sample if character > "\x7f"]
    few_marks = len(_MARKED_LATIN.findall(sample)) <= len(sample) * _FOREIGN_SHARE
    odd = len(_ODD.findall(sample)) > len(beyond) * _ODD_SHARE
    return few_marks and not odd and not _shouts(beyond)


def _shouts(beyond: list[str]) -> bool:
    capitals = sum(character.isupper() for character in beyond)
    return capitals >= _MANY_CAPITALS and not any(character.islower() for character in beyond)
