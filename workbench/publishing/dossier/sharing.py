"""What a loaded article shares with its desk: claimants, sources, scales and policies.

What the desk has already, word for word, is used again. Nothing of the desk is changed, except
that a claimant without an address gets one.
"""

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from workbench.accounts.models import Desk
from workbench.accounts.rules import Actor
from workbench.claims.models import Claimant
from workbench.claims.queries import claimants
from workbench.claims.service import ClaimFields
from workbench.db import lock
from workbench.policies.models import Policy
from workbench.policies.queries import policies_of
from workbench.policies.rules import PolicyFields
from workbench.policies.service import add_policy_version
from workbench.publishing.dossier.plan import Plan, PlannedScale, PlannedSource
from workbench.sources.models import Source
from workbench.sources.sealing import seal
from workbench.sources.service import add_source, fields_of
from workbench.sources.tags import add_tags
from workbench.verdicts.models import Rating, Scale
from workbench.verdicts.rules import RatingPreset
from workbench.verdicts.scales import add_scale_version

ScaleKey = tuple[str, int, int | None]  # name, version, and for the desk’s own the row
BATCH = 500  # titles asked for at once; databases limit how many values a query may have


def claimants_of(session: Session, plan: Plan, desk_id: int) -> Mapping[ClaimFields, Claimant]:
    """Who says what; the desk's row where name and role are the same."""
    rows = {(row.name, row.role): row for row in claimants(session, desk_id)}
    found = {}
    for claim in plan.claims:
        said = claim.fields
        key = (said.claimant_name, said.claimant_role)
        if not said.claimant_name:
            continue
        row = rows.setdefault(key, Claimant(desk_id=desk_id, name=key[0], role=key[1], url=""))
        row.url = row.url or said.claimant_url
        found[said] = row
    session.add_all(found.values())
    session.flush()
    return found


def sources_of(session: Session, plan: Plan, by: Actor) -> Mapping[str, Source]:
    """The sources by their ids in the dossier; a row of the desk stands for one of them at most.

    Those that are new get their tags, and their origin: of these no circle can come, for nothing
    of the desk goes back to them.
    """
    alike = _alike(session, plan, by.desk_id)
    library = {fields_of(row): row for row in alike}
    found = {
        each.id: None if each.confidential else library.pop(each.fields, None)
        for each in plan.sources
    }
    new = [source for source in plan.sources if found[source.id] is None]
    rows = {id_: row for id_, row in found.items() if row} | {
        source.id: _add_source(session, source, by) for source in new
    }
    for source in new:
        rows[source.id].origin_id = rows[source.origin].id if source.origin else None
    session.flush()
    return rows


def _add_source(session: Session, source: PlannedSource, by: Actor) -> Source:
    row = add_source(session, fields=source.fields, by=by)
    row.created_at = source.created_at
    if source.confidential:
        seal(session, row, source.fields, source.fields.title)
    if source.tags:
        add_tags(session, sources=[row], tags=source.tags, by=by)
    return row


def _alike(session: Session, plan: Plan, desk_id: int) -> Iterator[Source]:
    """The desk's sources that have the title of a planned one.

    None is confidential: two people may be worded alike, and are not the same.
    """
    titles = sorted({source.fields.title for source in plan.sources})
    for start in range(0, len(titles), BATCH):
        some = Source.title.in_(titles[start : start + BATCH])
        own = (
            Source.desk_id == desk_id, Source.merged_into_id.is_(None),
            Source.confidential.is_(False),
        )  # fmt: skip
        chosen = select(Source).where(*own, some)
        yield from session.scalars(chosen.order_by(Source.id.desc()))


def scales_of(session: Session, plan: Plan, by: Actor) -> Mapping[ScaleKey, Sequence[Rating]]:
    """The ratings of every scale a verdict may name, by name, version and row of the scale."""
    desk = _scales_of_desk(session, by.desk_id)
    found: dict[ScaleKey, Sequence[Rating]] = {
        (row.name, row.version, row.id): row.ratings for row in desk
    }
    newest: dict[str, int] = {}
    for scale in sorted(plan.scales, key=lambda scale: (scale.name, scale.version)):
        row = _same(desk, scale, newest.get(scale.name, 0)) or _add(session, desk, scale, by)
        newest[scale.name] = row.version
        found[scale.name, scale.version, None] = row.ratings
    session.flush()
    return found


def _scales_of_desk(session: Session, desk_id: int) -> list[Scale]:
    rows = session.scalars(
        select(Scale).options(selectinload(Scale.ratings)).where(Scale.desk_id == desk_id)
    )
    return sorted(rows, key=lambda row: (row.name, row.version))


def _same(desk: Sequence[Scale], scale: PlannedScale, after: int) -> Scale | None:
    """The desk's scale of this name with the very same ratings.

    It is newer than the one that stands for the version before, so that their order stays.
    """
    return next(
        (
            row
            for row in desk
            if row.name == scale.name and row.version > after and presets_of(row) == scale.ratings
        ),
        None,
    )


def _add(session: Session, desk: list[Scale], scale: PlannedScale, by: Actor) -> Scale:
    """Give the desk this scale; a desk that has none works with it."""
    row = add_scale_version(session, name=scale.name, ratings=scale.ratings, current=False, by=by)
    row.current = not any(other.current for other in desk)
    desk.append(row)
    return row


def presets_of(scale: Scale) -> tuple[RatingPreset, ...]:
    """What a scale's ratings say, as plain data that can be compared."""
    return tuple(
        RatingPreset(r.label, r.value, r.token, r.icon, r.definition) for r in scale.ratings
    )


def policies_for(session: Session, plan: Plan, by: Actor) -> Mapping[PolicyFields, Policy]:
    """The policies by which the claims' rounds were read.

    One that the desk never had becomes a version of its policy that never held there.
    """
    wanted = dict.fromkeys(each.policy for claim in plan.claims for each in claim.rounds)
    if not wanted:
        return {}
    lock(session, session.get_one(Desk, by.desk_id))
    known = {row.fields: row for row in policies_of(session, by.desk_id)}
    for fields in wanted:
        if fields not in known:
            known[fields] = add_policy_version(session, fields=fields, current=False, by=by)
    return known
