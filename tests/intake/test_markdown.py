import pytest

from workbench.intake.errors import ArticleTooLong
from workbench.intake.reading import read

TEXT = """---
title: "Flour for the Islands"
author: Rosa Blum and Ida Berg
date: 2022-05
---
# Flour for the Islands

The mill has stood still since March. Nobody **knows** why,
and the [owner](https://mill.example) does not say.

## What is known

- The owner is abroad
- The wheel is broken

> It will turn again.

    An indented paragraph is no code.

***

![The mill](mill.jpg)

It opens again in June, says the mayor.
"""
KINDS = "headline paragraph heading list_item list_item quotation paragraph boilerplate paragraph"


def test_markdown_is_known_by_its_signs() -> None:
    draft = read(TEXT.encode(), name="flour.txt")
    assert [block.kind.name.lower() for block in draft.blocks] == KINDS.split()
    assert draft.blocks[1].text.endswith("Nobody knows why, and the owner does not say.")


def test_front_matter_gives_title_authors_and_date() -> None:
    draft = read(TEXT.encode())
    assert (draft.title, draft.authors) == ("Flour for the Islands", ("Rosa Blum", "Ida Berg"))
    assert draft.published == "2022-05"


def test_a_name_alone_makes_no_markdown_of_plain_text() -> None:
    text = "The *old* mill\n\nNobody knows why it stands still. It may be the wheel."
    assert read(text.encode(), name="mill.md") == read(text.encode(), name="mill.txt")


@pytest.mark.parametrize("sign", ["[", "![", "**", "_a", "`", "> a\n", "a|b\n", "<b>", "&amp;"])
def test_a_text_of_signs_is_refused_before_it_is_parsed(sign: str) -> None:
    with pytest.raises(ArticleTooLong, match="at most 30,000 lines and signs of Markdown"):
        read((TEXT + sign * 100_000).encode())


def test_a_long_article_in_markdown_is_read() -> None:
    paragraph = "The *mill* [stands](https://mill.example) still, and nobody knows why.\n\n"
    assert len(read((TEXT + paragraph * 2_000).encode()).blocks) > 2_000
