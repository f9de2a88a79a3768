"""The edition to come: what the live article holds for it, and the edition that it follows.

Of an edition that was withdrawn nothing is carried over: a claim that was reopened since comes back
once a verdict on it is approved.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from workbench.accounts.rules import Actor
from workbench.articles.models import Article
from workbench.db import now
from workbench.publishing.edition.building import EditionFields, build_content
from workbench.publishing.edition.claims import Entry, entries
from workbench.publishing.edition.material import Material, load_material
from workbench.publishing.edition.model import EditionContent, Site
from workbench.publishing.edition.stored import from_json
from workbench.publishing.edition.withdrawn import (
    withdrawn_with_report,
    without_withdrawn_words,
)
from workbench.publishing.models import Edition, Withdrawal
from workbench.publishing.queries import latest_edition_of


@dataclass(frozen=True)
class NextEdition:
    """The live article, the claims that may be published, and what was published last.

    `withdrawals`: those of its report so far.
    """

    material: Material
    entries: Sequence[Entry]
    previous: EditionContent | None
    withdrawals: Sequence[Withdrawal] = ()

    @property
    def brings_back(self) -> bool:
        """Whether the report is withdrawn, and this edition would bring it back."""
        number = self.previous.number if self.previous else 0
        return withdrawn_with_report(number, self.withdrawals) is not None

    @property
    def stale(self) -> Sequence[int]:
        """The numbers of claims whose words changed under verdicts that nobody has confirmed."""
        return [entry.number for entry in self.entries if entry.stale]

    def content(self, fields: EditionFields, site: Site, by: Actor) -> EditionContent:
        """The edition with these words, if this actor published it now."""
        content = build_content(
            self.material,
            self.entries,
            fields=fields,
            site=site,
            previous=self.previous,
            published_by=self._publisher(by),
            at=now(),
        )
        return without_withdrawn_words(content, self.withdrawals)

    def _publisher(self, by: Actor) -> str:
        if by.person_id is None:
            return ""
        return self.material.withheld.told(by.name, by.person_id)


def next_edition(session: Session, article: Article) -> NextEdition:
    """Load what the article's next edition is made of, once for all that is asked of it."""
    latest = latest_edition_of(session, article)
    previous = from_json(latest.content) if latest else None
    material = load_material(session, article)
    standing = None if latest and latest.withdrawal else previous
    return NextEdition(material, entries(material, standing), previous, _withdrawals(latest))


def _withdrawals(latest: Edition | None) -> Sequence[Withdrawal]:
    return tuple(latest.report.withdrawals) if latest else ()
