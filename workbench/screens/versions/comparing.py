"""Versions as they were: one to be read, two to be compared."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from workbench.accounts.gate import permit
from workbench.accounts.rules import Act
from workbench.articles.composed import side_by_side
from workbench.articles.models import Article, Version
from workbench.articles.queries import current_version
from workbench.articles.versions import amendment_in, composed_version, get_version
from workbench.screens.versions import ARTICLE, blueprint
from workbench.screens.versions.drawing import Paint
from workbench.screens.versions.paints import claims
from workbench.screens.versions.place import load_article
from workbench.screens.versions.rows import Versus, rows_shown
from workbench.screens.workbench.drawing import Look
from workbench.screens.workbench.text import text_part
from workbench.verdicts.marks import marks_in
from workbench.web.database import reading

VERSION = f"{ARTICLE}/versions/<int:number>"


@blueprint.get(VERSION)
@permit(Act.READ)
def version(article_id: int, number: int) -> ResponseReturnValue:
    """A version's text with the claims as they stood in it; `?part=` of a long one."""
    with reading() as session:
        article = load_article(session, article_id)
        shown = get_version(session, article, number)
        look = Look(url_for("workbench.claims", article_id=article.id))
        part = text_part(session, shown, max(0, request.args.get("part", 0, type=int)), look)
        return render_template(
            "versions/version.html",
            article=article,
            version=shown,
            newest=current_version(session, article),
            amendment=amendment_in(session, shown),
            part=part,
        )


@blueprint.get(f"{VERSION}/against/<int:other>")
@permit(Act.READ)
def comparison(article_id: int, number: int, other: int) -> ResponseReturnValue:
    """A version beside another one; the earlier is on the left whichever comes first."""
    with reading() as session:
        article = load_article(session, article_id)
        earlier, later = (get_version(session, article, n) for n in sorted((number, other)))
        newest = current_version(session, article)
        versus = _versus(session, article, earlier, later)
        return render_template(
            "versions/comparison.html",
            article=article,
            earlier=earlier,
            later=later,
            numbers=range(1, newest.number + 1),
            all_rows="all" in request.args,
            part=versus.part(request.args.get("part", 0, type=int)),
        )


def _versus(session: Session, article: Article, earlier: Version, later: Version) -> Versus:
    old, new = composed_version(session, earlier), composed_version(session, later)
    return Versus(
        old=old,
        new=new,
        rows=rows_shown(side_by_side(old, new)),
        on_old=_claims(session, article, earlier, len(old.text)),
        on_new=_claims(session, article, later, len(new.text)),
    )


def _claims(session: Session, article: Article, version: Version, length: int) -> list[Paint]:
    marks = marks_in(session, version.id, 0, length)
    addresses = {
        mark.passage_id: url_for("workbench.claim", article_id=article.id, number=mark.claim_number)
        for mark in marks
    }
    return list(claims(marks, addresses, None))
