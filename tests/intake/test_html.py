import pytest

from workbench.intake.draft import Draft
from workbench.intake.reading import read

HEAD = """<!DOCTYPE html><html lang="en"><head>
<title>Why bread is dear | The Riverside Herald</title>
<meta name="author" content="Jane Doe">
<meta property="og:site_name" content="The Riverside Herald">
<meta property="article:published_time" content="2020-03-03T10:00:00Z">
<link rel="canonical" href="https://herald.example/bread">
</head><body><nav><a href="/">Home</a> <a href="/news">News</a></nav>"""
PROSE = "".join(
    f"<p>In the {ordinal} year the mill ground less rye than before, and the {who} went without"
    " their white bread from the first snow to the last, as the books of the parish tell.</p>"
    for ordinal, who in (("first", "bakers"), ("second", "priests"), ("third", "teachers"))
)
ARTICLE = f"""<article><h1>Why bread is dear</h1>
<p>By <a href="/jane">Jane Doe</a>, 3 March 2020</p>
{PROSE}
<figure><img src="mill.jpg" alt="A mill"><figcaption>The mill at dawn</figcaption></figure>
<h2>The price of rye</h2>
<ul><li>Rye costs <b>twice</b> as much</li><li>Wheat costs the same</li></ul>
<blockquote><p>I have never seen such a winter, and I have seen eighty of them.</p></blockquote>
<p>Nobody knows when it ends.<br><br>The miller least of all, for he has no almanac left.</p>
<p>Share this article</p></article><footer>All rights reserved</footer></body></html>"""


def lines(draft: Draft) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text[:24]) for block in draft.blocks]


def test_initials_keep_their_full_stops() -> None:
    page = (HEAD + ARTICLE).replace("Jane Doe", "J. K. Doe")
    assert read(page.encode()).authors == ("J. K. Doe",)


def test_a_page_keeps_its_structure() -> None:
    assert lines(read((HEAD + ARTICLE).encode())) == [
        ("headline", "Why bread is dear"),
        ("boilerplate", "By Jane Doe, 3 March 202"),
        ("paragraph", "In the first year the mi"),
        ("paragraph", "In the second year the m"),
        ("paragraph", "In the third year the mi"),
        ("caption", "The mill at dawn"),
        ("heading", "The price of rye"),
        ("list item", "Rye costs twice as much"),
        ("list item", "Wheat costs the same"),
        ("quotation", "I have never seen such a"),
        ("paragraph", "Nobody knows when it end"),
        ("paragraph", "The miller least of all,"),
        ("boilerplate", "Share this article"),
    ]


def test_the_metadata_of_a_page_are_read() -> None:
    draft = read((HEAD + ARTICLE).encode())
    assert draft.title == "Why bread is dear"
    assert (draft.authors, draft.outlet) == (("Jane Doe",), "The Riverside Herald")
    assert (draft.published, draft.language) == ("2020-03-03", "en")
    assert draft.url == "https://herald.example/bread"


def test_where_a_page_was_fetched_is_its_address() -> None:
    draft = read((HEAD + ARTICLE).encode(), url="https://herald.example/bread?page=1")
    assert draft.url == "https://herald.example/bread?page=1"


def test_the_title_of_a_page_without_a_heading_is_its_headline() -> None:
    page = HEAD + ARTICLE.replace("<h1>Why bread is dear</h1>", "")
    assert lines(read(page.encode()))[0] == ("headline", "Why bread is dear")


def test_a_fragment_is_read_too() -> None:
    assert lines(read(b"<p>One mill.</p><p>Two mills.</p>")) == [
        ("paragraph", "One mill."),
        ("paragraph", "Two mills."),
    ]


def test_scripts_and_styles_are_no_text() -> None:
    page = b"<div><script>alert(1)</script><style>p{}</style><p>One mill.</p></div>"
    assert lines(read(page)) == [("paragraph", "One mill.")]


def test_the_charset_a_page_declares_is_believed() -> None:
    page = '<html><head><meta charset="windows-1251"></head><body><p>Хлеб дорог.</p></body></html>'
    assert read(page.encode("cp1251")).blocks[0].text == "Хлеб дорог."


def test_a_charset_that_is_wrong_is_not_believed() -> None:
    page = '<html><head><meta charset="windows-1251"></head><body><p>Brötchen.</p></body></html>'
    assert read(page.encode()).blocks[0].text == "Brötchen."


def test_the_outlet_is_read_from_the_title_where_nothing_else_names_it() -> None:
    head = HEAD.replace('<meta property="og:site_name" content="The Riverside Herald">', "")
    draft = read((head + ARTICLE).encode())
    assert (draft.title, draft.outlet) == ("Why bread is dear", "The Riverside Herald")


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("02/07/2020", "2020"),
        ("07/02/2020", "2020"),
        ("13/07/2020", "2020-07-13"),
        ("7 February 2020", "2020-02-07"),
        ("02.07.2020", "2020-07-02"),
        ("2020-07-02", "2020-07-02"),
    ],
)
def test_of_a_declared_date_that_can_be_read_in_two_ways_only_the_year_is_sure(
    written: str, published: str
) -> None:
    page = (HEAD + ARTICLE).replace("2020-03-03T10:00:00Z", written).replace(", 3 March 2020", "")
    assert read(page.encode()).published == published
