"""What Word documents say of themselves."""

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest

from tests.intake.test_docx import archive
from workbench.intake.contents.reading import read_contents
from workbench.intake.contents.rules import NoText
from workbench.intake.metadata.said import Said
from workbench.intake.metadata.word_files import said_by_word

TEXT = ["Costs of quays", "By Jane Doe, City of Odry, May 2019, doi:10.1000/quay"]
SPOKEN = "The quay in the old harbour was built by the city and cost far too much."
APP = b"""<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">
<Company>City of Odry</Company></Properties>"""
UNKNOWN = b'<?xml version="1.0" encoding="none"?><x/>'


def made(**parts: bytes) -> bytes:
    """A Word document with this text, of which some properties' files are other ones."""
    file, document = BytesIO(), docx.Document()
    for text in (*TEXT, SPOKEN):
        document.add_paragraph(text)
    said = document.core_properties
    said.title, said.author, said.language = "Costs of Quays", "Jane Doe", "en-GB"
    said.created = datetime(2019, 5, 15, tzinfo=UTC)
    document.save(file)
    with ZipFile(file) as whole:
        found = {name: whole.read(name) for name in whole.namelist()}
    return archive({**found, **{f"docProps/{name}.xml": part for name, part in parts.items()}})


def test_a_document_is_asked_while_it_is_read() -> None:
    assert read_contents(made(app=APP)).said == Said(
        "Costs of Quays", ("Jane Doe",), "", "City of Odry", "10.1000/quay", language="en-GB",
        made="2019-05-15",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ({"title": "Costs of quays", "creator": "Doe, Jane"}, Said("Costs of quays")),
        ({"creator": "Jane Doe", "company": "City of Odry"},
         Said(authors=("Jane Doe",), publisher="City of Odry")),
        ({"title": "Microsoft Word - quay.doc", "creator": "Administrator"}, Said()),
        ({"creator": "Ida Berg", "company": "Hewlett-Packard"}, Said()),
        ({"created": "2013-12-23T23:15:00Z"}, Said()),
        ({"created": "2019-05-15T23:15:00Z"}, Said(made="2019-05-15")),
        ({"created": "0000-00-00"}, Said()),
        ({"title": "<b>Costs</b>" * 9_999}, Said()),
        ({"subject": "10.1000/own"}, Said(doi="10.1000/own")),
        ({"language": "de-DE"}, Said()),
    ],
)  # fmt: skip
def test_properties_count_as_far_as_the_text_bears_them_out(
    properties: dict[str, str], expected: Said
) -> None:
    found = said_by_word(properties, [*TEXT, SPOKEN])
    assert found == Said(**{**expected.as_json(), "doi": expected.doi or "10.1000/quay",
                            "authors": expected.authors})  # fmt: skip


def test_properties_that_are_broken_hide_no_text() -> None:
    contents = read_contents(made(core=b"<x>" * 99_999, app=UNKNOWN))
    assert contents.text.startswith("Costs of quays")
    assert contents.said == Said(doi="10.1000/quay")


@pytest.mark.parametrize(
    "bomb", [b"<!DOCTYPE x [<!ENTITY a 'aaaa'>]><x>&a;</x>", b"<x>" + b" " * 8 * 2**20 + b"</x>"]
)
def test_properties_that_would_blow_up_are_not_opened(bomb: bytes) -> None:
    contents = read_contents(made(core=bomb))
    assert (contents.unreadable, contents.said) == (NoText.SUSPICIOUS, Said())
