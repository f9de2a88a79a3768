"""What PDFs say of themselves."""

import pytest

from tests.intake.pdf_file import column, pdf_file
from workbench.intake.contents.reading import read_contents
from workbench.intake.metadata.pdf_files import said_by_pdf
from workbench.intake.metadata.said import Said

PAGE = ["Costs of quays", "Harbour Studies, doi:10.1000/QUAY.1."]


@pytest.mark.parametrize(
    ("properties", "page", "expected"),
    [
        ({"Title": "Costs of Quays", "Author": "Jane Doe; Ada Roe"}, PAGE,
         Said("Costs of Quays", ("Jane Doe", "Ada Roe"), doi="10.1000/quay.1")),
        ({"Title": "Microsoft Word - final2.doc", "Author": "Microsoft Office User"}, PAGE[:1],
         Said()),
        ({"Subject": "Harbour Studies, 10.1000/own"}, ["10.1000/a 10.1000/b"],
         Said(doi="10.1000/own")),
        ({}, ["10.1000/a and 10.1000/b"], Said()),
        ({}, ["10.1000/a and 10.1000/A"], Said(doi="10.1000/a")),
        ({"Title": "x" * 2_000_000, "Author": "y" * 2_000_000}, ["10.1000/" + "z" * 2_000_000],
         Said()),
        ({"CreationDate": "D:20190515"}, [], Said()),
    ],
)  # fmt: skip
def test_properties_count_as_far_as_the_first_page_bears_them_out(
    properties: dict[str, str], page: list[str], expected: Said
) -> None:
    assert said_by_pdf(properties, page) == expected


def test_a_pdf_is_asked_in_the_process_that_reads_it() -> None:
    found = read_contents(pdf_file([column(PAGE), column(["10.1000/other"])], author="Jane Doe"))
    assert found.said == Said(authors=("Jane Doe",), doi="10.1000/quay.1")


def test_of_a_scan_the_properties_are_read() -> None:
    assert read_contents(pdf_file([[]], author="Jane Doe")).said.authors == ("Jane Doe",)
