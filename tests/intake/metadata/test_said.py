"""Whatever stands in a file, what is kept of it is short, clean, of one line and of its kind."""

from datetime import date
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from workbench.articles.rules import is_partial_date
from workbench.intake.metadata.dois import doi_in
from workbench.intake.metadata.licences import licence_name
from workbench.intake.metadata.said import (
    LONGEST,
    Said,
    first_day,
    first_line,
    first_names,
    line,
    said_again,
)

ODD = st.text(st.sampled_from("aÄ \n\r\t\0\xad\u202e\u2067\ud800\u0308e\u2028.;"), max_size=40)
ANYTHING = ODD | st.text(max_size=60)
DATELIKE = st.text(st.sampled_from("0123456789-/.T: ２May"), max_size=20)


@given(ANYTHING)
@example("\u202e gnp.exe")
def test_a_line_is_clean_and_cleaning_it_again_changes_nothing(words: str) -> None:
    found = line(words)
    assert line(found) == found
    assert len(found.splitlines()) <= 1
    assert not set(found) & set("\0\n\r\t\u202e\u2067\ud800\u2028")
    found.encode()


@given(st.integers(LONGEST + 1, 9 * LONGEST))
def test_what_is_longer_than_a_line_may_be_is_none(length: int) -> None:
    assert line("x" * length) == ""
    assert len(line("x" * LONGEST + " ")) == LONGEST


@given(st.lists(DATELIKE | ANYTHING | st.dates().map(str), max_size=4))
@example(["0000"])
@example(["2019-13"])
@example(["20１9"])
def test_a_day_is_a_partial_date_or_nothing(words: list[str]) -> None:
    found = first_day(words)
    assert found == "" or is_partial_date(found)


@given(st.dates(date(1500, 1, 1), date(2099, 1, 1)), st.sampled_from(["", "T10:00:00Z", " 10:00"]))
def test_every_day_is_read_as_it_is_written(day: date, time: str) -> None:
    assert first_day(["", "soon", f"{day}{time}"]) == day.isoformat()
    assert first_day([f"{day:%Y%m%d}"]) == day.isoformat()


@given(st.lists(st.lists(ANYTHING, max_size=4), max_size=4))
def test_names_are_lines_each_once_and_no_addresses(candidates: list[list[str]]) -> None:
    found = first_names([["https://social.example/jane", "jane@example.org", "admin"], *candidates])
    assert len(set(found)) == len(found)
    assert all(line(name) == name for name in found)


@given(ANYTHING)
def test_the_first_that_is_a_line_is_taken(words: str) -> None:
    assert first_line(["", "…", words, "Quay"]) == (line(words) or "Quay")


@given(ANYTHING)
def test_a_doi_begins_like_one_or_is_none(words: str) -> None:
    assert doi_in(f"{words} 10.1000/quay").startswith("10.")


KEPT = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(
            ("title", "publisher", "doi", "licence", "appeared_in", "language"), ANYTHING
        ),
        **dict.fromkeys(("published", "made"), DATELIKE),
        "authors": st.lists(ANYTHING, max_size=4),
        "read": st.lists(st.sampled_from(["title", "authors", "doi", "", 7, None]), max_size=4),
    },
)


@given(KEPT)
@example({"title": "Quay\u202e", "authors": ["by By Jane Doe", "admin"], "language": "en"})
def test_what_was_kept_elsewhere_is_clean_here_and_keeping_it_again_changes_nothing(
    kept: dict[str, Any],
) -> None:
    found = said_again(kept).as_json()
    assert said_again(found).as_json() == found
    lines = [value for value in found.values() if isinstance(value, str)]
    assert all(line(each) == each for each in (*lines, *found.get("authors", ())))
    assert set(found.get("read", ())) <= found.keys() & {"title", "authors"}


def test_what_is_declared_goes_before_what_is_read() -> None:
    declared, read = Said("Quay", doi="10.1000/quay"), Said("Harbour", ("Jane Doe",), "2019")
    assert declared.or_read(read) == Said(
        "Quay", ("Jane Doe",), "2019", doi="10.1000/quay", read=("authors", "published")
    )


def test_a_creative_commons_licence_is_called_by_its_name() -> None:
    root = "https://creativecommons.org"
    assert licence_name(f"{root}/licenses/by-sa/3.0/de/deed.en") == "CC BY-SA 3.0 DE"
    assert licence_name("http://creativecommons.org/licenses/by-nc-nd/4.0/") == "CC BY-NC-ND 4.0"
    assert licence_name(f"{root}/publicdomain/zero/1.0/") == "CC0 1.0"
    assert licence_name(f"{root}/licenses/") == f"{root}/licenses/"
    assert licence_name("All rights reserved") == "All rights reserved"
