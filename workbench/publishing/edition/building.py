"""Building an edition's content from the live article, at the moment of publication."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from workbench.articles.marks import Span
from workbench.publishing.edition.changes import ChangeFields, changes_since
from workbench.publishing.edition.claims import Entry, Scribe
from workbench.publishing.edition.excerpts import excerpted_blocks, passage, whole_blocks
from workbench.publishing.edition.material import Material
from workbench.publishing.edition.model import (
    FORMAT,
    ArticleFacts,
    Block,
    Change,
    Coverage,
    DeskFacts,
    EarlierEdition,
    EditionContent,
    Site,
    moment,
)
from workbench.publishing.rules import web_address


@dataclass(frozen=True)
class EditionFields:
    """What an editor says of an edition. `whole_text`: the article may be shown whole.

    `changes`: what they say of the changes of published claims, by the claims' numbers.
    """

    title: str
    summary: str = ""
    note: str = ""
    whole_text: bool = False
    changes: Mapping[int, ChangeFields] = field(default_factory=dict)


def build_content(
    material: Material,
    entries: Sequence[Entry],
    *,
    fields: EditionFields,
    site: Site,
    previous: EditionContent | None,
    published_by: str,
    at: datetime,
) -> EditionContent:
    """The edition after `previous`, of these entries. It is built once and never changed."""
    scribe = Scribe(moment(at), previous, material)
    blocks = _blocks(material, entries, whole_text=fields.whole_text)
    text = material.version.text
    claims = tuple(
        scribe.claim(entry, tuple(passage(text, blocks, *span) for span in entry.standing.spans))
        for entry in entries
    )
    content = EditionContent(
        format=FORMAT,
        site=site,
        number=previous.number + 1 if previous else 1,
        title=fields.title,
        summary=fields.summary,
        note=fields.note,
        at=scribe.at,
        published_by=published_by,
        whole_text=fields.whole_text,
        desk=_desk(material),
        article=_article(material),
        amendments=material.versions.amendments,
        blocks=blocks,
        claims=claims,
        sources=scribe.numbered_sources(),
        scales=tuple(scribe.scales.things),
        coverage=_coverage(material, len(entries), len(blocks)),
        changes=previous.changes if previous else (),
        earlier=_earlier(previous),
    )
    return _with_changes(content, changes_since(previous, content, fields.changes))


def _with_changes(content: EditionContent, changes: Sequence[Change]) -> EditionContent:
    """The content with what it changes, told with all changes before it and beside each claim."""
    changed = {change.claim for change in changes}
    claims = tuple(
        replace(claim, changed_at=content.at) if claim.number in changed else claim
        for claim in content.claims
    )
    return replace(content, claims=claims, changes=(*content.changes, *changes))


def _blocks(material: Material, entries: Sequence[Entry], *, whole_text: bool) -> tuple[Block, ...]:
    """The body, and what else claims stand in; captions and notices of the page are left out."""
    spans = [span for entry in entries for span in entry.standing.spans]
    shown = [
        b.outline
        for b in material.blocks
        if b.body or _stands_in(spans, b.outline.start, b.outline.end)
    ]
    text = material.version.text
    if whole_text:
        return whole_blocks(text, shown)
    return excerpted_blocks(text, shown, spans, title=material.article.title)


def _stands_in(spans: Sequence[Span], start: int, end: int) -> bool:
    return any(s < end and e > start for s, e in spans)


def _desk(material: Material) -> DeskFacts:
    desk = material.desk
    return DeskFacts(desk.name, desk.time_zone, desk.method, desk.licence)


def _article(material: Material) -> ArticleFacts:
    article, version = material.article, material.version
    return ArticleFacts(
        title=article.title,
        outlet=article.outlet,
        authors=tuple(article.authors),
        url=web_address(article.url),
        published=article.published,
        language=article.language,
        version=version.number,
        sha256=version.sha256,
        taken_at=material.versions.taken_at,
        length=len(version.text),
        topics=material.topics,
    )


def _coverage(material: Material, published: int, blocks: int) -> Coverage:
    return replace(
        material.coverage,
        open_claims=len(material.claims) - published,
        blocks_left_out=len(material.blocks) - blocks,
    )


def _earlier(previous: EditionContent | None) -> tuple[EarlierEdition, ...]:
    if previous is None:
        return ()
    latest = EarlierEdition(previous.number, previous.title, previous.at, previous.note)
    return (*previous.earlier, latest)
