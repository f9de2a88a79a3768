"""Styles that somebody made: which are taken, and why others are not."""

import pytest

from tests.sources.citing.test_rendering import style
from workbench.sources.citing.errors import StyleRefused
from workbench.sources.citing.house import LARGEST, STYLES
from workbench.sources.citing.reading import read_style

TITLE = '<text variable="title"/>'
READING = '<!DOCTYPE style [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
DEPENDENT = """<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0"><info>
<title>Journal of Trams</title><id>urn:b</id>
<link href="http://www.zotero.org/styles/apa" rel="independent-parent"/>
<updated>2026-01-01T00:00:00+00:00</updated></info></style>"""
DOUBLING = "".join(
    f'<macro name="m{n}"><text macro="m{n + 1}"/><text macro="m{n + 1}"/></macro>'
    for n in range(30)
)


@pytest.mark.parametrize("csl", STYLES.values())
def test_the_styles_of_the_house_are_valid(csl: str) -> None:
    assert read_style(csl.encode()).title in {"Author and date", "Notes", "Numbered"}


def test_a_style_is_read_with_its_title() -> None:
    read = read_style(style(TITLE).encode())
    assert read.title == "A style"
    assert read_style(read.csl.encode()) == read


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("", "no CSL file"),
        ("not xml", "no CSL file"),
        ("<html/>", "no CSL file"),
        (f'<!DOCTYPE style [<!ENTITY a "b">]>{style(TITLE)}', "no CSL file"),
        (READING + style(TITLE).replace("A style", "&a;"), "no CSL file"),
        (DEPENDENT, "apa.csl"),
        (style('<text variabel="title"/>'), "not valid CSL 1.0"),
        (style('<text macro="gone"/>'), "missing"),
        (style('<text macro="a"/>', more='<macro name="a"><text macro="a"/></macro>'), "itself"),
        (
            style('<text macro="m0"/>', more=f'{DOUBLING}<macro name="m30">{TITLE}</macro>'),
            "far too long",
        ),
        (style(f'<text value="{"a" * 2000}"/>'), "far more than a citation"),
        (style(f'<choose><if type="map">{TITLE}</if></choose>'), "nothing of any source"),
        (style("x" * LARGEST), "larger"),
    ],
    ids=[
        "empty", "no XML", "HTML", "declares", "reads a file", "dependent", "invalid",
        "a macro is missing", "a macro uses itself", "doubles", "long", "silent", "large",
    ],
)  # fmt: skip
def test_what_cannot_be_cited_by_is_refused_with_the_reason(content: str, why: str) -> None:
    with pytest.raises(StyleRefused, match=why):
        read_style(content.encode())


def test_a_style_that_citeproc_cannot_follow_is_refused() -> None:
    """It is valid, but of a plain number citeproc cannot make a sentence."""
    with pytest.raises(StyleRefused, match=r"^This style has a fault[^:_]+$"):
        read_style(style('<text variable="page" text-case="sentence"/>').encode())
