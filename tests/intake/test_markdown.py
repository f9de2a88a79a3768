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
