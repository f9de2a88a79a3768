"""The file that Word opens: a ZIP of parts, and what they are to each other.

Written part by part with one date for all, so that the same paper gives the same bytes.
"""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from workbench.publishing.exports.docx.paper import BULLETS, Paper
from workbench.publishing.exports.docx.styles import styles
from workbench.publishing.exports.docx.wordml import NAMESPACES, attribute, clean

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_DATE = (1980, 1, 1, 0, 0, 0)  # the first that a ZIP can tell
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CORE = "application/vnd.openxmlformats-package.core-properties+xml"
_CORE_RELATION = f"{_RELATIONS}/metadata/core-properties"
_PARTS = ("styles", "numbering", "settings", "comments", "footer")
_PAGE = (
    '<w:sectPr><w:footerReference w:type="default" r:id="footer"/>'
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1418" w:right="1588" w:bottom="1418" w:left="1588" w:header="709"'
    ' w:footer="680" w:gutter="0"/></w:sectPr>'
)


@dataclass(frozen=True)
class Properties:
    """What the file says of itself. `language` is the article's, `at` ISO 8601 in UTC."""

    title: str
    author: str
    subject: str
    language: str
    at: str


def packed(paper: Paper, properties: Properties, footer: str) -> bytes:
    """The bytes of the file. `footer`: a paragraph that stands below every page."""
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            _relation("document", f"{_OFFICE}/officeDocument", "word/document.xml"),
            _relation("core", _CORE_RELATION, "docProps/core.xml"),
        ),
        "docProps/core.xml": _core(properties),
        "word/document.xml": _part("document", f"<w:body>{''.join(paper.body)}{_PAGE}</w:body>"),
        "word/_rels/document.xml.rels": _document_relations(paper),
        "word/comments.xml": _part("comments", "".join(paper.comments)),
        "word/footer.xml": _part("ftr", footer),
        "word/numbering.xml": _part("numbering", _numbering(paper)),
        "word/settings.xml": _part("settings", _SETTINGS),
        "word/styles.xml": styles(properties.language),
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            info = zipfile.ZipInfo(name, _DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, (_HEAD + text).encode())
    return file.getvalue()


def _part(element: str, inside: str) -> str:
    return f"<w:{element} {NAMESPACES}>{inside}</w:{element}>"


def _content_types() -> str:
    parts = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{name}+xml"/>'
        for name in _PARTS
    )
    return (
        f'<Types xmlns="{_TYPES}"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
        f'<Override PartName="/docProps/core.xml" ContentType="{_CORE}"/>{parts}</Types>'
    )


def _relations(*relations: str) -> str:
    return f'<Relationships xmlns="{_RELATIONS}">{"".join(relations)}</Relationships>'


def _relation(called: str, kind: str, target: str, more: str = "") -> str:
    return f'<Relationship Id="{called}" Type="{kind}" Target={attribute(target)}{more}/>'


def _document_relations(paper: Paper) -> str:
    parts = (_relation(name, f"{_OFFICE}/{name}", f"{name}.xml") for name in _PARTS)
    links = (
        _relation(called, f"{_OFFICE}/hyperlink", address, ' TargetMode="External"')
        for called, address in paper.addresses.items()
    )
    return _relations(*parts, *links)


def _core(properties: Properties) -> str:
    moment = '<dcterms:{0} xsi:type="dcterms:W3CDTF">{1}</dcterms:{0}>'
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{clean(properties.title)}</dc:title>"
        f"<dc:subject>{clean(properties.subject)}</dc:subject>"
        f"<dc:creator>{clean(properties.author)}</dc:creator>"
        f"<cp:lastModifiedBy>{clean(properties.author)}</cp:lastModifiedBy>"
        f"{moment.format('created', properties.at)}{moment.format('modified', properties.at)}"
        "<dc:language>en</dc:language></cp:coreProperties>"
    )


_SETTINGS = (
    '<w:zoom w:percent="100"/><w:defaultTabStop w:val="454"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode"'
    ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="en-GB" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
)


def _numbering(paper: Paper) -> str:
    """Points and figures on nine levels; each numbered list starts at 1 anew."""
    kinds = _kind(0, "bullet", ["•"] * 9) + _kind(1, "decimal", [f"%{n}." for n in range(1, 10)])
    points = f'<w:num w:numId="{BULLETS}"><w:abstractNumId w:val="0"/></w:num>'
    figures = (
        f'<w:num w:numId="{item.number}"><w:abstractNumId w:val="1"/>'
        f'<w:lvlOverride w:ilvl="{item.level}"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        for item in paper.numbered_lists
    )
    return f"{kinds}{points}{''.join(figures)}"


def _kind(number: int, format_name: str, signs: Sequence[str]) -> str:
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{format_name}"/>'
        f'<w:lvlText w:val="{sign}"/><w:lvlJc w:val="left"/><w:pPr>'
        f'<w:ind w:left="{454 * (level + 1)}" w:hanging="454"/></w:pPr></w:lvl>'
        for level, sign in enumerate(signs)
    )
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>'
        f"{levels}</w:abstractNum>"
    )
