"""The report and its editions: what was published, to be published again to the letter."""

from workbench.publishing.dossier.plan import PlannedEdition, PlannedWithdrawal
from workbench.publishing.dossier.reading.contents import check_content
from workbench.publishing.dossier.reading.node import Node, numbered
from workbench.publishing.dossier.reading.people import People
from workbench.publishing.edition.stored import sha256
from workbench.publishing.rules import is_reserved


def read_slug(dossier: Node, taken: frozenset[str]) -> str | None:
    """The report’s slug; none when nothing was published."""
    report, editions = dossier.child("report"), dossier.children("editions")
    slug = report.text("slug")
    if slug in taken:
        report.fault("slug", f"another report has the address “{slug}” already")
    if is_reserved(slug):
        report.fault("slug", f"“{slug}” is the address of a list of reports")
    if editions and not dossier.has("report"):
        dossier.fault("report", "is missing, but there are editions, which appear on its page")
    if slug and not editions:
        dossier.fault("editions", "are missing: a report has one at least")
    return slug or None


def read_editions(dossier: Node, slug: str | None, people: People) -> tuple[PlannedEdition, ...]:
    """All editions, by number, without a gap."""
    found = sorted(numbered(dossier.children("editions")), key=lambda each: each[0])
    for place, (number, node) in enumerate(found, start=1):
        if number != place:
            node.fault("number", f"is {number}; editions are numbered from 1 without a gap")
    return tuple(_edition(number, node, slug, people) for number, node in found)


def read_withdrawals(dossier: Node, newest: int, people: People) -> tuple[PlannedWithdrawal, ...]:
    """What was withdrawn, in the order of time. `newest`: the number of the last edition."""
    found = list(numbered(dossier.children("withdrawals")))
    return tuple(_withdrawal(number, node, newest, people) for number, node in found)


def _withdrawal(number: int, node: Node, newest: int, people: People) -> PlannedWithdrawal:
    whole = bool(node.flag("whole"))
    if number > newest:
        node.fault("number", f"{number} is the number of no edition")
    elif number == newest and not whole:
        node.fault("whole", "the newest edition is withdrawn with its report alone")
    return PlannedWithdrawal(
        number, whole, node.line("why"), people.who(node, "by"), node.moment("at")
    )


def _edition(number: int, node: Node, slug: str | None, people: People) -> PlannedEdition:
    content = node.child("content")
    edition = PlannedEdition(
        number=number,
        title=node.text("title"),
        summary=node.text("summary"),
        note=node.text("note"),
        whole_text=bool(node.flag("whole_text")),
        content=dict(content.value),
        sha256=sha256(content.value),
        by=people.who(node, "by"),
        at=node.moment("at"),
    )
    if node.has("content") and check_content(content):
        _check_agreement(node, content, edition, slug)
    if node.has("sha256") and node.text("sha256") != edition.sha256:
        node.fault("sha256", "is not the SHA-256 of the content")
    return edition


def _check_agreement(node: Node, content: Node, edition: PlannedEdition, slug: str | None) -> None:
    """What an edition says of itself is what its content says to readers."""
    for key in ("number", "title", "summary", "note", "whole_text"):
        if content.value[key] != getattr(edition, key):
            node.fault(key, "is not what the edition’s content has")
    if slug is not None and content.child("site").text("slug") != slug:
        content.child("site").fault("slug", "is not the report’s slug")
