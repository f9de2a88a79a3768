"""List items in plain text."""

import re
from dataclasses import replace

from workbench.intake.extract import Piece
from workbench.intake.rules import BlockKind

BULLET = re.compile(r"\s*[-*•‣◦▪●]\s+(?=\S)")
NUMBER = re.compile(r"\s*(?:\d{1,3}|[a-z])[.)]\s+(?=\S)")
_LONGEST_ITEM = 200  # characters: what is numbered and longer is a numbered paragraph


def with_list_items(pieces: list[Piece]) -> list[Piece]:
    """Mark the pieces that stand in a run of bullets or of numbers. One alone is no list.

    A bullet is dropped, for it says nothing; a number stays, for the text may refer to it.
    """
    return [_item(pieces, index) for index in range(len(pieces))]


def _item(pieces: list[Piece], index: int) -> Piece:
    piece = pieces[index]
    if piece.kind is not None:
        return piece
    if BULLET.match(piece.text) and _has_sibling(pieces, index, BULLET):
        return replace(piece, text=BULLET.sub("", piece.text, count=1), kind=BlockKind.LIST_ITEM)
    short = len(piece.text) <= _LONGEST_ITEM
    if short and NUMBER.match(piece.text) and _has_sibling(pieces, index, NUMBER):
        return replace(piece, kind=BlockKind.LIST_ITEM)
    return piece


def _has_sibling(pieces: list[Piece], index: int, marker: re.Pattern[str]) -> bool:
    neighbours = pieces[max(index - 1, 0) : index] + pieces[index + 1 : index + 2]
    return any(marker.match(neighbour.text) for neighbour in neighbours)
