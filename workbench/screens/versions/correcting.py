"""Correcting a text: a draft whose blocks are split, joined, rewritten and made another kind."""

from collections.abc import Mapping, Sequence

from flask import make_response, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from workbench.accounts.gate import current_actor, permit
from workbench.accounts.rules import Act
from workbench.articles.composed import blocks_in
from workbench.articles.draft_blocks import Blocks, Moves, block_named, blocks_from_json
from workbench.articles.drafting import begin_draft, join_block, rewrite_block
from workbench.articles.errors import SecondHeadline
from workbench.articles.models import Article
from workbench.articles.queries import current_version
from workbench.articles.rules import Origin
from workbench.articles.versions import composed_version, correction_on
from workbench.claims.settling import follow_edit
from workbench.errors import EditedMeanwhile
from workbench.intake.draft import DraftBlock
from workbench.screens.versions import ARTICLE, DRAFT, blueprint
from workbench.screens.versions.block_page import BlockPage, block_page
from workbench.screens.versions.forms import BlockForm, SealForm
from workbench.screens.versions.place import DraftPlace, load_article, load_draft
from workbench.web.database import reading
from workbench.web.htmx import is_htmx
from workbench.web.submissions import carry_out, writes
from workbench.web.trouble import Trouble
from workbench.web.words import said

BLOCK = f"{DRAFT}/blocks/<int:key>"


@blueprint.post(f"{ARTICLE}/versions/correct")
@permit(Act.MARK)
def correct(article_id: int) -> ResponseReturnValue:
    """Go on with the correction that waits, or begin one."""
    with reading() as session:
        article = load_article(session, article_id)
        text = composed_version(session, current_version(session, article))
    return carry_out(lambda session: _begin(session, article, blocks_in(text)))


def _begin(session: Session, article: Article, blocks: Sequence[DraftBlock]) -> Response:
    base = current_version(session, article)
    draft = correction_on(session, base) or begin_draft(
        session, base=base, blocks=blocks, origin=Origin.CORRECTED, by=current_actor()
    )
    return DraftPlace(article, draft).leads_to("versions.blocks")


@blueprint.get(f"{DRAFT}/blocks")
@permit(Act.MARK)
def blocks(article_id: int, draft_id: int) -> ResponseReturnValue:
    """The blocks of a draft, the one with `?edit=` a key in a form."""
    with reading() as session:
        place = load_draft(session, article_id, draft_id)
    return _show(place, request.args.get("edit", type=int))


@blueprint.post(BLOCK)
@permit(Act.MARK)
@writes
def rewrite(session: Session, article_id: int, draft_id: int, key: int) -> ResponseReturnValue:
    """Give a block other words, or another kind; a blank line splits it."""
    place, form = load_draft(session, article_id, draft_id), BlockForm()
    if not form.validate():
        return _show(place, key, Trouble(form))
    try:
        before = rewrite_block(
            session, draft=place.draft, key=key, seal=form.seal.data or "", kind=form.kind.data,
            text=form.text.data,
        )  # fmt: skip
    except SecondHeadline as error:
        form.form_errors.append(said(error))
        return _show(place, key, Trouble(form))
    except EditedMeanwhile as error:
        return _show(place, key, _conflict(place, key, form, error))
    return _changed(session, place, before, key)


@blueprint.post(f"{BLOCK}/join")
@permit(Act.MARK)
@writes
def join(session: Session, article_id: int, draft_id: int, key: int) -> ResponseReturnValue:
    """Join a block to the one above it."""
    place, form = load_draft(session, article_id, draft_id), SealForm()
    before = join_block(session, draft=place.draft, key=key, seal=form.seal.data or "")
    at = [block.key for block in before].index(key)
    return _changed(session, place, before, before[max(0, at - 1)].key)


def _changed(session: Session, place: DraftPlace, before: Blocks, key: int) -> Response:
    """Let what was decided follow, and lead back to the block, or to what stands in its place."""
    after = blocks_from_json(place.draft.blocks)
    follow_edit(session, draft=place.draft, moves=Moves(before, after))
    if not after:
        return place.leads_to("versions.blocks")
    left = _left(before, after, key)
    return place.leads_to("versions.blocks", at=left, _anchor=f"block-{left}")


def _left(before: Blocks, after: Blocks, key: int) -> int:
    if key in {block.key for block in after}:
        return key
    at = [block.key for block in before].index(key)  # it was taken out
    return after[min(at, len(after) - 1)].key


def _conflict(
    place: DraftPlace, key: int, form: BlockForm, error: EditedMeanwhile
) -> Trouble[BlockForm]:
    saved = BlockForm.of(block_named(blocks_from_json(place.draft.blocks), key))
    return Trouble(form, said(error), form.yield_to(saved), error.status)


def _show(
    place: DraftPlace, edited: int | None, trouble: Trouble[BlockForm] | None = None
) -> Response:
    """The blocks, one of them in a form; to htmx without the page around them."""
    number = request.args.get("page", 0, type=int)
    left = request.args.get("at", type=int)
    page = block_page(place.blocks, number, edited or left)
    words = render_template(
        "versions/_blocks.html" if is_htmx() else "versions/blocks.html",
        place=place,
        article=place.article,
        page=page,
        edited=edited,
        left=left,
        form=_form(page, edited, trouble),
        trouble=trouble,
    )
    answer = make_response(words, trouble.status if trouble else 200)
    answer.headers.update(_swapping(trouble))
    return answer


def _swapping(trouble: Trouble[BlockForm] | None) -> Mapping[str, str]:
    """How htmx puts the blocks into the page, and its address: a reload is to show them."""
    if trouble:
        return {"HX-Retarget": "#blocks", "HX-Reswap": "outerMorph", "HX-Replace-Url": "false"}
    return {"HX-Replace-Url": request.full_path}


def _form(page: BlockPage, key: int | None, trouble: Trouble[BlockForm] | None) -> BlockForm | None:
    """The form as it came, or with what the block holds."""
    if trouble:
        trouble.form.renew_key()
        return trouble.form
    block = next((block for block in page.blocks if block.key == key), None)
    return BlockForm.of(block) if block else None
