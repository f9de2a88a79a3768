"""Small PDF files, written by hand: no library that makes them is needed for reading them."""

import zlib
from dataclasses import dataclass

UPPER_EDGE = 780.0  # points
LEADING = 14.0
PROTECTED = (
    "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4"
    " /O (12345678901234567890123456789012) /U (12345678901234567890123456789012) >> /ID [(a) (b)]"
)


@dataclass(frozen=True)
class Word:
    """A line of text at a place on a page, in points from the lower left corner."""

    text: str
    left: float
    bottom: float
    size: float = 11


def column(lines: list[str], *, top: float = UPPER_EDGE, left: float = 72) -> list[Word]:
    """Set lines under each other; an empty one leaves a gap."""
    return [Word(line, left, top - LEADING * row) for row, line in enumerate(lines) if line]


def pdf_file(
    pages: list[list[Word]], *, trailer: str = "", author: str = "", info: str = "", xmp: str = ""
) -> bytes:
    """Return a PDF with these pages, in Helvetica."""
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R /Metadata {5 + 2 * len(pages)} 0 R >>",
        f"<< /Type /Pages /Kids [{_kids(len(pages))}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        f"<< /Author ({author}) {info} >>",
    ]
    for page in pages:
        content = "BT " + " ".join(_shown(word) for word in page) + " ET"
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]"
            f" /Resources << /Font << /F1 3 0 R >> >> /Contents {len(objects) + 2} 0 R >>"
        )
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    objects.append(
        f"<< /Type /Metadata /Subtype /XML /Length {len(xmp)} >>\nstream\n{xmp}\nendstream"
    )
    return _file(objects, trailer)


def packed_pdf(content: bytes) -> bytes:
    """Return a PDF of one page with this content, which may be far larger than the file."""
    packed = zlib.compress(content, 9).hex()
    stream = f"/Filter [/ASCIIHexDecode /FlateDecode] >>\nstream\n{packed}\nendstream"
    return _file(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
            f"<< /Length {len(packed)} {stream}",
        ],
        "",
    )


def _kids(count: int) -> str:
    return " ".join(f"{5 + 2 * page} 0 R" for page in range(count))


def _shown(word: Word) -> str:
    text = word.text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"/F1 {word.size} Tf 1 0 0 1 {word.left} {word.bottom} Tm ({text}) Tj"


def _file(objects: list[str], trailer: str) -> bytes:
    data = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    return data + (
        f"xref\n0 {size}\n0000000000 65535 f \n{table}"
        f"trailer\n<< /Size {size} /Root 1 0 R /Info 4 0 R {trailer} >>\n"
        f"startxref\n{len(data)}\n%%EOF"
    ).encode("cp1252")
