"""Everything of a plan, in the order in which rows need each other."""

from collections.abc import Mapping, Set

from sqlalchemy.orm import Session

from workbench.accounts.models import Desk, Person
from workbench.accounts.rules import Actor
from workbench.articles.models import Article, Remark
from workbench.articles.topics import add_topics
from workbench.claims.models import Disposition
from workbench.db import lock
from workbench.history.models import Event
from workbench.publishing.dossier.plan import Plan, PlannedArticle, PlannedEvent
from workbench.publishing.dossier.sharing import policies_for, scales_of, sources_of
from workbench.publishing.dossier.writing.claims import write_claims
from workbench.publishing.dossier.writing.passages import write_passages
from workbench.publishing.dossier.writing.rows import Rows
from workbench.publishing.dossier.writing.snapshots import write_snapshots
from workbench.publishing.dossier.writing.versions import write_drafts, write_versions
from workbench.publishing.index.writing import index_report
from workbench.publishing.models import Edition, Report, Withdrawal
from workbench.sources.snapshots import files_of_snapshots
from workbench.verdicts.recording import keep_what_was_loaded


def write(session: Session, plan: Plan, people: Mapping[str, int], *, by: Actor) -> Article:
    """Write everything of a plan that has no fault."""
    rows = Rows(_people(session, plan, people), files_of_snapshots(session, _originals(plan)))
    rows.sources = sources_of(session, plan, by)
    write_snapshots(session, plan, rows)
    rows.ratings = scales_of(session, plan, by)
    rows.policies = policies_for(session, plan, by)
    article = _article(session, plan.article, by)
    write_versions(session, plan, article, rows)
    write_claims(session, plan, article, rows)
    keep_what_was_loaded(session, article)
    write_passages(session, plan, rows)
    write_drafts(session, plan, article, rows)
    _dispositions(session, plan, rows)
    _remarks(session, plan, article, rows)
    _editions(session, plan, article, rows)
    _events(session, plan, article, rows)
    return article


def _originals(plan: Plan) -> Set[str]:
    """The digests of all files that the article is said to have come from."""
    named = [each.original_sha256 for each in plan.versions]
    named += [each.original_sha256 for each in plan.drafts]
    return set(filter(None, named))


def _people(session: Session, plan: Plan, known: Mapping[str, int]) -> dict[str, int]:
    strangers = {i: Person(name=name) for i, name in plan.people.items() if i not in known}
    session.add_all(strangers.values())
    session.flush()
    return {**known, **{local_id: person.id for local_id, person in strangers.items()}}


def _article(session: Session, plan: PlannedArticle, by: Actor) -> Article:
    article = Article(
        desk_id=by.desk_id,
        title=plan.title,
        outlet=plan.outlet,
        authors=list(plan.authors),
        url=plan.url,
        published=plan.published,
        language=plan.language,
        claims_numbered=plan.claims_numbered,
        created_at=plan.created_at,
    )
    session.add(article)
    session.flush()
    if plan.topics:
        lock(session, session.get_one(Desk, by.desk_id))
        add_topics(session, article=article, topics=plan.topics)
    return article


def _dispositions(session: Session, plan: Plan, rows: Rows) -> None:
    session.add_all(
        Disposition(
            version_id=rows.versions[each.version].id,
            sentence_id=rows.sentences[each.version][each.sentence].id,
            reason=each.reason,
            by_id=rows.person(each.by),
            at=each.at,
        )
        for each in plan.dispositions
    )


def _remarks(session: Session, plan: Plan, article: Article, rows: Rows) -> None:
    session.add_all(
        Remark(
            article_id=article.id,
            version_id=rows.versions[each.version].id,
            kind=each.kind,
            text=each.text,
            proposed=each.proposed,
            author=each.author,
            said_at=each.said_at,
            url=each.url,
            exact=each.exact,
            start=each.place[0] if each.place else None,
            end=each.place[1] if each.place else None,
            state=each.state,
            claim_number=each.claim,
            settled_by_id=rows.person(each.by),
            settled_at=each.at,
        )
        for each in plan.remarks
    )


def _editions(session: Session, plan: Plan, article: Article, rows: Rows) -> None:
    if plan.slug is None:
        return
    report = Report(desk_id=article.desk_id, article=article, slug=plan.slug)
    session.add(report)
    session.add_all(
        Edition(
            report=report,
            number=each.number,
            title=each.title,
            summary=each.summary,
            note=each.note,
            whole_text=each.whole_text,
            content=each.content,
            sha256=each.sha256,
            by_id=rows.person(each.by),
            at=each.at,
        )
        for each in plan.editions
    )
    session.add_all(
        Withdrawal(
            report=report,
            number=each.number,
            whole=each.whole,
            why=each.why,
            by_id=rows.person(each.by),
            at=each.at,
        )
        for each in plan.withdrawals
    )
    session.flush()
    index_report(session, report)


def _events(session: Session, plan: Plan, article: Article, rows: Rows) -> None:
    written: list[Event] = []
    for each in plan.events:
        event = _event(each, article, rows)
        if each.undoes is not None:
            session.flush()
            event.undoes_id = written[each.undoes].id
        session.add(event)
        written.append(event)
    session.flush()


def _event(plan: PlannedEvent, article: Article, rows: Rows) -> Event:
    return Event(
        desk_id=article.desk_id,
        article_id=article.id,
        claim_id=None if plan.claim is None else rows.claims[plan.claim].id,
        kind=plan.kind,
        by_id=rows.person(plan.by),
        by_name=plan.by_name,
        at=plan.at,
        details=plan.details,
    )
