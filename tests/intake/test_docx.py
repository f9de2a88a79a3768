import struct
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest

from workbench.intake.errors import (
    ArticleTooLong,
    BrokenDocument,
    EmptyInput,
    NotText,
    PasswordProtected,
    SuspiciousArchive,
)
from workbench.intake.reading import read

PARAGRAPHS = (
    ("Title", "Flour for the Islands"),
    ("Normal", "By Rosa Blum, The Evening Ledger, 4 May 2022"),
    ("Normal", "The mill has stood still since March. Nobody knows why."),
    ("Heading 1", "What is known"),
    ("List Bullet", "The owner is abroad"),
    ("List Bullet", "The wheel is broken"),
    ("Quote", "It will turn again."),
    ("Caption", "The mill in 2020"),
    ("Normal", "It opens again in June, says the mayor."),
)


def document(paragraphs: tuple[tuple[str, str], ...] = PARAGRAPHS, *, author: str = "") -> bytes:
    file, made = BytesIO(), docx.Document()
    made.core_properties.author = author
    for style, text in paragraphs:
        made.add_paragraph(text, style)
    made.save(file)
    return file.getvalue()


def archive(parts: dict[str, bytes]) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return file.getvalue()


def with_part(name: str, content: bytes) -> bytes:
    file = BytesIO(document())
    with ZipFile(file, "a", ZIP_DEFLATED) as made:
        made.writestr(name, content)
    return file.getvalue()


def test_styles_say_what_a_paragraph_is() -> None:
    draft = read(document(), name="anything.bin")
    assert [(block.kind.value, block.text[:22]) for block in draft.blocks] == [
        ("headline", "Flour for the Islands"),
        ("boilerplate", "By Rosa Blum, The Even"),
        ("paragraph", "The mill has stood sti"),
        ("heading", "What is known"),
        ("list item", "The owner is abroad"),
        ("list item", "The wheel is broken"),
        ("quotation", "It will turn again."),
        ("caption", "The mill in 2020"),
        ("paragraph", "It opens again in June"),
    ]


def test_the_head_gives_author_outlet_and_date() -> None:
    draft = read(document(author="Somebody Else"))
    found = (draft.title, draft.authors, draft.outlet, draft.published)
    assert found == ("Flour for the Islands", ("Rosa Blum",), "The Evening Ledger", "2022-05-04")


def test_who_saved_the_file_is_the_author_only_as_a_last_resort() -> None:
    assert read(document(PARAGRAPHS[2:], author="Ida Berg")).authors == ("Ida Berg",)
    assert read(document(PARAGRAPHS[2:], author="Microsoft Office User")).authors == ()
    assert read(document(PARAGRAPHS[2:], author="Adobe InDesign 15.0")).authors == ()


def test_an_empty_document_is_called_empty() -> None:
    with pytest.raises(EmptyInput):
        read(document(()))


def test_half_a_document_is_called_damaged() -> None:
    with pytest.raises(BrokenDocument, match="Word document is damaged"):
        read(document()[:2000])


def test_a_document_with_broken_xml_is_called_damaged() -> None:
    parts = {
        "[Content_Types].xml": b"<x/>",
        "_rels/.rels": b"<x/>",
        "word/document.xml": b"<w:document",
    }
    with pytest.raises(BrokenDocument):
        read(archive(parts))


def test_another_archive_is_no_text() -> None:
    with pytest.raises(NotText):
        read(archive({"xl/workbook.xml": b"<x/>"}))


def test_a_zip_bomb_is_not_opened() -> None:
    with pytest.raises(SuspiciousArchive, match="unpack"):
        read(with_part("word/media/bomb.bin", bytes(8 * 2**20)))


def test_too_many_parts_are_not_opened() -> None:
    with pytest.raises(SuspiciousArchive):
        read(archive({f"word/{number}": b"" for number in range(5001)}))


def test_entities_are_not_expanded() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
    with pytest.raises(SuspiciousArchive):
        read(with_part("word/more.xml", bomb))


def test_a_locked_part_is_called_protected() -> None:
    data = bytearray(archive({"word/document.xml": b"<x/>"}))
    flags = data.index(b"PK\x01\x02") + 8
    struct.pack_into("<H", data, flags, 1)
    with pytest.raises(PasswordProtected):
        read(bytes(data))


def test_a_file_of_old_word_or_a_protected_one_is_named() -> None:
    with pytest.raises(NotText, match="password"):
        read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))


def test_more_paragraphs_than_any_article_has_are_not_unpacked() -> None:
    notes = b"".join(b"<w:p>%d</w:p>" % (number * 7_919) for number in range(200_001))
    with pytest.raises(ArticleTooLong, match="at most 400,000 tags"):
        read(with_part("word/notes.xml", notes))


def test_entities_are_found_in_utf_16_too() -> None:
    part = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE d [<!ENTITY a "aaaa">]><d>&a;</d>'
    with pytest.raises(SuspiciousArchive):
        read(with_part("word/notes.xml", part.encode("utf-16")))
