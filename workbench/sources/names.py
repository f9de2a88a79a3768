"""Names of authors, as a library writes them and as people read them.

A person is written “Korybko, Andrew”, which tells the family name; everything else is one name as
it stands. A name with a comma that is no person's stands in braces, as in BibTeX: “{Smith, Jones
and Company}”.
"""

from collections.abc import Iterable, Mapping

from workbench.intake.cleaning import clean


def natural(author: str) -> str:
    """The name in the order in which it is spoken: “Andrew Korybko”."""
    if _in_braces(author):
        return author[1:-1]
    family, comma, given = author.partition(", ")
    return f"{given} {family}" if comma and given and family else author


def natural_order(authors: Iterable[str]) -> tuple[str, ...]:
    """Names in the order in which they are spoken."""
    return tuple(map(natural, authors))


def name_of(author: str) -> dict[str, str]:
    """A name as CSL-JSON has it."""
    family, comma, given = author.partition(", ")
    if _in_braces(author) or not (comma and given and family):
        return {"literal": natural(author)}
    return {"family": family, "given": given}


def author_of(name: Mapping[str, object]) -> str:
    """A name of CSL-JSON as the library writes it; empty if nothing is in it."""
    words = {key: value for key, value in name.items() if isinstance(value, str)}
    said = {key: " ".join(clean(value).split()) for key, value in words.items()}
    literal = said.get("literal", "")
    if literal:
        return f"{{{literal}}}" if ", " in literal else literal
    family = _joined(said, "non-dropping-particle", "family", "suffix")
    given = _joined(said, "given", "dropping-particle")
    return f"{family}, {given}" if family and given else family or given


def _joined(said: Mapping[str, str], *keys: str) -> str:
    return " ".join(said[key] for key in keys if said.get(key))


def _in_braces(author: str) -> bool:
    return author.startswith("{") and author.endswith("}")
