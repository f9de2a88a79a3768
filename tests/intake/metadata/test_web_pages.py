"""What pages say of themselves, in each of the ways in which they do."""

import json
from time import perf_counter

import pytest

from workbench.intake.contents.reading import read_contents
from workbench.intake.contents.rules import NoText
from workbench.intake.metadata.said import LONGEST, MOST_AUTHORS, Said


def said(head: str, body: str = "<p>The quay cost 41 million.</p>") -> Said:
    page = f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"
    contents = read_contents(page.encode())
    assert contents.text
    return contents.said


def linked(*nodes: object) -> str:
    return "".join(
        f'<script type="application/ld+json">{json.dumps(node)}</script>' for node in nodes
    )


STUDY = """<meta name="citation_title" content="Costs of quays">
<meta name="citation_author" content="Doe, Jane"><meta name="citation_author" content="Roe, Ada">
<meta name="citation_publication_date" content="2019/05/15">
<meta name="citation_publisher" content="Harbour Press">
<meta name="citation_doi" content="doi:10.1000/QUAY.1">
<meta name="citation_journal_title" content="Harbour Studies">
<meta name="citation_language" content="en_GB">
<meta property="og:title" content="Costs of quays | Harbour Press">"""
DUBLIN = """<meta name="DC.title" content="Minutes of May"><meta name="dc.creator" content="The council">
<meta name="DCTERMS.issued" content="2019-05"><meta name="DC.Publisher" content="City of Odry">
<meta name="dc.identifier" content="https://doi.org/10.1000/minutes">
<meta name="dcterms.license" content="https://creativecommons.org/publicdomain/zero/1.0/">"""  # noqa: E501
OPEN = """<title>Quay is late - The Evening Ledger</title>
<meta property="og:site_name" content="The Evening Ledger"><meta name="author" content="By Jane Doe">
<meta property="article:author" content="https://social.example/jane">
<meta property="article:published_time" content="2019-05-15T23:30:00Z">"""  # noqa: E501
ITEM = """<title>Front</title><body><article itemscope itemtype="http://schema.org/NewsArticle">
<h1 itemprop="headline">Quay</h1><b itemprop="author" itemscope><i itemprop="name">Jane Doe</i></b>
<b itemprop="author">Ada Roe</b><meta itemprop="datePublished" content="2019-05-15T10:00">
<div itemprop="publisher" itemscope><meta itemprop="name" content="The Ledger"></div>
<a itemprop="license" href="https://creativecommons.org/licenses/by/4.0/">terms</a></article>"""
ARTICLE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Quay &amp; mayor",
    "author": [{"@type": "Person", "name": "Jane Doe"}, "Ada Roe"],
    "datePublished": "2019-05-15T10:00:00+02:00",
    "dateModified": "2020-01-01",
    "publisher": {"@type": "Organization", "name": "The Ledger"},
    "license": "https://creativecommons.org/licenses/by-nc/4.0/",
    "inLanguage": "en",
}


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (
            STUDY,
            Said(
                "Costs of quays", ("Doe, Jane", "Roe, Ada"), "2019-05-15", "Harbour Press",
                "10.1000/quay.1", "", "Harbour Studies", "en-GB",
            ),
        ),
        (
            DUBLIN,
            Said(
                "Minutes of May", ("The council",), "2019-05", "City of Odry", "10.1000/minutes",
                "CC0 1.0",
            ),
        ),
        (OPEN, Said("Quay is late", ("Jane Doe",), "2019-05-15", "The Evening Ledger")),
        (
            linked(ARTICLE),
            Said(
                "Quay & mayor", ("Jane Doe", "Ada Roe"), "2019-05-15", "The Ledger", "",
                "CC BY-NC 4.0", "", "en",
            ),
        ),
        (ITEM, Said("Quay", ("Jane Doe", "Ada Roe"), "2019-05-15", "The Ledger", "", "CC BY 4.0")),
        (
            linked({"@type": "WebPage", "name": "Quay - The Ledger", "datePublished": "2019-05-15",
                    "publisher": {"name": "The Ledger"}}),
            Said("Quay", (), "2019-05-15", "The Ledger"),
        ),
        ('<meta name="DCTERMS.Date" content="20190515">', Said(published="2019-05-15")),
        ('<meta name="PubDate" content="2019-05">', Said(published="2019-05")),
        ('<meta itemprop="datePublished" content="2019-05-15">', Said(published="2019-05-15")),
        ("", Said()),
    ],
)  # fmt: skip
def test_each_way_of_saying_it_is_read(head: str, expected: Said) -> None:
    assert said(head) == expected


def test_a_graph_tells_who_is_meant_by_an_id() -> None:
    graph = [
        {"@type": "WebPage", "name": "Page"},
        {"@type": ["Article", "Thing"], "headline": "Quay", "author": {"@id": "#jane"},
         "publisher": {"@id": "#ledger"}},
        {"@id": "#jane", "@type": "Person", "name": "Jane Doe"},
        {"@id": "#ledger", "name": "The Ledger"},
    ]  # fmt: skip
    assert said(linked({"@graph": graph})) == Said("Quay", ("Jane Doe",), publisher="The Ledger")


@pytest.mark.parametrize(
    "identifier",
    [
        "https://doi.org/10.1000/Quay",
        {"@type": "PropertyValue", "propertyID": "doi", "value": "10.1000/quay"},
        [{"@id": "https://example.org/7"}, {"@id": "https://doi.org/10.1000/quay"}],
    ],
)
def test_a_study_names_its_doi_in_any_of_these_ways(identifier: object) -> None:
    study = {"@type": "ScholarlyArticle", "headline": "Quay", "identifier": identifier}
    assert said(linked(study)).doi == "10.1000/quay"


def test_of_several_works_none_is_the_page() -> None:
    teasers = [{"@type": "NewsArticle", "headline": f"Teaser {number}"} for number in range(3)]
    assert said("<title>Front</title>" + linked(*teasers)).title == "Front"


def test_of_several_items_none_is_the_page() -> None:
    teaser = '<p itemscope itemtype="https://schema.org/Article"><b itemprop="headline">{}</b></p>'
    found = said("<title>Front</title>", teaser.format("One") + teaser.format("Two"))
    assert found == Said("Front")


@pytest.mark.parametrize("kind", ["application/ld+json; charset=utf-8", "APPLICATION/LD+JSON"])
def test_json_ld_is_known_however_its_type_is_written(kind: str) -> None:
    script = linked(ARTICLE).replace("application/ld+json", kind)
    assert said(script).title == "Quay & mayor"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>Jobless figures - Eurostat</title>", "Jobless figures"),
        ("<title>Eurostat | Jobless figures</title>", "Jobless figures"),
        ("<title>Jobless - a history</title>", "Jobless - a history"),
        ("<title>Quay is late | The Evening Ledger</title>", "Quay is late | The Evening Ledger"),
        ('<meta property="og:site_name" content="Ledger"><title>Quay is late · Ledger</title>',
         "Quay is late"),
    ],
)  # fmt: skip
def test_a_site_s_name_is_cut_off_where_the_page_bears_it_out(head: str, title: str) -> None:
    assert said(head, "<h1>Jobless figures</h1>").title == title


SPOKEN = (
    "The quay in the old harbour was built by the city and cost far too much, as it turned out."
)


@pytest.mark.parametrize(
    ("language", "expected"), [("en-GB", "en-GB"), ("de", ""), ("", ""), ("x" * 99, "")]
)
def test_what_a_page_says_of_its_language_counts_if_it_is_in_it(
    language: str, expected: str
) -> None:
    page = f'<html lang="{language}"><title>Quay</title><p>{SPOKEN}</p></html>'
    assert read_contents(page.encode()).said.language == expected


def test_a_language_that_no_page_declares_is_read() -> None:
    found = said("", f"<h1>Quay is late</h1><p>{SPOKEN} {SPOKEN} {SPOKEN}</p>")
    assert (found.language, found.read) == ("en", ("title", "language"))
    found = said("", "<h1>Quay is late</h1><p>" + "0x7ffd EAX EBX MOV JMP NOP XOR DEADBEEF " * 20)
    assert found.read == ("title",)


HEADLINE = "<h1>Quay is late</h1>"


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        ("<title>Quay is late - Ledger</title>",
         f"<ul><li>Home<li>News</ul>{HEADLINE}<p>By Jane Doe</p><p>4 March 2020</p>",
         Said("Quay is late", ("Jane Doe",), "2020-03-04", read=("authors", "published"))),
        ("", f'{HEADLINE}<p>Posted <time datetime="2020-03-04T10:00Z">today</time></p>',
         Said("Quay is late", published="2020-03-04", read=("title", "published"))),
        ('<meta name="author" content="Ada Roe">', f"{HEADLINE}<p>By Jane Doe</p>",
         Said("Quay is late", ("Ada Roe",), read=("title",))),
        ("", f'{HEADLINE}<p>Updated <time datetime="2020-03-04">today</time></p>',
         Said("Quay is late", read=("title",))),
        ("", f'{HEADLINE}<h2>Next</h2><p>By Jane Doe</p><time datetime="2020-03-04">now</time>',
         Said("Quay is late", read=("title",))),
        ("", f"{HEADLINE}<p>Mayor goes</p><p>4 March 2020</p><p>Quay</p><p>5 March 2020</p>",
         Said("Quay is late", read=("title",))),
        ("", f"{HEADLINE}<p>By Jane Doe</p><p>Mayor goes</p><p>By Ada Roe</p>",
         Said("Quay is late", read=("title",))),
        ("", "<h1>Quay is late</h1><p>By Jane Doe</p><h1>Mayor goes</h1>", Said()),
        ("<title>The Ledger</title>", f"{HEADLINE}<p>By Jane Doe</p>", Said("The Ledger")),
    ],
)  # fmt: skip
def test_what_stands_below_the_headline_is_read_and_said_to_be(
    head: str, body: str, expected: Said
) -> None:
    assert said(head, body) == expected


@pytest.mark.parametrize(
    "hostile",
    [
        '<div itemscope itemprop="author name">' * 60_000,
        '<b itemprop="author">x</b>' * 90_000,
        "<h1>Quay is late</h1>" + "<time datetime>" * 90_000,
    ],
)
def test_hostile_markup_costs_little(hostile: str) -> None:
    began = perf_counter()
    said("<title>Quay</title>", "<p>Words</p>" + hostile)
    assert perf_counter() - began < 10


def test_a_date_that_may_be_day_or_month_first_is_a_year() -> None:
    assert said('<meta name="citation_date" content="05/07/2019">').published == "2019"


def test_one_licence_that_is_linked_is_the_page_s_and_of_several_none() -> None:
    link = '<a rel="license nofollow" href="https://example.org/{}">terms</a>'
    assert said("", link.format(1) * 2).licence == "https://example.org/1"
    assert said("", link.format(1) + link.format(2)).licence == ""


@pytest.mark.parametrize(
    "script",
    [
        "[" * 90_000,
        '{"@type":"Article","headline":' + "[" * 50_000 + "]" * 50_000 + "}",
        '{"@graph":' * 20_000 + "1" + "}" * 20_000,
        '{"@type":"Article","headline":"' + "x" * 3_000_000 + '"}',
        '{"@type":"Article","headline":' + "9" * 150_000 + "}",
        '{"@type":"Article","headline":{"name":{}},"author":[[["a"]]],"publisher":7,"@id":[]}',
        '{"@type":{"@type":{}},"@graph":[{"@type":"Article","@id":{"a":1}}, null, [1]]}',
        '"\\ud800"',
        "not JSON",
    ],
)
def test_hostile_json_says_nothing_and_hides_nothing(script: str) -> None:
    began = perf_counter()
    found = said(f'<title>Quay</title><script type="application/ld+json">{script}</script>')
    assert found == Said("Quay")
    assert perf_counter() - began < 5


def test_what_is_too_much_is_no_word_of_it() -> None:
    names = "".join(f'<meta name="citation_author" content="N{n}, A">' for n in range(500))
    found = said(f'<meta name="citation_title" content="{"x" * 9_000}">{names}<title>Quay</title>')
    assert found.title == "Quay"
    assert len(found.authors) == MOST_AUTHORS
    assert all(len(name) <= LONGEST for name in found.authors)


def test_tags_without_end_are_read_to_a_limit() -> None:
    began = perf_counter()
    said('<meta name="author" content="Jane Doe">' * 100_000)
    assert perf_counter() - began < 10


def test_a_page_of_more_tags_than_are_read_is_kept_without() -> None:
    found = read_contents(b"<html>" + b'<meta name="author" content="Jane">' * 300_000)
    assert (found.unreadable, found.said) == (NoText.TOO_LONG, Said())
