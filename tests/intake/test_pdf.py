import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import process_time

import pytest

from tests.intake.pdf_file import PROTECTED, Word, column, packed_pdf, pdf_file
from workbench.intake.draft import Draft
from workbench.intake.errors import (
    ArticleTooLong,
    BrokenDocument,
    PasswordProtected,
    ScannedPages,
    TooCostly,
)
from workbench.intake.formats import pdf_contents
from workbench.intake.formats.pdf_lines import Line
from workbench.intake.formats.pdf_paragraphs import text_of
from workbench.intake.reading import read
from workbench.intake.rules import BlockKind

FIRST = [
    "The mill on the northern shore has stood still since the first days of March,",
    "and the govern-",
    "ment has said nothing about it, though many have asked, at home and abroad.",
    "",
    "Bread has become dear since then. A loaf that cost two crowns in winter costs",
    "three of them today, and the bakers expect it to cost four before the summer,",
    "or even five in the towns of the north, where the roads are bad, unless one of",
]
SECOND = [
    "the mills opens again. The mayor says that it will.",
    "",
    "Six men worked there. A well-known firm has bought the stones, and the well-",
    "known owner of the firm has not said what for.",
]


def page(number: int, lines: list[str]) -> list[Word]:
    """A page with a running head, a page number and the lines between them."""
    head = [Word("The Evening Ledger", 72, 815), Word("4 May 2022", 480, 815)]
    return [*head, *column(lines), Word(f"Page {number}", 290, 40)]


def body_of(draft: Draft) -> list[str]:
    return [block.text for block in draft.blocks if block.body]


def test_lines_become_paragraphs_across_pages() -> None:
    draft = read(pdf_file([page(1, FIRST), page(2, SECOND)]))
    assert [text[:20] for text in body_of(draft)] == [
        "The mill on the nort",
        "Bread has become dea",
        "Six men worked there",
    ]
    assert "where the roads are bad, unless one of the mills opens again." in body_of(draft)[1]


def test_words_broken_at_the_line_end_are_put_together() -> None:
    body = "\n".join(body_of(read(pdf_file([page(1, FIRST), page(2, SECOND)]))))
    assert "and the government has said" in body


def test_a_hyphen_that_belongs_to_the_word_stays() -> None:
    body = "\n".join(body_of(read(pdf_file([page(1, FIRST), page(2, SECOND)]))))
    assert body.count("well-known") == 2


def test_running_heads_and_page_numbers_are_boilerplate() -> None:
    draft = read(pdf_file([page(1, FIRST), page(2, SECOND)]))
    boilerplate = [b.text for b in draft.blocks if b.kind is BlockKind.BOILERPLATE]
    assert boilerplate == [
        "The Evening Ledger 4 May 2022",
        "Page 1",
        "The Evening Ledger 4 May 2022",
        "Page 2",
    ]


def test_large_type_on_the_first_page_is_the_headline() -> None:
    title = Word("Flour for the Islands", 72, 760, 24)
    byline = Word("By Rosa Blum, 4 May 2022", 72, 730)
    draft = read(pdf_file([[title, byline, *column(FIRST, top=690)]]))
    assert (draft.title, draft.authors) == ("Flour for the Islands", ("Rosa Blum",))
    assert draft.blocks[0].kind is BlockKind.HEADLINE


def test_who_made_the_file_is_the_author_where_nobody_else_is() -> None:
    draft = read(pdf_file([page(1, FIRST)], author="Rosa Blum"))
    assert draft.authors == ("Rosa Blum",)


def test_a_password_is_asked_away() -> None:
    with pytest.raises(PasswordProtected, match="password"):
        read(pdf_file([page(1, FIRST)], trailer=PROTECTED))


def test_pages_without_text_are_called_scanned() -> None:
    with pytest.raises(ScannedPages, match="OCR"):
        read(pdf_file([[], []]))


WHOLE = pdf_file([page(1, FIRST)])


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\nnothing", WHOLE[:300], WHOLE.replace(b"/Kids [5", b"/Kids [9")]
)
def test_a_broken_file_is_called_damaged_and_is_no_news_to_the_operator(
    data: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(BrokenDocument, match="damaged"):
        read(data)
    assert caplog.messages == []


@pytest.mark.parametrize(
    ("program", "told"),
    [
        ("import json; json.loads('The mill')", "(json.decoder.JSONDecodeError at "),
        ("raise OSError('The mill')", "(OSError at <string>:1)"),
        ("import sys; sys.exit('The mill')", "(it did not say why)"),
    ],
)
def test_what_ends_the_reader_unforeseen_is_written_down_without_the_article_s_words(
    program: str, told: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(pdf_contents.PROGRAM, "command", (sys.executable, "-c", program))
    with pytest.raises(BrokenDocument):
        read(WHOLE)
    [message] = caplog.messages
    assert message.startswith(f"the PDF reader ended with status 1 {told}")
    assert "mill" not in message


def test_a_book_is_too_long() -> None:
    with pytest.raises(ArticleTooLong, match="1,000 pages"):
        read(pdf_file([[] for _ in range(1001)]))


def test_threads_may_read_at_once() -> None:
    data = pdf_file([page(1, FIRST), page(2, SECOND)])
    with ThreadPoolExecutor(8) as threads:
        drafts = list(threads.map(read, [data] * 12))
    assert set(drafts) == {read(data)}


def test_a_page_that_would_take_all_memory_is_given_up() -> None:
    with pytest.raises(TooCostly, match="far more time or memory"):
        read(packed_pdf(b"q " * 50_000_000))


def test_what_lies_in_the_present_folder_is_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit(1)")
    monkeypatch.chdir(tmp_path)
    assert read(pdf_file([page(1, FIRST)])).blocks


def test_a_lower_limit_of_the_whole_server_is_kept() -> None:
    limited = "ulimit -t 20; exec " + _python(
        "from tests.intake.pdf_file import *; from workbench.intake.reading import read;"
        "read(pdf_file([column(['A line of text that is long enough to be read.'] * 9)]))"
    )
    subprocess.run(["/bin/sh", "-c", limited], check=True)


def test_a_system_without_limits_reads_too() -> None:
    windows = (
        "import signal, sys; sys.modules['resource'] = None;"
        "del signal.SIGKILL, signal.SIGTRAP, signal.SIGXCPU;"
        "import workbench.intake.formats.pdf_contents;"
        "from workbench.intake.formats.pdf_process import limit; limit()"
    )
    subprocess.run(["/bin/sh", "-c", "exec " + _python(windows)], check=True)


def test_a_word_as_long_as_a_page_is_soon_read() -> None:
    began = process_time()
    assert text_of([Line("a" * 300_000, 0, 0, 500, 0, 9)], frozenset()) == "a" * 300_000
    assert process_time() - began < 2


def test_a_page_drawn_with_many_strokes_is_read() -> None:
    strokes = b"0 0 m 9 9 l S " * 20_000
    with pytest.raises(ScannedPages):
        read(packed_pdf(strokes))


def _python(program: str) -> str:
    return f'{sys.executable} -c "{program}"'
