"""What holds the record together: the digest of each line, which has that of the one before in it.

Pure functions. What goes into a digest may grow by facts that earlier lines do not have, and change
in no other way: every chain that is kept somewhere was made so.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from secrets import token_hex
from typing import Any

FIRST = "0" * 64  # in the place of the digest before the first line
# The columns of a line that are in its digest as they are; its words are there as a digest alone.
TOLD = (
    "id", "desk_id", "article_id", "claim_id", "kind", "by_id", "by_name", "at", "undoes_id"
)  # fmt: skip


def new_salt() -> str:
    """What keeps a digest of few words from being found by guessing."""
    return token_hex(16)


def salted_hash(salt: str, words: object) -> str:
    """The digest of words that may have to go some day, or of an address."""
    return _digest([salt, words])


def plain_hash(words: object) -> str:
    """The digest of words that may stay, by which a line vouches for those of another."""
    return _digest(words)


def links_of(
    lines: Iterable[Mapping[Any, Any]],
    number: int,
    previous: str,
    addresses: Mapping[int, Mapping[str, Any] | None],
) -> Iterator[dict[str, Any]]:
    """The links of lines that follow the one with this number and digest, as rows.

    An address comes with the salt that it is kept with.
    """
    for line in lines:
        number, salt, kept = number + 1, new_salt(), addresses.get(line["id"])
        words_hash = salted_hash(salt, line["details"])
        address_hash = salted_hash(kept["salt"], kept["address"]) if kept else None
        digest = line_hash(previous, number, line, words_hash, address_hash)
        yield {
            "event_id": line["id"], "desk_id": line["desk_id"], "number": number,
            "previous_hash": previous, "hash": digest, "words_hash": words_hash, "salt": salt,
            "address_hash": address_hash,
        }  # fmt: skip
        previous = digest


def line_hash(
    previous: str, number: int, line: Mapping[Any, Any], words_hash: str, address_hash: str | None
) -> str:
    """The digest of a line: of the one before, its number, who did what when, and its words."""
    told = {name: _plain(line[name]) for name in TOLD if line.get(name) is not None}
    said = {"words": words_hash, **({"address": address_hash} if address_hash else {})}
    return _digest([previous, number, told, said])


def _plain(value: object) -> object:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value


def _digest(value: object) -> str:
    written = json.dumps(value, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()
