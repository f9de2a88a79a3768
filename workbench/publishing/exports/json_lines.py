"""JSON Lines: the edition, then its claims, evidence, sources and corrections, an object a line.

Each object says first of which `type` it is. Its fields are the columns of the tables; what they
say stands in `edition_tables`, and in the workbook's sheet “about”.
"""

import json

from workbench.publishing.edition.model import EditionContent
from workbench.publishing.exports.edition_tables import (
    claims_table,
    corrections_table,
    evidence_table,
    sources_table,
)
from workbench.publishing.tables import json_lines

_TABLES = (claims_table, evidence_table, sources_table, corrections_table)


def export(content: EditionContent) -> bytes:
    """All of it, in the order of the edition."""
    lines = [_edition(content)]
    for table in _TABLES:
        lines += json_lines(table(content))
    return b"".join(lines)


def _edition(content: EditionContent) -> bytes:
    told = {
        "type": "edition",
        "report": content.site.report_url,
        "edition": content.number,
        "title": content.title,
        "summary": content.summary,
        "published_at": content.at,
        "desk": content.desk.name,
        "licence": content.desk.licence,
        "article": content.article.title,
        "article_url": content.article.url,
    }
    return (json.dumps(told, ensure_ascii=False) + "\n").encode()
