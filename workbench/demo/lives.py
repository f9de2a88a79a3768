"""The life of a demo article: loaded from its dossier, then led through the steps of its story.

`story.json` is a list of steps, each of one verb: `publish` an edition, `rate` a published claim
anew, `approve` a verdict, and those of a desk that reads twice (`reviewing.py`). The dossier is the
article as it stood before the first of them.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from importlib.resources import files
from typing import Any

from workbench.demo.reviewing import REVIEWING
from workbench.demo.stage import Record, Stage
from workbench.publishing.dossier import parse
from workbench.publishing.edition.building import EditionFields
from workbench.publishing.edition.changes import ChangeFields
from workbench.publishing.rules import ChangeKind
from workbench.publishing.service import publish_edition
from workbench.verdicts.queries import current_verdict
from workbench.verdicts.service import approve_verdict, propose_verdict, reopen_claim


def dossier_of(name: str) -> dict[str, Any]:
    """The dossier of the demo article that lies in the folder `name`."""
    return parse(files(__package__).joinpath(name, "dossier.json").read_bytes())


def live(stage: Stage, name: str) -> None:
    """Carry out the story that lies in the folder `name`."""
    for verb, told in _steps(name):
        _VERBS[verb](stage, told)


def _publish(stage: Stage, edition: Record) -> None:
    fields = EditionFields(
        edition["title"],
        edition["summary"],
        edition["note"],
        edition["whole_text"],
        dict(_changes(edition)),
    )
    publish_edition(
        stage.session, article=stage.article, fields=fields, public_url=stage.public_url,
        by=stage.who(edition),
    )  # fmt: skip


def _rate(stage: Stage, said: Record) -> None:
    """A published claim is taken up again and rated anew."""
    claim, by = stage.claim(said), stage.who(said)
    before = current_verdict(stage.session, claim)
    reopen_claim(stage.session, claim=claim, by=by)
    propose_verdict(
        stage.session, claim=claim, fields=stage.verdict(said),
        revision=before.revision if before else 0, read_in=stage.read_in, by=by,
    )  # fmt: skip


def _approve(stage: Stage, said: Record) -> None:
    claim = stage.claim(said)
    verdict = current_verdict(stage.session, claim)
    approve_verdict(
        stage.session, claim=claim, revision=verdict.revision if verdict else 0,
        comment=said["comment"], by=stage.who(said),
    )  # fmt: skip


_VERBS: Mapping[str, Callable[[Stage, Record], None]] = {
    "publish": _publish, "rate": _rate, "approve": _approve, **REVIEWING,
}  # fmt: skip


def _steps(name: str) -> Iterator[tuple[str, Record]]:
    for step in json.loads(files(__package__).joinpath(name, "story.json").read_bytes()):
        yield from step.items()


def _changes(edition: Record) -> Iterator[tuple[int, ChangeFields]]:
    for number, told in edition.get("changes", {}).items():
        yield int(number), ChangeFields(ChangeKind(told["kind"]), told["why"])
