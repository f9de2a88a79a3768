"""What a PDF tells to programs that read it aloud: its structure, read by PDFium."""

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as raw


@dataclass(frozen=True)
class Node:
    """An element of the structure: its kind ("H1", "L", "Figure"), what is said in its place."""

    kind: str
    alt: str


def structure(body: bytes) -> list[Node]:
    """Every element, in the order in which it is read, page by page."""
    with pypdfium2.PdfDocument(body) as document:
        return [node for page in document for node in _of_page(page)]


def _of_page(page: pypdfium2.PdfPage) -> Iterator[Node]:
    tree = raw.FPDF_StructTree_GetForPage(page)
    try:
        for number in range(raw.FPDF_StructTree_CountChildren(tree)):
            yield from _walk(raw.FPDF_StructTree_GetChildAtIndex(tree, number))
    finally:
        raw.FPDF_StructTree_Close(tree)


def _walk(element: Any) -> Iterator[Node]:
    kind = _text(raw.FPDF_StructElement_GetType, element)
    yield Node(kind, _text(raw.FPDF_StructElement_GetAltText, element))
    for number in range(raw.FPDF_StructElement_CountChildren(element)):
        child = raw.FPDF_StructElement_GetChildAtIndex(element, number)
        if child:
            yield from _walk(child)


def _text(ask: Callable[..., int], element: Any) -> str:
    buffer = ctypes.create_string_buffer(4_000)
    length = ask(element, buffer, len(buffer))
    return buffer.raw[: max(length - 2, 0)].decode("utf-16-le")
