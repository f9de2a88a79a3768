"""Every class of the style sheets is used, and no page loads more of them than it needs."""

import re

import pytest

from workbench.config import ASSETS, PACKAGE

SHEETS = {path.stem: path for path in (ASSETS / "static" / "css").glob("*.css")}
EVERYWHERE = ("fonts", "tokens", "base", "verdicts", "print")
PAGES = {
    "the workbench": (*EVERYWHERE, "parts", "workbench"),
    "an import": (*EVERYWHERE, "parts", "import"),
    "the desk's members": (*EVERYWHERE, "parts", "desk"),
    "a report": (*EVERYWHERE, "report"),
    "the list of reports": (*EVERYWHERE, "report", "site"),
}
MOST = 64_000  # bytes of style sheets, before they are compressed on their way

# Put together from a word of the database or of the code: `block-{{ kind }}`, `is-{{ state }}`.
COMPOSED = re.compile(r"(block|is|part|verdict)-")


def names_in(text: str) -> set[str]:
    return set(re.findall(r"[A-Za-z][\w-]*", text))


@pytest.fixture(scope="module")
def written() -> set[str]:
    """Every word of templates, scripts and code that could be a class."""
    places = (
        (ASSETS / "templates", "*.html"),
        (ASSETS / "static", "*.js"),
        (PACKAGE, "*.py"),
    )
    files = (path for folder, kind in places for path in folder.rglob(kind))
    return set().union(*(names_in(path.read_text(encoding="utf-8")) for path in files))


@pytest.mark.parametrize("name", SHEETS)
def test_every_class_of_a_style_sheet_is_used(name: str, written: set[str]) -> None:
    text = re.sub(r"/\*.*?\*/|\{[^{}]*\}", "", SHEETS[name].read_text(encoding="utf-8"), flags=re.S)
    classes = set(re.findall(r"\.([A-Za-z][\w-]*)", text))
    assert {c for c in classes - written if not COMPOSED.match(c)} == set()


@pytest.mark.parametrize("page", PAGES)
def test_a_page_loads_few_styles(page: str) -> None:
    assert sum(SHEETS[name].stat().st_size for name in PAGES[page]) <= MOST


def test_in_the_dark_nothing_differs_but_colours() -> None:
    # `light-dark()` takes nothing else, so browser tests judge a dark page by its colours alone.
    assert [name for name, path in SHEETS.items() if "prefers-color" in path.read_text()] == []
