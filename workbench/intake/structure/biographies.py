"""Lines about the author, as they stand below an article."""

import re

from workbench.intake.structure.names import is_name, leading_name_words, without_titles

_LONGEST = 900  # characters
_VERB = (
    r"(?:is|was|has|are|writes|teaches|covers|reports|works|lives|studied|serves|heads|edits|joined"
    r"|can\s+be\s+reached|ist|war|lehrt|lebt|schreibt|arbeitet|est|enseigne|vit|écrit|es)\b"
)
_FOLLOWS_NAME = re.compile(rf"^(?:\s*\([^()]{{1,60}}\)|,[^,]{{1,80}},)?\s+{_VERB}", re.I)
_TRADES = re.compile(
    r"\b(?:writer|journalist|author|reporter|correspondent|columnist|editor|contributor|professor"
    r"|lecturer|analyst|fellow|researcher|historian|economist|commentator|novelist|photographer"
    r"|teaches|writes|covers|journalistin|autorin?|redakteurin?|professorin|korrespondentin?"
    r"|journaliste|auteure?|autrice|professeure?|chercheuse|chercheur|periodista|profesora?)\b",
    re.I,
)
_THE_AUTHOR = re.compile(
    r"^(?:the\s+(?:author|writer|columnist)s?\s+(?:is|are|was|has|can|teaches|writes)\b"
    r"|(?:der|die)\s+autor(?:in)?\s+(?:ist|lehrt|lebt)\b|l['’]aut(?:eure?|rice)\s+est\b)",
    re.I,
)
_REACH = re.compile(r"^(?:e-?mail|contact|twitter|x|follow|reach)\b.{0,60}@|^@\w{2,30}\W*$", re.I)
_TRADE_WITHIN = 220  # characters from the start


def is_biography(text: str, authors: tuple[str, ...]) -> bool:
    """Return whether the text tells who the author is; it must stand below the article."""
    if len(text) > _LONGEST:
        return False
    if _THE_AUTHOR.match(text) or _REACH.match(text):
        return True
    return _of_author(text, authors) or bool(biography_of(text))


def biography_of(text: str) -> str:
    """Return the name that opens a biography such as `Jane Doe is a writer`, else nothing."""
    bare = without_titles(text)
    name = " ".join(leading_name_words(bare[:200]))
    if not is_name(name) or not _FOLLOWS_NAME.match(bare[len(name) : len(name) + 160]):
        return ""
    return name if _TRADES.search(text[:_TRADE_WITHIN]) else ""


def introduces(text: str, authors: tuple[str, ...]) -> bool:
    """Return whether the text begins with what one of the authors is: `Dr. Doe is a writer`."""
    opening = without_titles(text).casefold()
    names = (*authors, *(author.split()[-1] for author in authors if opening != text.casefold()))
    return any(
        opening.startswith(name.casefold()) and _FOLLOWS_NAME.match(opening[len(name) :][:160])
        for name in names
    )


def _of_author(text: str, authors: tuple[str, ...]) -> bool:
    alone = without_titles(text).casefold().strip(" .")
    return introduces(text, authors) or alone in {author.casefold() for author in authors}
