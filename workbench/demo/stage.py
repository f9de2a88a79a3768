"""What a step of a demo article's story finds: the article, its claims, and who may act."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from workbench.accounts.models import Membership
from workbench.accounts.rules import Actor
from workbench.articles.models import Article
from workbench.articles.queries import current_version
from workbench.claims.models import Claim
from workbench.claims.queries import get_claim
from workbench.db import now
from workbench.verdicts.queries import current_scale
from workbench.verdicts.writing import VerdictFields

Record = Mapping[str, Any]


@dataclass(frozen=True)
class Stage:
    """Where a story is played. `people` by their ids in the demo.

    `public_url` is the site's address, which the editions keep.
    """

    session: Session
    article: Article
    people: Mapping[str, Membership]
    public_url: str

    def who(self, told: Record) -> Actor:
        """Whose step it is."""
        return self.people[told["by"]].actor()

    def claim(self, told: Record) -> Claim:
        """The claim that a step is about."""
        return get_claim(self.session, self.article, told["claim"])

    def verdict(self, told: Record) -> VerdictFields:
        """What somebody says of a claim."""
        ratings = current_scale(self.session, self.article.desk_id).ratings
        rating = next(rating for rating in ratings if rating.label == told["rating"])
        return VerdictFields(rating, told["summary"], told["rationale"])

    @property
    def read_in(self) -> int:
        """The number of the version that everybody reads."""
        return current_version(self.session, self.article).number


def day(after: int) -> str:
    """The day so many days after today, or before: `2019-05-15`."""
    return (now().date() + timedelta(days=after)).isoformat()
