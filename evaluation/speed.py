"""How long it takes: 500 passages of a text of 5,000 sentences, a fifth of which were edited."""

import time
from random import Random
from typing import NamedTuple

from evaluation.traced import reading
from workbench.articles.anchoring import quote_at
from workbench.articles.reanchoring import Following

_PASSAGES = 500
_PARAGRAPHS = 1250
_SENTENCES = 5  # in each
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Time(NamedTuple):
    """Seconds of computing."""

    sentences: int
    comparing: float
    placing: float


def measure() -> Time:
    """Follow the text once, and place the passages one by one."""
    chance = Random(1)
    words = ["".join(chance.choices(_LETTERS, k=chance.randint(2, 9))) for _ in range(4000)]
    before = [[_sentence(words, chance) for _ in range(_SENTENCES)] for _ in range(_PARAGRAPHS)]
    after = [[_edited(sentence, words, chance) for sentence in part] for part in before]
    after[100], after[900] = after[900], after[100]
    old, new = reading(_text(before)), reading(_text(after))
    started = time.process_time()
    following = Following(old, new)
    compared = time.process_time()
    for number in chance.sample(range(len(old)), _PASSAGES):
        following.place(quote_at(old.text, old.starts[number], old.ends[number]))
    return Time(len(old), compared - started, time.process_time() - compared)


def _sentence(words: list[str], chance: Random) -> str:
    return " ".join(chance.choices(words, k=chance.randint(6, 28))).capitalize() + "."


def _edited(sentence: str, words: list[str], chance: Random) -> str:
    if chance.random() > 0.2:
        return sentence
    parts = sentence.split()
    parts[chance.randrange(len(parts))] = chance.choice(words)
    return " ".join(parts)


def _text(paragraphs: list[list[str]]) -> str:
    return "\n\n".join(" ".join(paragraph) for paragraph in paragraphs)
