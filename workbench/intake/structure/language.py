"""Which language a text is in."""

from py3langid import classify

# Reading on would cost time and change nothing.
_ENOUGH = 2000  # characters
_TOO_FEW = 20  # letters: fewer say nothing


def language_of(text: str, declared: str = "") -> str:
    """Return a code such as `en`; what the document declares where there is too little text."""
    sample = text[:_ENOUGH]
    if sum(character.isalpha() for character in sample) < _TOO_FEW:
        return declared.partition("-")[0].lower()[:3]
    language: str = classify(sample)[0]
    return language
