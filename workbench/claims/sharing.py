"""Claims that share words with something, found by the database's index of words."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Select, column, func, literal_column, table
from sqlalchemy.orm import Session

from workbench.claims.models import Claim


def sharing(session: Session, claims: Select[Any], words: Sequence[str]) -> Select[Any]:
    """Those claims of a query that share two of the words, the most telling first.

    Of two words one is enough. A word also stands for those that begin with it; they consist of
    letters and digits alone, and there is one at least.
    """
    return _SHARING[session.get_bind().dialect.name](claims, words)


def _by_fts5(claims: Select[Any], words: Sequence[str]) -> Select[Any]:
    asked = _two_of([f'"{word}" *' for word in words], " AND ", " OR ")
    found = claims.join(_WORDS, _WORDS.c.rowid == Claim.id)
    return found.where(_WORDS.c.claim_words.match(asked)).order_by(_WORDS.c.rank)


def _by_tsvector(claims: Select[Any], words: Sequence[str]) -> Select[Any]:
    asked = func.to_tsquery("simple", _two_of([f"'{word}':*" for word in words], " & ", " | "))
    # Written out, as the index was made: a bound 'simple' is no constant to PostgreSQL.
    vector = func.to_tsvector(literal_column("'simple'"), Claim.search_text)
    return claims.where(vector.op("@@")(asked)).order_by(func.ts_rank(vector, asked).desc())


def _two_of(words: Sequence[str], both: str, either: str) -> str:
    """What asks for a word together with one of those behind it."""
    if len(words) <= 2:
        return either.join(words)
    pairs = [(word, words[at:]) for at, word in enumerate(words[:-1], start=1)]
    return either.join(f"({word}{both}({either.join(behind)}))" for word, behind in pairs)


_WORDS = table("claim_words", column("rowid"), column("claim_words"), column("rank"))
_SHARING: Mapping[str, Callable[[Select[Any], Sequence[str]], Select[Any]]] = {
    "sqlite": _by_fts5,
    "postgresql": _by_tsvector,
}
