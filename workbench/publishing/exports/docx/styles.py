"""The styles of a report in Word: a serif for what is read, a sans for what the tool says.

Every verdict has two looks, for its label and for the words of the article that it is on. The
colours are those of the site on white.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from workbench.publishing.exports.docx.languages import east_asian_font
from workbench.publishing.exports.docx.wordml import NAMESPACES, attribute

_SERIF, _SANS, _MONO = "Georgia", "Arial", "Courier New"
_INK, _SOFT, _LINE, _ACCENT = "1D1F23", "5C616B", "D8D4CA", "1F4FA3"
# Ink and ground of each look of a rating.
TOKENS = {
    "true": ("0F6B5C", "DFF1EC"),
    "mostly-true": ("3A741D", "E6F2DD"),
    "half": ("855700", "FBECCB"),
    "mostly-false": ("A9440C", "FDE5D6"),
    "false": ("B3202C", "FBE1E1"),
    "off": ("5B4A9C", "EBE7F8"),
}


@dataclass(frozen=True)
class _Paragraphs:
    """A paragraph style. `size`, `before` and `after` in points, `left` in twentieths of one."""

    name: str
    size: float = 0
    before: float = 0
    after: float = 6
    left: int = 0
    sans: bool = False
    bold: bool = False
    color: str = ""
    line: int = 0  # 240 is single
    keep: bool = False
    level: int = 0  # of a heading, from 1
    based_on: str = "Normal"
    next: str = ""
    extra: str = ""  # paragraph properties that stand before `w:spacing`
    italic: bool = False

    @property
    def id(self) -> str:
        return self.name.title().replace(" ", "")


_BAR = '<w:pBdr><w:left w:val="single" w:sz="12" w:space="10" w:color="{}"/></w:pBdr>'
_RULE = '<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="6" w:color="{}"/></w:pBdr>'
_BOX = '<w:shd w:val="clear" w:color="auto" w:fill="F4F2ED"/>'
_STYLES = (
    _Paragraphs("Eyebrow", 9, 0, 4, sans=True, bold=True, color=_SOFT, keep=True),
    _Paragraphs("Title", 26, 0, 8, bold=True, line=264, keep=True, next="Facts"),
    _Paragraphs("Subtitle", 13.5, 10, 10, line=312, next="Normal"),
    _Paragraphs("heading 1", 18, 30, 10, sans=True, bold=True, line=264, keep=True, level=1,
                next="Normal", extra=_RULE.format(_LINE)),
    _Paragraphs("heading 2", 13.5, 22, 6, bold=True, line=288, keep=True, level=2, next="Normal"),
    _Paragraphs("heading 3", 10, 12, 4, sans=True, bold=True, color=_SOFT, keep=True, level=3,
                next="Normal"),
    _Paragraphs("heading 4", 10.5, 8, 4, bold=True, keep=True, level=4, next="Normal"),
    _Paragraphs("TOC Heading", 10, 18, 4, sans=True, bold=True, color=_SOFT, keep=True),
    _Paragraphs("toc 1", 10.5, 3, 3, sans=True),
    _Paragraphs("toc 2", 9.5, 0, 2, left=284, sans=True, color=_SOFT),
    _Paragraphs("Article Headline", 20, 6, 10, bold=True, line=276, keep=True, level=2,
                next="ArticleText"),
    _Paragraphs("Article Heading", 13, 14, 6, bold=True, line=276, keep=True, level=3,
                next="ArticleText"),
    _Paragraphs("Article Text", 11.5, 0, 9, line=348),
    _Paragraphs("Article List", 11.5, 0, 5, line=348, based_on="ArticleText"),
    _Paragraphs("Article Quotation", 11.5, 0, 9, left=340, line=348, based_on="ArticleText",
                extra=_BAR.format(_LINE)),
    _Paragraphs("Omission", 9, 4, 10, sans=True, color=_SOFT, italic=True),
    _Paragraphs("Facts", 9, 0, 5, sans=True, color=_SOFT),
    _Paragraphs("Verdict", 10.5, 0, 4, sans=True, bold=True, keep=True),
    _Paragraphs("Standfirst", 12, 0, 8, line=312),
    _Paragraphs("Quote", 10.5, 2, 4, left=340, line=300, extra=_BAR.format(_LINE)),
    _Paragraphs("Notice", 10, 2, 8, left=120, sans=True, extra=_BOX),
    _Paragraphs("Evidence", 11, 8, 3, keep=True),
    _Paragraphs("List Paragraph", 0, 0, 4),
    _Paragraphs("Source", 10.5, 0, 4),
    _Paragraphs("Source Facts", 9, 0, 6, left=454, sans=True, color=_SOFT),
    _Paragraphs("Preformatted", 9.5, 0, 6, extra=_BOX),
    _Paragraphs("Table Head", 9, 3, 3, sans=True, bold=True, color=_SOFT, keep=True),
    _Paragraphs("Table Text", 10, 3, 3, sans=True),
    _Paragraphs("annotation text", 10, 0, 2, sans=True, line=240),
    _Paragraphs("Claim Statement", 10, 0, 2, sans=True, line=240, based_on="AnnotationText"),
    _Paragraphs("footer", 8.5, 0, 0, sans=True, color=_SOFT),
)  # fmt: skip


def styles(language: str) -> str:
    """The part of a document that tells its looks. `language`: the article's."""
    paragraphs = "".join(map(_paragraph_style, _STYLES))
    return (
        f"<w:styles {NAMESPACES}>{_defaults(language)}{_NORMAL}{paragraphs}"
        f"{''.join(_character_styles())}{_TABLE}</w:styles>"
    )


def label_style(token: str) -> str:
    """The character style of a rating's label."""
    return f"Verdict-{token}" if token in TOKENS else "Strong"


def words_style(token: str) -> str:
    """The character style of the article's words that a rating is on."""
    return f"Claim-{token}" if token in TOKENS else ""


def _defaults(language: str) -> str:
    fonts = _fonts(_SERIF, east_asian_font(language), "Times New Roman")
    return (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{fonts}<w:color w:val="{_INK}"/>'
        '<w:sz w:val="22"/><w:szCs w:val="24"/>'
        '<w:lang w:val="en-GB" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="300" w:lineRule="auto"/></w:pPr>'
        "</w:pPrDefault></w:docDefaults>"
    )


def _fonts(western: str, east_asian: str = "", from_right: str = "") -> str:
    more = f" w:eastAsia={attribute(east_asian)}" if east_asian else ""
    more += f" w:cs={attribute(from_right)}" if from_right else ""
    return f'<w:rFonts w:ascii="{western}" w:hAnsi="{western}"{more}/>'


_NORMAL = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    "<w:qFormat/></w:style>"
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
    '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    "</w:style>"
)


def _paragraph_style(style: _Paragraphs) -> str:
    following = f'<w:next w:val="{style.next}"/>' if style.next else ""
    based_on = f'<w:basedOn w:val="{style.based_on}"/>'
    return (
        f'<w:style w:type="paragraph" w:styleId="{style.id}"><w:name w:val="{style.name}"/>'
        f"{based_on}{following}<w:qFormat/>{_layout(style)}{_letters(style)}</w:style>"
    )


def _layout(style: _Paragraphs) -> str:
    spacing = f'w:before="{round(style.before * 20)}" w:after="{round(style.after * 20)}"'
    line = f' w:line="{style.line}" w:lineRule="auto"' if style.line else ""
    return "".join(
        (
            "<w:pPr>",
            "<w:keepNext/><w:keepLines/>" if style.keep else "",
            style.extra,
            f"<w:spacing {spacing}{line}/>",
            f'<w:ind w:left="{style.left}"/>' if style.left else "",
            f'<w:outlineLvl w:val="{style.level - 1}"/>' if style.level else "",
            "</w:pPr>",
        )
    )


def _letters(style: _Paragraphs) -> str:
    font = _MONO if style.name == "Preformatted" else _SANS if style.sans else ""
    half_points = round(style.size * 2)
    found = "".join(
        (
            _fonts(font) if font else "",
            "<w:b/><w:bCs/>" if style.bold else "",
            "<w:i/>" if style.italic else "",
            f'<w:color w:val="{style.color}"/>' if style.color else "",
            f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points + 2}"/>'
            if style.size
            else "",
        )
    )
    return f"<w:rPr>{found}</w:rPr>" if found else ""


def _character_styles() -> Iterator[str]:
    yield _characters("Hyperlink", f'<w:color w:val="{_ACCENT}"/><w:u w:val="single"/>')
    yield _characters("Strong", "<w:b/><w:bCs/>")
    yield _characters("Code", _fonts(_MONO))
    yield _characters("Stance", f"{_fonts(_SANS)}<w:b/><w:bCs/>" + '<w:sz w:val="18"/>')
    yield _characters("Removed", f'<w:strike/><w:color w:val="{_SOFT}"/>')
    yield _characters("Added", '<w:u w:val="single"/>')
    yield _characters("Left Out", f'{_fonts(_SANS)}<w:color w:val="{_SOFT}"/>')
    yield _characters("annotation reference", '<w:sz w:val="16"/><w:szCs w:val="16"/>')
    for token, (ink, ground) in TOKENS.items():
        fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{ground}"/>'
        bold = f'{_fonts(_SANS)}<w:b/><w:bCs/><w:color w:val="{ink}"/>'
        yield _characters(f"Verdict {token}", bold + fill, f"Verdict-{token}")
        line = f'<w:u w:val="single" w:color="{ink}"/>'
        yield _characters(f"Claim {token}", line + fill, f"Claim-{token}")


def _characters(name: str, look: str, style_id: str = "") -> str:
    found = style_id or name.title().replace(" ", "")
    return (
        f'<w:style w:type="character" w:styleId="{found}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/><w:rPr>{look}</w:rPr></w:style>'
    )


_TABLE = (
    '<w:style w:type="table" w:styleId="ReportTable"><w:name w:val="Report Table"/>'
    '<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblBorders>'
    f'<w:top w:val="single" w:sz="6" w:space="0" w:color="{_LINE}"/>'
    f'<w:bottom w:val="single" w:sz="6" w:space="0" w:color="{_LINE}"/>'
    f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{_LINE}"/>'
    "</w:tblBorders></w:tblPr></w:style>"
)
