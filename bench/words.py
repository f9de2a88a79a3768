"""Sentences that look like news, the same ones each time for the same seed."""

from collections.abc import Iterator
from random import Random

_WHO = (
    "The ministry", "A spokeswoman for the council", "The port authority", "Mr. Halvorsen",
    "The head of the inquiry", "Two former officials", "The regional court", "Dr. Amara Osei",
    "The opposition", "A study of 1,200 households", "The central bank", "The mayor of Lindau",
    "Environmental groups", "The company’s auditors", "The United Fishers’ Union", "Parliament",
)  # fmt: skip
_DID = (
    "said that", "denied that", "confirmed on Tuesday that", "had warned in March that",
    "told reporters that", "will have to explain why", "found no evidence that", "insisted that",
    "wrote in a letter of 14 May that", "could not say whether", "argued for years that",
)  # fmt: skip
_WHAT = (
    "unemployment among the young", "the price of wheat", "traffic over the northern bridge",
    "the budget for schools", "the number of arrivals", "the level of the reservoir",
    "support for the treaty", "the bank’s reserve", "spending on the harbour", "the catch of cod",
    "the share of wind power", "the backlog of asylum cases", "the cost of the new hospital",
)  # fmt: skip
_CHANGED = (
    "rose by {n} per cent", "fell to {n} million euros", "has more than doubled since {y}",
    "was lower than in {y}", "would reach {n},000 by the end of the year", "stood at {n}.{d}",
    "had been counted twice in {y}", "was never published", "grew for the {d}th month in a row",
)  # fmt: skip
_BECAUSE = (
    "after the strike at the docks", "because the law was changed in {y}", "despite the embargo",
    "in the first quarter of {y}", "under the agreement signed in Geneva", "by its own figures",
    "while neighbouring districts reported the opposite", "according to the latest census",
)  # fmt: skip


def sentence(random: Random) -> str:
    """One sentence of some 100 characters."""
    parts = [random.choice(p) for p in (_WHO, _DID, _WHAT, _CHANGED, _BECAUSE)]
    words = " ".join(parts[: random.choice((4, 5))])
    figures = {"n": random.randint(2, 97), "y": random.randint(1991, 2019)}
    return words.format(**figures, d=random.randint(4, 9)) + "."


def paragraphs(random: Random, sentences: int) -> Iterator[str]:
    """Paragraphs of three to six sentences, so many sentences in all."""
    while sentences > 0:
        size = min(sentences, random.randint(3, 6))
        yield " ".join(sentence(random) for _ in range(size))
        sentences -= size


def title(random: Random) -> str:
    """A headline."""
    words = f"{random.choice(_WHAT)} {random.choice(_BECAUSE)}"
    return words.format(y=random.randint(1991, 2019)).capitalize()
