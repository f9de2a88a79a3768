"""Pages of PDFs are drawn, and hostile ones are given up."""

import struct
import sys
import zlib
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.intake.pdf_file import PROTECTED, column, packed_pdf, pdf_file
from workbench.intake.formats import pdf_pictures
from workbench.intake.formats.pdf_picture_process import HEIGHT, WIDTH
from workbench.intake.formats.pdf_pictures import NoPicture, picture_of

WORDS = column(["The quay cost 32 million."])
WHITE = 255


def size_of(png: bytes) -> tuple[int, int]:
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def pixels_of(png: bytes) -> bytes:
    """The colours of a picture whose lines are not filtered, line by line."""
    (width, height), data, at = size_of(png), b"", 8
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        content = png[at + 8 : at + 8 + length]
        assert png[at + 8 + length : at + 12 + length] == struct.pack(
            ">I", zlib.crc32(kind + content)
        )
        data += content if kind == b"IDAT" else b""
        at += 12 + length
    lines, step = zlib.decompress(data), 3 * width + 1
    assert len(lines) == height * step
    assert set(lines[::step]) == {0}
    return b"".join(lines[start + 1 : start + step] for start in range(0, len(lines), step))


def sized(width: float, height: float) -> bytes:
    """A PDF whose page has this size."""
    box = f"/MediaBox [0 0 {width} {height}]".encode()
    return pdf_file([WORDS]).replace(b"/MediaBox [0 0 595 842]", box)


def test_a_page_is_drawn_in_black_on_white_at_150_to_the_inch() -> None:
    png = picture_of(pdf_file([WORDS]), 1)
    assert size_of(png) == (WIDTH, 1755)
    pixels = pixels_of(png)
    assert pixels[:3] == bytes([WHITE] * 3)
    assert min(pixels) < 64


def test_each_page_has_its_own_picture_and_an_empty_one_is_white() -> None:
    data = pdf_file([WORDS, []])
    assert set(pixels_of(picture_of(data, 2))) == {WHITE}
    assert picture_of(data, 1) != picture_of(data, 2)


def test_colours_are_in_their_order() -> None:
    pixels = pixels_of(picture_of(packed_pdf(b"1 0 0 rg 0 0 595 842 re f"), 1))
    assert pixels[:3] == bytes([255, 0, 0])


@pytest.mark.parametrize(
    ("page", "picture"),
    [((842, 595), (WIDTH, 877)), ((100, 1000), (248, HEIGHT)), ((30, 40), (120, 160)),
     ((14_400, 14_400), (WIDTH, WIDTH)), ((1_000_000, 3), (WIDTH, 1))],
)  # fmt: skip
def test_no_page_makes_a_picture_larger_than_a_screen_shows(
    page: tuple[float, float], picture: tuple[int, int]
) -> None:
    assert size_of(picture_of(sized(*page), 1)) == picture


@pytest.mark.parametrize(
    ("data", "number"),
    [(pdf_file([WORDS]), 0), (pdf_file([WORDS]), 2), (pdf_file([WORDS]), 2**70),
     (pdf_file([]), 1), (pdf_file([WORDS], trailer=PROTECTED), 1), (b"%PDF-1.7\nnothing", 1),
     (b"Minutes", 1), (b"", 1)],
)  # fmt: skip
def test_what_is_no_page_has_no_picture(data: bytes, number: int) -> None:
    with pytest.raises(NoPicture, match="There is no picture of this page"):
        picture_of(data, number)


HOSTILE = {
    "more states than memory": b"q " * 50_000_000,
    "a picture larger than memory": (
        b"q 500 0 0 500 0 0 cm BI /W 60000 /H 60000 /BPC 8 /CS /RGB /F /Fl ID x EI Q"
    ),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_page_gets_nowhere_and_others_are_drawn(what: str) -> None:
    try:
        assert size_of(picture_of(packed_pdf(HOSTILE[what]), 1)) == (WIDTH, 1755)
    except NoPicture:
        assert len(HOSTILE[what]) > 1_000_000
    assert picture_of(pdf_file([WORDS]), 1)


def test_a_page_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    endless = "import resource as r; r.setrlimit(r.RLIMIT_CPU, (1, 1))\nwhile True: pass"
    monkeypatch.setattr(pdf_pictures.PROGRAM, "command", (sys.executable, "-c", endless))
    with pytest.raises(NoPicture):
        picture_of(pdf_file([WORDS]), 1)


def test_a_script_in_a_pdf_changes_nothing() -> None:
    plain = pdf_file([WORDS])
    action = b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"
    scripted = plain.replace(b"/Type /Catalog", b"/Type /Catalog " + action)
    assert picture_of(scripted, 1) == picture_of(plain, 1)


def test_threads_may_draw_at_once() -> None:
    data = pdf_file([WORDS])
    with ThreadPoolExecutor(4) as threads:
        drawn = set(threads.map(lambda _turn: picture_of(data, 1), range(6)))
    assert drawn == {picture_of(data, 1)}
