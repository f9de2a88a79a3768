"""Whatever is loaded, it is loaded or refused; nothing else happens."""

import copy
import json
from contextlib import suppress
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.publishing.dossier.newsroom import BEGIN, DISCARD, MAKE, SETTLE, Newsroom
from tests.publishing.dossier.sample import desk
from tests.publishing.dossier.test_faults import WAY
from workbench.intake.draft import DraftBlock
from workbench.intake.rules import BlockKind
from workbench.publishing.dossier import BadDossier, dump, dump_bytes, load, parse

BLOCKS = [
    DraftBlock(BlockKind.HEADLINE, "Rain"),
    DraftBlock(BlockKind.PARAGRAPH, "It rained. It rained again. Nobody saw the sun."),
]
STORY = [*WAY, (6, 2, (0, 1, 1), ""), (0, 1, (20, 5, 1), "a"), (22, 2, (0, 1, 1), "b")]
# The text is rewritten, a claim of the new version settled, and the next draft begun.
REWRITTEN = [
    (BEGIN, 1, (1, 1, 2), "Neu"), (MAKE, 2, (0, 1, 1), "c"), (BEGIN, 1, (2, 1, 4), "Mehr"),
    (SETTLE, 2, (0, 0, 2), ""), (DISCARD, 3, (0, 0, 0), ""), (BEGIN, 1, (3, 1, 1), ""),
]  # fmt: skip

anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(-3, 60)
    | st.floats()
    | st.text(st.characters(), max_size=5)
    | st.sampled_from(
        ["", " ", "\0", "\ud800", "open", "True", "https://a.example", "2019", 10**400]
    ),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=4,
)
quiet = settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The paths of everything in a piece of JSON."""
    keys = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    return [path, *(found for key, each in keys for found in places(each, (*path, key)))]


def changed(data: Any, path: tuple[Any, ...], value: Any) -> Any:
    """The same with another value there, or, for a value of “gone”, with none."""
    if not path:
        return value
    data = copy.deepcopy(data)
    inner = data
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    return data


def try_loading(session: Session, data: Any) -> None:
    with session.begin_nested() as trial:
        with suppress(BadDossier):
            dump_bytes(session, load(session, data, by=desk(session)))
        trial.rollback()


def test_a_dossier_with_anything_anywhere_is_loaded_or_refused(session: Session) -> None:
    with session.begin_nested() as here:
        whole = dump(session, Newsroom(session, BLOCKS).play([*STORY, *REWRITTEN]))
        here.rollback()
    assert whole["editions"]
    assert whole["dispositions"]
    assert whole["versions"][1]["amendment"]
    assert whole["versions"][1]["draft"]["settlements"]
    assert whole["drafts"][0]["settlements"]
    assert whole["claims"][0]["passages"][1]["follows"]
    everywhere = places(whole)

    @quiet
    @given(st.lists(st.tuples(st.sampled_from(everywhere), anything), min_size=1, max_size=3))
    def spoil(changes: list[tuple[tuple[Any, ...], Any]]) -> None:
        data = whole
        for path, value in changes:
            data = changed(data, path, value) if path in places(data) else data
        try_loading(session, data)

    spoil()


@quiet
@given(anything)
def test_anything_at_all_is_refused(session: Session, data: Any) -> None:
    try_loading(session, data)


@given(st.binary(max_size=60) | anything.map(lambda value: json.dumps(value).encode()))
def test_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(BadDossier):
        assert isinstance(parse(data), dict)
