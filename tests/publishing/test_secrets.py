"""Readers get what was approved. Whatever else a desk holds is in no byte of any answer."""

import pytest
from sqlalchemy.orm import Session

from tests.publishing.desk import NewsDesk, content_of, make_news_desk
from tests.publishing.hidden import (
    MARK,
    confidential,
    secret,
    withhold_checker,
    work_around,
    write_to,
)
from tests.publishing.members import all_bytes, letters
from workbench.claims.service import withdraw_claim
from workbench.evidence.contacts import AnswerFile, put_file, remove_contact
from workbench.evidence.queries import evidence_of
from workbench.evidence.searches import remove_search
from workbench.evidence.service import remove_evidence
from workbench.publishing.edition.stored import canonical
from workbench.publishing.exports.claimreview import claim_review
from workbench.publishing.exports.rendering import render
from workbench.publishing.formats import FORMATS
from workbench.publishing.models import Edition
from workbench.publishing.pages.report import claim_page, report_page
from workbench.verdicts.queries import current_verdict
from workbench.verdicts.service import reopen_claim, return_verdict, save_draft
from workbench.verdicts.writing import VerdictFields


def fill(desk: NewsDesk) -> None:
    """A desk full of secrets around one approved claim, and one that was reopened."""
    _open_claims(desk)
    _a_second_thought(desk)
    withhold_checker(desk)
    approved, ledger = desk.claim("It cost nine million"), desk.source("Ledger")
    desk.evidence(approved, ledger, "9,000,000")
    desk.evidence(approved, confidential(desk), "He said so.")
    work_around(desk, approved, ledger)
    desk.evidence(approved, desk.source(secret("removed-source")), secret("removed-quote"))
    used = evidence_of(desk.session, approved)
    remove_evidence(desk.session, claim=approved, evidence=used[-1], by=desk.checker)
    for each in used:
        each.note = secret("note")
    said = {name: secret(name) for name in ("whom", "question", "answer")}
    told = desk.contact(approved, "We asked the builder on 3 May.", **said)
    put_file(told, AnswerFile(f"{MARK:0<64}", secret("file-name")))
    desk.contact(approved, **said)
    removed = desk.contact(approved, secret("removed-wording"))
    remove_contact(desk.session, claim=approved, contact=removed, by=desk.checker)
    desk.search(approved, note=secret("search-note"))
    unsought = desk.search(approved, secret("removed-search"))
    remove_search(desk.session, claim=approved, search=unsought, by=desk.checker)
    desk.source(secret("unused-source"), url=f"https://{MARK}.example/")
    desk.approve(approved)


def _open_claims(desk: NewsDesk) -> None:
    desk.claim("Nobody came", secret("open"), claimant_name=secret("claimant"))
    proposed = desk.claim("One did not", secret("proposed"))
    desk.evidence(proposed, desk.source(secret("source")), secret("quote"))
    desk.propose(proposed, "True", secret("summary"), secret("rationale"))
    returned = desk.claim("It rained", secret("returned"))
    desk.propose(returned, "True", secret("returned-summary"))
    verdict = current_verdict(desk.session, returned)
    assert verdict is not None
    return_verdict(
        desk.session, claim=returned, revision=verdict.revision, comment=secret("comment"),
        by=desk.editor,
    )  # fmt: skip
    withdrawn = desk.approve(desk.claim("His deputy spoke", secret("withdrawn")))
    withdraw_claim(desk.session, claim=withdrawn, by=desk.checker)


def _a_second_thought(desk: NewsDesk) -> None:
    """Approved twice before it was ever public: only the second verdict stands."""
    claim = desk.approve(desk.claim("Every paper praised it"), "True", secret("superseded"))
    reopen_claim(desk.session, claim=claim, by=desk.checker)
    desk.approve(claim, "False", "Not every one.")


def reopen(desk: NewsDesk) -> None:
    """Work on what is public; nothing of it is approved."""
    claim = desk.claim("The mayor was ill", "The mayor was ill.")
    desk.approve(claim)
    write_to(desk.session, desk, desk.publish().report)
    reopen_claim(desk.session, claim=claim, by=desk.checker)
    claim.statement = secret("reworded")
    desk.evidence(claim, desk.source(secret("new-source")), secret("new-quote"))
    latest = current_verdict(desk.session, claim)
    assert latest is not None
    fields = VerdictFields(desk.rating("False"), secret("draft"), secret("draft-rationale"))
    save_draft(desk.session, claim=claim, fields=fields, revision=latest.revision, by=desk.checker)


def publish_amid_secrets(session: Session, *, whole_text: bool) -> Edition:
    """The second edition of a desk that has a lot to hide, beside another desk's."""
    stranger = make_news_desk(session, secret("desk"))
    stranger.article.title = secret("article")
    stranger.approve(stranger.claim("It cost nine million", secret("theirs")))
    desk = make_news_desk(session)
    fill(desk)
    reopen(desk)
    return desk.publish("Second", whole_text=whole_text)


def everything(edition: Edition) -> dict[str, bytes]:
    content = content_of(edition)
    found = {name: all_bytes(render(edition, name)[0]) for name in FORMATS}
    found["content"] = canonical(edition.content)
    found["page"] = report_page(content, latest=edition.number)
    for claim in content.claims:
        found[f"claim {claim.number}"] = claim_page(
            content, claim, review=claim_review(content, claim)
        )
    return found


@pytest.mark.parametrize("shown", ["whole text", "excerpts"])
def test_no_format_tells_what_was_not_approved(session: Session, shown: str) -> None:
    answers = everything(publish_amid_secrets(session, whole_text=shown == "whole text"))
    for word in (MARK, "ana-"):  # the latter of a member's e-mail address
        assert {name for name, body in answers.items() if word in body.decode().lower()} == set()
    assert {name for name, body in answers.items() if MARK in letters(body)} == set()
    assert all(b"Not every one." in answers[name] for name in ("page", "pdf", "csv", "content"))


def test_no_format_tells_the_rest_of_the_text(session: Session) -> None:
    desk = make_news_desk(session)
    desk.approve(desk.claim("It cost nine million"))
    answers = everything(desk.publish(whole_text=False))
    for words in ("opened in 1931", "mayor was ill", "praised it", "in the rain", "Share this"):
        assert {name for name, body in answers.items() if words in body.decode()} == set()
