"""A confidential source of a dossier is nobody's whom the desk knows."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.publishing.dossier.sample import Record, claim, desk, dossier
from workbench.evidence.models import Evidence
from workbench.publishing.dossier import load
from workbench.sources.models import Source

WORDING = "a ministry official"


def quoting(words: str) -> Record:
    """A dossier with a claim that quotes a confidential source."""
    used = {"source": "s1", "stance": "supports", "quote": words}
    return dossier(
        sources=[{"id": "s1", "title": WORDING, "confidential": True}],
        claims=[claim(evidence=[used])],
    )


def test_two_people_who_are_worded_alike_stay_two(session: Session) -> None:
    """What the one said is not quoted of the other."""
    boss = desk(session)
    for words in ("He approved it.", "She refused it."):
        load(session, quoting(words), by=boss)
    quoted = session.execute(select(Evidence.quote, Evidence.source_id)).all()
    assert len({source_id for _quote, source_id in quoted}) == 2
    assert session.scalars(select(Source.title)).all() == [WORDING] * 2
