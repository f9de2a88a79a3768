"""What is painted on the texts: changed words, claims, and the places a passage may have."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from flask_babel import gettext as _
from markupsafe import escape

from workbench.articles.word_difference import ChangedWords
from workbench.claims.settling import Item
from workbench.screens.versions.drawing import Paint
from workbench.verdicts.marks import Mark


def changed_words(words: Iterable[ChangedWords], element: str) -> Iterator[Paint]:
    """Words that one text alone has, as `ins` or `del`; a number, name or negation stands out."""
    for each in words:
        standing = f' class="is-{each.standout}"' if each.standout else ""
        yield Paint(each.start, each.end, f"<{element}{standing}>", f"</{element}>")


def claims(
    marks: Iterable[Mark], addresses: Mapping[int, str], opened: int | None
) -> Iterator[Paint]:
    """Passages of claims, with a number that leads on: `addresses` are by passage id."""
    called = _("Claim %(number)s")
    for mark in marks:
        ring = " is-open" if mark.passage_id == opened else ""
        look = f"verdict-{mark.token or 'none'}{ring}"
        words = escape(called % {"number": mark.claim_number})
        yield Paint(
            mark.start,
            mark.end,
            f'<mark class="claim {look}">',
            "</mark>",
            f'<a class="claim-number {look}" href="{escape(addresses[mark.passage_id])}"'
            f' data-number="{mark.claim_number}" aria-label="{words}"></a>',
        )


def placed(marks: Sequence[Mark], items: Iterable[Item]) -> Iterator[Mark]:
    """The marks of the version before, at their places in the draft: those that have one."""
    by_passage = {mark.passage_id: mark for mark in marks}
    for item in items:
        mark, place = by_passage.get(item.passage.id), item.place
        if mark is not None and place is not None:
            yield mark._replace(start=place[0], end=place[1])


def candidates(item: Item) -> Iterator[Paint]:
    """The places that a passage may have, numbered as their keys are."""
    if not item.is_open:
        return
    for key, each in enumerate(item.candidates, start=1):
        yield Paint(
            each.start,
            each.end,
            f'<mark class="candidate" data-place="{key}">',
            "</mark>",
            f'<span class="candidate-number" data-number="{key}" aria-hidden="true"></span>',
        )
