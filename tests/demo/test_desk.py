"""The demo desk is furnished, once."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workbench.accounts.models import Desk, Membership
from workbench.accounts.rules import Role, command_line
from workbench.accounts.service import make_desk
from workbench.articles.models import Article
from workbench.articles.queries import current_version, text_between
from workbench.claims.coverage import coverage_of
from workbench.claims.dispositions import set_aside
from workbench.claims.models import Claim, SameClaim
from workbench.claims.rules import READ_TWICE, Reason, Status
from workbench.demo.desk import ARTICLES, DemoDesk, furnish
from workbench.demo.stage import day
from workbench.history.models import Event
from workbench.publishing.dossier import dump_bytes, load, parse
from workbench.publishing.queries import editions_of
from workbench.verdicts.queries import count_awaiting_review, current_scale

SITE = "https://demo.example"


def article_of(session: Session, demo: DemoDesk) -> Article:
    return session.get_one(Article, demo.article_id)


def test_every_status_has_a_claim(session: Session) -> None:
    demo = furnish(session, public_url=SITE)
    statuses = session.scalars(select(Claim.status).where(Claim.article_id == demo.article_id))
    assert set(statuses) == set(Status) - READ_TWICE, "its verdicts are older than the policy"
    assert set(session.scalars(select(Claim.status))) == set(Status)


def test_the_report_has_two_editions_that_keep_the_address(session: Session) -> None:
    demo = furnish(session, public_url=SITE)
    editions = editions_of(session, article_of(session, demo))
    assert sorted(edition.number for edition in editions) == [1, 2]
    assert {edition.content["site"]["public_url"] for edition in editions} == {SITE}


def test_a_corrected_claim_says_what_it_was(session: Session) -> None:
    demo = furnish(session, public_url=SITE)
    latest = max(editions_of(session, article_of(session, demo)), key=lambda found: found.number)
    (change,) = latest.content["changes"]
    assert (change["claim"], change["kind"]) == (5, "correction")
    assert (change["old"]["label"], change["new"]["label"]) == ("True", "Mostly true")


def test_what_was_said_twice_is_noted_as_the_same(session: Session) -> None:
    demo = furnish(session, public_url=SITE)
    claims = session.scalars(select(Claim).join(SameClaim, SameClaim.claim_id == Claim.id))
    assert sorted(claim.number for claim in claims) == [2, 2, 13, 18]
    assert session.scalar(select(func.count()).select_from(Article)) == len(ARTICLES)
    assert session.get_one(Article, demo.article_id).outlet == "The Strand Review"


def test_the_editor_has_something_to_decide(session: Session) -> None:
    demo = furnish(session, public_url=SITE)
    assert count_awaiting_review(session, demo.desk_id, day(-1)) == 5
    assert count_awaiting_review(session, demo.desk_id, day(0)) == 6, "one is to be checked again"


def test_the_people_of_the_dossier_are_members_who_can_enter(session: Session) -> None:
    demo = furnish(session, public_url=SITE)
    roles = {m.person.name: m.role for m in session.scalars(select(Membership))}
    assert roles == {
        "Ana Novak": Role.FACT_CHECKER,
        "Sam Okafor": Role.FACT_CHECKER,
        "Ed Moreau": Role.EDITOR,
        "Noor Haddad": Role.EDITOR,
        "Lena Fischer": Role.EDITOR,
    }
    assert demo.fact_checker.person.name == "Ana Novak"
    assert demo.editor.person.name == "Ed Moreau"


def test_the_scale_of_the_dossier_is_the_one_new_verdicts_use(session: Session) -> None:
    demo = furnish(session, public_url=SITE)
    scale = current_scale(session, demo.desk_id)
    assert (scale.name, scale.version, len(scale.ratings)) == ("Five-step", 1, 11)


def test_the_sentence_to_begin_with_is_untouched(session: Session) -> None:
    demo = furnish(session, public_url=SITE)
    version = current_version(session, article_of(session, demo))
    start = demo.sentence_start
    assert text_between(session, version.id, start, start + 18) == "The two presidents"
    before = coverage_of(session, [version])[version.id].untouched
    set_aside(
        session, article=article_of(session, demo), version=version, start=start, end=start + 1,
        reason=Reason.OPINION, by=demo.fact_checker.actor(),
    )  # fmt: skip
    assert coverage_of(session, [version])[version.id].untouched == before - 1
    assert furnish(session, public_url=SITE).sentence_start > start


def test_furnishing_again_changes_nothing(session: Session) -> None:
    def rows() -> list[int | None]:
        tables = (Desk, Membership, Article, Claim, Event)
        return [session.scalar(select(func.count()).select_from(table)) for table in tables]

    first, before = furnish(session, public_url=SITE), rows()
    assert furnish(session, public_url=SITE) == first
    assert rows() == before


def test_its_dossier_survives_the_journey(session: Session) -> None:
    with session.begin_nested() as here:
        demo = furnish(session, public_url=SITE)
        written = dump_bytes(session, article_of(session, demo))
        here.rollback()
    session.expunge_all()  # rows that are no more, and whose ids come again
    boss = command_line(make_desk(session, name="Elsewhere", time_zone="UTC").id)
    assert dump_bytes(session, load(session, parse(written), by=boss)) == written
