"""A report as a PDF, as plain as one can be: pages of lines in Helvetica."""

import re

_LINE = re.compile(r"\S.{0,88}(?= |$)")
_LINES = 36  # on a page
_LEADING, _UPPER_EDGE, _MARGIN = 14, 780, 72  # points
_PAGE = (
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>"
)
_PARTED = re.compile(r"(?<= )([^\W\d_A-Z]{4})([^\W\d_A-Z]{3,}) *$")


def report_file(paragraphs: list[str]) -> bytes:
    """Return a PDF with these paragraphs, an empty line between them, whose words are parted."""
    lines = [line for paragraph in paragraphs for line in [*_lines(paragraph), ""]]
    pages = [lines[at : at + _LINES] for at in range(0, len(lines), _LINES)]
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for page in pages:
        content = _content(page)
        objects += [
            f"{_PAGE} /Contents {len(objects) + 2} 0 R >>",
            f"<< /Length {len(content.encode('cp1252'))} >>\nstream\n{content}\nendstream",
        ]
    return _file(objects)


def _lines(paragraph: str) -> list[str]:
    """Set a paragraph in lines, with some words parted at their ends."""
    lines = [line.strip() for line in _LINE.findall(paragraph)]
    for at in range(len(lines) - 1):
        parted = _PARTED.search(lines[at])
        if parted:
            lines[at] = lines[at][: parted.end(1)] + "-"
            lines[at + 1] = f"{parted[2]} {lines[at + 1]}"
    return lines


def _content(lines: list[str]) -> str:
    shown = (re.sub(r"([\\()])", r"\\\1", line) for line in lines)
    rows = " ".join(f"({line}) Tj T*" for line in shown)
    return f"BT /F1 9 Tf {_LEADING} TL {_MARGIN} {_UPPER_EDGE} Td {rows} ET"


def _file(objects: list[str]) -> bytes:
    parts, places = [b"%PDF-1.4\n"], []
    at = len(parts[0])
    for number, content in enumerate(objects, 1):
        parts.append(f"{number} 0 obj\n{content}\nendobj\n".encode("cp1252"))
        places.append(at)
        at += len(parts[-1])
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\n"
    return b"".join([*parts, f"{end}startxref\n{at}\n%%EOF".encode()])
