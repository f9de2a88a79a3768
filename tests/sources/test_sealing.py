"""Confidential sources: who sees one, what the record keeps of it, and ending it."""

import pytest
from sqlalchemy import func, select

from tests.builders import Newsroom
from workbench.accounts.models import Membership
from workbench.accounts.queries import member_with_email
from workbench.accounts.rules import Actor, Role
from workbench.accounts.service import end_membership, put_on_desk
from workbench.articles.models import Remark
from workbench.articles.queries import current_version
from workbench.errors import EditedMeanwhile
from workbench.evidence.errors import CannotMergeSources, CannotPartSources
from workbench.evidence.library import SourceFilter, exported_sources, sources_of_library
from workbench.evidence.merging import merge_sources, part_sources
from workbench.evidence.queries import evidence_of
from workbench.history.models import Event
from workbench.intake.remarks import RemarkKind
from workbench.jobs.errors import JobMoved
from workbench.jobs.models import Job
from workbench.jobs.rules import JobState
from workbench.jobs.service import retry
from workbench.sources.alike import alike_sources, same_sources
from workbench.sources.confidants import confidants_of
from workbench.sources.errors import (
    AddressMissing,
    HoldsOthers,
    NobodyNamed,
    OriginConfidential,
    SourceUnknown,
)
from workbench.sources.exchange import Listed
from workbench.sources.fetching import ask_for_snapshot
from workbench.sources.importing import import_sources
from workbench.sources.models import Confidant, Seal, Source
from workbench.sources.origins import set_origin, source_titled
from workbench.sources.queries import (
    count_sources,
    find_sources,
    source_with_url,
    suggested_sources,
)
from workbench.sources.rules import SourceKind
from workbench.sources.sealing import break_seal, change_confidants, edit_seal, make_confidential
from workbench.sources.service import SourceFields, add_source, edit_source, fields_of, write_fields
from workbench.sources.sight import OpenedSource, as_seen, get_source, may_name, sealed_titled
from workbench.sources.tags import add_tags

WORDING = "a ministry official"
FULL = SourceFields(
    "Letter of Jane Doe", SourceKind.E_MAIL, ("Doe, Jane",), "The ministry", "2019-05",
    "https://ministry.example/letter", "https://archive.example/l", "2019-06",
    {"DOI": "10.5555/letter", "volume": "7"},
)  # fmt: skip


def member(room: Newsroom, who: Actor) -> Membership:
    email = f"{who.name.lower()}-{room.desk_id}@example.org"
    found = member_with_email(room.session, room.desk_id, email)
    assert found is not None
    return found


def sealed(room: Newsroom, *who: Actor, source: Source | None = None) -> Source:
    source = source or add_source(room.session, fields=FULL, by=room.ana)
    make_confidential(
        room.session, source=source, shown_as=WORDING, revision=source.revision, by=room.ana,
        confidants=[member(room, each) for each in who or (room.ana, room.bo)],
    )  # fmt: skip
    return source


def told(room: Newsroom) -> str:
    """All that the record says, and what it holds to take things back."""
    events = room.session.scalars(select(Event))
    return str([(event.details, event.undo) for event in events])


def title_seen(room: Newsroom, source: Source, by: Actor) -> str:
    title: str = as_seen(room.session, by, source).title
    return title


def test_its_confidants_see_it_whole_and_nobody_else_whatever_their_role(room: Newsroom) -> None:
    source = sealed(room)
    seen = as_seen(room.session, room.bo, source)
    assert isinstance(seen, OpenedSource)
    assert (seen.said, seen.shown_as, seen.id) == (FULL, WORDING, source.id)
    assert (seen.author_names, seen.doi) == (("Jane Doe",), "10.5555/letter")
    for other in (room.ed, room.eve, room.viv, room.adi):
        assert title_seen(room, source, other) == WORDING


def test_a_footnote_that_proposed_it_says_no_more_than_its_row(room: Newsroom) -> None:
    version = current_version(room.session, room.article)
    note, other = (
        Remark(
            article=room.article, version_id=version.id, kind=RemarkKind.FOOTNOTE,
            proposed=title, text=f"{title}, at {url}", url=url,
        )
        for title, url in (("J. Doe, a letter", FULL.url), ("The ledger", "https://city.example/"))
    )  # fmt: skip
    room.session.add_all([note, other])
    sealed(room)
    room.session.expire_all()
    assert (note.proposed, note.text, note.url) == (WORDING, WORDING, "")
    assert other.text == "The ledger, at https://city.example/"


def test_its_row_says_nothing_but_the_wording(room: Newsroom) -> None:
    source = sealed(room)
    assert fields_of(source) == SourceFields(WORDING)
    assert (source.doi, source.page_key) == ("", "")
    assert source.search_text.strip() == WORDING


def test_to_work_on_it_one_has_to_be_named(room: Newsroom) -> None:
    source = sealed(room)
    assert get_source(room.session, room.ana, source.id) is source
    with pytest.raises(SourceUnknown):
        get_source(room.session, room.adi, source.id)


def test_others_find_it_by_its_wording_alone(room: Newsroom) -> None:
    source = sealed(room)
    for words in ("letter", "jane", "ministry.example", "the ministry"):
        assert list(find_sources(room.session, room.bo, words)) == [source]
        assert list(find_sources(room.session, room.ed, words)) == []
        assert count_sources(room.session, room.ed, words) == 0
    assert list(find_sources(room.session, room.ed, "official")) == [source]
    kind = SourceFilter(kind=SourceKind.WEB_PAGE)
    assert list(sources_of_library(room.session, room.ed, kind, limit=9)) == []


def test_it_is_suggested_to_its_confidants_only(room: Newsroom) -> None:
    source = sealed(room)
    assert list(suggested_sources(room.session, room.bo, "letter", limit=8)) == [source]
    assert list(suggested_sources(room.session, room.bo, "official", limit=8)) == [source]
    assert list(suggested_sources(room.session, room.ed, "official", limit=8)) == []


def test_its_address_is_known_to_its_confidants_only(room: Newsroom) -> None:
    source = sealed(room)
    again = "https://ministry.example/letter?utm_source=x"
    assert source_with_url(room.session, room.bo, again) is source
    assert source_with_url(room.session, room.ed, again) is None


def test_an_import_of_the_same_does_not_tell_that_it_is_there(room: Newsroom) -> None:
    sealed(room)
    imported = import_sources(room.session, found=[Listed(FULL)], by=room.ed)
    assert (len(imported.added), len(imported.known)) == (1, 0)


def test_an_import_by_who_sees_it_puts_its_name_into_the_library_no_second_time(
    room: Newsroom,
) -> None:
    sealed(room)
    found = [Listed(FULL), Listed(SourceFields(FULL.title, published="2019"))]
    assert import_sources(room.session, found=found, by=room.bo).added == ()


def test_no_filter_tells_whether_something_is_kept_of_it(room: Newsroom) -> None:
    source = sealed(room)
    for kept in (True, False):
        wanted = SourceFilter(kept=kept)
        assert source not in sources_of_library(room.session, room.ed, wanted, limit=9)


def test_what_was_merged_under_its_name_stays_one_once_the_record_has_forgotten_how_it_was(
    room: Newsroom,
) -> None:
    gone, into = room.source(FULL.title), room.source("Minutes")
    merge_sources(
        room.session, source=gone, into=into, taken=("title",), revisions=(1, 1), by=room.ana
    )
    sealed(room)
    with pytest.raises(CannotPartSources, match="has become confidential"):
        part_sources(room.session, source=gone, by=room.ana)


def test_it_leaves_the_desk_with_nobody(room: Newsroom) -> None:
    open_one, _secret = room.source("Minutes"), sealed(room)
    found = exported_sources(room.session, room.ana, SourceFilter(), limit=9)
    assert list(found) == [open_one]


def test_the_record_loses_every_name_it_had(room: Newsroom) -> None:
    other = room.source("Minutes")
    source = add_source(room.session, fields=SourceFields("Jane Doe’s letter"), by=room.ana)
    edit_source(room.session, source=source, fields=FULL, revision=1, by=room.ana)
    claim = room.claim()
    room.evidence(claim, source=source)
    room.evidence(claim, source=other)
    before = room.session.scalar(select(func.count(Event.id)))
    sealed(room, source=source)
    edit_seal(room.session, source=source, fields=FULL, revision=3, by=room.ana)
    lines = room.session.scalars(select(Event).order_by(Event.id)).all()
    assert len(lines) == (before or 0) + 2
    told = [str(line.details) for line in lines]
    assert not [each for each in told if "Jane" in each or "Letter" in each or "ministry." in each]
    assert [line.details["source"] for line in lines if line.kind == "evidence added"] == [
        WORDING, "Minutes",
    ]  # fmt: skip
    assert lines[-2].details["title"] == WORDING


def test_the_record_does_not_tell_by_which_tags_it_was_found(room: Newsroom) -> None:
    source, other = room.source("Letter"), room.source("Minutes")
    add_tags(room.session, sources=[source], tags=["Jane of the ministry"], by=room.ana)
    add_tags(room.session, sources=[source, other], tags=["harbour"], by=room.ana)
    sealed(room, source=source)
    tagged = [
        (line.details["tags"], line.details["source_ids"])
        for line in room.session.scalars(select(Event).order_by(Event.id))
        if line.kind == "sources tagged"
    ]
    assert tagged == [("…", []), ("harbour", [other.id])]


def test_letters_beyond_ascii_are_found_in_the_record_too(room: Newsroom) -> None:
    source = room.source("Ärger “im” Amt 😀")
    sealed(room, source=source)
    assert not [e for e in room.session.scalars(select(Event)) if "Amt" in str(e.details)]


def test_its_jobs_end_and_tell_nothing(room: Newsroom) -> None:
    source = add_source(room.session, fields=FULL, by=room.ana)
    job: Job = ask_for_snapshot(room.session, source=source, by=room.ana)
    job.trouble = "ministry.example did not answer."
    sealed(room, source=source)
    assert (job.state, job.about, job.trouble) == (JobState.CANCELLED, WORDING, "")
    assert job.payload == {"source_id": source.id}
    with pytest.raises(JobMoved, match="confidential"):
        retry(room.session, job=job)
    with pytest.raises(AddressMissing):
        ask_for_snapshot(room.session, source=source, by=room.ana)


def test_somebody_has_to_see_it(room: Newsroom) -> None:
    source = room.source()
    with pytest.raises(NobodyNamed):
        make_confidential(
            room.session, source=source, shown_as=WORDING, confidants=[], revision=1, by=room.ana
        )
    assert not source.confidential


def test_whoever_is_named_no_more_sees_it_no_more(room: Newsroom) -> None:
    source = sealed(room)
    change_confidants(
        room.session, source=source, shown_as="an official", revision=source.revision,
        confidants=[member(room, room.bo)], by=room.ana,
    )  # fmt: skip
    assert title_seen(room, source, room.ana) == "an official"
    assert title_seen(room, source, room.bo) == FULL.title
    assert list(find_sources(room.session, room.bo, "official")) == [source]


def test_who_leaves_the_desk_has_lost_it_also_after_coming_back(room: Newsroom) -> None:
    source, bo = sealed(room), member(room, room.bo)
    end_membership(room.session, membership=bo, by=room.adi)
    assert [each.person.name for each in confidants_of(room.session, source)] == ["Ana"]
    again = put_on_desk(room.session, room.desk_id, bo.person, Role.FACT_CHECKER)
    assert title_seen(room, source, again.actor()) == WORDING


def test_an_admin_names_others_when_nobody_who_sees_it_is_left(room: Newsroom) -> None:
    source = sealed(room, room.ana)
    seen = as_seen(room.session, room.adi, source)
    assert not may_name(room.adi, seen, confidants_of(room.session, source))
    end_membership(room.session, membership=member(room, room.ana), by=room.adi)
    left = confidants_of(room.session, source)
    assert may_name(room.adi, seen, left)
    assert not may_name(room.ed, seen, left)


def test_it_is_edited_under_its_seal(room: Newsroom) -> None:
    source = sealed(room)
    with pytest.raises(ValueError, match="under its seal"):
        write_fields(source, FULL)
    fields = SourceFields("Letter of John Roe")
    edit_seal(room.session, source=source, fields=fields, revision=source.revision, by=room.ana)
    assert title_seen(room, source, room.ana) == "Letter of John Roe"
    assert source.title == WORDING
    with pytest.raises(EditedMeanwhile):
        edit_seal(room.session, source=source, fields=FULL, revision=1, by=room.bo)


def test_when_it_ends_the_whole_desk_sees_it_as_it_was(room: Newsroom) -> None:
    source = sealed(room)
    break_seal(room.session, source=source, revision=source.revision, by=room.bo)
    assert fields_of(source) == FULL
    for rows in (Seal.source_id, Confidant.source_id):
        assert room.session.scalar(select(func.count(rows))) == 0
    assert list(find_sources(room.session, room.ed, "jane")) == [source]
    last = room.session.scalars(select(Event).order_by(Event.id.desc())).first()
    assert last is not None
    assert (last.kind, last.by_name, last.details) == (
        "source no longer confidential", "Bo", {"title": WORDING},
    )  # fmt: skip


def test_tags_and_origin_are_sealed_with_it_and_come_back(room: Newsroom) -> None:
    source, wire = room.source("Letter"), room.source("Wire")
    add_tags(room.session, sources=[source], tags=["Jane", "harbour"], by=room.ana)
    set_origin(room.session, source=source, origin=wire, by=room.ana)
    sealed(room, source=source)
    assert (source.tags, source.origin_id) == ([], None)
    break_seal(room.session, source=source, revision=source.revision, by=room.bo)
    assert [tag.words for tag in source.tags] == ["harbour", "Jane"]
    assert source.origin_id == wire.id


def test_an_origin_that_came_to_repeat_it_meanwhile_does_not_come_back(room: Newsroom) -> None:
    source, wire = room.source("Letter"), room.source("Wire")
    set_origin(room.session, source=source, origin=wire, by=room.ana)
    sealed(room, source=source)
    set_origin(room.session, source=wire, origin=source, by=room.ana)
    break_seal(room.session, source=source, revision=source.revision, by=room.bo)
    assert (source.origin_id, wire.origin_id) == (None, source.id)


def test_who_sees_it_adds_it_by_its_name_no_second_time(room: Newsroom) -> None:
    source = sealed(room)
    for title in (FULL.title, "letter of JANE doe", WORDING):
        assert sealed_titled(room.session, room.bo, title) == [source]
        assert sealed_titled(room.session, room.ed, title) == []
    for title in ("", "Letter", "Minutes"):
        assert sealed_titled(room.session, room.bo, title) == []


def test_as_an_origin_it_is_named_by_those_who_see_it_alone(room: Newsroom) -> None:
    source = sealed(room)
    for title in (FULL.title, "letter of JANE doe", WORDING):
        assert source_titled(room.session, title=title, by=room.bo) is source
    with pytest.raises(OriginConfidential):
        source_titled(room.session, title=WORDING, by=room.ed)
    assert source_titled(room.session, title=FULL.title, by=room.ed) is not source


def test_evidence_stays_on_its_claims(room: Newsroom) -> None:
    claim, source = room.claim(), add_source(room.session, fields=FULL, by=room.ana)
    room.evidence(claim, source=source)
    sealed(room, source=source)
    assert [piece.source.title for piece in evidence_of(room.session, claim)] == [WORDING]


def test_it_is_merged_with_no_other(room: Newsroom) -> None:
    secret, other = sealed(room), room.source()
    for source, into in ((secret, other), (other, secret)):
        revisions = source.revision, into.revision
        with pytest.raises(CannotMergeSources):
            merge_sources(
                room.session, source=source, into=into, taken=(), revisions=revisions, by=room.ana
            )


def test_what_others_are_part_of_is_sealed_when_they_are_parted_and_nothing_tells_of_it(
    room: Newsroom,
) -> None:
    gone = add_source(room.session, fields=FULL, by=room.ana)
    source = room.source()
    revisions = gone.revision, source.revision
    merge_sources(
        room.session, source=gone, into=source, taken=("url", "publisher"), revisions=revisions,
        by=room.ana,
    )  # fmt: skip
    with pytest.raises(HoldsOthers):
        sealed(room, source=source)
    job = ask_for_snapshot(room.session, source=source, by=room.ana)
    part_sources(room.session, source=gone, by=room.ana)
    sealed(room, source=gone)
    assert (job.state, job.payload) == (JobState.CANCELLED, {"source_id": gone.id})
    assert FULL.title not in told(room)
    assert FULL.url not in told(room)


def test_what_a_source_was_part_of_is_not_told_of_once_that_is_sealed(room: Newsroom) -> None:
    source, into = room.source(), add_source(room.session, fields=FULL, by=room.ana)
    revisions = source.revision, into.revision
    merge_sources(
        room.session, source=source, into=into, taken=(), revisions=revisions, by=room.ana
    )
    part_sources(room.session, source=source, by=room.ana)
    sealed(room, source=into)
    assert FULL.title not in told(room)
    assert FULL.url not in told(room)


def test_only_its_confidants_are_told_that_the_library_has_it(room: Newsroom) -> None:
    source = sealed(room)
    for typed in (SourceFields("Anew", url=FULL.url), SourceFields("Anew", further=FULL.further)):
        assert same_sources(room.session, room.bo, typed) == [source]
        assert same_sources(room.session, room.ed, typed) == []
    for title in (FULL.title, WORDING):
        assert alike_sources(room.session, room.desk_id, SourceFields(title)) == []
