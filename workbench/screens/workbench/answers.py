"""How the workbench answers: as a page, as the panel, or as what a change made different."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from flask import make_response, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from workbench.accounts.gate import current_actor, time_zone
from workbench.articles.queries import sentence_at, text_between
from workbench.claims.forms import AssignForm, ClaimForm, ClaimTagsForm, DueForm, SplitForm
from workbench.claims.rules import Reason, Status
from workbench.discussion.forms import CommentForm
from workbench.evidence.forms import (
    AddEvidenceForm,
    AnswerFileForm,
    ContactForm,
    EvidenceForm,
    SearchForm,
)
from workbench.history.queries import record_end
from workbench.screens.workbench import fragments
from workbench.screens.workbench.page import OpenClaim, open_claim
from workbench.screens.workbench.place import Place
from workbench.screens.workbench.text import changed_blocks, part_of_offset, part_of_sentence
from workbench.screens.workbench.touched import blocks_of_claims
from workbench.verdicts.checks.reasons import QUESTIONS
from workbench.verdicts.forms import (
    CheckReasonForm,
    PointAnswerForm,
    RecheckForm,
    ReviewForm,
    VerdictForm,
)
from workbench.web.dates import today
from workbench.web.forms import Form
from workbench.web.htmx import is_htmx
from workbench.web.trouble import Trouble

MOST_CHANGED_BLOCKS = 200  # the address that names them stays below 1 kB


def show(session: Session, place: Place, trouble: Trouble[Form] | None = None) -> Response:
    """The address's page; to htmx its panel, and after a change what became different."""
    panel = _panel(session, place, trouble)
    if is_htmx():
        answer = make_response(_fragments(session, place, panel))
        answer.headers.update(_swapping(place, trouble))
    else:
        page = _page(session, place)
        answer = make_response(render_template("workbench/page.html", **page, **panel))
    answer.status_code = trouble.status if trouble else 200
    return answer


def _fragments(session: Session, place: Place, panel: Mapping[str, Any]) -> str:
    """The panel, and with it what else on the page looks different now."""
    touched = numbers_named("touched")
    if touched is not None:
        changes = _changes(session, place, touched)
        return render_template("workbench/_changes.html", **changes, **panel)
    if place.claim is None:  # the panel says how to begin, if there is no claim yet
        head = fragments.head(session, place)
        return render_template("workbench/_panel.html", head=head, **panel)
    template = "workbench/_opened.html" if panel["trouble"] is None else "workbench/_panel.html"
    return render_template(template, **panel)


def _swapping(place: Place, trouble: Trouble[Form] | None) -> Mapping[str, str]:
    """How htmx puts the panel into the page, and which address the page has then."""
    if trouble is not None:
        return {"HX-Retarget": "#panel", "HX-Reswap": "outerMorph"}
    if place.claim is None:
        return {}
    swap = "outerMorph" if _is_open(place) else "outerHTML"
    return {"HX-Push-Url": address(place), "HX-Reswap": swap}


def _is_open(place: Place) -> bool:
    """Whether the browser shows this claim already: only then may its panel be morphed.

    Morphing keeps what is typed into a form, which must not end up in another claim's.
    """
    here = re.split("[?#]", request.headers.get("HX-Current-URL", ""), maxsplit=1)[0]
    return here.endswith(address(place))


def show_trouble(session: Session, place: Place, trouble: Trouble[Form]) -> Response:
    """The open claim again, with the form that failed and everything typed into it."""
    session.rollback()  # show what is saved, not what was about to be
    return show(session, place, trouble)


def address(place: Place, **query: Any) -> str:
    """The workbench's address of an article or of a claim in it."""
    article_id = place.article.id
    if place.claim is None:
        return url_for("workbench.article", article_id=article_id, **query)
    number = place.claim.number
    return url_for("workbench.claim", article_id=article_id, number=number, **query)


def changed(place: Place, blocks: Sequence[int]) -> Response:
    """Where a change leads: the address, naming the blocks (by position) to be shown anew."""
    touched = ".".join(str(position) for position in blocks[:MOST_CHANGED_BLOCKS])
    return redirect(address(place, touched=touched or "0"), 303)


def changed_claims(session: Session, place: Place, *others: int) -> Response:
    """Where a change of the claim leads: its blocks and those of others (by id) are shown anew."""
    blocks = blocks_of_claims(session, place.version, [place.opened.id, *others])
    return changed(place, blocks)


def numbers_named(name: str) -> list[int] | None:
    """The numbers that a part of the address's query names, joined by points; none without it."""
    value = request.args.get(name)
    if value is None:
        return None
    parts = [part for part in value.split(".") if part.isdecimal() and len(part) < 10]
    return [int(part) for part in parts][:MOST_CHANGED_BLOCKS]


def _page(session: Session, place: Place) -> dict[str, Any]:
    sentence = request.args.get("sentence", type=int)
    number = _part_number(session, place, sentence)
    return {
        "head": fragments.head(session, place),
        "part_number": number,
        "text": fragments.text(session, place, number, sentence),
        "current_sentence": sentence,
        "selected": _selected(session, place, sentence),
        "reasons": list(Reason),
        **_list(session, place),
    }


def _selected(session: Session, place: Place, position: int | None) -> dict[str, Any]:
    """What the form for marking words begins with: the sentence that the address names."""
    found = sentence_at(session, place.version.id, position) if position else None
    if found is None:
        return {"start": "", "end": "", "exact": ""}
    exact = text_between(session, place.version.id, found.start, found.end)
    return {"start": found.start, "end": found.end, "exact": exact}


def _part_number(session: Session, place: Place, sentence: int | None) -> int:
    if sentence is not None:
        return part_of_sentence(session, place.version, sentence)
    here = (
        [p for p in place.claim.passages if p.version_id == place.version.id] if place.claim else []
    )
    if here:
        return part_of_offset(session, place.version, here[0].start)
    return max(0, request.args.get("part", 0, type=int))


def _list(session: Session, place: Place) -> dict[str, Any]:
    status = request.args.get("status", type=Status)
    after = request.args.get("after")
    listed = fragments.claims(session, place, status=status, after=after)
    return {"claims": listed, "status": status}


def _changes(session: Session, place: Place, touched: Sequence[int]) -> dict[str, Any]:
    return {
        "head": fragments.head(session, place),
        "blocks": changed_blocks(session, place.version, touched, fragments.look(place)),
        **_list(session, place),
    }


def _panel(session: Session, place: Place, trouble: Trouble[Form] | None) -> dict[str, Any]:
    open_: OpenClaim | None = None
    if place.claim is not None:
        open_ = open_claim(session, place.claim, place.version, current_actor())
    return {
        "article": place.article,
        "opened": place.claim,
        "open": open_,
        "forms": _forms(open_, place.version.number, trouble) if open_ else {},
        "trouble": trouble,
        "state": record_end(session, place.article.desk_id),
        "time_zone": time_zone(),
        "today": today(time_zone()),
    }


def _forms(open_: OpenClaim, version: int, trouble: Trouble[Form] | None) -> dict[str, Any]:
    """The panel's forms, filled with what is saved; the one in trouble with what was typed."""
    forms: dict[str, Any] = {
        "claim": ClaimForm.of(open_.claim),
        "add_evidence": AddEvidenceForm(formdata=None),
        "add_contact": ContactForm.blank(today(time_zone())),
        "add_search": SearchForm.blank(today(time_zone())),
        "verdict": VerdictForm.of(open_.verdict, open_.scale, version),
        "second": VerdictForm.of(open_.reading.own_second, open_.scale, version),
        "review": _review(open_),
        "recheck": RecheckForm.of(open_.claim),
        "split": SplitForm(formdata=None),
        "assign": AssignForm(
            formdata=None, data={"to": open_.claim.taken_by_id, "due_on": open_.claim.due_on}
        ).offer(open_.checkers),
        "due": DueForm(formdata=None, data={"due_on": open_.claim.due_on}),
        "tags": ClaimTagsForm(formdata=None),
    }
    points = open_.returned.points if open_.returned else ()
    forms |= {f"point-{p.id}": PointAnswerForm.of(p) for p in points}
    reasons = open_.checked.reasons
    forms |= {f"reason-{c.slug}": CheckReasonForm.of(reasons.get(c)) for c in QUESTIONS}
    own = filter(open_.shows_whole, open_.evidence)
    forms |= {f"evidence-{e.id}": EvidenceForm.of(e) for e in own}
    forms |= {f"search-{s.id}": SearchForm.of(s) for s in open_.searches}
    forms |= {f"contact-{c.id}": ContactForm.of(c) for c in open_.contacts}
    forms |= {f"contact-file-{c.id}": AnswerFileForm(formdata=None) for c in open_.contacts}
    forms |= _comment_forms(open_)
    if trouble is not None:
        trouble.form.renew_key()
        forms[trouble.name] = trouble.form
    forms["review"].offer(open_.evidence)
    for name, form in forms.items():
        form.set_apart(name)
    return forms


def _comment_forms(open_: OpenClaim) -> dict[str, Form]:
    """Those for a new thread, for an answer, and for what somebody said themselves."""
    new = ["thread-claim", "thread-verdict"] + [f"thread-evidence-{e.id}" for e in open_.evidence]
    answers = [f"answer-{seen.thread.id}" for seen in open_.threads]
    said = [comment for seen in open_.threads for comment in seen.comments]
    own = [comment for comment in said if comment.by_id == current_actor().person_id]
    return {
        **{name: CommentForm.blank() for name in (*new, *answers)},
        **{f"comment-{comment.id}": CommentForm.of(comment) for comment in own},
    }


def _review(open_: OpenClaim) -> ReviewForm:
    revision = open_.verdict.revision if open_.verdict else 0
    return ReviewForm(formdata=None, data={"revision": revision})
