"""The report as one HTML file: styles, pictures and the serif are inside; it needs no network."""

import base64
import re
from functools import cache

from jinja2 import Environment
from markupsafe import Markup

from workbench.config import ASSETS
from workbench.publishing.edition.model import EditionContent
from workbench.publishing.pages.context import Links, report_context
from workbench.publishing.pages.environment import make_environment

_STYLES = ("tokens", "base", "verdicts", "report")
# The text's own face only: what the tool says is set in the reader's system face.
_FONTS = (("normal", "latin-wght-normal"), ("italic", "latin-wght-italic"))
_FONT_FOLDER = "vendor/source-serif-4@5.3.1"
_LATIN = (
    "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,"
    "U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD"
)
_SYMBOL = re.compile(r'<symbol id="([^"]+)".*?</symbol>', re.DOTALL)
_USED = re.compile(r'<use href="#([^"]+)">')


def export(content: EditionContent) -> bytes:
    """The whole report, readable where there is nothing but a browser."""
    links = Links(content.site.public_url, content.site.slug)
    context = report_context(content, links)
    environment = _environment()
    report = Markup(environment.get_template("publishing/_report.html").render(context))  # noqa: S704 - a template's output
    page = environment.get_template("publishing/file.html")
    return page.render(context, report=report, style=_style(), icons=_icons(report)).encode()


@cache
def _environment() -> Environment:
    return make_environment(_inside)


def _inside(filename: str) -> str:
    """Icons are in the file itself; nothing else of the site may be asked for."""
    if filename != "img/icons.svg":
        raise ValueError(f"a file that stands alone cannot have {filename}")
    return ""


def _icons(html: str) -> Markup:
    """The icons that are used, so that they can be drawn by their names."""
    drawn = {m[1]: m[0] for m in _SYMBOL.finditer(_read("img/icons.svg"))}
    used = sorted(set(_USED.findall(html)) & set(drawn))
    symbols = "".join(drawn[name] for name in used)
    return Markup(
        '<svg width="0" height="0" aria-hidden="true" class="hidden-text">{}</svg>'
    ).format(
        Markup(symbols)  # noqa: S704 - our own file
    )


@cache
def _style() -> Markup:
    """The site's own styles, and the fonts, as one style element."""
    sheets = [_compact(_read(f"css/{name}.css")) for name in _STYLES]
    fonts = (_font_face(style, name) for style, name in _FONTS)
    on_paper = f"@media print {{{_compact(_read('css/print.css'))}}}"
    css = "".join((*fonts, *sheets, on_paper))
    return Markup(f"<style>{css}</style>")  # noqa: S704 - our own files


def _compact(css: str) -> str:
    without_comments = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return re.sub(r"\s+", " ", without_comments)


def _font_face(style: str, name: str) -> str:
    path = ASSETS / "static" / _FONT_FOLDER / f"source-serif-4-{name}.woff2"
    data = base64.b64encode(path.read_bytes()).decode()
    return (
        f'@font-face{{font-family:"Source Serif 4";font-style:{style};font-weight:200 900;'
        f'src:url("data:font/woff2;base64,{data}") format("woff2");unicode-range:{_LATIN}}}'
    )


def _read(name: str) -> str:
    return (ASSETS / "static" / name).read_text(encoding="utf-8")
