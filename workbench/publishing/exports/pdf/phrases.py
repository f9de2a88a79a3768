"""Words that the template sets on one line, some of them links. Never markup of any kind."""

import re
from collections.abc import Iterable
from typing import Any

from workbench.publishing.rules import web_address
from workbench.sources.citing.phrases import Phrase

Phrases = list[dict[str, Any]]

LONGEST_ADDRESS = 2_000  # characters that a link may have; readers of PDF take no longer ones
_ADDRESS = re.compile(r"(https?://[^\s<>\"“”]*[^\s<>\"“”.,;:!?)\]])")


def plain(words: str) -> Phrases:
    """Words as they are."""
    return [{"text": words}] if words else []


def linked(words: str, url: str) -> Phrases:
    """Words that lead to a web address, if it is one."""
    return [{"text": words, "url": address(url)}]


def with_links(words: str) -> Phrases:
    """Words of which those that are web addresses lead there."""
    parts = _ADDRESS.split(words)
    return [
        {"text": part, "url": address(part) if number % 2 else ""}
        for number, part in enumerate(parts)
        if part
    ]


def cited(citation: Iterable[Phrase]) -> Phrases:
    """A citation, with italics where its style has them."""
    return [
        {**part, "emphasis": phrase.italic}
        for phrase in citation
        for part in with_links(phrase.text)
    ]


def address(url: str) -> str:
    """Where a link leads: nowhere if it is no web address."""
    return web_address(url) if len(url) <= LONGEST_ADDRESS else ""
