"""Words of a desk's own that it puts on things to find them together: tags, topics."""

import re

from workbench.intake.cleaning import clean, straight
from workbench.searching import folded

LONGEST_LABEL = 60  # code points


def labels_in(typed: str) -> list[str]:
    """The labels that were typed, with commas or semicolons between them; each once."""
    parts = re.split("[,;]", clean(straight(typed)))
    labels = (" ".join(part.split()).lstrip("#").lstrip()[:LONGEST_LABEL] for part in parts)
    return list({label_key(each): each.rstrip() for each in labels if _shows(each)}.values())


def _shows(label: str) -> bool:
    return bool(label_key(label)) and any(map(str.isprintable, label))


def label_key(label: str) -> str:
    """What spellings of a label have in common: “Città  vecchia” is “citta vecchia”."""
    return " ".join(folded(label).split())
