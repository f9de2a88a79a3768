"""Which language a text is in."""

from importlib import import_module

# Reading on would cost time and change nothing.
_ENOUGH = 1000  # characters
_TOO_FEW = 20  # letters: fewer say nothing


def language_of(text: str, declared: str = "") -> str:
    """Return a code such as `en`; what the document declares where there is too little text."""
    sample = text[:_ENOUGH]
    if sum(map(str.isalpha, sample)) < _TOO_FEW:
        return declared.partition("-")[0].lower()[:3]
    # Loaded with the first article: it brings numpy and a model of its own.
    language: str = import_module("py3langid").classify(sample)[0]
    return language
