"""Every kind of act has a way back, or says what to do instead."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.builders import Newsroom, open_newsroom
from workbench.accounts.desk_site import SiteFields, edit_site
from workbench.accounts.errors import LastAdmin
from workbench.accounts.models import Desk, DeskSite, Membership
from workbench.accounts.queries import get_desk, get_desk_site
from workbench.accounts.rules import Actor, Role
from workbench.accounts.service import DeskFields, change_role, edit_desk, withhold_name
from workbench.articles.models import Article, ArticleTopic
from workbench.articles.topics import set_topics
from workbench.claims.errors import CannotUndo
from workbench.claims.models import Claim
from workbench.discussion.models import Thread
from workbench.discussion.service import (
    answer_thread,
    begin_thread,
    reopen_thread,
    resolve_thread,
)
from workbench.errors import WorkbenchError
from workbench.evidence.errors import NothingToUndo
from workbench.evidence.merging import merge_sources
from workbench.evidence.rearranging import merge_claims
from workbench.history.models import Event
from workbench.history.rules import EventKind
from workbench.history.service import last_act
from workbench.policies.queries import current_policy
from workbench.policies.rules import PolicyFields
from workbench.policies.service import set_policy
from workbench.sources.citing.house import StyleChoice
from workbench.sources.citing.service import choose_style, style_of
from workbench.sources.models import Source, SourceTag
from workbench.sources.origins import set_origin
from workbench.sources.sealing import make_confidential
from workbench.sources.service import SourceFields, add_source, edit_source, fields_of
from workbench.sources.tags import add_tags, remove_tags
from workbench.verdicts.rechecking import set_recheck
from workbench.verdicts.undo import kinds_taken_back, late_acts, undo_act
from workbench.verdicts.ways_back import ACTS_ASKED, INSTEAD, NO_ACTS

SAID = SourceFields(
    "Minutes", authors=("A. Clerk", "B. Clerk"), publisher="The council", published="2019-05",
    url="https://a.example/minutes", further={"DOI": "10.1/x"}, interests="It paid for it.",
)  # fmt: skip


def test_every_kind_of_line_has_one_way_back_or_says_what_to_do_instead() -> None:
    groups: list[set[str]] = [set(kinds_taken_back()), set(INSTEAD), set(NO_ACTS)]
    assert {str(kind) for kind in EventKind} == set[str]().union(*groups)
    assert sum(len(group) for group in groups) == len(EventKind)
    assert set(ACTS_ASKED) <= groups[0]


def undone(room: Newsroom, by: Actor) -> Event:
    """Take back what was done last in the session."""
    event_id = last_act(room.session)
    assert event_id is not None
    return undo_act(room.session, event_id=event_id, by=by).event


def taking_back(room: Newsroom, event: Event) -> Event:
    """The line that took an act back."""
    return room.session.scalars(select(Event).where(Event.undoes_id == event.id)).one()


def member(room: Newsroom, actor: Actor) -> Membership:
    """A person's place on the desk."""
    own = Membership.person_id == actor.person_id
    return room.session.scalars(select(Membership).where(own)).one()


# --- Acts, each by somebody who may do it: what is done, and what of it is seen in the tables.


def say_of_desk(room: Newsroom, words: str) -> Actor:
    desk = get_desk(room.session, room.desk_id)
    fields = DeskFields(f"The {words}", "Europe/Berlin", method=words)
    edit_desk(room.session, desk=desk, fields=fields, revision=desk.revision, by=room.adi)
    return room.adi


def say_on_site(room: Newsroom, words: str) -> Actor:
    site = get_desk_site(room.session, room.desk_id)
    fields = SiteFields(about=words, funding=words)
    edit_site(room.session, site=site, fields=fields, revision=site.revision, by=room.adi)
    return room.adi


def say_topics(room: Newsroom, words: str) -> Actor:
    article = room.article
    set_topics(
        room.session, article=article, topics=[words, "harbour"], revision=article.revision,
        by=room.ana,
    )  # fmt: skip
    return room.ana


def give_role(room: Newsroom, _words: str) -> Actor:
    bo = member(room, room.bo)
    role = Role.EDITOR if bo.role is not Role.EDITOR else Role.VIEWER
    change_role(room.session, membership=bo, role=role, revision=bo.revision, by=room.adi)
    return room.adi


def withhold(room: Newsroom, _words: str) -> Actor:
    bo = member(room, room.bo)
    withhold_name(room.session, membership=bo, withheld=not bo.withheld, by=room.adi)
    return room.adi


def some_source(room: Newsroom) -> Source:
    """The desk's first source, which is there before any act."""
    return room.session.scalars(select(Source).order_by(Source.id)).first() or room.source("Old")


def add(room: Newsroom, words: str) -> Actor:
    add_source(room.session, fields=replace(SAID, title=words), by=room.ana)
    return room.ana


def edit(room: Newsroom, words: str) -> Actor:
    source = some_source(room)
    fields = replace(SAID, title=f"{words} again", publisher=words)
    edit_source(room.session, source=source, fields=fields, revision=source.revision, by=room.ana)
    return room.ana


def tag(room: Newsroom, words: str) -> Actor:
    add_tags(room.session, sources=[some_source(room)], tags=[words, f"{words} 2"], by=room.ana)
    return room.ana


def untag(room: Newsroom, words: str) -> Actor:
    tags = [tag.words for tag in some_source(room).tags] or [words]
    remove_tags(room.session, sources=[some_source(room)], tags=tags, by=room.ana)
    return room.ana


def trace(room: Newsroom, _words: str) -> Actor:
    first, *others = room.session.scalars(select(Source).order_by(Source.id))
    origin = others[0] if others and first.origin_id is None else None
    set_origin(room.session, source=first, origin=origin, by=room.ana)
    return room.ana


def cite(room: Newsroom, _words: str) -> Actor:
    style = style_of(room.session, room.desk_id)
    choice = next(each for each in StyleChoice if each not in (style.choice, StyleChoice.OWN))
    choose_style(room.session, choice=choice, revision=style.revision, by=room.adi)
    return room.adi


def set_day(room: Newsroom, words: str) -> Actor:
    claim = room.claims()[0]
    day = f"2027-05-{len(words) + 10}"
    set_recheck(room.session, claim=claim, day=day, seen=claim.recheck_on, by=room.ana)
    return room.ana


def turn_thread(room: Newsroom, _words: str) -> Actor:
    thread = room.session.scalars(select(Thread)).first()
    if thread is None:
        thread = begin_thread(room.session, claim=room.claims()[0], text="?", by=room.bo).thread
    turn = resolve_thread if thread.resolved_at is None else reopen_thread
    turn(room.session, thread=thread, by=room.ana)
    return room.ana


Doing = Callable[[Newsroom, str], Actor]
ACTS: Sequence[Doing] = (
    say_of_desk, say_on_site, say_topics, give_role, withhold, add, edit, tag, untag, trace, cite,
    set_day, turn_thread,
)  # fmt: skip
TABLES = (Desk, DeskSite, Article, ArticleTopic, Membership, Source, SourceTag, Claim, Thread)
LEFT_OUT = {"revision", "resolved_at"}  # they count acts, or tell when


def state(session: Session) -> dict[str, list[Any]]:
    """All that these tables say."""
    session.flush()
    found = {}
    for model in TABLES:
        columns = [c for c in model.__table__.columns if c.name not in LEFT_OUT]
        rows = session.execute(select(*columns).order_by(*model.__table__.primary_key)).all()
        found[model.__tablename__] = [json.dumps(tuple(row), default=str) for row in rows]
    return found


WORDS = st.sampled_from(["Quay", "Straße", "مرفأ", "a, b", "x" * 9])


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(before=st.lists(st.tuples(st.sampled_from(ACTS), WORDS), max_size=3),
       acts=st.lists(st.tuples(st.sampled_from(ACTS), WORDS), min_size=1, max_size=4))  # fmt: skip
def test_acts_that_are_taken_back_leave_the_tables_as_they_were(
    session: Session, before: Sequence[tuple[Doing, str]], acts: Sequence[tuple[Doing, str]]
) -> None:
    """The latest first; the record alone tells that they were there."""
    with session.begin_nested() as example:
        room = open_newsroom(session)
        room.claim()
        room.source("Old"), room.source("Older")
        turn_thread(room, "")
        cite(room, "")
        for does, words in before:
            does(room, words)
        was, lines, done = state(session), len(session.scalars(select(Event.id)).all()), []
        for does, words in acts:
            session.info.pop("last act", None)
            actor = does(room, words)
            if (act := last_act(session)) is not None:
                done.append((act, actor))
        for act, actor in reversed(done):
            undo_act(session, event_id=act, by=actor)
        assert state(session) == was
        after = len(session.scalars(select(Event.id)).all())
        assert after >= lines + 2 * len(done)
        example.rollback()
    session.expunge_all()


def test_what_a_source_said_that_is_gone_again_stands_in_the_record(room: Newsroom) -> None:
    source = add_source(room.session, fields=SAID, by=room.ana)
    line = taking_back(room, undone(room, room.ana))
    assert room.session.get(Source, source.id) is None
    told = line.details["changed"]
    assert told["authors"][1] == ["A. Clerk", "B. Clerk"]
    assert told["interests"][1] == "It paid for it."


@pytest.mark.parametrize("by_then", ["used", "used no more"])
def test_a_source_that_was_used_stays(room: Newsroom, by_then: str) -> None:
    source = add_source(room.session, fields=SAID, by=room.ana)
    added = last_act(room.session)
    evidence = room.evidence(room.claim(), source=source)
    if by_then == "used no more":
        undone(room, room.ana)
        assert evidence.removed_at is not None
    with pytest.raises(CannotUndo, match="was used since"):
        undo_act(room.session, event_id=added or 0, by=room.ana)
    assert room.session.get(Source, source.id) is source


def test_an_edit_that_somebody_edited_on_stays(room: Newsroom) -> None:
    source = add_source(room.session, fields=SAID, by=room.ana)
    edit_source(
        room.session, source=source, fields=replace(SAID, title="Ana’s"), revision=1, by=room.ana
    )
    anas = last_act(room.session)
    edit_source(
        room.session, source=source, fields=replace(SAID, title="Bo’s"), revision=2, by=room.bo
    )
    with pytest.raises(CannotUndo):
        undo_act(room.session, event_id=anas or 0, by=room.ana)
    assert source.title == "Bo’s"


def test_what_others_added_to_a_source_outlives_taking_an_edit_back(room: Newsroom) -> None:
    source = add_source(room.session, fields=SAID, by=room.ana)
    edit_source(
        room.session, source=source, fields=replace(SAID, title="Ana’s"), revision=1, by=room.ana
    )
    anas = last_act(room.session)
    bos = replace(SAID, title="Ana’s", publisher="Bo’s")
    edit_source(room.session, source=source, fields=bos, revision=2, by=room.bo)
    undo_act(room.session, event_id=anas or 0, by=room.ana)
    assert fields_of(source) == replace(SAID, publisher="Bo’s")


def test_what_became_confidential_is_not_said_again_by_taking_anything_back(
    room: Newsroom,
) -> None:
    """Nor does any line keep what it would take."""
    secret = replace(SAID, title="Jane Doe", publisher="Janes employer", interests="Janes son")
    source = add_source(room.session, fields=SAID, by=room.ana)
    acts = [last_act(room.session)]
    edit_source(room.session, source=source, fields=secret, revision=1, by=room.ana)
    acts.append(last_act(room.session))
    add_tags(room.session, sources=[source], tags=["Janes town"], by=room.ana)
    acts.append(last_act(room.session))
    make_confidential(
        room.session, source=source, shown_as="an official", revision=source.revision,
        confidants=[member(room, room.ana)], by=room.ana,
    )  # fmt: skip
    for act in acts:
        with pytest.raises(WorkbenchError):
            undo_act(room.session, event_id=act or 0, by=room.ana)
    room.session.expire_all()
    lines = room.session.scalars(select(Event)).all()
    assert "Jane" not in json.dumps([(line.details, line.undo) for line in lines])


def test_what_a_decided_claim_relies_on_is_taken_back_by_editors_alone(room: Newsroom) -> None:
    source = room.source("Minutes")
    claim = room.claim()
    room.evidence(claim, source=source)
    edit_source(room.session, source=source, fields=SAID, revision=1, by=room.ana)
    act = last_act(room.session)
    room.propose(claim)
    with pytest.raises(CannotUndo):
        undo_act(room.session, event_id=act or 0, by=room.ana)
    assert source.publisher == SAID.publisher


def test_the_former_policy_holds_again_as_the_next_version(room: Newsroom) -> None:
    set_policy(room.session, seen=0, fields=PolicyFields(approvals=2), by=room.adi)
    set_policy(room.session, seen=1, fields=PolicyFields(shortest_rationale=9), by=room.adi)
    assert undone(room, room.adi).kind == EventKind.POLICY_SET
    policy = current_policy(room.session, room.desk_id)
    assert policy is not None
    assert (policy.version, policy.fields) == (3, PolicyFields(approvals=2))


def test_a_policy_that_another_followed_stays(room: Newsroom) -> None:
    set_policy(room.session, seen=0, fields=PolicyFields(approvals=2), by=room.adi)
    act = last_act(room.session)
    set_policy(room.session, seen=1, fields=PolicyFields(approvals=3), by=room.adi)
    with pytest.raises(CannotUndo):
        undo_act(room.session, event_id=act or 0, by=room.adi)


def test_taking_a_role_back_leaves_an_admin(room: Newsroom) -> None:
    ed, adi = member(room, room.ed), member(room, room.adi)
    change_role(room.session, membership=ed, role=Role.ADMIN, revision=ed.revision, by=room.adi)
    act = last_act(room.session)
    adi.role = Role.EDITOR
    room.session.flush()
    with pytest.raises(LastAdmin):
        undo_act(room.session, event_id=act or 0, by=room.adi)
    assert ed.role is Role.ADMIN


def test_who_may_no_longer_do_a_thing_may_not_take_it_back(room: Newsroom) -> None:
    actor = say_of_desk(room, "Quay")
    before = asdict(DeskFields("The Quay", "Europe/Berlin", method="Quay"))
    with pytest.raises(CannotUndo, match="role"):
        undone(room, replace(actor, role=Role.EDITOR))
    desk = get_desk(room.session, room.desk_id)
    assert before == {name: getattr(desk, name) for name in before}
    room.claim()
    with pytest.raises(CannotUndo, match="role"):
        undone(room, replace(room.ana, role=Role.VIEWER))


def test_a_thread_in_which_more_was_said_stays_as_it_is(room: Newsroom) -> None:
    thread = begin_thread(room.session, claim=room.claim(), text="?", by=room.bo).thread
    resolve_thread(room.session, thread=thread, by=room.ana)
    room.session.refresh(thread)
    answer_thread(room.session, thread=thread, text="No.", by=room.ana)
    room.session.expire(thread)
    with pytest.raises(CannotUndo):  # it was opened to be answered
        undone(room, room.ana)
    assert thread.resolved_at is None


def test_what_is_not_taken_back_in_one_step_says_what_to_do_instead(room: Newsroom) -> None:
    claim = room.claim()
    begin_thread(room.session, claim=claim, text="?", by=room.ana)
    newest = late_acts(room.session, room.ana)[0]
    assert not newest.open
    assert "Remove or edit the comment" in newest.instead
    with pytest.raises(NothingToUndo, match="Remove or edit the comment"):
        undo_act(room.session, event_id=newest.event.id, by=room.ana)


def test_merged_sources_have_no_way_back_in_one_step_and_show_none(
    room: Newsroom,
) -> None:
    one, two = room.source("One"), room.source("Two")
    merge_sources(
        room.session, source=one, into=two, taken=(), revisions=(one.revision, two.revision),
        by=room.ana,
    )  # fmt: skip
    assert not late_acts(room.session, room.ana)[0].open
    with pytest.raises(NothingToUndo, match="page of the source"):
        undone(room, room.ana)


def test_what_two_claims_records_tell_of_is_one_act(room: Newsroom) -> None:
    claim, other = room.claim(), room.claim("It opened in May")
    before = len(late_acts(room.session, room.ana))
    merge_claims(room.session, claim=claim, into=other, by=room.ana)
    assert len(late_acts(room.session, room.ana)) == before + 1
    undone(room, room.ana)
    acts = late_acts(room.session, room.ana)
    assert (len(acts), acts[0].taken_back) == (before + 1, True)
