"""What the first page of a PDF says by its looks."""

import pytest

from tests.intake.pdf_file import Word, column, pdf_file
from workbench.intake.contents.reading import read_contents
from workbench.intake.extract import Piece
from workbench.intake.metadata.said import Said
from workbench.intake.metadata.title_pages import standing_on_page
from workbench.intake.rules import BlockKind

READ = ("title", "authors", "published")


def page(*large: str, below: tuple[str, ...] = (), above: tuple[str, ...] = ()) -> list[Piece]:
    """A page with these paragraphs, of which some are the largest of it."""
    return [
        *map(Piece, above),
        *(Piece(text, BlockKind.HEADLINE) for text in large),
        *map(Piece, below),
    ]


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        (page("Costs of quays", below=("Jane Doe", "14 May 2023", "The quay is old.")),
         Said("Costs of quays", ("Jane Doe",), "2023-05-14")),
        (page("User's Guide", "to quays"), Said("User's Guide to quays")),
        (page("Costs of quays", above=("Harbour Press",)), Said("Costs of quays")),
        (page("Costs of quays", below=("By Violino I. Violino II.",)), Said("Costs of quays")),
        (page("Ledger"), Said()),
        (page("Costs of quays", above=("a", "b", "c")), Said()),
        (page("One word", "and one", "and one", "and one"), Said()),
        ([*page("Costs of quays", below=("Jane Doe",)), *page("Costs of piers")], Said()),
        (page(below=("Costs of quays", "By Jane Doe")), Said()),
        ([], Said()),
    ],
)  # fmt: skip
def test_the_largest_lines_at_the_top_are_the_title(pieces: list[Piece], expected: Said) -> None:
    assert standing_on_page(pieces, "") == expected


def test_a_declared_title_leads_to_what_stands_below_it() -> None:
    below = ("Costs of quays", "By Jane Doe")
    assert standing_on_page(page("LEDGER", below=below), "Costs of Quays").authors == ("Jane Doe",)


def test_the_looks_of_a_pdf_are_read_with_it() -> None:
    text = column(["The quay cost far more than it should."] * 5, top=600)
    set_large = Word("Costs of old quays", 72, 760, 24)
    lines = [
        Word(line, 72, 700 - 30 * row, 16) for row, line in enumerate(["By Jane Doe", "May 2023"])
    ]
    assert read_contents(pdf_file([[set_large, *lines, *text]])).said == Said(
        "Costs of old quays", ("Jane Doe",), "2023-05", read=READ
    )
    larger = Word("The Ledger of Odry", 72, 300, 30)
    assert read_contents(pdf_file([[set_large, *lines, *text, larger]])).said == Said()
