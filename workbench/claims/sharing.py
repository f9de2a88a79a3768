"""Claims that share words with something, found by the database's index of words."""

from collections.abc import Sequence

from sqlalchemy import Select, column, func, table
from sqlalchemy.orm import Session

from workbench.claims.models import Claim
from workbench.db import Ts


def sharing(session: Session, claims: Select[*Ts], words: Sequence[str]) -> Select[*Ts]:
    """Those claims of a query that share two of the words, the most telling first.

    Of two words one is enough. A word also stands for those that begin with it; they consist of
    letters and digits alone, and there is one at least.
    """
    if session.get_bind().dialect.name == "sqlite":
        return _by_fts5(claims, words)
    return _by_tsvector(claims, words)


def _by_fts5(claims: Select[*Ts], words: Sequence[str]) -> Select[*Ts]:
    asked = _two_of([f'"{word}" *' for word in words], " AND ", " OR ")
    found = claims.join(_WORDS, _WORDS.c.rowid == Claim.id)
    return found.where(_WORDS.c.claim_words.match(asked)).order_by(_WORDS.c.rank)


def _by_tsvector(claims: Select[*Ts], words: Sequence[str]) -> Select[*Ts]:
    begun = [f"'{word}':*" for word in words]
    asked = func.to_tsquery("simple", _two_of(begun, " & ", " | "))
    any_of = func.to_tsquery("simple", " | ".join(begun))  # ranked by these in half the time
    found = claims.join(_WORDS, _WORDS.c.claim_id == Claim.id)
    rank = func.ts_rank(_WORDS.c.words, any_of)
    return found.where(_WORDS.c.words.op("@@")(asked)).order_by(rank.desc())


def _two_of(words: Sequence[str], both: str, either: str) -> str:
    """What asks for a word together with one of those behind it."""
    if len(words) <= 2:
        return either.join(words)
    pairs = [(word, words[at:]) for at, word in enumerate(words[:-1], start=1)]
    return either.join(f"({word}{both}({either.join(behind)}))" for word, behind in pairs)


# What the table has on either database.
_WORDS = table(
    "claim_words", column("rowid"), column("claim_words"), column("rank"), column("claim_id"),
    column("words"),
)  # fmt: skip
