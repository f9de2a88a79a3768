"""The program that draws one page of a PDF with PDFium: bytes in, a PNG out. See `pdf_program`."""

import struct
import sys
import zlib

import pypdfium2 as pdfium

from workbench.intake.formats.pdf_process import Fault, faults_told, limit, opened

WIDTH, HEIGHT = 1240, 2480  # pixels at most; an A4 page gets 150 to the inch
_LARGEST_SCALE = 4.0  # pixels a point: a tiny page is not blown up
_MOST_SECONDS = 10  # of computing; a page takes a tenth of one
_PACKING = 3  # of zlib’s 9; higher ones take twice as long for a tenth less
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_EIGHT_BITS, _RGB = 8, 2


def _main() -> None:
    limit(_MOST_SECONDS)
    with faults_told():
        document = opened(sys.stdin.buffer.read())
        number = int(sys.argv[1])
        if not 1 <= number <= len(document):
            raise Fault("no page")
        document.init_forms()  # what was filled in is drawn too
        sys.stdout.buffer.write(_png(_drawn(document[number - 1])))


def _drawn(page: pdfium.PdfPage) -> pdfium.PdfBitmap:
    width, height = page.get_size()
    scale = min(WIDTH / max(width, 1), HEIGHT / max(height, 1), _LARGEST_SCALE)
    return page.render(scale=scale, rev_byteorder=True)


def _png(bitmap: pdfium.PdfBitmap) -> bytes:
    """The picture in the simplest kind of PNG: colours of eight bits, no line filtered."""
    length = bitmap.width * bitmap.n_channels
    pixels = memoryview(bitmap.buffer).cast("B")
    starts = range(0, bitmap.height * bitmap.stride, bitmap.stride)
    lines = b"".join(b"\0" + pixels[start : start + length] for start in starts)
    head = struct.pack(">IIBBBBB", bitmap.width, bitmap.height, _EIGHT_BITS, _RGB, 0, 0, 0)
    packed = zlib.compress(lines, _PACKING)
    return _SIGNATURE + _chunk(b"IHDR", head) + _chunk(b"IDAT", packed) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, content: bytes) -> bytes:
    checksum = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + checksum


if __name__ == "__main__":
    _main()
