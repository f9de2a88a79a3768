"""Edits of many kinds, made at random, each on a text that is traced."""

import re
from collections.abc import Callable
from random import Random

from evaluation.traced import Letter, Paragraph, Sentence, Traced, copied, put_in, text_of, written

_OTHER_WORDS = (
    "reportedly",
    "a",
    "dozen",
    "further",
    "people",
    "later",
    "asked",
    "officials",
    "whether",
    "several",
    "earlier",
    "plans",
    "had",
    "been",
    "dropped",
    "once",
    "the",
    "second",
    "inquiry",
    "began",
    "and",
    "nobody",
    "from",
    "board",
    "answered",
)
_NEW_SENTENCES = (
    "A spokeswoman confirmed this on Thursday evening.",
    "It was the third such case within four months.",
    "Neither of the two firms has published its accounts since.",
    "Correction: an earlier version of this text named another day.",
    "Those who were there remember it differently.",
)
_PARTED = 3  # letters at most between the last of a sentence and the first of the next
_WORD = re.compile(r"\w+")


def none(text: Traced, chance: Random) -> None:
    """Leave everything as it is."""


def insert_sentences(text: Traced, chance: Random) -> None:
    for words in chance.sample(_NEW_SENTENCES, 3):
        paragraph = chance.choice(text.paragraphs)
        paragraph.insert(chance.randint(0, len(paragraph)), written(words))


def insert_paragraph(text: Traced, chance: Random) -> None:
    new = [written(words) for words in chance.sample(_NEW_SENTENCES, 2)]
    text.paragraphs.insert(chance.randrange(len(text.paragraphs)), new)


def swap_paragraphs(text: Traced, chance: Random) -> None:
    """Swap two that differ: of equal ones nobody could tell."""
    one, other = chance.sample(range(1, len(text.paragraphs)), 2)
    parts = text.paragraphs
    if _text(parts[one]) != _text(parts[other]):
        parts[one], parts[other] = parts[other], parts[one]


def move_sentence(text: Traced, chance: Random) -> None:
    paragraph = _long_one(text, chance)
    moved = paragraph.pop(chance.randrange(len(paragraph)))
    target = chance.choice(text.paragraphs)
    target.insert(chance.randint(0, len(target)), moved)


def delete_sentences(text: Traced, chance: Random) -> None:
    for _ in range(3):
        paragraph = _long_one(text, chance)
        del paragraph[chance.randrange(len(paragraph))]


def delete_paragraph(text: Traced, chance: Random) -> None:
    del text.paragraphs[chance.randrange(1, len(text.paragraphs))]


def change_numbers(text: Traced, chance: Random) -> None:
    for part, place in text.places():
        if chance.random() < 0.5:
            sentence = text.paragraphs[part][place]
            text.paragraphs[part][place] = _replaced(sentence, r"\d+", _another_number, chance, 1)


def replace_words(text: Traced, chance: Random) -> None:
    _in_some_sentences(text, chance, 0.2, _words_replaced)


def leave_words_out(text: Traced, chance: Random) -> None:
    _in_some_sentences(text, chance, 0.2, _words_left_out)


def add_words(text: Traced, chance: Random) -> None:
    _in_some_sentences(text, chance, 0.2, _words_added)


def rewrite_sentences(text: Traced, chance: Random) -> None:
    """Put other words for two in three."""
    _in_some_sentences(text, chance, 0.2, _rewritten)


def change_quotation_marks(text: Traced, chance: Random) -> None:
    marks = {"“": '"', "”": '"', "’": "'", "„": "«", "«": "“", "»": "”"}
    text.paragraphs = [
        [[_other_mark(letter, marks) for letter in sentence] for sentence in paragraph]
        for paragraph in text.paragraphs
    ]


def split_sentences(text: Traced, chance: Random) -> None:
    """Make two sentences of one, at a comma."""
    for part, place in text.places()[::-1]:
        sentence = text.paragraphs[part][place]
        commas = [
            at for at, letter in enumerate(sentence[:-10]) if letter.letter == "," and at > 10
        ]
        if commas and chance.random() < 0.4:
            text.paragraphs[part][place] = _split(sentence, chance.choice(commas))


def join_sentences(text: Traced, chance: Random) -> None:
    for paragraph in text.paragraphs:
        if len(paragraph) > 2 and chance.random() < 0.6:
            at = chance.randrange(len(paragraph) - 1)
            one, other = paragraph[at : at + 2]
            first = Letter(other[0].letter.lower(), other[0].origin, other[0].instead)
            paragraph[at : at + 2] = [[*one[:-1], *written(", and "), first, *other[1:]]]


def split_paragraphs(text: Traced, chance: Random) -> None:
    for part in range(len(text.paragraphs) - 1, 0, -1):
        paragraph = text.paragraphs[part]
        if len(paragraph) > 1 and chance.random() < 0.5:
            at = chance.randrange(1, len(paragraph))
            text.paragraphs[part : part + 1] = [paragraph[:at], paragraph[at:]]


def join_paragraphs(text: Traced, chance: Random) -> None:
    for _ in range(3):
        part = chance.randrange(1, len(text.paragraphs) - 1)
        text.paragraphs[part] += text.paragraphs.pop(part + 1)


def copy_paragraph_behind_itself(text: Traced, chance: Random) -> None:
    part = chance.randrange(1, len(text.paragraphs))
    for sentence in text.paragraphs[part]:
        text.undecide(sentence)
    text.paragraphs.insert(part, [copied(sentence) for sentence in text.paragraphs[part]])


def copy_paragraph_elsewhere(text: Traced, chance: Random) -> None:
    part = chance.randrange(1, len(text.paragraphs))
    elsewhere = [at for at in range(1, len(text.paragraphs)) if at not in (part, part + 1)]
    copy = [copied(sentence) for sentence in text.paragraphs[part]]
    at = chance.choice(elsewhere)
    before, behind = text.paragraphs[at - 1][-1:], text.paragraphs[at : at + 1]
    ends = [(text.paragraphs[part][0], end) for end in before]
    ends += [(text.paragraphs[part][-1], end[0]) for end in behind]
    if not any(_were_neighbours(one, other) for one, other in ends):
        text.paragraphs.insert(at, copy)


def repeat_sentences(text: Traced, chance: Random) -> None:
    for _ in range(3):
        repeated = chance.choice(_long_one(text, chance))
        target = chance.choice(text.paragraphs)
        place = chance.randint(0, len(target))
        beside = target[max(0, place - 1) : place + 1]
        if any(neighbour is repeated for neighbour in beside):
            text.undecide(repeated)
        elif any(_were_neighbours(repeated, neighbour) for neighbour in beside):
            continue  # there it would pass for the original, which went away
        target.insert(place, copied(repeated))


def _were_neighbours(one: Sentence, other: Sentence) -> bool:
    places = [[at.origin for at in sentence if at.origin is not None] for sentence in (one, other)]
    if not all(places):
        return False
    return min(abs(max(p) - min(q)) for p, q in (places, places[::-1])) <= _PARTED


def several(text: Traced, chance: Random) -> None:
    """Do what editors do of a morning: five edits of any kind that happens to them.

    Copies are made last. Were the original moved or deleted after that, the copy could stand where
    the original stood, and no reader could tell that it is not the original.
    """
    for edit in sorted(chance.choices(_OF_A_MORNING, k=5), key=_copies):
        if len(text.paragraphs) > 5:
            edit(text, chance)


def _copies(edit: "Edit") -> bool:
    return edit in (copy_paragraph_elsewhere, repeat_sentences)


Edit = Callable[[Traced, Random], None]

EDITS: dict[str, Edit] = {
    "nothing": none,
    "sentences put in": insert_sentences,
    "a paragraph put in": insert_paragraph,
    "paragraphs swapped": swap_paragraphs,
    "a sentence moved": move_sentence,
    "sentences deleted": delete_sentences,
    "a paragraph deleted": delete_paragraph,
    "numbers changed": change_numbers,
    "words replaced": replace_words,
    "words left out": leave_words_out,
    "words added": add_words,
    "sentences rewritten": rewrite_sentences,
    "other quotation marks": change_quotation_marks,
    "sentences split": split_sentences,
    "sentences joined": join_sentences,
    "paragraphs split": split_paragraphs,
    "paragraphs joined": join_paragraphs,
    "a paragraph copied behind itself": copy_paragraph_behind_itself,
    "a paragraph copied elsewhere": copy_paragraph_elsewhere,
    "sentences repeated": repeat_sentences,
    "five edits of any kind": several,
}
_OF_A_MORNING = [
    edit
    for name, edit in EDITS.items()
    if name not in ("nothing", "five edits of any kind", "a paragraph copied behind itself")
]


def _text(paragraph: Paragraph) -> list[str]:
    return [text_of(sentence) for sentence in paragraph]


def _long_one(text: Traced, chance: Random) -> Paragraph:
    long = [paragraph for paragraph in text.paragraphs[1:] if len(paragraph) > 1]
    return chance.choice(long or text.paragraphs)


def _in_some_sentences(
    text: Traced, chance: Random, share: float, edit: Callable[[Sentence, Random], Sentence]
) -> None:
    for part, place in text.places():
        if chance.random() < share:
            text.paragraphs[part][place] = edit(text.paragraphs[part][place], chance)


def _words_replaced(sentence: Sentence, chance: Random) -> Sentence:
    return _replaced(sentence, r"\w+", _another_word, chance, chance.randint(1, 2))


def _rewritten(sentence: Sentence, chance: Random) -> Sentence:
    words = len(_WORD.findall(text_of(sentence)))
    return _replaced(sentence, r"\w+", _another_word, chance, words * 2 // 3)


def _words_left_out(sentence: Sentence, chance: Random) -> Sentence:
    words = len(_WORD.findall(text_of(sentence)))
    return sentence if words < 6 else _replaced(sentence, r"\w+ ", _nothing, chance, 2)


def _words_added(sentence: Sentence, chance: Random) -> Sentence:
    spaces = [at for at, letter in enumerate(sentence) if letter.letter == " "]
    if not spaces:
        return sentence
    at = chance.choice(spaces)
    return [*sentence[:at], *written(" " + chance.choice(_OTHER_WORDS)), *sentence[at:]]


def _replaced(
    sentence: Sentence, pattern: str, other: Callable[[str, Random], str], chance: Random, most: int
) -> Sentence:
    found = list(re.finditer(pattern, text_of(sentence)))
    for match in sorted(chance.sample(found, min(most, len(found))), key=lambda m: -m.start()):
        words = put_in(other(match[0], chance), sentence[match.start() : match.end()])
        sentence = [*sentence[: match.start()], *words, *sentence[match.end() :]]
    return sentence


def _another_number(number: str, chance: Random) -> str:
    return str(int(number) + chance.randint(1, 20))


def _another_word(word: str, chance: Random) -> str:
    """Choose a word, with a capital where the old one has one: it may begin a sentence."""
    other = chance.choice([other for other in _OTHER_WORDS if other != word])
    return other.capitalize() if word[0].isupper() else other


def _nothing(words: str, chance: Random) -> str:
    return ""


def _other_mark(letter: Letter, marks: dict[str, str]) -> Letter:
    other = marks.get(letter.letter)
    return letter if other is None else Letter(other, None, letter.origin)


def _split(sentence: Sentence, comma: int) -> Sentence:
    stop = Letter(".", None, sentence[comma].origin)
    first = sentence[comma + 2]
    capital = Letter(first.letter.upper()[:1], first.origin, first.instead)
    return [*sentence[:comma], stop, sentence[comma + 1], capital, *sentence[comma + 3 :]]
