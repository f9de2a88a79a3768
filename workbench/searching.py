"""What a search looks for, and what it looks into: words in one spelling, whoever wrote them.

SQLite compares A to Z alone without regard to capitals, so both sides are brought into that
spelling here, and what is looked into is stored so (`search_text`).
"""

import re
from unicodedata import normalize

_MOST_WORDS = 8
_LONGEST_WORD = 200  # SQLite refuses a pattern of 50,000 bytes
_TERM = re.compile(r'"([^"]+)"|([^\s"]+)')  # signs of quotation that stand alone say nothing
# Of Latin, Greek and Cyrillic. Vowel signs of other scripts are letters, and stay.
_ACCENTS = re.compile("[\u0300-\u036f]")
# As a printer sets them, and as a keyboard has them.
_TYPED = str.maketrans("‘’‛“”„«»‐‒–—―", "'" * 3 + '"' * 5 + "-" * 5)


def folded(text: str) -> str:
    """The text without capitals, accents and what printers make of signs: “Straße” is “strasse”.

    A search that finds a word too many is better than one that misses what a colleague, another
    keyboard or a PDF spelled in another way: É, É of two code points, and ﬁ of one.
    """
    if text.isascii():
        return text.lower()
    letters = normalize("NFKD", normalize("NFKD", text).casefold())
    return normalize("NFC", _ACCENTS.sub("", letters).translate(_TYPED))


def searched(words: str) -> list[str]:
    """What a search looks for, as `search_text` has it: words, and what is quoted as one.

    The first eight, and 200 letters of each. PostgreSQL refuses a zero.
    """
    typed = _TERM.findall(folded(words.replace("\0", "")))
    terms = [" ".join((quoted or word).split()) for quoted, word in typed]
    return [term[:_LONGEST_WORD] for term in terms if term][:_MOST_WORDS]
