"""What a file says of itself, beside what the library says of its source."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.sources.comparing import joined
from workbench.sources.proposing import proposals, proposed
from workbench.sources.service import SourceFields

NOTED = SourceFields(
    "Costs of Quays", authors=("Doe, Jane", "Roe, Ada"), published="2019-05-15",
    further={"DOI": "10.1/Q"},
)  # fmt: skip
WORDS = st.text(max_size=4)


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ({}, []),
        ({"title": "Costs of quays", "authors": ["Jane Doe", "Ada Roe"], "doi": "10.1/q"}, []),
        ({"published": "2019"}, []),
        ({"published": "2019-05-16"}, ["published"]),
        ({"authors": ["Ada Roe"], "publisher": "Press"}, ["authors", "publisher"]),
        ({"title": "Other", "doi": "10.1/x", "licence": "CC0 1.0"}, ["title", "DOI", "license"]),
        ({"made": "2020-01-01"}, []),
        ({"appeared_in": "Quays", "language": "en"}, ["container-title", "language"]),
        ({"later": "field"}, []),
    ],
)
def test_another_spelling_or_a_coarser_date_is_no_proposal(
    said: dict[str, Any], names: list[str]
) -> None:
    assert [each.name for each in proposals(NOTED, said)] == names


@given(
    st.fixed_dictionaries(
        {},
        optional=dict.fromkeys(
            ("title", "publisher", "published", "made", "doi", "licence", "language"), WORDS
        ),
    ),
    st.builds(SourceFields, title=WORDS, publisher=WORDS, published=WORDS),
)
def test_all_that_was_used_is_proposed_no_more(said: dict[str, str], fields: SourceFields) -> None:
    names = {each.name for each in proposals(fields, said)}
    assert proposals(joined(fields, proposed(fields, said), names), said) == []
    assert joined(fields, proposed(fields, said), ()) == fields
