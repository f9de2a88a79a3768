"""Where on the workbench somebody is: what the address names, and the words selected there."""

from dataclasses import dataclass

from flask import g
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from workbench.accounts.rules import Actor
from workbench.articles.models import Article, Version
from workbench.articles.queries import article_to_work_on
from workbench.claims.errors import ClaimUnknown, QuoteElsewhere
from workbench.claims.forms import PlaceForm
from workbench.claims.models import Claim
from workbench.claims.queries import get_claim


@dataclass(frozen=True)
class Place:
    """What an address of the workbench names."""

    article: Article
    version: Version
    claim: Claim | None

    @property
    def opened(self) -> Claim:
        """The claim, where the address names one."""
        if self.claim is None:
            raise ClaimUnknown(_("No claim is open."))
        return self.claim


def load_place(session: Session, actor: Actor, article_id: int, number: int | None = None) -> Place:
    """The article, its newest version and a claim. Raises `NotFound` for another desk's.

    The request notes the version's number, for `one_version.py`: the answer is about that one.
    """
    article, version = article_to_work_on(session, actor.desk_id, article_id)
    g.newest_version = version.number
    claim = get_claim(session, article, number) if number is not None else None
    return Place(article, version, claim)


def selection() -> PlaceForm:
    """The form with the words that are selected. Raises `QuoteElsewhere` for none."""
    form = PlaceForm()
    if not form.validate():
        raise QuoteElsewhere(_("Nothing is selected. Select words in the text, then try again."))
    return form
