"""The claims one after another, each with everything that its page tells."""

from collections.abc import Callable, Iterable, Sequence

from workbench.articles.word_difference import Change as Changed
from workbench.articles.word_difference import word_difference
from workbench.publishing.edition.model import Change, Claim, EditionContent, Wording
from workbench.publishing.exports import wordings
from workbench.publishing.exports.docx.evidence import write_evidence
from workbench.publishing.exports.docx.facts import POINT, parted
from workbench.publishing.exports.docx.head import write_change_of_article
from workbench.publishing.exports.docx.markdown import write_markdown
from workbench.publishing.exports.docx.paper import BULLETS, Paper
from workbench.publishing.exports.docx.styles import label_style
from workbench.publishing.exports.docx.wordml import Inline, Item, Link, Words
from workbench.publishing.pages.context import changes_by_claim

_BULLET = Item(BULLETS)


def write_claims(paper: Paper, content: EditionContent) -> None:
    """A chapter of all claims, in the order of the edition."""
    if not content.claims:
        return
    paper.heading(1, "Claims", "claims")
    changes = changes_by_claim(content)
    for claim in content.claims:
        _write_claim(paper, content, claim, changes.get(claim.number, []))


def _write_claim(
    paper: Paper, content: EditionContent, claim: Claim, changes: Sequence[Change]
) -> None:
    paper.heading(2, f"{claim.number} · {claim.statement}", f"claim_{claim.number}")
    rating = claim.verdict.rating
    paper.write("Verdict", Words(rating.label, label_style(rating.token)))
    paper.write("Standfirst", claim.verdict.summary)
    paper.write("Facts", *parted(_said(claim, content)))
    for change in changes:
        write_change(paper, change, content)
    for write in _PARTS:
        write(paper, content, claim)
    paper.write("Facts", *parted(_signed(claim, content)))


def _said(claim: Claim, content: EditionContent) -> Iterable[Inline | None]:
    """What kind of claim it is, who said it, when and where."""
    yield claim.kind.capitalize()
    if claim.claimant:
        yield _linked(claim.claimant.name, claim.claimant.url)
        yield claim.claimant.role
    yield wordings.partial_date(claim.said_on)
    if claim.appearance_url and claim.appearance_url != content.article.url:
        yield Link(Words("where it was said"), claim.appearance_url)
    if claim.passages:
        yield Link(Words("in the article"), f"#words_{claim.number}")


def _linked(words: str, url: str) -> Inline:
    return Link(Words(words), url) if url else words


def write_change(paper: Paper, change: Change, content: EditionContent) -> None:
    """Old and new verdict with the day and the reason."""
    head = Words(_change_head(change, content), bold=True)
    paper.write("Notice", head, "\n", *_changed(change), f" {change.why}" if change.why else "")


def _changed(change: Change) -> Iterable[Inline]:
    if change.new is None:
        yield f"The claim was withdrawn; it had been rated {change.old.label}."
    elif change.rerated:
        yield from ("Rated ", Words(change.old.label, "Removed"), " before, ")
        yield from (Words(change.new.label, "Added"), " since.")
    else:
        yield f"The verdict stays {change.old.label}."


def _write_standing(paper: Paper, content: EditionContent, claim: Claim) -> None:
    """The words that the verdict is on, where they do and where they do not stand any more."""
    language = content.article.language
    if claim.passages:
        paper.heading(3, "What the article says")
    for passage in claim.passages:
        for paragraph in passage.exact.split("\n\n"):
            paper.write("Quote", Words(paragraph, language=language))
    if claim.left_behind:
        paper.heading(3, "What the article said when it was checked")
        paper.write("Notice", wordings.out_of_text(claim))
    for wording in claim.left_behind:
        paper.write("Facts", wordings.until(wording, content))
        paper.write("Quote", Words(wording.exact, language=language))
    if not claim.passages and not claim.left_behind:
        paper.write("Notice", "This claim stands at no single place of the text.")


def _write_earlier(paper: Paper, content: EditionContent, claim: Claim) -> None:
    """What the article said before beside what it said after, the newest change first."""
    if claim.earlier:
        paper.heading(3, "What the article said before")
    for wording in reversed(claim.earlier):
        _write_wording(paper, content, claim, wording)
    for amendment in reversed(content.amendments_of(claim)):
        write_change_of_article(paper, content, amendment)


def _write_wording(paper: Paper, content: EditionContent, claim: Claim, wording: Wording) -> None:
    language, until = content.article.language, wordings.until(wording, content)
    if not wording.now:
        paper.write("Facts", f"{until}, in another place")
        paper.write("Quote", Words(wording.exact, language=language))
        return
    now = any(passage.exact == wording.now for passage in claim.passages)
    paper.write("Facts", until)
    paper.write("Quote", *_side(wording, Changed.REMOVED, "Removed", language))
    paper.write("Facts", "Now" if now else "After that")
    paper.write("Quote", *_side(wording, Changed.ADDED, "Added", language))


def _side(wording: Wording, change: Changed, style: str, language: str) -> Iterable[Inline]:
    """One of two wordings: what was kept, and what only this one has."""
    for piece in word_difference(wording.exact, wording.now):
        if piece.change in (Changed.KEPT, change):
            yield Words(piece.text, "" if piece.change is Changed.KEPT else style, language)


def _write_rationale(paper: Paper, _content: EditionContent, claim: Claim) -> None:
    if claim.verdict.rationale:
        paper.heading(3, "Why")
        write_markdown(paper, claim.verdict.rationale)


def _write_sources(paper: Paper, content: EditionContent, claim: Claim) -> None:
    if claim.evidence:
        paper.heading(3, "Sources")
    for used in claim.evidence:
        write_evidence(paper, content, used)


def _write_searches(paper: Paper, _content: EditionContent, claim: Claim) -> None:
    if claim.searches:
        paper.heading(3, "Looked for, not found")
    for search in claim.searches:
        told = f"We looked for {search.sought} and found nothing."
        where = f"Where we looked: {'; '.join(search.places)}"
        day = wordings.partial_date(search.searched_on)
        paper.write("ListParagraph", f"{told}\n{where}{POINT}{day}", item=_BULLET)


def _write_contacts(paper: Paper, _content: EditionContent, claim: Claim) -> None:
    if claim.contacts:
        paper.heading(3, "Whom we asked")
    for wording in claim.contacts:
        paper.write("ListParagraph", wording, item=_BULLET)


_PARTS: Sequence[Callable[[Paper, EditionContent, Claim], None]] = (
    _write_standing, _write_earlier, _write_rationale, _write_sources, _write_searches,
    _write_contacts,
)  # fmt: skip


def _signed(claim: Claim, content: EditionContent) -> Iterable[Inline | None]:
    verdict = claim.verdict
    yield f"checked by {verdict.by}" if verdict.by else None
    yield f"approved by {verdict.approved_by}" if verdict.approved_by else None
    yield wordings.day(verdict.approved_at, content) if verdict.approved_at else None
    yield f"first published {wordings.day(claim.published_at, content)}"
    yield Link(Words("this claim on the web"), content.site.claim_url(claim.number))


def _change_head(change: Change, content: EditionContent) -> str:
    """“Correction · 16 May 2019 · edition 2”."""
    kind = wordings.KINDS[change.kind]
    return f"{kind} · {wordings.day(change.at, content)} · edition {change.edition}"
