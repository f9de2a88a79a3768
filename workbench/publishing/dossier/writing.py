"""From a plan to rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from workbench.accounts.models import Person
from workbench.accounts.rules import Actor
from workbench.articles.making import NewVersion, add_versions
from workbench.articles.models import Article, Sentence, Version
from workbench.articles.queries import sentences_in
from workbench.claims.models import Claim, Disposition
from workbench.evidence.models import Evidence
from workbench.history.models import Event
from workbench.publishing.dossier.placing import placed
from workbench.publishing.dossier.plan import (
    Plan,
    PlannedArticle,
    PlannedClaim,
    PlannedEvent,
    PlannedVerdict,
)
from workbench.publishing.dossier.sharing import ScaleKey, claimants_of, scales_of, sources_of
from workbench.publishing.models import Edition, Report
from workbench.sources.models import Source
from workbench.verdicts.models import Rating, Review, Verdict
from workbench.verdicts.rules import Decision, VerdictState


@dataclass
class Rows:
    """The rows that others refer to, by what the plan calls them."""

    people: dict[str, int]
    sources: Mapping[str, Source] = field(default_factory=dict)
    ratings: Mapping[ScaleKey, Sequence[Rating]] = field(default_factory=dict)
    versions: dict[int, Version] = field(default_factory=dict)
    sentences: dict[int, Sequence[Sentence]] = field(default_factory=dict)
    claims: dict[int, Claim] = field(default_factory=dict)

    def person(self, local_id: str | None) -> int | None:
        """The row of a person."""
        return None if local_id is None else self.people[local_id]


def write(session: Session, plan: Plan, people: Mapping[str, int], *, by: Actor) -> Article:
    """Write everything of a plan that has no fault."""
    rows = Rows(_people(session, plan, people))
    rows.sources = sources_of(session, plan, by)
    rows.ratings = scales_of(session, plan, by)
    article = _article(session, plan.article, by)
    _versions(session, plan, article, rows)
    _claims(session, plan, article, rows)
    _dispositions(session, plan, rows)
    _editions(session, plan, article, rows)
    _events(session, plan, article, rows)
    return article


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
    return article


def _versions(session: Session, plan: Plan, article: Article, rows: Rows) -> None:
    for version in plan.versions:
        new = NewVersion(
            article,
            version.text,
            version.sentences,
            number=version.number,
            original_sha256=version.original_sha256,
            original_name=version.original_name,
        )
        row = add_versions(session, [new])[0]
        row.created_at = version.created_at
        rows.versions[version.number] = row
        rows.sentences[version.number] = sentences_in(session, row.id)


def _claims(session: Session, plan: Plan, article: Article, rows: Rows) -> None:
    claimants = claimants_of(session, plan, article.desk_id)
    for planned in plan.claims:
        claim = _claim(planned, article, rows)
        claim.claimant = claimants.get(planned.fields)
        claim.passages = [
            placed(p, rows.versions[p.version], rows.sentences[p.version]) for p in planned.passages
        ]
        rows.claims[planned.number] = claim
    session.add_all(rows.claims.values())
    session.flush()
    for planned in plan.claims:
        if planned.merged_into is not None:
            rows.claims[planned.number].merged_into_id = rows.claims[planned.merged_into].id
        _attach(session, planned, rows)
    session.flush()


def _claim(plan: PlannedClaim, article: Article, rows: Rows) -> Claim:
    return Claim(
        desk_id=article.desk_id,
        article=article,
        number=plan.number,
        position=plan.position,
        statement=plan.fields.statement,
        said_on=plan.fields.said_on,
        appearance_url=plan.fields.appearance_url,
        kind=plan.fields.kind,
        priority=plan.fields.priority,
        status=plan.status,
        status_since=plan.status_since,
        taken_by_id=rows.person(plan.taken_by),
        created_at=plan.created_at,
    )


def _attach(session: Session, plan: PlannedClaim, rows: Rows) -> None:
    claim = rows.claims[plan.number]
    for each in plan.evidence:
        said = each.fields
        session.add(
            Evidence(
                claim=claim,
                source=rows.sources[each.source],
                stance=said.stance,
                quote=said.quote,
                locator=said.locator,
                note=said.note,
                created_at=each.created_at,
                removed_at=each.removed_at,
            )
        )
    for number, verdict in enumerate(plan.verdicts, start=1):
        row = _verdict(verdict, number, claim, rows)
        row.current = number == len(plan.verdicts)
        session.add(row)


def _verdict(plan: PlannedVerdict, number: int, claim: Claim, rows: Rows) -> Verdict:
    decided = Decision.RETURNED if plan.state is VerdictState.RETURNED else Decision.APPROVED
    review = plan.decision and Review(
        decision=decided,
        comment=plan.decision.comment,
        by_id=rows.person(plan.decision.by),
        at=plan.decision.at,
    )
    return Verdict(
        claim=claim,
        number=number,
        rating=_rating(plan, rows),
        summary=plan.summary,
        rationale=plan.rationale,
        state=plan.state,
        by_id=rows.person(plan.by),
        at=plan.at,
        reviews=[review] if review else [],
    )


def _rating(plan: PlannedVerdict, rows: Rows) -> Rating | None:
    if plan.rating is None:
        return None
    scale = plan.rating.scale
    return rows.ratings[scale.name, scale.version, scale.row_id][plan.rating.index]


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


def _editions(session: Session, plan: Plan, article: Article, rows: Rows) -> None:
    if plan.slug is None:
        return
    report = Report(desk_id=article.desk_id, article=article, slug=plan.slug)
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
