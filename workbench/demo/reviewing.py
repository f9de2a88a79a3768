"""The steps of a story that a desk's review consists of.

Claims are proposed, read a second time, decided between, voted on, returned point by point, given
to somebody until a day, talked about, and to be checked again. Days are counted from today.
"""

from collections.abc import Callable, Mapping

from sqlalchemy import select

from workbench.accounts.rules import command_line
from workbench.claims.assigning import Checker, assign_claim
from workbench.claims.rules import Priority
from workbench.demo.stage import Record, Stage, day
from workbench.discussion.queries import threads_of_claim
from workbench.discussion.service import answer_thread, begin_thread
from workbench.evidence.queries import evidence_of
from workbench.evidence.rules import Stance
from workbench.evidence.service import EvidenceFields, add_evidence
from workbench.policies.queries import current_policy
from workbench.policies.rules import Balloting, Check, PolicyFields
from workbench.policies.service import set_policy
from workbench.sources.models import Source
from workbench.verdicts.ballots import cast_vote
from workbench.verdicts.checks.reasons import give_reason
from workbench.verdicts.deciding import pair_to_decide, settle_readings
from workbench.verdicts.points import PointFields
from workbench.verdicts.queries import current_verdict
from workbench.verdicts.rechecking import set_recheck
from workbench.verdicts.rules import About
from workbench.verdicts.second import hand_in_second
from workbench.verdicts.service import propose_verdict, return_verdict


def _policy(stage: Stage, said: Record) -> None:
    """The desk has another policy from now on."""
    before = current_policy(stage.session, stage.article.desk_id)
    fields = PolicyFields(
        second_for=frozenset(map(Priority, said["second_for"])),
        ballot=Balloting(said["ballot"]),
        shortest_rationale=said["shortest_rationale"],
        blocking=frozenset(map(Check, said["blocking"])),
    )
    by = command_line(stage.article.desk_id)
    set_policy(stage.session, seen=before.version if before else 0, fields=fields, by=by)


def _propose(stage: Stage, said: Record) -> None:
    propose_verdict(
        stage.session, claim=stage.claim(said), fields=stage.verdict(said), revision=0,
        read_in=stage.read_in, by=stage.who(said),
    )  # fmt: skip


def _second(stage: Stage, said: Record) -> None:
    """Somebody who has not seen the first verdict reads the claim too."""
    hand_in_second(
        stage.session, claim=stage.claim(said), fields=stage.verdict(said), revision=0,
        read_in=stage.read_in, by=stage.who(said),
    )  # fmt: skip


def _cite(stage: Stage, said: Record) -> None:
    """A claim uses one more source of its article's."""
    titled = select(Source).where(
        Source.desk_id == stage.article.desk_id, Source.title == said["source"]
    )
    latest = titled.order_by(Source.id.desc()).limit(1)  # earlier articles brought it too
    add_evidence(
        stage.session, claim=stage.claim(said), source=stage.session.scalars(latest).one(),
        fields=EvidenceFields(Stance(said["stance"]), said["quote"], note=said["note"]),
        by=stage.who(said),
    )  # fmt: skip


def _settle(stage: Stage, said: Record) -> None:
    """An editor lets the verdict with this rating go on."""
    verdict_id = _rated(stage, said)
    settle_readings(
        stage.session, claim=stage.claim(said), verdict_id=verdict_id, why=said["why"],
        by=stage.who(said),
    )  # fmt: skip


def _vote(stage: Stage, said: Record) -> None:
    cast_vote(
        stage.session, claim=stage.claim(said), verdict_id=_rated(stage, said),
        reason=said["reason"], by=stage.who(said),
    )  # fmt: skip


def _rated(stage: Stage, said: Record) -> int:
    """Which of a claim's two verdicts has this rating."""
    verdicts = pair_to_decide(stage.session, stage.claim(said)).verdicts
    return next(verdict.id for verdict in verdicts if verdict.label == said["rating"])


def _return(stage: Stage, said: Record) -> None:
    claim = stage.claim(said)
    verdict, evidence = current_verdict(stage.session, claim), evidence_of(stage.session, claim)
    points = [
        PointFields(About(about), comment, evidence[nth - 1].id if nth else None)
        for about, nth, comment in said["points"]
    ]
    return_verdict(
        stage.session, claim=claim, revision=verdict.revision if verdict else 0, points=points,
        by=stage.who(said),
    )  # fmt: skip


def _reason(stage: Stage, said: Record) -> None:
    """Somebody says why a check need not hold."""
    give_reason(
        stage.session, claim=stage.claim(said), check=Check(said["check"]), reason=said["reason"],
        revision=0, by=stage.who(said),
    )  # fmt: skip


def _assign(stage: Stage, said: Record) -> None:
    to = stage.people[said["to"]]
    assign_claim(
        stage.session, claim=stage.claim(said), to=Checker(to.person_id, to.person.name),
        due_on=day(said["in_days"]), by=stage.who(said),
    )  # fmt: skip


def _recheck(stage: Stage, said: Record) -> None:
    """A claim that stands comes back on a day."""
    set_recheck(
        stage.session, claim=stage.claim(said), day=day(said["in_days"]), seen="",
        by=stage.who(said),
    )  # fmt: skip


def _discuss(stage: Stage, said: Record) -> None:
    begin_thread(
        stage.session, claim=stage.claim(said), text=said["text"], by=stage.who(said)
    )  # fmt: skip


def _answer(stage: Stage, said: Record) -> None:
    """Somebody answers in the claim's last thread."""
    by = stage.who(said)
    threads = threads_of_claim(stage.session, stage.claim(said), viewer=by)
    answer_thread(stage.session, thread=threads[-1].thread, text=said["text"], by=by)


REVIEWING: Mapping[str, Callable[[Stage, Record], None]] = {
    "policy": _policy, "propose": _propose, "second": _second, "cite": _cite, "settle": _settle,
    "vote": _vote, "return": _return, "reason": _reason, "assign": _assign, "recheck": _recheck,
    "discuss": _discuss, "answer": _answer,
}  # fmt: skip
