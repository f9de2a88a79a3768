"""Every format that a source's file may have, read for all that stands in it."""

from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest

from tests.intake.pdf_file import PROTECTED, Word, column, packed_pdf, pdf_file
from tests.intake.test_docx import archive, document, with_part
from workbench.intake.contents import reading
from workbench.intake.contents.laying_out import Mark, Sheet
from workbench.intake.contents.reading import Contents, read_contents
from workbench.intake.contents.rules import MarkKind, NoText
from workbench.intake.errors import ScannedPages, UnreadableInput
from workbench.intake.reading import read

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def labelled(contents: Contents) -> list[tuple[str, str]]:
    """What stands behind each mark."""
    bounds = [*(mark.start for mark in contents.marks), len(contents.text)]
    return [
        (mark.label, contents.text[mark.start : bounds[at + 1]].removesuffix("\n\n"))
        for at, mark in enumerate(contents.marks)
    ]


PAGE = """<!doctype html><html lang="en"><head><title>The Ledger</title><style>p {}</style></head>
<body><nav><a href="/">Home</a></nav><h1>The quay</h1>
<p>It cost <b>41&nbsp;million</b>.<sup>1</sup><script>document.write("evil")</script></p>
<table><caption>Costs</caption><tr><th>Year</th><th>Crowns</th></tr><tr><td>2018</td><td>32</td></tr></table>
<figure><img src="a.png" alt="A crane"><figcaption>The quay in the rain.</figcaption></figure>
<details><summary>Sources</summary><p>Minutes of 3 May.</p></details>
<button>Show the rest</button><ol><li>See the minutes.</li></ol><footer>© The Ledger</footer></body></html>"""  # noqa: E501


def test_a_web_page_gives_everything_that_can_be_seen_and_no_script() -> None:
    contents = read_contents(PAGE.encode())
    assert contents.media_type == "text/html"
    assert labelled(contents) == [
        ("para. 1", "Home"),
        ("para. 2", "The quay"),
        ("para. 3", "It cost 41 million.1"),
        ("para. 4", "Costs"),
        ("para. 5", "Year | Crowns"),
        ("para. 6", "2018 | 32"),
        ("para. 7", "The quay in the rain."),
        ("para. 8", "Sources"),
        ("para. 9", "Minutes of 3 May."),
        ("para. 10", "Show the rest"),
        ("para. 11", "See the minutes."),
        ("para. 12", "© The Ledger"),
    ]


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>Secret</p>",
        '<div HIDDEN=""><ul><li>Secret</li></ul></div>',
        '<p style="color: red; DISPLAY : none">Secret</p>',
        '<span style="visibility:hidden">Secret</span>',
        '<div style="display:none!important"><div style="display:block">Secret</div></div>',
        "<dialog>Secret</dialog>",
        "<template><p>Secret</p></template>",
        "<noscript>Secret</noscript>",
        '<div hidden><p style="display:none">Secret</p></div>',
        "<!-- Secret -->",
    ],
)
def test_what_a_page_hides_is_no_word_of_it(hidden: str) -> None:
    page = f"<html><body><p>The quay{hidden} cost</p><p>32 million</p></body></html>"
    assert read_contents(page.encode()).text.split() == ["The", "quay", "cost", "32", "million"]


@pytest.mark.parametrize(
    "shown",
    [
        '<body style="display:none"><p>Shown</p></body>',
        '<p style="display:nonesuch">Shown</p>',
        '<p style="--x-display:none">Shown</p>',
        '<p hidden="until-found">Shown</p>',
        "<dialog open>Shown</dialog>",
        "<details><p>Shown</p></details>",
        '<p aria-hidden="true">Shown</p>',
    ],
)
def test_what_a_page_shows_or_opens_is_read(shown: str) -> None:
    assert read_contents(f"<html>{shown}<p></p></html>".encode()).text == "Shown"


def test_a_pdf_is_read_page_by_page_with_its_running_heads() -> None:
    first = [Word("The Evening Ledger", 72, 815), *column(["The quay was ex-", "pensive."])]
    contents = read_contents(pdf_file([first, [], column(["It opened in May."])]))
    assert contents.media_type == "application/pdf"
    assert [label for label, _ in labelled(contents)] == ["p. 1", "p. 2", "p. 3"]
    pages = [text for _, text in labelled(contents)]
    assert "The Evening Ledger" in pages[0]
    assert "The quay was expensive." in pages[0]
    assert pages[1:] == ["", "It opened in May."]


def test_a_paragraph_that_runs_across_two_pages_has_a_part_on_each() -> None:
    first = ["The quay was opened in the rain, and the mayor, who", "had been ill for weeks, was"]
    second = ["not there to see it. His deputy spoke for an hour.", "Nobody listened."]
    contents = read_contents(pdf_file([column(first), column(second)]))
    assert labelled(contents) == [("p. 1", " ".join(first)), ("p. 2", " ".join(second))]


def test_what_is_written_on_pictures_of_pages_is_read_though_it_makes_no_article() -> None:
    picture = b"q 500 0 0 500 40 40 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI Q"
    scanned = packed_pdf(picture + b" BT /F1 12 Tf 72 700 Td (7 May) Tj ET")
    assert labelled(read_contents(scanned)) == [("p. 1", "7 May")]
    with pytest.raises(ScannedPages):
        read(scanned)


def test_of_a_scan_there_is_no_text_and_every_page_can_be_looked_at() -> None:
    contents = read_contents(pdf_file([[], []]))
    assert (contents.text, contents.unreadable) == ("", NoText.PICTURES)
    assert contents.marks == (
        Mark(MarkKind.PAGE, "p. 1", 0, Sheet(1, 595, 842)),
        Mark(MarkKind.PAGE, "p. 2", 0, Sheet(2, 595, 842)),
    )


def test_signs_alone_are_no_text_of_a_scan() -> None:
    contents = read_contents(pdf_file([column(["- - -"])]))
    assert (contents.text, contents.unreadable) == ("", NoText.PICTURES)


def test_an_empty_page_at_the_end_is_a_page_too() -> None:
    contents = read_contents(pdf_file([column(["The quay was late."]), []]))
    assert labelled(contents) == [("p. 1", "The quay was late."), ("p. 2", "")]


def test_a_word_document_gives_its_tables_and_footnotes_too() -> None:
    file, made = BytesIO(), docx.Document()
    made.add_heading("The quay", 0)
    made.add_paragraph("It cost 41 million.")
    row = made.add_table(1, 2).rows[0]
    row.cells[0].text, row.cells[1].text = "2018", "32 million"
    made.save(file)
    contents = read_contents(file.getvalue())
    assert contents.media_type == DOCX
    assert labelled(contents) == [
        ("para. 1", "The quay"),
        ("para. 2", "It cost 41 million."),
        ("para. 3", "2018"),
        ("para. 4", "32 million"),
    ]


def test_a_plain_text_keeps_every_sign_and_line_end() -> None:
    wrapped = "\r\n".join(["The quay cost 41 million crowns, and nobody has asked why so far,"] * 4)
    text = f"# Minutes *of* [3 May](a.html)\r\n\r\n{wrapped}\r\n\r\n> “Why?” 😀 שלום\0"
    contents = read_contents(text.encode())
    assert contents.media_type == "text/plain"
    assert labelled(contents) == [
        ("para. 1", "# Minutes *of* [3 May](a.html)"),
        ("para. 2", wrapped.replace("\r\n", "\n")),
        ("para. 3", "> “Why?” 😀 שלום"),
    ]


def test_a_row_of_a_table_is_a_paragraph_by_itself() -> None:
    contents = read_contents(b"year,crowns\n2018,32\n2019,410000000 or more, it is said")
    assert labelled(contents) == [
        ("para. 1", "year,crowns"),
        ("para. 2", "2018,32"),
        ("para. 3", "2019,410000000 or more, it is said"),
    ]


def test_a_charset_of_the_sender_tips_the_balance() -> None:
    data = "Привет, Мосты".encode("iso8859-5")
    assert read_contents(data, charset="iso-8859-5").text == "Привет, Мосты"


@pytest.mark.parametrize("charset", ["unicode_escape", "raw-unicode-escape", "punycode", "IDNA"])
def test_a_charset_that_no_text_is_in_makes_no_words_of_others(charset: str) -> None:
    data = rb"It cost \u0039\d million at the caf" + b"\xe9"
    assert read_contents(data, charset=charset).text == r"It cost \u0039\d million at the café"


SUBRIP = """\ufeff1
00:00:01,000 --> 00:00:02,500
<i>The quay</i> {\\an8}cost
41 million &amp; more.

2
01:02:03,000 --> 01:02:04,000 X1:40 X2:600

3
01:02:05,000 --> 01:02:06,000

Nobody asked why.
"""
WEBVTT = """WEBVTT - the council

NOTE taken on 3 May

STYLE
::cue { color: red }

intro
01:23.000 --> 01:24.000 align:start
<v Ana>It is <00:01:23.500>late.</v>

NOTE
Nobody sees this.

100:00:00.000 --> 100:00:01.000
שלום 😀
"""


def test_subrip_subtitles_are_read_cue_by_cue() -> None:
    contents = read_contents(SUBRIP.replace("\n", "\r\n").encode())
    assert contents.media_type == "application/x-subrip"
    assert labelled(contents) == [
        ("00:00:01", "The quay cost\n41 million & more."),
        ("01:02:05", "Nobody asked why."),
    ]


def test_webvtt_subtitles_are_read_without_what_is_not_shown() -> None:
    contents = read_contents(WEBVTT.encode())
    assert contents.media_type == "text/vtt"
    assert labelled(contents) == [("00:01:23", "It is late."), ("100:00:00", "שלום 😀")]


def named(entries: int) -> bytes:
    """An archive that names so many files, of nothing."""
    file = BytesIO()
    with ZipFile(file, "w") as made:
        for number in range(entries):
            made.writestr(f"{number}", b"")
    return file.getvalue()


SVG = b'<?xml version="1.0"?><!-- a --><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
KEPT_WITHOUT_TEXT: dict[str, tuple[Callable[[], bytes], str, NoText]] = {
    "no bytes": (lambda: b"", "text/plain", NoText.EMPTY),
    "blanks": (lambda: b" \n\t\n", "text/plain", NoText.EMPTY),
    "a page without words": (lambda: b"<html><body></body></html>", "text/html", NoText.EMPTY),
    "subtitles without words": (lambda: b"WEBVTT\n", "text/vtt", NoText.EMPTY),
    "an SVG with script": (lambda: SVG, "image/svg+xml", NoText.OTHER_KIND),
    "PNG": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(9), "image/png", NoText.OTHER_KIND),
    "JPEG": (lambda: b"\xff\xd8\xff\xe0" + bytes(9), "image/jpeg", NoText.OTHER_KIND),
    "WebP": (lambda: b"RIFF\0\0\0\0WEBPVP8 ", "image/webp", NoText.OTHER_KIND),
    "HEIC": (lambda: b"\0\0\0\x18ftypheic\0\0\0\0", "image/heic", NoText.OTHER_KIND),
    "MP4": (lambda: b"\0\0\0\x18ftypmp42\0\0\0\0", "video/mp4", NoText.OTHER_KIND),
    "WebM": (lambda: b"\x1a\x45\xdf\xa3" + bytes(9), "video/webm", NoText.OTHER_KIND),
    "MP3": (lambda: b"ID3\x04" + bytes(9), "audio/mpeg", NoText.OTHER_KIND),
    "a program": (lambda: b"\x7fELF" + bytes(9), "application/x-executable", NoText.OTHER_KIND),
    "a gzip bomb": (lambda: b"\x1f\x8b\x08" + bytes(9), "application/gzip", NoText.OTHER_KIND),
    "a spreadsheet": (
        lambda: archive({"xl/workbook.xml": b"<x/>"}),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        NoText.OTHER_KIND,
    ),
    "half an archive": (lambda: archive({"a": b"x"})[:20], "application/zip", NoText.OTHER_KIND),
    "noise": (lambda: bytes(range(256)) * 9, "application/octet-stream", NoText.CHARACTERS),
    "lost characters": (
        lambda: "Gr\ufffd\ufffde aus Z\ufffdrich. ".encode() * 9, "text/plain", NoText.CHARACTERS,
    ),
    "bzip2": (lambda: b"BZh91AY&SY" + bytes(9), "application/x-bzip2", NoText.OTHER_KIND),
    "zeros": (lambda: bytes(5000) + b"a", "application/octet-stream", NoText.OTHER_KIND),
    "a zip bomb": (lambda: with_part("word/a.bin", bytes(8 * 2**20)), DOCX, NoText.SUSPICIOUS),
    "a list without end": (
        lambda: named(30_000) + archive({"word/document.xml": b"<x/>"}),
        "application/zip", NoText.OTHER_KIND,
    ),
    "an empty document": (lambda: document(()), DOCX, NoText.EMPTY),
    "a PDF without pages": (lambda: pdf_file([]), "application/pdf", NoText.DAMAGED),
    "a broken PDF": (lambda: b"%PDF-1.7\nnothing", "application/pdf", NoText.DAMAGED),
    "a locked PDF": (
        lambda: pdf_file([column(["Secret."])], trailer=PROTECTED),
        "application/pdf",
        NoText.PASSWORD,
    ),
    "a PDF bomb": (
        lambda: packed_pdf(b"q " * 50_000_000), "application/pdf", NoText.TOO_COSTLY,
    ),
    "a large text": (lambda: b"a" * (20 * 2**20 + 1), "application/octet-stream", NoText.TOO_LARGE),
    "a PDF larger than other files may be": (
        lambda: b"%PDF-1.7\n" + bytes(20 * 2**20), "application/pdf", NoText.DAMAGED,
    ),
    "a large PDF": (lambda: b"%PDF-1.7\n" + bytes(50 * 2**20), "application/pdf", NoText.TOO_LARGE),
    "a long film": (
        lambda: b"\0\0\0\x18ftypmp42" + bytes(20 * 2**20), "video/mp4", NoText.OTHER_KIND,
    ),
    "too many lines": (lambda: b"a\n" * 200_001, "text/plain", NoText.TOO_LONG),
    "too many tags": (lambda: b"<html>" + b"<p>" * 200_001, "text/plain", NoText.TOO_LONG),
}  # fmt: skip


@pytest.mark.parametrize("what", KEPT_WITHOUT_TEXT)
def test_what_cannot_be_read_is_named_by_its_content_with_the_reason(what: str) -> None:
    make, media_type, why = KEPT_WITHOUT_TEXT[what]
    assert read_contents(make()) == Contents(media_type, unreadable=why)


def test_a_pdf_with_a_script_is_read_and_nothing_of_it_is_run() -> None:
    plain = pdf_file([column(["The quay cost 32 million."])])
    action = b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"
    scripted = plain.replace(b"/Type /Catalog", b"/Type /Catalog " + action)
    assert read_contents(scripted).text == read_contents(plain).text == "The quay cost 32 million."


def test_every_reason_that_a_reader_may_give_has_its_words() -> None:
    raised = {error for error in vars(reading).values() if _is_reason(error)}
    assert raised - {UnreadableInput} == set(reading._WHY)


def _is_reason(found: object) -> bool:
    return isinstance(found, type) and issubclass(found, UnreadableInput)


def test_a_page_nested_without_end_is_read_or_called_damaged() -> None:
    contents = read_contents(b"<html><body>" + b"<div>" * 150_000 + b"deep</div></body></html>")
    assert contents.text in {"deep", ""}
