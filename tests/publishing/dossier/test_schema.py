"""The schema in the repository is the format, and knows the words of the house."""

import json
from collections.abc import Iterable
from enum import StrEnum
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from sqlalchemy.orm import Session

from tests.publishing.dossier.newsroom import Newsroom
from tests.publishing.dossier.test_hostile import BLOCKS, STORY
from tests.several_versions import several_versions
from workbench.articles.reanchoring import Outcome
from workbench.articles.rules import Origin, RemarkState
from workbench.claims.rules import ClaimKind, Decided, Priority, Reason
from workbench.claims.rules import Outcome as BallotOutcome
from workbench.evidence.rules import Stance
from workbench.intake.contents.rules import MarkKind
from workbench.intake.remarks import RemarkKind
from workbench.intake.rules import BlockKind
from workbench.policies.rules import Balloting, Check
from workbench.publishing.dossier import dump
from workbench.publishing.dossier.rules import NEWEST
from workbench.publishing.dossier.shape import schema
from workbench.sources.rules import SourceKind, Way
from workbench.verdicts.checks.reasons import QUESTIONS
from workbench.verdicts.rules import About as PointAbout
from workbench.verdicts.rules import Decision, Seat, Token, VerdictState

SCHEMA = schema()
DEMO: dict[str, Any] = json.loads(
    (files("workbench") / "demo" / "thaw" / "dossier.json").read_bytes()
)


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(
    ("kind", "field", "words"),
    [
        ("claim", "status", NEWEST),
        ("claim", "kind", ClaimKind),
        ("claim", "priority", Priority),
        ("evidence", "stance", Stance),
        ("verdict", "state", VerdictState),
        ("block", "kind", BlockKind),
        ("source", "kind", SourceKind),
        ("snapshot", "way", Way),
        ("mark", "kind", MarkKind),
        ("disposition", "reason", Reason),
        ("rating", "token", Token),
        ("draft_block", "kind", BlockKind),
        ("settlement", "outcome", Outcome),
        ("settlement", "decided", Decided),
        ("remark", "kind", RemarkKind),
        ("remark", "state", RemarkState),
        ("verdict", "reading", Seat),
        ("reading", "seat", Seat),
        ("decision", "decision", Decision),
        ("point", "about", PointAbout),
        ("check_reason", "check", QUESTIONS),
        ("policy", "ballot", Balloting),
        ("ballot", "outcome", BallotOutcome),
    ],
)
def test_its_words_are_those_that_are_stored(
    kind: str, field: str, words: Iterable[StrEnum]
) -> None:
    allowed = SCHEMA["$defs"][kind]["properties"][field]["enum"]
    assert [word for word in allowed if word is not None] == [word.value for word in words]


@pytest.mark.parametrize(("field", "words"), [("second_for", Priority), ("blocking", Check)])
def test_its_lists_of_words_are_of_those_that_are_stored(
    field: str, words: Iterable[StrEnum]
) -> None:
    allowed = SCHEMA["$defs"]["policy"]["properties"][field]["items"]["enum"]
    assert allowed == [word.value for word in words]


def test_its_words_for_how_a_text_came_about_are_those_that_are_stored() -> None:
    assert SCHEMA["$defs"]["origin"]["enum"] == [origin.value for origin in Origin]


def test_an_export_has_every_field_of_it(session: Session) -> None:
    data = dump(session, Newsroom(session, BLOCKS).play(STORY))
    Draft202012Validator(SCHEMA).validate(data)
    assert set(SCHEMA["properties"]) - set(data) == {"$schema"}
    kinds = {"claims": "claim", "sources": "source", "snapshots": "snapshot", "events": "event"}
    kinds["remarks"] = "remark"
    for name, kind in kinds.items():
        fields = set(SCHEMA["$defs"][kind]["properties"])
        assert set(data[name][0]) == fields - {"threads"}, "nobody said anything"


def test_an_export_of_several_versions_has_every_field_of_it(session: Session) -> None:
    data = dump(session, several_versions(session).article)
    Draft202012Validator(SCHEMA).validate(data)
    version, draft = data["versions"][1], data["drafts"][-1]
    cost = data["claims"][0]
    parts = {
        "version": version, "made_of": version["draft"], "amendment": version["amendment"],
        "sentence": version["sentences"][0], "settlement": version["draft"]["settlements"][0],
        "draft": draft, "draft_block": draft["blocks"][0], "passage": cost["passages"][1],
        "verdict": cost["verdicts"][0], "passage_named": cost["passages"][1]["follows"],
    }  # fmt: skip
    for kind, part in parts.items():
        fields = set(SCHEMA["$defs"][kind]["properties"])
        assert set(part) == fields - {"decision"}, kind  # of formats before 6


def test_the_demo_fits_it() -> None:
    Draft202012Validator(SCHEMA).validate(DEMO)
