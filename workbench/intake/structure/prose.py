"""How a stretch of text is built: sentences, endings, words."""

import re

_TERMINAL = frozenset(".!?…:;。！？।؟۔")
_CLOSERS = "\"'”’“‘»«›‹)]} "
_FOOTNOTE = re.compile(r"(?:\[\d{1,3}\]|[¹²³⁰-⁹]{1,3})$")
_ABBREVIATION = re.compile(
    r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|Gov|St|Lt|Col|Sgt|Jr|Sr|No|Jan|Feb|Mar|Apr|Aug"
    r"|Sept?|Oct|Nov|Dec|[a-z]\.[a-z])\."
)
_BETWEEN_LETTERS = re.compile(r"[\W_]+")  # letters and digits of every alphabet left over
_GLANCE = 30  # characters in which most texts that differ do
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)\]]*(?:\s+|$)")


def is_finished(text: str) -> bool:
    """Return whether the text ends as a sentence ends."""
    bare = _FOOTNOTE.sub("", text[-40:].rstrip()).rstrip(_CLOSERS)
    return bool(bare) and bare[-1] in _TERMINAL


def sentence_count(text: str) -> int:
    """Return roughly how many sentences begin in a short text."""
    bare = _ABBREVIATION.sub("", text).strip()
    ends = len(_SENTENCE_END.findall(bare))
    return ends + (0 if _SENTENCE_END.search(bare[-4:]) else 1)


def word_count(text: str) -> int:
    """Return the number of words between spaces."""
    return len(text.split())


def are_same_words(text: str, other: str) -> bool:
    """Return whether two texts differ only in case, spaces and punctuation."""
    wanted = same_words(other)
    return wanted.startswith(same_words(text[:_GLANCE])) and same_words(text) == wanted


def same_words(text: str) -> str:
    """Return what two texts share that differ only in case, spaces and punctuation."""
    return _BETWEEN_LETTERS.sub("", text.casefold())
