"""What each piece of an article is."""

import re

from workbench.intake.extract import Piece
from workbench.intake.rules import BODY_KINDS, BlockKind
from workbench.intake.structure.captions import has_credit, is_caption, is_cut_off
from workbench.intake.structure.front_matter import FrontMatter
from workbench.intake.structure.notices import is_notice
from workbench.intake.structure.ornaments import is_ornament
from workbench.intake.structure.prose import are_same_words, is_finished, sentence_count, word_count

_LONGEST_HEADING = 14  # words
_QUOTES = ('"', "“", "„", "«")
_LONGEST_CREDIT = 60  # characters
_READ_MORE = re.compile(r"(?:read|show) more\W*|mehr lesen\W*|lire la suite\W*", re.I)
_REPEATED = 40  # characters: shorter ones may well be said twice
_PUNCTUATED = 0.6  # share of long pieces that end as sentences do


def kinds_of(
    pieces: tuple[Piece, ...], front: FrontMatter, end_matter: int
) -> tuple[BlockKind, ...]:
    """Return the kind of every piece. Something is always body: an article is not all page."""
    punctuated = _is_punctuated(pieces)
    kinds = [_kind(pieces, index, front, end_matter, punctuated) for index in range(len(pieces))]
    _mark_repetitions(pieces, kinds)
    if not BODY_KINDS.intersection(kinds):
        kinds = [BlockKind.PARAGRAPH] * len(kinds)
    return tuple(kinds)


def _kind(
    pieces: tuple[Piece, ...],
    index: int,
    front: FrontMatter,
    end_matter: int,
    punctuated: bool,  # noqa: FBT001 - one of five plain facts
) -> BlockKind:
    piece = pieces[index]
    if index == front.headline:
        return BlockKind.HEADLINE
    if index in front.page or index >= end_matter or _is_link(pieces, index, front):
        return BlockKind.BOILERPLATE
    if is_ornament(piece.text) or is_notice(piece.text):
        return BlockKind.BOILERPLATE
    if piece.kind is not None:
        return BlockKind.HEADING if piece.kind is BlockKind.HEADLINE else piece.kind
    if is_caption(piece.text, after_gap=piece.after_gap):
        return BlockKind.CAPTION
    if _is_credited(pieces, index):
        return BlockKind.CAPTION
    if punctuated and is_cut_off(piece.text) and _amid_article(index, front, end_matter):
        return BlockKind.CAPTION
    return _paragraph_or_heading(pieces, index, end_matter)


def _is_link(pieces: tuple[Piece, ...], index: int, front: FrontMatter) -> bool:
    """The title once more, or words to click above a lone `Read more`."""
    text = pieces[index].text
    if front.title and are_same_words(text, front.title):
        return True
    following = pieces[index + 1].text if index + 1 < len(pieces) else ""
    return not is_finished(text) and bool(_READ_MORE.fullmatch(following))


def _is_credited(pieces: tuple[Piece, ...], index: int) -> bool:
    """Words under a picture whose credit stands by itself below them."""
    if pieces[index].text.startswith(_QUOTES):
        return False
    following = pieces[index + 1].text if index + 1 < len(pieces) else ""
    short = len(following) <= _LONGEST_CREDIT and has_credit(following)
    return short and not is_finished(pieces[index].text) and sentence_count(following) == 1


def _is_punctuated(pieces: tuple[Piece, ...]) -> bool:
    """Whether the text ends its sentences at all; if not, an open end means nothing."""
    long = [piece.text for piece in pieces if word_count(piece.text) > _LONGEST_HEADING]
    return sum(map(is_finished, long)) >= _PUNCTUATED * len(long)


def _amid_article(index: int, front: FrontMatter, end_matter: int) -> bool:
    """Right below a headline stands its second line, at the very end a text that was cut."""
    below_headline = front.headline is not None and index == front.headline + 1
    return not below_headline and 0 < index < end_matter - 1


def _paragraph_or_heading(pieces: tuple[Piece, ...], index: int, end_matter: int) -> BlockKind:
    text = pieces[index].text
    followed = index + 1 < min(end_matter, len(pieces))
    if followed and not is_finished(text) and word_count(text) <= _LONGEST_HEADING:
        return BlockKind.HEADING
    return BlockKind.PARAGRAPH


def _mark_repetitions(pieces: tuple[Piece, ...], kinds: list[BlockKind]) -> None:
    """A paragraph that stood there before, word by word, is the page's doing."""
    seen: set[str] = set()
    for index, piece in enumerate(pieces):
        if len(piece.text) < _REPEATED or kinds[index] is BlockKind.HEADLINE:
            continue
        if piece.text in seen:
            kinds[index] = BlockKind.BOILERPLATE
        seen.add(piece.text)
