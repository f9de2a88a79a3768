"""A desk at work, driven at random: articles in every state that the services can bring about."""

from collections.abc import Callable, Sequence
from functools import partial
from hashlib import sha256
from typing import Any

from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.accounts.rules import Actor, Role, command_line
from workbench.accounts.service import add_member, make_desk
from workbench.articles.amending import AmendmentFields, note_amendment
from workbench.articles.composed import Composed, blocks_in, composed, follow, of_canonical
from workbench.articles.draft_blocks import Moves, blocks_from_json, plain
from workbench.articles.drafting import (
    begin_draft,
    discard_draft,
    put_on_newest,
    rewrite_block,
    take_up_draft,
)
from workbench.articles.incoming import ReadFile
from workbench.articles.making import make_articles, prepare
from workbench.articles.models import Article, Remark, Version, VersionDraft
from workbench.articles.queries import current_version
from workbench.articles.rules import Origin
from workbench.articles.text import compose
from workbench.articles.versions import amendment_in, composed_version, get_version
from workbench.claims import dispositions, passages, service
from workbench.claims.assigning import set_due_day
from workbench.claims.models import Claim, Passage
from workbench.claims.rules import ClaimKind, Priority, Reason
from workbench.claims.settling import (
    Item,
    Items,
    Words,
    follow_edit,
    forget_settlements,
    items_of,
    settle,
)
from workbench.claims.tags import tag_claim
from workbench.discussion.service import begin_thread
from workbench.errors import WorkbenchError
from workbench.evidence import rearranging
from workbench.evidence.contacts import (
    AnswerFile,
    ContactFields,
    add_contact,
    keep_answer_file,
    remove_contact,
)
from workbench.evidence.models import Contact, Evidence, Search
from workbench.evidence.queries import evidence_of
from workbench.evidence.remarks import accept_remark, dismiss_remark, take_up_remark
from workbench.evidence.rules import ContactState, Means, Stance
from workbench.evidence.searches import SearchFields, add_search, remove_search
from workbench.evidence.service import EvidenceFields, add_evidence, edit_evidence, remove_evidence
from workbench.intake.contents.reading import read_contents
from workbench.intake.draft import Draft, DraftBlock
from workbench.intake.labels import labels_in
from workbench.intake.remarks import DraftRemark, RemarkKind
from workbench.intake.rules import BlockKind
from workbench.policies.queries import current_policy
from workbench.policies.rules import Balloting, Check, PolicyFields
from workbench.policies.service import set_policy
from workbench.publishing.edition.building import EditionFields
from workbench.publishing.service import publish_edition
from workbench.sources.keeping import keep_snapshot
from workbench.sources.origins import set_origin, source_titled
from workbench.sources.rules import Closeness, Naming, SourceKind, Way, file_name, tags_in
from workbench.sources.service import SourceFields, add_source
from workbench.sources.tags import add_tags
from workbench.sources.taking import Taken
from workbench.verdicts import holding
from workbench.verdicts import service as verdicts
from workbench.verdicts.ballots import cast_vote
from workbench.verdicts.checks.reasons import QUESTIONS, give_reason, reasons_of
from workbench.verdicts.deciding import settle_readings
from workbench.verdicts.models import Scale
from workbench.verdicts.pairs import Pair, pair_of
from workbench.verdicts.points import PointFields, answer_point, last_return
from workbench.verdicts.presets import FIVE_STEP, SIX_STEP
from workbench.verdicts.queries import current_scale, current_verdict
from workbench.verdicts.rechecking import set_recheck
from workbench.verdicts.renewing import make_version
from workbench.verdicts.rules import About as PointAbout
from workbench.verdicts.scales import set_scale
from workbench.verdicts.second import hand_in_second, save_second, second_verdict_on
from workbench.verdicts.undo import undo_last
from workbench.verdicts.writing import VerdictFields

# Letters that count as more than one elsewhere, that combine, that run from right to left.
UNUSUAL = (
    "aé\u0301ñ ß😀👩\u200d👧🏽\u0308“”’—漢字\u05e9\u05dc\u0627\u0644\u200f\ufb01\u1e9b\u0323.?!"
    "\n\t\xa0"
)
words = st.text(
    st.sampled_from(UNUSUAL) | st.characters(exclude_categories=["Cs", "Cc"]), max_size=40
)
said = words.map(lambda text: " ".join(text.split()))
blocks = st.lists(
    st.builds(
        DraftBlock, st.sampled_from(BlockKind), words.map(lambda text: f"Es {text} ist. So!")
    ),
    min_size=1,
    max_size=5,
).filter(lambda found: any(block.body for block in found))
REMARKS = tuple(
    DraftRemark(
        kind, f"{word}: see https://a.example", word, "A", "2019-05-16", "https://a.example",
        exact=word, context=word if stands else "",
    )
    for kind, word, stands in zip(RemarkKind, ("Es", "Nowhere", "So!"), (1, 0, 1), strict=True)
)  # fmt: skip
Numbers = tuple[int, int, int]
Act = tuple[int, int, Numbers, str]

MARK, EDIT, ASIDE, ATTACH, DETACH, SPLIT, MERGE, UNDO = 0, 3, 6, 8, 11, 12, 13, 15
SCALE, WRITE, PROPOSE, APPROVE, RETURN, PUBLISH, TAKE, RELEASE, REOPEN = (
    16, 17, 18, 20, 22, 23, 24, 25, 31,
)  # fmt: skip
BEGIN, REWRITE, SETTLE, MAKE, DISCARD, TAKE_UP, PUT_ON, AMEND, ADJUST, KEEP = (
    32, 33, 34, 35, 37, 38, 39, 40, 41, 42,
)  # fmt: skip
ASK, ANSWER, UNASK, LOOK, UNLOOK = 46, 47, 48, 49, 50
ACCEPT, DISMISS, WAIT = 51, 52, 53
TAKE_BACK, POLICY, SECOND, DECIDE, VOTE, POINTS, REPLY, EXCUSE, SAY, RECHECK = (
    28, 54, 55, 56, 57, 58, 59, 60, 61, 62,
)  # fmt: skip
# What becomes of a claim, as acts and who does them; stories take up beginnings of these.
WAYS = (
    ((MARK, 1), (ATTACH, 1), (KEEP, 1), (PROPOSE, 1), (APPROVE, 2), (PUBLISH, 3), (SCALE, 3),
     (REOPEN, 1), (PROPOSE, 1), (APPROVE, 3), (PUBLISH, 2)),
    ((MARK, 1), (EDIT, 1), (PROPOSE, 1), (RETURN, 2), (WRITE, 1), (TAKE, 2), (WRITE, 2),
     (RELEASE, 2)),
    ((MARK, 1), (MARK, 2), (ATTACH, 1), (ATTACH, 2), (SPLIT, 1), (MERGE, 2), (DETACH, 1),
     (UNDO, 2), (ASIDE, 2)),
    ((MARK, 1), (ASK, 1), (ANSWER, 2), (LOOK, 1), (LOOK, 2), (UNLOOK, 2), (MARK, 1),
     (MERGE, 1), (UNDO, 1), (PROPOSE, 1), (APPROVE, 2), (PUBLISH, 2), (UNASK, 1)),
    ((MARK, 1), (PROPOSE, 1), (APPROVE, 2), (BEGIN, 1), (SETTLE, 2), (BEGIN, 2), (MAKE, 2),
     (AMEND, 3), (PUT_ON, 1), (SETTLE, 1)),
    ((MARK, 2), (MARK, 1), (ASIDE, 1), (BEGIN, 3), (MAKE, 3), (MERGE, 2), (BEGIN, 1), (REWRITE, 2),
     (SETTLE, 2), (ADJUST, 1), (MAKE, 1)),
    ((ACCEPT, 1), (WAIT, 2), (DISMISS, 1), (BEGIN, 1), (MAKE, 1), (ACCEPT, 2)),
)  # fmt: skip

# What is done, by whom, and numbers that choose to what and how.
numbers = st.tuples(*[st.integers(0, 60)] * 3)
acts = st.tuples(st.integers(0, RECHECK), st.integers(0, 5), numbers, said)


def _taken(way: tuple[tuple[int, int], ...], place: Numbers, text: str, steps: int) -> list[Act]:
    """The first steps of a way, all with the same claim."""
    return [(act, who, place, text) for act, who in way[:steps]]


ways = st.builds(_taken, st.sampled_from(WAYS), numbers, said, st.integers(2, 10))
scenes = acts.map(lambda act: [act]) | ways
# What two readers, editors and voters do with the first claim.
READ_TWICE: tuple[tuple[tuple[int, int], ...], ...] = (
    ((PROPOSE, 1), (SECOND, 2)),
    ((PROPOSE, 2), (SAY, 3), (SECOND, 1), (DECIDE, 3)),
    ((WRITE, 1), (PROPOSE, 2), (TAKE_BACK, 2), (PROPOSE, 1), (SECOND, 3), (DECIDE, 4)),
    ((VOTE, 3), (VOTE, 4), (VOTE, 5)),
    ((POINTS, 4), (REPLY, 1), (EXCUSE, 1), (PROPOSE, 1), (PROPOSE, 2)),
    ((APPROVE, 4), (APPROVE, 5), (RECHECK, 3), (REOPEN, 1)),
    ((APPROVE, 3), (UNDO, 3), (SAY, 2)),
    ((POLICY, 0),), ((EDIT, 1),), ((SAY, 1),), ((SPLIT, 1), (ATTACH, 1)),
)  # fmt: skip
on_first = st.tuples(st.just(0), st.integers(0, 60), st.integers(0, 60))
reviews = st.lists(
    st.builds(_taken, st.sampled_from(READ_TWICE), on_first, said, st.integers(1, 6)),
    min_size=2, max_size=8,
).map(
    lambda found: [
        *_taken(((POLICY, 0), (MARK, 1), (ATTACH, 1)), (0, 1, 1), "Say", 3),
        *[act for scene in found for act in scene],
    ]
)  # fmt: skip
stories = st.lists(scenes, max_size=20).map(lambda found: [act for scene in found for act in scene])


def _move(verb: Callable[..., Any]) -> Callable[..., None]:
    """An act that takes a claim and nothing else."""

    def moved(room: "Newsroom", by: Actor, numbers: Numbers, text: str) -> None:
        verb(room.session, claim=room.claim(numbers[0]), by=by)

    return moved


class Newsroom:
    """One article, and people who do things to it; what is refused is left undone."""

    def __init__(self, session: Session, draft_blocks: list[DraftBlock]) -> None:
        self.session = session
        desk = make_desk(session, name="Desk", time_zone="UTC")
        boss = command_line(desk.id)
        roles = (Role.FACT_CHECKER, *[Role.EDITOR] * 4)
        self.actors = [
            boss,
            *(
                add_member(session, name=f"P {role}", email=None, role=role, by=boss).actor()
                for role in roles
            ),
        ]
        set_scale(session, name="Five-step", ratings=FIVE_STEP, by=boss)
        draft = Draft(
            "Title", "Outlet", ("A", "B"), "2019-05", "en", "", tuple(draft_blocks), REMARKS
        )
        self.article = make_articles(session, [prepare(ReadFile(draft, name="a.txt"))], by=boss)[0]

    @property
    def version(self) -> Version:
        """The newest version."""
        return current_version(self.session, self.article)

    def play(self, story: list[Act]) -> Article:
        """Do it all, as far as it is allowed."""
        for act, who, numbers, text in story:
            doing = self.acts[act % len(self.acts)]
            try:
                with self.session.begin_nested():
                    doing(self, self.actors[who], numbers, text)
            except (WorkbenchError, LookupError):
                self.session.expire_all()
        return self.article

    def claim(self, number: int) -> Claim:
        found = self.session.scalars(select(Claim).where(Claim.article_id == self.article.id)).all()
        return found[number % len(found)] if found else _missing()

    def evidence(self, number: int) -> Evidence:
        found = self.session.scalars(select(Evidence).where(Evidence.removed_at.is_(None))).all()
        return found[number % len(found)] if found else _missing()

    def span(self, numbers: Numbers) -> dict[str, Any]:
        start = numbers[0] % len(self.version.text)
        end = min(start + 1 + numbers[1], len(self.version.text))
        return {"start": start, "end": end, "exact": self.version.text[start:end]}

    def mark(self, by: Actor, numbers: Numbers, text: str) -> None:
        service.mark_claim(
            self.session, article=self.article, version=self.version, by=by, **self.span(numbers)
        )

    def edit(self, by: Actor, numbers: Numbers, text: str) -> None:
        claim = self.claim(numbers[0])
        fields = service.ClaimFields(
            statement=f"{text}!",
            kind=list(ClaimKind)[numbers[1] % 6],
            priority=list(Priority)[numbers[2] % 3],
            claimant_name=("", "Ann", text)[numbers[1] % 3],
            claimant_role=("", text)[numbers[2] % 2],
            claimant_url=("", "https://a.example/")[numbers[0] % 2],
            said_on=("", "2019", "2019-05-14")[numbers[0] % 3],
        )
        service.edit_claim(self.session, claim=claim, fields=fields, revision=claim.revision, by=by)

    def add_passage(self, by: Actor, numbers: Numbers, text: str) -> None:
        passages.add_passage(
            self.session, claim=self.claim(numbers[2]), version=self.version, by=by,
            **self.span(numbers),
        )  # fmt: skip

    def remove_passage(self, by: Actor, numbers: Numbers, text: str) -> None:
        passage = self.claim(numbers[0]).passages[0]
        passages.remove_passage(self.session, passage=passage, by=by)

    def adjust(self, by: Actor, numbers: Numbers, text: str) -> None:
        passage = self.claim(numbers[2]).passages[0]
        passages.adjust_passage(
            self.session, passage=passage, revision=passage.revision, by=by, **self.span(numbers)
        )

    def set_aside(self, by: Actor, numbers: Numbers, text: str) -> None:
        place = self.span(numbers)
        dispositions.set_aside(
            self.session, article=self.article, version=self.version, start=place["start"],
            end=place["end"], reason=list(Reason)[numbers[2] % 7], by=by,
        )  # fmt: skip

    def clear(self, by: Actor, numbers: Numbers, text: str) -> None:
        place = self.span(numbers)
        dispositions.clear_dispositions(
            self.session, article=self.article, version=self.version, start=place["start"],
            end=place["end"], by=by,
        )  # fmt: skip

    def attach(self, by: Actor, numbers: Numbers, text: str) -> None:
        fields = SourceFields(
            f"{text}.", list(SourceKind)[numbers[1] % 15], (text,), text, interests=text,
            closeness=(None, *Closeness)[numbers[2] % 3], naming=(None, *Naming)[numbers[1] % 3],
        )  # fmt: skip
        source = add_source(self.session, fields=fields, by=by)
        add_tags(self.session, sources=[source], tags=tags_in(f"{text},Harbour"), by=by)
        if numbers[1] % 2:
            origin = source_titled(self.session, title=f"{text}, by wire", by=by)
            set_origin(self.session, source=source, origin=origin, by=by)
        claim = self.claim(numbers[0])
        about = claim.statement[: numbers[1] % 3].strip()
        used = EvidenceFields(list(Stance)[numbers[2] % 3], text, "p. 1", text, about=about)
        add_evidence(self.session, claim=claim, source=source, fields=used, by=by)

    def use_again(self, by: Actor, numbers: Numbers, text: str) -> None:
        fields = EvidenceFields(Stance.CONTEXT, text)
        source = self.evidence(numbers[1]).source
        add_evidence(
            self.session, claim=self.claim(numbers[0]), source=source, fields=fields, by=by
        )

    def detach(self, by: Actor, numbers: Numbers, text: str) -> None:
        evidence = self.evidence(numbers[0])
        remove_evidence(self.session, claim=evidence.claim, evidence=evidence, by=by)

    def keep(self, by: Actor, numbers: Numbers, text: str) -> None:
        """Keep a snapshot of a source in use, and say that the words were read in it."""
        evidence = self.evidence(numbers[0])
        data = f"{text}\n\nThe quay {numbers[1] % 3}.".encode()
        taken = Taken(sha256(data).hexdigest(), "a.txt", len(data), read_contents(data))
        kept = keep_snapshot(
            self.session, source=evidence.source, taken=taken, by=by,
            way=list(Way)[numbers[2] % 2], headers={"content-type": "text/plain"},
        )  # fmt: skip
        fields = EvidenceFields(evidence.stance, text, "para. 2", snapshot_id=kept.id)
        edit_evidence(
            self.session, claim=evidence.claim, evidence=evidence, fields=fields, by=by,
            revision=evidence.revision,
        )  # fmt: skip

    def ask(self, by: Actor, numbers: Numbers, text: str) -> None:
        fields = ContactFields(
            f"{text}.", list(Means)[numbers[1] % 6], "2019-05-03", text, "",
            list(ContactState)[numbers[2] % 4], text, "", text,
        )  # fmt: skip
        add_contact(self.session, claim=self.claim(numbers[0]), fields=fields, by=by)

    def contact(self, number: int) -> Contact:
        found = self.session.scalars(select(Contact).where(Contact.removed_at.is_(None))).all()
        return found[number % len(found)] if found else _missing()

    def answer(self, by: Actor, numbers: Numbers, text: str) -> None:
        contact = self.contact(numbers[0])
        kept = AnswerFile(f"{numbers[1]:064x}", file_name(text))
        keep_answer_file(self.session, claim=contact.claim, contact=contact, file=kept, by=by)

    def unask(self, by: Actor, numbers: Numbers, text: str) -> None:
        contact = self.contact(numbers[0])
        remove_contact(self.session, claim=contact.claim, contact=contact, by=by)

    def look(self, by: Actor, numbers: Numbers, text: str) -> None:
        fields = SearchFields(
            f"{text}.", (text, "Archive")[: 1 + numbers[1] % 2], "2019-05-03", text
        )
        add_search(self.session, claim=self.claim(numbers[0]), fields=fields, by=by)

    def unlook(self, by: Actor, numbers: Numbers, text: str) -> None:
        found = self.session.scalars(select(Search).where(Search.removed_at.is_(None))).all()
        search = found[numbers[0] % len(found)] if found else _missing()
        remove_search(self.session, claim=search.claim, search=search, by=by)

    def split(self, by: Actor, numbers: Numbers, text: str) -> None:
        claim = self.claim(numbers[0])
        rearranging.split_claim(
            self.session, claim=claim, statement=f"{text}?", by=by,
            passage_ids=[p.id for p in claim.passages[: numbers[1] % 2]],
            attached={"evidence": [self.evidence(numbers[2]).id]} if numbers[2] % 2 else {},
        )  # fmt: skip

    def merge(self, by: Actor, numbers: Numbers, text: str) -> None:
        rearranging.merge_claims(
            self.session, claim=self.claim(numbers[0]), into=self.claim(numbers[1]), by=by
        )

    def reorder(self, by: Actor, numbers: Numbers, text: str) -> None:
        service.reorder_claim(
            self.session, claim=self.claim(numbers[0]), position=numbers[1], by=by
        )

    def undo(self, by: Actor, numbers: Numbers, text: str) -> None:
        undo_last(self.session, article=self.article, by=by)

    def change_scale(self, by: Actor, numbers: Numbers, text: str) -> None:
        ratings = (FIVE_STEP, SIX_STEP, FIVE_STEP[: 2 + numbers[1] % 5])[numbers[0] % 3]
        set_scale(self.session, name=("Five-step", "Ours")[numbers[2] % 2], ratings=ratings, by=by)

    def fields(self, numbers: Numbers, text: str) -> VerdictFields:
        scale: Scale = current_scale(self.session, self.article.desk_id)
        rating = scale.ratings[numbers[1] % len(scale.ratings)]
        return VerdictFields(None if numbers[2] % 5 == 0 else rating, f"{text}.", text)

    def write(self, by: Actor, numbers: Numbers, text: str) -> None:
        self.said_of(verdicts.save_draft, by, numbers, text)

    def propose(self, by: Actor, numbers: Numbers, text: str) -> None:
        proposing = partial(verdicts.propose_verdict, read_in=self.version.number)
        self.said_of(proposing, by, numbers, text)

    def said_of(self, verb: Callable[..., Any], by: Actor, numbers: Numbers, text: str) -> None:
        claim = self.claim(numbers[0])
        newest = current_verdict(self.session, claim)
        verb(
            self.session, claim=claim, fields=self.fields(numbers, text), by=by,
            revision=newest.revision if newest else 0,
        )  # fmt: skip

    def approve(self, by: Actor, numbers: Numbers, text: str) -> None:
        claim = self.claim(numbers[0])
        newest = current_verdict(self.session, claim) or _missing()
        verdicts.approve_verdict(
            self.session, claim=claim, revision=newest.revision, comment=text, by=by
        )

    def send_back(self, by: Actor, numbers: Numbers, text: str) -> None:
        claim = self.claim(numbers[0])
        newest = current_verdict(self.session, claim) or _missing()
        verdicts.return_verdict(
            self.session, claim=claim, revision=newest.revision, comment=f"{text}…", by=by
        )

    def publish(self, by: Actor, numbers: Numbers, text: str) -> None:
        publish_edition(
            self.session, article=self.article,
            fields=EditionFields(text, text, f"{text}.", bool(numbers[0] % 2)),
            public_url="https://desk.example", by=by,
        )  # fmt: skip

    def remark(self, number: int) -> Remark:
        of_article = Remark.article_id == self.article.id
        found = self.session.scalars(select(Remark).where(of_article).order_by(Remark.id)).all()
        return found[number % len(found)]

    def accept(self, by: Actor, numbers: Numbers, text: str) -> None:
        accept_remark(
            self.session, article=self.article, remark=self.remark(numbers[0]),
            proposed=f"{text}.", url="", by=by,
        )  # fmt: skip

    def dismiss(self, by: Actor, numbers: Numbers, text: str) -> None:
        remark = self.remark(numbers[0])
        dismiss_remark(self.session, article=self.article, remark=remark, by=by)

    def wait(self, by: Actor, numbers: Numbers, text: str) -> None:
        remark = self.remark(numbers[0])
        take_up_remark(self.session, article=self.article, remark=remark, by=by)

    def restore(self, by: Actor, numbers: Numbers, text: str) -> None:
        claim = self.claim(numbers[0])
        if self.session.scalars(select(Passage).where(Passage.claim_id == claim.id)).first():
            service.restore_claim(self.session, claim=claim, by=by)

    def draft(self, number: int) -> VersionDraft:
        chosen = select(VersionDraft).where(VersionDraft.version_id.is_(None))
        found = self.session.scalars(chosen.order_by(VersionDraft.id)).all()
        return found[number % len(found)] if found else _missing()

    def text(self, draft: VersionDraft) -> Composed:
        return composed(plain(blocks_from_json(draft.blocks)), self.article.language)

    def items(self, draft: VersionDraft) -> Items:
        before = composed_version(self.session, draft.base)
        return items_of(self.session, draft, follow(before, self.text(draft)))

    def begin(self, by: Actor, numbers: Numbers, text: str) -> None:
        old = blocks_in(composed_version(self.session, self.version))
        new = _edited(old, numbers, text)
        begin_draft(
            self.session, base=self.version, blocks=blocks_in(of_canonical(compose(new), "en")),
            origin=list(Origin)[numbers[0] % 4], by=by,
        )  # fmt: skip

    def rewrite(self, by: Actor, numbers: Numbers, text: str) -> None:
        draft = self.draft(numbers[0])
        blocks = blocks_from_json(draft.blocks)
        block = blocks[numbers[1] % len(blocks)] if blocks else _missing()
        words = ("", f"{block.text}\n\n{text}", f"{text} Neu. {block.text}")[numbers[2] % 3]
        before = rewrite_block(
            self.session, draft=draft, key=block.key, seal=block.seal, kind=block.kind, text=words
        )
        moves = Moves(before, blocks_from_json(draft.blocks))
        follow_edit(self.session, draft=draft, moves=moves)

    def settle(self, by: Actor, numbers: Numbers, text: str) -> None:
        draft = self.draft(numbers[0])
        items = self.items(draft).items
        self.settle_one(draft, items[numbers[1] % len(items)] if items else _missing(), numbers, by)

    def settle_one(self, draft: VersionDraft, item: Item, numbers: Numbers, by: Actor) -> None:
        """Where it is proposed, somewhere else in the text, or nowhere."""
        text = self.text(draft)
        start = numbers[0] % (len(text.text) + 1)
        places = [
            (start, start + 1 + numbers[1]),
            None,
            *[(c.start, c.end) for c in item.candidates],
        ]
        place = places[numbers[2] % len(places)]
        settle(
            self.session, draft=draft, revision=draft.revision, text=text, item=item, by=by,
            words=place and Words(*place, text.text[slice(*place)]),
        )  # fmt: skip

    def make(self, by: Actor, numbers: Numbers, text: str) -> None:
        """Make a draft a version, having settled what is still open: whether it works or not."""
        draft = self.draft(numbers[0])
        for item in self.items(draft).open:
            self.settle_one(draft, item, (0, 0, 1 + numbers[2]), by)
        before, words = composed_version(self.session, draft.base), self.text(draft)
        make_version(
            self.session, draft=draft, revision=draft.revision, text=words, by=by,
            following=follow(before, words),
            amendment=AmendmentFields("2019-05", text, text) if numbers[1] % 2 else None,
        )  # fmt: skip

    def discard(self, by: Actor, numbers: Numbers, text: str) -> None:
        discard_draft(self.session, draft=self.draft(numbers[0]), by=by)

    def take_up(self, by: Actor, numbers: Numbers, text: str) -> None:
        take_up_draft(self.session, draft=self.draft(numbers[0]), by=by)

    def put_on(self, by: Actor, numbers: Numbers, text: str) -> None:
        draft = self.draft(numbers[0])
        put_on_newest(self.session, draft=draft)
        forget_settlements(self.session, draft=draft)

    def amend(self, by: Actor, numbers: Numbers, text: str) -> None:
        found = get_version(self.session, self.article, 2 + numbers[0] % self.version.number)
        known = amendment_in(self.session, found)
        note_amendment(
            self.session, version=found, fields=AmendmentFields("2019", text, f"{text}."), by=by,
            revision=known.revision if known else 0,
        )  # fmt: skip

    def tag(self, by: Actor, numbers: Numbers, text: str) -> None:
        tags = labels_in(f"{text}, tag {numbers[1] % 3}")
        tag_claim(self.session, claim=self.claim(numbers[0]), tags=tags, by=by)

    def set_day(self, by: Actor, numbers: Numbers, text: str) -> None:
        day = f"2026-12-{10 + numbers[1] % 20}"
        set_due_day(self.session, claim=self.claim(numbers[0]), due_on=day, by=by)

    def set_policy(self, by: Actor, numbers: Numbers, text: str) -> None:
        current = current_policy(self.session, self.article.desk_id)
        fields = PolicyFields(
            frozenset([Priority.NORMAL, *Priority][: 1 + numbers[0] % 3]),
            blind=bool(numbers[1] % 3),
            approvals=1 + numbers[1] % 2,
            ballot=list(Balloting)[numbers[2] % 3],
            shortest_rationale=numbers[0] % 2,
            blocking=frozenset(list(Check)[: numbers[1] % 2]),
        )
        seen = current.version if current else 0
        set_policy(self.session, seen=seen, fields=fields, by=by)

    def read_second(self, by: Actor, numbers: Numbers, text: str) -> None:
        claim = self.claim(numbers[0])
        own = second_verdict_on(self.session, claim, by)
        said: dict[str, Any] = {
            "claim": claim, "by": by, "revision": own.revision if own else 0,
            "fields": self.fields((numbers[0], numbers[2], numbers[1]), text),
        }  # fmt: skip
        if numbers[2] % 4:
            hand_in_second(self.session, read_in=self.version.number, **said)
        else:
            save_second(self.session, **said)

    def pair(self, claim: Claim) -> Pair:
        return pair_of(self.session, claim) or _missing()

    def settle_readings(self, by: Actor, numbers: Numbers, text: str) -> None:
        claim = self.claim(numbers[0])
        chosen = self.pair(claim).verdicts[numbers[1] % 2]
        settle_readings(self.session, claim=claim, verdict_id=chosen.id, why=f"{text}.", by=by)

    def vote(self, by: Actor, numbers: Numbers, text: str) -> None:
        claim = self.claim(numbers[0])
        verdict_ids = (*[each.id for each in self.pair(claim).verdicts], None)
        chosen = verdict_ids[numbers[1] % 3]
        cast_vote(self.session, claim=claim, verdict_id=chosen, reason=f"{text}.", by=by)

    def send_back_with_points(self, by: Actor, numbers: Numbers, text: str) -> None:
        claim = self.claim(numbers[0])
        piece = evidence_of(self.session, claim)[:1]
        points = [
            PointFields(PointAbout.STATEMENT, f"{text}!"),
            *[PointFields(PointAbout.EVIDENCE, f"{text}?", each.id) for each in piece],
        ]
        newest = current_verdict(self.session, claim) or _missing()
        verdicts.return_verdict(
            self.session, claim=claim, revision=newest.revision, points=points, by=by
        )

    def reply(self, by: Actor, numbers: Numbers, text: str) -> None:
        claim = self.claim(numbers[0])
        asked = last_return(self.session, claim) or _missing()
        point = asked.points[numbers[1] % len(asked.points)]
        answer_point(
            self.session, claim=claim, point=point, done=bool(numbers[2] % 2), answer=text,
            revision=point.revision, by=by,
        )  # fmt: skip

    def excuse(self, by: Actor, numbers: Numbers, text: str) -> None:
        claim = self.claim(numbers[0])
        check = list(QUESTIONS)[numbers[1] % len(QUESTIONS)]
        earlier = reasons_of(self.session, claim).get(check)
        give_reason(
            self.session, claim=claim, check=check, reason=text, by=by,
            revision=earlier.revision if earlier else 0,
        )  # fmt: skip

    def say(self, by: Actor, numbers: Numbers, text: str) -> None:
        claim = self.claim(numbers[0])
        rows = (None, current_verdict(self.session, claim), *evidence_of(self.session, claim))
        on = rows[numbers[1] % len(rows)]
        begin_thread(self.session, claim=claim, on=on, text=f"@P editor: {text}", by=by)

    def recheck(self, by: Actor, numbers: Numbers, text: str) -> None:
        claim = self.claim(numbers[0])
        day = f"2027-05-{10 + numbers[1] % 20}"
        set_recheck(self.session, claim=claim, day=day, seen=claim.recheck_on, by=by)

    acts: tuple[Callable[..., None], ...] = (
        mark, mark, mark, edit, add_passage, remove_passage, set_aside, clear, attach, attach,
        use_again, detach, split, merge, reorder, undo, change_scale, write, propose, propose,
        approve, approve, send_back, publish,
        _move(holding.take_claim), _move(service.release_claim), _move(service.withdraw_claim),
        restore, _move(verdicts.take_back), _move(verdicts.start_review),
        _move(verdicts.stop_review), _move(verdicts.reopen_claim),
        begin, rewrite, settle, make, make, discard, take_up, put_on, amend, adjust, keep, keep,
        tag, set_day, ask, answer, unask, look, unlook, accept, dismiss, wait,
        set_policy, read_second, settle_readings, vote, send_back_with_points, reply, excuse, say,
        recheck,
    )  # fmt: skip


def _edited(blocks: Sequence[DraftBlock], numbers: Numbers, text: str) -> list[DraftBlock]:
    """What an outlet does to its article: swap, drop, repeat, reword or put in a block."""
    at = numbers[1] % len(blocks)
    block, new = blocks[at], DraftBlock(BlockKind.PARAGRAPH, f"{text} Neu ist das.")
    before, behind = list(blocks[:at]), list(blocks[at + 1 :])
    return (
        [*behind, *before, block],
        [*before, *behind] if len(blocks) > 1 else [new],
        [*before, block, block, *behind],
        [*before, DraftBlock(block.kind, f"{block.text} {text} 7."), *behind],
        [*before, DraftBlock(block.kind, f"{text}, {block.text}"), *behind],
        [*before, new, block, *behind],
    )[numbers[2] % 6]


def _missing() -> Any:
    raise LookupError("there is none")
