"""The schema in the repository is the format, and knows the words of the house."""

import json
from enum import StrEnum
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from sqlalchemy.orm import Session

from tests.publishing.dossier.newsroom import Newsroom
from tests.publishing.dossier.test_hostile import BLOCKS, STORY
from workbench.claims.rules import ClaimKind, Priority, Reason, Status
from workbench.evidence.rules import Stance
from workbench.intake.rules import BlockKind
from workbench.publishing.dossier import dump
from workbench.publishing.dossier.shape import schema
from workbench.sources.rules import SourceKind
from workbench.verdicts.rules import Token, VerdictState

SCHEMA = schema()
DEMO: dict[str, Any] = json.loads((files("workbench") / "demo" / "dossier.json").read_bytes())


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(
    ("kind", "field", "words"),
    [
        ("claim", "status", Status),
        ("claim", "kind", ClaimKind),
        ("claim", "priority", Priority),
        ("evidence", "stance", Stance),
        ("verdict", "state", VerdictState),
        ("block", "kind", BlockKind),
        ("source", "kind", SourceKind),
        ("disposition", "reason", Reason),
        ("rating", "token", Token),
    ],
)
def test_its_words_are_those_that_are_stored(kind: str, field: str, words: type[StrEnum]) -> None:
    allowed = SCHEMA["$defs"][kind]["properties"][field]["enum"]
    assert [word for word in allowed if word is not None] == [word.value for word in words]


def test_an_export_has_every_field_of_it(session: Session) -> None:
    data = dump(session, Newsroom(session, BLOCKS).play(STORY))
    Draft202012Validator(SCHEMA).validate(data)
    assert set(SCHEMA["properties"]) - set(data) == {"$schema"}
    for name, kind in (("claims", "claim"), ("sources", "source"), ("events", "event")):
        assert set(data[name][0]) == set(SCHEMA["$defs"][kind]["properties"])


def test_the_demo_fits_it() -> None:
    Draft202012Validator(SCHEMA).validate(DEMO)
