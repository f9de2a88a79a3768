"""Whole articles as people paste them, each with the draft that it must give beside it.

`texts/<name>.draft` holds title, outlet, authors, date and language, then a line for each block.
"""

from pathlib import Path

import pytest

from workbench.intake.draft import Draft, DraftBlock
from workbench.intake.reading import read

TEXTS = sorted((Path(__file__).parent / "texts").glob("*.txt"))
ENDS = 40  # characters of either end of a block that tell it from the others


def rendered(draft: Draft) -> str:
    """Return a draft as the files beside the texts have it."""
    head = (draft.title, draft.outlet, "; ".join(draft.authors), draft.published, draft.language)
    return "\n".join([*head, *map(line_of, draft.blocks)]) + "\n"


def line_of(block: DraftBlock) -> str:
    """Return a block in one line, a long one with its middle left out."""
    text = block.text
    short = text if len(text) <= 2 * ENDS else f"{text[:ENDS]} … {text[-ENDS:]}"
    return f"{block.kind}: {short}"


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_an_article_gives_the_draft_beside_it(path: Path) -> None:
    expected = path.with_suffix(".draft").read_text(encoding="utf-8")
    assert rendered(read(path.read_bytes(), name=path.name)) == expected


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_the_kind_of_line_end_makes_no_difference(path: Path, newline: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert read(text.replace("\n", newline).encode()) == read(text.encode())


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_the_encoding_makes_no_difference(path: Path, encoding: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert read(text.encode(encoding)) == read(text.encode())


@pytest.mark.parametrize("rule", ["***", "* * *", "---", "###", "_____", "-30-"])
def test_any_rule_opens_the_end_matter(rule: str) -> None:
    text = (TEXTS[0].parent / "harbour.txt").read_text(encoding="utf-8")
    with_star = read(text.encode()).blocks
    with_rule = read(text.replace("\n*\n", f"\n{rule}\n").encode()).blocks
    assert [block.body for block in with_rule] == [block.body for block in with_star]


def test_without_a_rule_the_notices_themselves_open_the_end_matter() -> None:
    text = (TEXTS[0].parent / "harbour.txt").read_text(encoding="utf-8")
    with_star = [block for block in read(text.encode()).blocks if block.text != "*"]
    assert list(read(text.replace("\n*\n", "\n").encode()).blocks) == with_star


def test_no_trace_of_markup_is_left() -> None:
    text = (TEXTS[0].parent / "harbour.txt").read_text(encoding="utf-8")
    assert "<u>" in text
    draft = read(text.encode())
    assert not [block.text for block in draft.blocks if "<" in block.text]


def test_the_author_is_found_without_the_markup_too() -> None:
    text = (TEXTS[0].parent / "harbour.txt").read_text(encoding="utf-8")
    draft = read(text.replace("<u>", "").replace("</u>", "").encode())
    assert (draft.authors, draft.outlet) == (("Marten Oakes",), "Harbour Dispatch")
