"""What readers and other instances get of a confidential source: how the desk words it."""

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.publishing.desk import NewsDesk, content_of, make_news_desk
from tests.publishing.dossier.sample import desk as empty_desk
from tests.publishing.members import letters
from tests.publishing.test_secrets import everything
from workbench.accounts.models import Membership
from workbench.publishing.dossier import dump, load
from workbench.publishing.edition.model import Source
from workbench.publishing.models import Edition
from workbench.publishing.naming import editions_naming
from workbench.sources import models
from workbench.sources.citing.phrases import Phrase
from workbench.sources.sealing import make_confidential
from workbench.sources.service import edit_source, fields_of
from workbench.sources.sight import as_seen, names_of
from workbench.verdicts.service import reopen_claim

NAME, WORDING = "zzletter of Jane Doe", "a ministry official"
ADDRESS = "https://zzletter.example/"
WORDED = Source(1, "", WORDING, (), "", "", "", "", "", (Phrase(WORDING),), "", "", "")


def hide(desk: NewsDesk, source: models.Source) -> None:
    own = select(Membership).where(Membership.person_id == desk.checker.person_id)
    make_confidential(
        desk.session, source=source, shown_as=WORDING, revision=source.revision,
        confidants=desk.session.scalars(own).all(), by=desk.checker,
    )  # fmt: skip


def naming(desk: NewsDesk, source: models.Source) -> list[tuple[Edition, bool]]:
    """The editions that a confidant is told of."""
    names = names_of(as_seen(desk.session, desk.checker, source))
    found = editions_naming(desk.session, source.id, names)
    return [(each.edition, each.newest) for each in found]


def cited(desk: NewsDesk) -> models.Source:
    """A source that an approved claim uses."""
    source = desk.source(NAME, url=ADDRESS, authors=("Doe, Jane",))
    claim = desk.claim("It cost nine million")
    desk.evidence(claim, source, "nine million")
    desk.approve(claim)
    return source


def test_an_edition_has_the_wording_and_the_quote_and_nothing_else(session: Session) -> None:
    desk = make_news_desk(session)
    hide(desk, cited(desk))
    edition = desk.publish()
    content = content_of(edition)
    assert content.sources == (WORDED,)
    (used,) = content.claims[0].evidence
    assert (used.quote, used.locator) == ("nine million", "")
    answers = everything(edition)
    assert [name for name, body in answers.items() if "zzletter" in body.decode().lower()] == []
    worded = letters(WORDING.encode())
    assert [name for name, body in answers.items() if worded not in letters(body)] == []


def test_what_was_public_stays_and_the_next_edition_has_the_wording(session: Session) -> None:
    desk = make_news_desk(session)
    source = cited(desk)
    first = desk.publish()
    hide(desk, source)
    assert naming(desk, source) == [(first, True)]
    second = desk.publish("Second")
    assert naming(desk, source) == [(first, False)]
    assert [s.title for s in content_of(first).sources] == [NAME]
    assert content_of(second).sources == (WORDED,)


def test_an_edition_is_found_by_any_name_that_its_source_had_and_by_no_other(
    session: Session,
) -> None:
    desk = make_news_desk(session)
    source = cited(desk)
    first = desk.publish()
    for names, found in (({ADDRESS}, 1), ({NAME[:-1]}, 0), ({"Doe %"}, 0), (set(), 0)):
        assert len(editions_naming(session, source.id, names)) == found
    renamed = replace(fields_of(source), title="zzÄrger “im” Amt")
    edit_source(session, source=source, fields=renamed, revision=source.revision, by=desk.checker)
    second = desk.publish("Second")
    hide(desk, source)
    assert naming(desk, source) == [(second, True), (first, False)]


def test_a_claim_that_is_carried_over_does_not_bring_the_name_back(session: Session) -> None:
    """It is worked on anew, so the next edition has it as the last one did: but for this."""
    desk = make_news_desk(session)
    source = cited(desk)
    desk.publish()
    hide(desk, source)
    reopen_claim(session, claim=desk.reload(1), by=desk.checker)
    desk.approve(desk.claim("The mayor was ill"))
    content = content_of(desk.publish("Second"))
    assert content.sources == (WORDED,)
    assert [used.locator for claim in content.claims for used in claim.evidence] == [""]


def test_a_dossier_brings_the_wording_to_another_desk(session: Session) -> None:
    desk = make_news_desk(session)
    hide(desk, cited(desk))
    dossier = dump(session, desk.article)
    assert "zzletter" not in str(dossier)
    (source,) = dossier["sources"]
    assert (source["title"], source["confidential"], source["url"]) == (WORDING, True, "")
    again = load(session, dossier, by=empty_desk(session))
    assert dump(session, again) == dossier
    row = session.scalars(select(models.Source).where(models.Source.desk_id == again.desk_id)).one()
    assert (row.title, row.confidential) == (WORDING, True)


def test_a_dossier_loaded_into_its_own_desk_takes_the_source_for_no_other(session: Session) -> None:
    """Two people may be worded alike, so one more is kept rather than the wrong one taken."""
    desk = make_news_desk(session)
    hide(desk, cited(desk))
    load(session, dump(session, desk.article), by=desk.checker)
    own, loaded = session.scalars(select(models.Source).order_by(models.Source.id))
    assert (own.title, own.confidential) == (loaded.title, loaded.confidential) == (own.title, True)
