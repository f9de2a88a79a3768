"""A confidential source of a dossier is nobody's whom the desk knows."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.publishing.dossier.sample import Record, claim, desk, dossier
from workbench.articles.models import Version
from workbench.evidence.models import Contact, Evidence
from workbench.publishing.dossier import load
from workbench.sources.models import Snapshot, Source
from workbench.sources.rules import Way

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


def test_no_file_of_a_source_is_had_by_naming_its_digest(session: Session) -> None:
    """Editions told the digest, perhaps while the source was open."""
    boss, digest, other = desk(session), "a" * 64, "b" * 64
    load(session, quoting("He approved it."), by=boss)
    source = session.scalars(select(Source)).one()
    session.add(
        Snapshot(
            desk_id=boss.desk_id, source_id=source.id, sha256=digest, name="m.txt", size=1,
            media_type="text/plain", way=Way.UPLOADED, marks=[], text="m",
        )
    )  # fmt: skip
    session.flush()
    asked = {"whom": "The city", "means": "e-mail", "asked_on": "2026-05-04"}
    named = [{**asked, "file_name": "a.txt", "file_sha256": each} for each in (digest, other)]
    data = dossier(claims=[claim(contacts=named)])
    data["versions"][0]["original_sha256"] = digest
    article = load(session, data, by=boss)
    contacts = session.scalars(select(Contact).order_by(Contact.id))
    told = [(contact.file_sha256, contact.file_from_dossier) for contact in contacts]
    assert told == [(digest, True), (other, True)], "named, and kept elsewhere"
    versions = session.scalars(select(Version).where(Version.article_id == article.id))
    assert [version.original_sha256 for version in versions] == [None]
