"""Claims with their passages and evidence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbench.claims.rules import ClaimKind, Priority, Status
from workbench.claims.service import ClaimFields
from workbench.publishing.dossier import rules
from workbench.publishing.dossier.plan import PlannedClaim, PlannedSnapshot, PlannedVerdict
from workbench.publishing.dossier.reading.contacts import read_contact
from workbench.publishing.dossier.reading.evidence import Pieces, pieces_of, read_evidence
from workbench.publishing.dossier.reading.labels import read_labels
from workbench.publishing.dossier.reading.node import Node, numbered
from workbench.publishing.dossier.reading.passages import Passages, read_passages
from workbench.publishing.dossier.reading.people import People
from workbench.publishing.dossier.reading.reasons import read_reasons
from workbench.publishing.dossier.reading.rounds import read_rounds
from workbench.publishing.dossier.reading.scales import Scales
from workbench.publishing.dossier.reading.searches import read_search
from workbench.publishing.dossier.reading.sources import LONGEST_KEY
from workbench.publishing.dossier.reading.threads import Said, read_threads
from workbench.publishing.dossier.reading.verdicts import (
    current_in,
    read_verdicts,
    standing_of,
)
from workbench.publishing.dossier.reading.versions import Versions


@dataclass(frozen=True)
class Surroundings:
    """What claims refer to."""

    versions: Versions
    people: People
    scales: Scales
    sources: frozenset[str]
    snapshots: tuple[PlannedSnapshot, ...] = ()


def read_claims(dossier: Node, around: Surroundings) -> tuple[PlannedClaim, ...]:
    """All claims, by number."""
    found = list(numbered(dossier.children("claims")))
    passages = read_passages(found, around.versions)
    pieces = pieces_of(found)
    claims = [
        _claim(place, *each, passages, pieces, around) for place, each in enumerate(found, start=1)
    ]
    mergers = {claim.number: claim.merged_into for claim in claims}
    for claim, (number, node) in zip(claims, found, strict=True):
        if claim.merged_into is not None:
            _check_merger(node, claim, mergers)
        if node.value.get("passages") == [] and _has_to_stand(claim, around):
            node.fault("passages", f"claim {number} stands nowhere; only a withdrawn one may")
    _check_claimants(dossier)
    return tuple(sorted(claims, key=lambda claim: claim.number))


def _claim(
    place: int,
    number: int,
    node: Node,
    passages: Passages,
    pieces: Pieces,
    around: Surroundings,
) -> PlannedClaim:
    given, position = node.word("status", Status), node.number("position")
    verdicts = read_verdicts(node, given, around.people, around.scales, pieces)
    current = current_in(node, verdicts)
    return PlannedClaim(
        number=number,
        position=place if position is None else position,
        fields=_fields(node),
        status=_status(node, given, verdicts, current),
        status_since=node.moment("status_since"),
        taken_by=around.people.who(node, "taken_by"),
        due_on=_whole_day(node, "due_on"),
        recheck_on=_whole_day(node, "recheck_on"),
        tags=read_labels(node, "tags", "a tag has no comma"),
        merged_into=node.number("merged_into"),
        created_at=node.moment("created_at"),
        passages=tuple(passages.get(number, ())),
        evidence=tuple(
            read_evidence(each, around.sources, around.snapshots)
            for each in node.children("evidence")
        ),
        searches=tuple(map(read_search, node.children("searches"))),
        contacts=tuple(read_contact(each, around.people) for each in node.children("contacts")),
        rounds=read_rounds(node, verdicts, around.people),
        verdicts=verdicts,
        current=current,
        check_reasons=read_reasons(node, around.people),
        threads=read_threads(node, Said(number, len(verdicts), pieces), around.people),
    )


def _whole_day(node: Node, key: str) -> str:
    day = node.day(key)
    if day and len(day) != len("2019-05-15"):
        node.fault(key, "write a day as 2019-05-15")
    return day


def _fields(node: Node) -> ClaimFields:
    who = node.child("claimant")
    return ClaimFields(
        statement=node.line("statement"),
        kind=node.word("kind", ClaimKind) or ClaimKind.FACT,
        priority=node.word("priority", Priority) or Priority.NORMAL,
        claimant_name=node.line("claimant") or who.line("name"),
        claimant_role=who.line("role"),
        claimant_url=who.text("url"),
        said_on=node.day("said_on"),
        appearance_url=node.text("appearance_url"),
    )


def _status(
    node: Node, given: Status | None, verdicts: Sequence[PlannedVerdict], current: int | None
) -> Status:
    standings = [standing_of(verdict) for verdict in verdicts]
    status = given or rules.presumed_status(standings, current)
    wrong = rules.wrong_order(standings, current)
    if wrong:
        node.fault("verdicts", wrong)
        return status
    wrong = rules.contradiction(status, standings, current, reopened=node.flag("reopened"))
    if wrong:
        node.fault("status", wrong)
    return status


def _has_to_stand(claim: PlannedClaim, around: Surroundings) -> bool:
    """Later than version 1, a claim may be split off one that was left behind: neither stands."""
    return claim.status is not Status.WITHDRAWN and around.versions.newest == 1


def _check_merger(node: Node, claim: PlannedClaim, mergers: Mapping[int, int | None]) -> None:
    """`mergers`: of each claim by its number, the claim that it went into."""
    if claim.merged_into not in mergers or claim.merged_into == claim.number:
        node.fault("merged_into", f"{claim.merged_into} is not the number of another claim")
    elif _goes_round(claim.number, mergers):
        node.fault("merged_into", "claims went into each other in a circle, which none can")
    if claim.status is not Status.WITHDRAWN:
        node.fault(
            "merged_into", f"a claim that went into another is withdrawn, not {claim.status}"
        )


def _goes_round(number: int, mergers: Mapping[int, int | None]) -> bool:
    """Whether following a claim to the one it went into, and so on, never ends."""
    seen: set[int] = set()
    at: int | None = number
    while at is not None and at not in seen:
        seen.add(at)
        at = mergers.get(at)
    return at is not None


def _check_claimants(dossier: Node) -> None:
    """One claimant has one address, and a name that can be found by index."""
    addresses: dict[tuple[str, str], str] = {}
    for claim in dossier.children("claims"):
        who, node = _fields(claim), claim.child("claimant")
        key = (who.claimant_name, who.claimant_role)
        if len("".join(key).encode()) > LONGEST_KEY:
            claim.fault("claimant", f"name and role are longer than {LONGEST_KEY} bytes")
        known = addresses.setdefault(key, who.claimant_url)
        if who.claimant_url and known and known != who.claimant_url:
            node.fault("url", f"another claim has {known[:60]} for the same claimant")
        addresses[key] = known or who.claimant_url
