"""The life of a demo article: loaded from its dossier, then led through the steps of its story.

`story.json` is a list of steps, each of one verb: `publish` an edition, `rate` a published claim
anew, `approve` a verdict. The dossier is the article as it stood before the first of them.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from sqlalchemy.orm import Session

from workbench.accounts.rules import Actor
from workbench.articles.models import Article
from workbench.articles.queries import current_version
from workbench.claims.queries import get_claim
from workbench.publishing.dossier import parse
from workbench.publishing.edition.building import EditionFields
from workbench.publishing.edition.changes import ChangeFields
from workbench.publishing.rules import ChangeKind
from workbench.publishing.service import publish_edition
from workbench.verdicts.queries import current_scale, current_verdict
from workbench.verdicts.service import approve_verdict, propose_verdict, reopen_claim
from workbench.verdicts.writing import VerdictFields

Record = Mapping[str, Any]


def dossier_of(name: str) -> dict[str, Any]:
    """The dossier of the demo article that lies in the folder `name`."""
    return parse(files(__package__).joinpath(name, "dossier.json").read_bytes())


@dataclass(frozen=True)
class Life:
    """What happens to an article after it is loaded. `actors` by the ids of the dossier's people.

    `public_url` is the site's address, which the editions keep.
    """

    session: Session
    article: Article
    actors: Mapping[str, Actor]
    public_url: str

    def run(self, name: str) -> None:
        """Carry out the story that lies in the folder `name`."""
        verbs = {"publish": self._publish, "rate": self._rate, "approve": self._approve}
        for verb, told in _steps(name):
            verbs[verb](told)

    def _publish(self, edition: Record) -> None:
        fields = EditionFields(
            edition["title"],
            edition["summary"],
            edition["note"],
            edition["whole_text"],
            dict(_changes(edition)),
        )
        by = self.actors[edition["by"]]
        publish_edition(
            self.session, article=self.article, fields=fields, public_url=self.public_url, by=by
        )

    def _rate(self, said: Record) -> None:
        """A published claim is taken up again and rated anew."""
        claim, by = get_claim(self.session, self.article, said["claim"]), self.actors[said["by"]]
        before = current_verdict(self.session, claim)
        ratings = current_scale(self.session, self.article.desk_id).ratings
        rating = next(rating for rating in ratings if rating.label == said["rating"])
        reopen_claim(self.session, claim=claim, by=by)
        propose_verdict(
            self.session,
            claim=claim,
            fields=VerdictFields(rating, said["summary"], said["rationale"]),
            revision=before.revision if before else 0,
            read_in=current_version(self.session, self.article).number,
            by=by,
        )

    def _approve(self, said: Record) -> None:
        claim = get_claim(self.session, self.article, said["claim"])
        verdict = current_verdict(self.session, claim)
        approve_verdict(
            self.session,
            claim=claim,
            revision=verdict.revision if verdict else 0,
            comment=said["comment"],
            by=self.actors[said["by"]],
        )


def _steps(name: str) -> Iterator[tuple[str, Record]]:
    for step in json.loads(files(__package__).joinpath(name, "story.json").read_bytes()):
        yield from step.items()


def _changes(edition: Record) -> Iterator[tuple[int, ChangeFields]]:
    for number, told in edition.get("changes", {}).items():
        yield int(number), ChangeFields(ChangeKind(told["kind"]), told["why"])
