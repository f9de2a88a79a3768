"""An edition in a format, by the format's name."""

from collections.abc import Callable, Mapping
from typing import Protocol

from workbench.publishing.edition.model import EditionContent
from workbench.publishing.exports import (
    annotations,
    claimreview,
    csv_table,
    html_file,
    json_lines,
    library,
    markdown,
    pdf,
    workbook,
)
from workbench.publishing.exports.advance import Advance, untold
from workbench.publishing.formats import FORMATS, file_name
from workbench.publishing.models import Edition
from workbench.publishing.queries import content_of


def _word(content: EditionContent, advance: Advance = untold) -> bytes:
    """Loaded with the first one: a server starts without."""
    from workbench.publishing.exports import docx  # noqa: PLC0415

    return docx.export(content, advance)


class _Long(Protocol):
    """An export that takes long, and tells how far it is if somebody asks."""

    def __call__(self, content: EditionContent, advance: Advance = ...) -> bytes: ...


_LONG: Mapping[str, _Long] = {"pdf": pdf.export, "docx": _word, "xlsx": workbook.export}
_EXPORTS: Mapping[str, Callable[[EditionContent], bytes]] = {
    **_LONG,
    "html": html_file.export,
    "markdown": markdown.export,
    "csv": csv_table.export,
    "evidence-csv": csv_table.export_evidence,
    "sources-csv": csv_table.export_sources,
    "bibtex": library.export_bibtex,
    "ris": library.export_ris,
    "jsonl": json_lines.export,
    "claimreview": claimreview.export,
    "annotations": annotations.export,
}


def render(edition: Edition, format_name: str) -> tuple[bytes, str, str]:
    """Bytes, media type and a file name. The same edition gives the same bytes each time.

    `format_name` is one of `formats.FORMATS`; KeyError for another.
    """
    content, chosen = content_of(edition), FORMATS[format_name]
    name = file_name(content.site.slug, content.number, chosen)
    return exported(content, format_name), chosen.media_type, name


def render_long(edition: Edition, format_name: str, advance: Advance) -> bytes:
    """The same bytes of a format that takes long, telling how far they are. KeyError if it is none.

    Whatever `advance` raises ends it.
    """
    return _LONG[format_name](content_of(edition), advance)


def exported(content: EditionContent, format_name: str) -> bytes:
    """What an edition holds, in a format. KeyError for one that there is not."""
    return _EXPORTS[format_name](content)
