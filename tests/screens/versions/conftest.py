"""A newsroom whose article comes once more, and people who settle what became of its claims."""

import re
from collections.abc import Callable

import pytest

from tests.builders import HARBOUR, Newsroom
from tests.rewriting import Rewrite
from tests.screens.workbench.conftest import Browser, Come, come, house, looking_into
from workbench.db import Database

__all__ = ["come", "house"]

HEADLINE, FIRST, CAPTION, SECOND, SHARE = HARBOUR
DEARER = "The quay cost 43 million. Nobody 😀 asked why. It opened in May."
REWRITTEN = (HEADLINE, DEARER, CAPTION, SECOND, SHARE)

Drafted = Callable[..., int]


@pytest.fixture
def drafted(database: Database, house: Newsroom) -> Drafted:
    """Begin a draft: `drafted(blocks)` gives its id. By default the quay is dearer."""

    def begin(blocks: tuple[object, ...] = REWRITTEN) -> int:
        with database.writing() as session:
            return Rewrite.of(looking_into(session, house), blocks).draft.id  # type: ignore[arg-type]

    return begin


@pytest.fixture
def ana(come: Come, house: Newsroom) -> Browser:
    """A fact-checker's browser."""
    return come(house.ana)


def as_text(blocks: tuple[object, ...]) -> str:
    """Blocks as somebody would paste them."""
    return "\n\n".join(block if isinstance(block, str) else block[1] for block in blocks)  # type: ignore[index]


def draft_id_of(location: str) -> int:
    """The draft that an answer leads to."""
    found = re.search(r"/drafts/(\d+)", location)
    assert found, location
    return int(found[1])
