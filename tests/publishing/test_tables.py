"""Tables are written alike as CSV, as a workbook, as JSON Lines and as Markdown."""

import io
import json
import re
import zipfile
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from python_calamine import CalamineWorkbook

from workbench.publishing.exports.markdown_prose import prose
from workbench.publishing.tables import (
    Column,
    Table,
    csv_pieces,
    day_in,
    json_lines,
    markdown_pieces,
    moment_in,
)
from workbench.publishing.tables.markdown_words import begins_line, with_address, words_in_line
from workbench.publishing.tables.workbook import LONGEST, write_workbook

COLUMNS = [Column("number"), Column("said_on"), Column("words"), Column("url")]
MADE = datetime(2019, 5, 17, 9, 30, tzinfo=UTC)


def a_table(*words: str) -> Table:
    rows = [(n, day_in("2019-05-16"), w, ("a", "b")) for n, w in enumerate(words, start=-1)]
    return Table("claims", "claim", COLUMNS, rows)


def workbook(*tables: Table) -> bytes:
    file = io.BytesIO()
    write_workbook(tables, file, title="Claims", made=MADE)
    return file.getvalue()


def cells(body: bytes) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(body)).get_sheet_by_index(0).to_python()


def sheet_xml(body: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return archive.read("xl/worksheets/sheet1.xml").decode()


def test_a_row_is_as_high_as_its_longest_cell_wants_and_no_higher_than_a_row_may_be() -> None:
    heights = re.findall(
        r' ht="([\d.]+)"', sheet_xml(workbook(a_table("Rain.", "rain " * 16, "a" * 9999)))
    )
    assert heights == ["30", "90", "408.75"]  # of 409: a whole number of pixels


def test_a_workbook_has_numbers_and_days_as_what_they_are() -> None:
    headings, row = cells(workbook(a_table("It rained.")))
    assert headings == ["Number", "Said on", "Words", "URL"]
    assert row == [-1, date(2019, 5, 16), "It rained.", "a\nb"]


def test_a_workbook_calculates_and_links_nothing() -> None:
    body = workbook(a_table("=1+1", "https://a.example", "{=A1}", "007"))
    assert [row[2] for row in cells(body)[1:]] == ["=1+1", "https://a.example", "{=A1}", "007"]
    assert "<f>" not in sheet_xml(body)
    assert "<hyperlink" not in sheet_xml(body)


def test_headings_of_a_workbook_stay() -> None:
    assert '<pane ySplit="1"' in sheet_xml(workbook(a_table()))


def test_the_same_tables_give_the_same_workbook() -> None:
    assert workbook(a_table("a", "b")) == workbook(a_table("a", "b"))


def test_a_cell_holds_what_a_spreadsheet_can_and_says_that_it_is_cut() -> None:
    rows = cells(workbook(a_table("a" * LONGEST, "b" * 40_000, "😀" * 20_000)))
    whole, cut, wide = (row[2] for row in rows[1:])
    assert whole == "a" * LONGEST
    assert cut.endswith("b … (cut here: a cell holds no more)")
    assert len(cut) == LONGEST
    assert len(wide.encode("utf-16-le")) <= 2 * LONGEST


def test_what_is_no_day_stays_words() -> None:
    assert [day_in(words) for words in ("2019-05-16", "2019-05", "2019", "")] == [
        date(2019, 5, 16), "2019-05", "2019", "",
    ]  # fmt: skip
    old = Table("claims", "claim", COLUMNS[:1], [(date(1812, 9, 14),)])
    assert cells(workbook(old))[1] == ["1812-09-14"]


def test_csv_has_numbers_as_they_are_and_no_formula() -> None:
    body = b"".join(csv_pieces(a_table("-1+2"))).decode("utf-8-sig")
    assert body == 'number,said_on,words,url\r\n-1,2019-05-16,\'-1+2,"a\nb"\r\n'


def test_json_lines_tell_their_type_first() -> None:
    row = (moment_in("2019-05-16T14:05:00Z"), None)
    table = Table("claims", "claim", [Column("at (UTC)"), Column("best")], [row])
    (line,) = json_lines(table)
    assert list(json.loads(line).items()) == [
        ("type", "claim"), ("at", "2019-05-16T14:05:00Z"), ("best", None),
    ]  # fmt: skip


def test_a_table_in_markdown_stays_one_whatever_is_in_it() -> None:
    body = b"".join(markdown_pieces(a_table("a | b\nc", "<b>"))).decode()
    assert body.splitlines() == [
        "| Number | Said on | Words | URL |",
        "| --- | --- | --- | --- |",
        r"| -1 | 2019-05-16 | a \| b c | a; b |",
        r"| 0 | 2019-05-16 | \<b\> | a; b |",
    ]


SIGNS = st.text(alphabet=st.sampled_from("ab1. -+=#>*_`~[]()<>!&|:^\\\n\t{}$é"), max_size=25)


@given(SIGNS)
@example("1) a")
@example("a\n===")
@example("\u2028# a")
@example("(1) a")
@example("z. B. a")
@example("--- a")
@example("http://a.example/b_c")
def test_words_are_one_paragraph_of_words(typed: str) -> None:
    written = begins_line(words_in_line(typed))
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(written)
    inline = [child for token in tokens for child in token.children or ()]
    assert [token.type for token in tokens] in ([], ["paragraph_open", "inline", "paragraph_close"])
    assert {child.type for child in inline} <= {"text", "text_special"}
    assert "".join(child.content for child in inline).split() == typed.split()


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("http://a.example/b_c&d", r"http\://a.example/b\_c\&d"),
        ("on www.a.example", r"on www\.a.example"),
        ("so :smile: 10:30:45", r"so \:smile: 10:30:45"),
        ("left... -- right", r"left\... \-- right"),
        ("(iv) last", r"\(iv) last"),
        ("z. B. dies", r"z\. B. dies"),
        ("A man", "A man"),
    ],
)
def test_what_only_some_programs_read_as_more_than_words_is_words(typed: str, written: str) -> None:
    assert begins_line(words_in_line(typed)) == written


def test_an_address_among_words_is_a_link() -> None:
    words = with_address("City_Hall. https://a.example/b_c|d, p. 7", "https://a.example/b_c|d")
    assert words == r"City\_Hall. <https://a.example/b_c%7Cd>, p. 7"
    assert with_address("No_address.", "") == r"No\_address."


@given(SIGNS)
@example("# a\n\n<script>\n")
@example("[a]: http://b.example\n\n[a]")
@example("a\\\n- b")
@example("`<!--`\n\n    <div>")
@example("1. a\n   > b\n\n   ```\n   ``\n   ```")
def test_prose_brings_neither_headings_nor_html_nor_pictures(typed: str) -> None:
    tokens = MarkdownIt("commonmark", {"html": True}).parse(prose(typed))
    kinds = {each.type for token in tokens for each in (token, *(token.children or ()))}
    assert not kinds & {"heading_open", "html_block", "html_inline", "image"}


def test_prose_keeps_emphasis_lists_and_links_to_the_web() -> None:
    typed = "See *the* **[report](https://a.example/b_c)**, not [this](ftp://d):\n\n2. `e`\n3. f"
    assert prose(typed) == (
        "See *the* **[report](<https://a.example/b_c>)**, not this:\n\n2. `e`\n3. f"
    )
