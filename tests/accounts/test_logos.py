"""What is taken for a logo, and what is left of a drawing."""

import struct
from contextlib import suppress
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.accounts.errors import LogoRefused
from workbench.accounts.logos import LARGEST, read_logo

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'
SQUARE = '<rect width="9" height="9"/>'
SECRET = b"taken by Ida at 52.5 N"


def chunk(kind: bytes, body: bytes = b"") -> bytes:
    """A part of a PNG."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", crc32(kind + body))


def segment(marker: int, body: bytes = b"") -> bytes:
    """A part of a JPEG."""
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


def webp(*parts: tuple[bytes, bytes]) -> bytes:
    said = b"".join(k + struct.pack("<I", len(b)) + b + bytes(len(b) % 2) for k, b in parts)
    return b"RIFF" + struct.pack("<I", len(said) + 4) + b"WEBP" + said


HEAD = chunk(b"IHDR", struct.pack(">II", 64, 32) + b"\x08\x06\0\0\0")
PNG = b"\x89PNG\r\n\x1a\n" + HEAD + chunk(b"IDAT", b"ink") + chunk(b"IEND")
JFIF = segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0")
FRAME = segment(0xC2, b"\x08" + struct.pack(">HH", 32, 64) + bytes(10))
SCAN = segment(0xDA, bytes(8)) + b"ink\xff\0\xff\xd0ink"
JPEG = b"\xff\xd8" + JFIF + FRAME + SCAN + segment(0xC4, b"more") + SCAN + b"\xff\xd9"
CANVAS = b"\0\0\0" + b"\x3f\0\0" + b"\x1f\0\0"
WEBP = webp((b"VP8X", b"\x10" + CANVAS), (b"ICCP", b"rgb"), (b"VP8L", b"/ink"))


def drawn(inside: str) -> str:
    return read_logo(SVG.format(inside).encode()).content.decode()


@pytest.mark.parametrize(
    ("data", "media_type"),
    [(PNG, "image/png"), (JPEG, "image/jpeg"), (WEBP, "image/webp")],
)
def test_a_picture_is_told_by_its_content_and_kept_as_it_is(data: bytes, media_type: str) -> None:
    logo = read_logo(data)
    assert (logo.content, logo.media_type) == (data, media_type)


@pytest.mark.parametrize(
    ("data", "bare"),
    [
        (PNG.replace(HEAD, HEAD + chunk(b"tEXt", SECRET) + chunk(b"eXIf", SECRET)) + SECRET, PNG),
        (JPEG.replace(JFIF, JFIF + segment(0xE1, b"Exif\0\0" + SECRET)), JPEG),
        (JPEG.replace(FRAME, segment(0xED, SECRET) + segment(0xFE, SECRET) + FRAME), JPEG),
        (JPEG + JPEG.replace(JFIF, segment(0xE1, SECRET)), JPEG),
        (
            webp(
                (b"VP8X", b"\x1c" + CANVAS), (b"ICCP", b"rgb"), (b"VP8L", b"/ink"),
                (b"EXIF", SECRET), (b"XMP ", SECRET),
            ) + SECRET,
            WEBP,
        ),
    ],
)  # fmt: skip
def test_what_a_picture_says_besides_is_left_out(data: bytes, bare: bytes) -> None:
    assert SECRET in data
    assert read_logo(data).content == bare


@pytest.mark.parametrize(
    "data",
    [
        b"", b"hello", b"<p>hello</p>", b"GIF89a" + bytes(40), b"%PDF-1.4", PNG[:-9], JPEG[:-2],
        WEBP[:-1], webp(), PNG.replace(struct.pack(">I", 64), struct.pack(">I", 9_000)),
        b"\x89PNG" + bytes(LARGEST), SVG.replace('viewBox="0 0 9 9"', "").format(SQUARE).encode(),
        b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format(SQUARE).encode(),
    ],
)  # fmt: skip
def test_what_is_no_picture_or_too_large_is_refused(data: bytes) -> None:
    with pytest.raises(LogoRefused, match="Nothing was saved"):
        read_logo(data)


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<rect onload="alert(1)"/>',
        '<a href="javascript:alert(1)"><path d="M0 0"/></a>',
        '<image href="https://spy.example/a.png"/>',
        '<use href="https://spy.example/a.svg#b"/>',
        '<rect fill="url(https://spy.example/a)"/>',
        '<rect style="fill:url(https://spy.example/a)"/>',
        '<rect style="background:url(//spy.example)"/>',
        "<style>@import url(https://spy.example);</style>",
        "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>spy.example</p></foreignObject>",
        '<animate attributeName="href" values="javascript:alert(1)"/>',
        '<set attributeName="onload" to="alert(1)"/>',
        '<rect xmlns:x="https://spy.example" x:onload="alert(1)"/>',
        "<rect fill=\"image-set('spy.png' 1x)\"/>",
        '<rect fill="url(#a) cross-fade(url(#a), spy)"/>',
    ],
)
def test_nothing_that_runs_or_loads_is_left_of_a_drawing(inside: str) -> None:
    left = drawn(inside + SQUARE)
    assert "spy" not in left
    assert "alert" not in left
    assert 'width="9"' in left


def test_the_looks_of_a_drawing_stay() -> None:
    left = drawn(
        '<defs><linearGradient id="a"><stop offset="0" stop-color="red"/></linearGradient></defs>'
        '<path d="M0 0h9" style="fill:url(#a);-inkscape-x:1;stroke : #123456"/>'
        '<g transform="translate(1, -2.5e1) rotate(45)" fill="rgb(1 2 3 / 50%)"/>'
    )
    assert 'transform="translate(1, -2.5e1) rotate(45)" fill="rgb(1 2 3 / 50%)"' in left
    assert 'fill="url(#a)"' in left
    assert 'stroke="#123456"' in left
    assert "style" not in left


def test_what_clips_is_not_clipped_itself() -> None:
    left = drawn(
        '<clipPath id="a" clip-path="url(#b)"><rect width="9" clip-path="url(#c)"/>'
        f'<clipPath id="d"/></clipPath><g clip-path="url(#a)">{SQUARE}</g>'
    )
    assert left.count("clip-path") == 1
    assert '<g clip-path="url(#a)">' in left
    assert 'id="d"' not in left


def test_a_drawing_of_letters_alone_is_refused_with_the_reason() -> None:
    with pytest.raises(LogoRefused, match="Turn letters into paths"):
        drawn("<text>Desk</text>")


def test_a_drawing_is_scaled_by_its_size() -> None:
    bare = f'<svg xmlns="http://www.w3.org/2000/svg" width="90px" height="30">{SQUARE}</svg>'
    assert 'viewBox="0 0 90 30"' in read_logo(bare.encode()).content.decode()


@given(
    st.binary(max_size=60),
    st.sampled_from([PNG[:33], PNG[:16], JPEG[:20], JPEG[:-2], WEBP[:30], b"<svg"]),
)
def test_whatever_comes_is_taken_or_refused(rest: bytes, start: bytes) -> None:
    with suppress(LogoRefused):
        assert read_logo(start + rest).media_type
