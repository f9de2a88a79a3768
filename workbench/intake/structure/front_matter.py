"""The head of an article: headline, by-line, date, outlet, and what stands around them."""

import re
from dataclasses import dataclass, field, replace

from workbench.intake.extract import Declared, Piece
from workbench.intake.rules import BlockKind
from workbench.intake.structure.biographies import introduces
from workbench.intake.structure.captions import has_credit, is_caption
from workbench.intake.structure.credits import (
    Credit,
    name_before_role,
    outlet_beside_date,
    read_credit,
)
from workbench.intake.structure.names import in_usual_case, is_name, is_role
from workbench.intake.structure.notices import is_notice
from workbench.intake.structure.ornaments import is_ornament
from workbench.intake.structure.outlets import (
    is_outlet,
    is_section,
    split_title,
    without_quotes,
)
from workbench.intake.structure.prose import is_finished, same_words, sentence_count, word_count

_HEAD = 14  # pieces among which the head is sought
_LONGEST_HEADLINE = 220  # characters
_LONGEST_HEADLINE_WORDS = 32
_LONGEST_ROLE = 6  # words
_SHORTEST_PROSE = 140  # characters
_COUNT = re.compile(r"\d{1,6}(?:[.,]\d{1,3})?k?", re.I)  # of shares, likes or comments


@dataclass(slots=True)
class FrontMatter:
    """What the head of the article gives away.

    `headline` is the index of its piece, None if the text has none. `page` are the indexes of
    by-lines, dates, repeated titles and the like. `end` is the first index below the head.
    """

    headline: int | None = None
    title: str = ""
    outlet: str = ""
    credits: list[Credit] = field(default_factory=list)
    page: set[int] = field(default_factory=set)
    end: int = 0


def read_front_matter(pieces: tuple[Piece, ...], declared: Declared) -> FrontMatter:
    """Read the head of an article from its first pieces. A declared title need not stand there."""
    front = FrontMatter()
    text = "\n".join(piece.text for piece in pieces)
    marked_headline = _marked_headline(pieces, declared)
    if marked_headline is None:
        front.title = declared.title
    for index, piece in enumerate(pieces[:_HEAD]):
        if marked_headline == index:
            _take_headline(front, piece, index, text)
        elif not _read_piece(front, pieces, index, text, wait=(marked_headline or 0) > index):
            break
    front.end = _end(front)
    return front


def _marked_headline(pieces: tuple[Piece, ...], declared: Declared) -> int | None:
    """The piece that the format calls the headline, or that its metadata repeat."""
    wanted = same_words(declared.title)
    for index, piece in enumerate(pieces[:_HEAD]):
        title = split_title(piece.text, "")[0]
        if wanted and same_words(title) == wanted:
            return index
    marked = (i for i, piece in enumerate(pieces[:_HEAD]) if piece.kind is BlockKind.HEADLINE)
    return next(marked, None)


def _read_piece(
    front: FrontMatter, pieces: tuple[Piece, ...], index: int, text: str, *, wait: bool
) -> bool:
    """Sort one piece of the head; False where the head has ended."""
    piece = pieces[index]
    credit = read_credit(piece, text)
    if credit is not None:
        front.credits.append(_with_outlet(front, credit, piece, text))
        front.page.add(index)
    elif _is_page_furniture(front, pieces, index):
        front.page.add(index)
    elif not front.title and not wait and _is_headline(pieces, index, text):
        _take_headline(front, piece, index, text)
    elif _is_lone_name(front, pieces, index, text):
        name = name_before_role(piece.text) or piece.text
        front.credits.append(Credit(authors=(in_usual_case(name),)))
        front.page.add(index)
    else:
        return wait or not _is_prose(piece) or _credit_follows(pieces, index, text)
    return True


def _with_outlet(front: FrontMatter, credit: Credit, piece: Piece, text: str) -> Credit:
    """A date below a by-line may have the outlet before it, known or not."""
    below = front.credits and front.credits[-1].authors and not front.credits[-1].outlet
    outlet = outlet_beside_date(piece.text, text) if below and credit.published else ""
    return replace(credit, authors=(), outlet=outlet) if outlet and not credit.outlet else credit


def _credit_follows(pieces: tuple[Piece, ...], index: int, text: str) -> bool:
    return any(read_credit(piece, text) for piece in pieces[index + 1 : index + 2])


def _take_headline(front: FrontMatter, piece: Piece, index: int, text: str) -> None:
    front.headline = index
    front.title, outlet = split_title(piece.text.replace("\n", " "), text)
    front.outlet = front.outlet or outlet


def _is_page_furniture(front: FrontMatter, pieces: tuple[Piece, ...], index: int) -> bool:
    """A kicker, breadcrumbs, the paper's name, a notice, a rule, a count, the title once more."""
    words = pieces[index].text
    if _COUNT.fullmatch(words):
        return index - 1 in front.page
    if is_ornament(words) or is_notice(words):
        return True
    if front.title and same_words(split_title(words, "")[0]) == same_words(front.title):
        return True
    if is_section(words) or _is_kicker(pieces, index):
        return front.headline is None or index <= front.headline + 2
    if is_role(words) and word_count(words) <= _LONGEST_ROLE and not is_finished(words):
        return index - 1 in front.page
    if _is_outlet_line(front, pieces, index):
        front.outlet = front.outlet or without_quotes(words)
        return True
    return index - 1 in front.page and any(
        introduces(words, credit.authors) for credit in front.credits
    )


def _is_kicker(pieces: tuple[Piece, ...], index: int) -> bool:
    """A word or two above the headline, in capitals, or with a second line below the headline."""
    words = pieces[index].text
    following, second = ([piece.text for piece in pieces[index + 1 : index + 3]] + ["", ""])[:2]
    long_enough = 3 < word_count(following) <= _LONGEST_HEADLINE_WORDS
    if word_count(words) > 2 or not long_enough or is_finished(following):
        return False
    second_line = word_count(second) > word_count(following) and not is_finished(second)
    return words.isupper() or (index == 0 and second_line and not is_finished(words))


def _is_outlet_line(front: FrontMatter, pieces: tuple[Piece, ...], index: int) -> bool:
    words = pieces[index].text
    if pieces[index].kind is not None or not is_outlet(words) or word_count(words) > 5:
        return False
    if is_finished(words):
        return False
    if front.headline is not None:
        beside = index - 1 in {front.headline, *front.page}
        return beside and (words in front.outlet or _awaits_outlet(front, index))
    following = pieces[index + 1].text if index + 1 < len(pieces) else ""
    return word_count(following) > word_count(words) and len(following) <= _LONGEST_HEADLINE


def _awaits_outlet(front: FrontMatter, index: int) -> bool:
    """Whether the line above named the author, and nothing has named the outlet."""
    last = front.credits[-1] if front.credits else Credit()
    known = front.outlet or any(credit.outlet for credit in front.credits)
    return bool(index - 1 in front.page and last.authors and not known)


def _is_headline(pieces: tuple[Piece, ...], index: int, text: str) -> bool:
    piece = pieces[index]
    if piece.kind not in {None, BlockKind.HEADLINE, BlockKind.HEADING} or len(pieces) == 1:
        return False
    if len(piece.text) > _LONGEST_HEADLINE or word_count(piece.text) > _LONGEST_HEADLINE_WORDS:
        return False
    if has_credit(piece.text) or piece.text.endswith((":", ";", ",")):
        return False
    return not piece.text.rstrip("\"'”’").endswith(".") or _before_credit(pieces, index, text)


def _before_credit(pieces: tuple[Piece, ...], index: int, text: str) -> bool:
    short = len(pieces[index].text) <= _LONGEST_HEADLINE // 2 and index == 0
    return short and any(read_credit(piece, text) for piece in pieces[index + 1 : index + 3])


def _is_lone_name(front: FrontMatter, pieces: tuple[Piece, ...], index: int, text: str) -> bool:
    """A name by itself is a by-line beside a date, or when the article speaks of the person."""
    words = pieces[index].text
    if front.headline is None:
        return False
    if not name_before_role(words) and (not is_name(words) or word_count(words) > 4):
        return False
    beside = [index - 1 in front.page]
    if index + 1 < len(pieces):
        following = pieces[index + 1]
        beside.append(read_credit(following, text) is not None)
        beside.append(is_outlet(following.text) and not is_finished(following.text))
    return any(beside) or f"\n{words} " in text


def _is_prose(piece: Piece) -> bool:
    if is_caption(piece.text, after_gap=piece.after_gap):
        return False
    return is_finished(piece.text) and (
        len(piece.text) >= _SHORTEST_PROSE or sentence_count(piece.text[:1000]) > 1
    )


def _end(front: FrontMatter) -> int:
    taken = [*front.page] + ([] if front.headline is None else [front.headline])
    return max(taken, default=-1) + 1
