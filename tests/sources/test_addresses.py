"""Which addresses lead to one page, and the DOI in what somebody gives."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.intake.metadata.dois import doi_in
from workbench.sources.addresses import LONGEST_KEY, page_key

PAGE = "https://news.example/story/41"
words = st.text("abcxyz0123456789-", min_size=1, max_size=12)


@pytest.mark.parametrize(
    "url",
    [
        "http://news.example/story/41",
        "https://www.news.example/story/41/",
        "https://NEWS.example:443/story/41#comments",
        "https://m.news.example/story/41?utm_source=x&utm_medium=y",
        "https://mobile.news.example/story/41?fbclid=abc",
        "https://amp.news.example/story/41",
        "https://news.example/story/41/amp",
        "https://news.example/story/41/amp/?amp=1",
        "https://www.google.com/amp/s/www.news.example/story/41",
        "https://news-example.cdn.ampproject.org/c/s/news.example/story/41",
        "https://news.example/amp/story/41",
        "https://news.example/story/amp/41/",
        "https://news.example/story/41?outputType=amp",
        "https://news.example/story/41?UTM_Source=x&Fbclid=1&CMP=share&mkt_tok=a&_hsenc=b&_hsmi=c",
        "https://news.example/story/41?guccounter=1&guce_referrer=a&srsltid=b&wt_mc=c",
        "https://news.example/%73tory/41",
        "  https://news.example/story/41?gclid=1&_ga=2.3  ",
    ],
)
def test_an_address_of_the_same_page_is_known(url: str) -> None:
    assert page_key(url) == page_key(PAGE)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.example/wiki/Bären_(Art)", "https://a.example/wiki/B%c3%A4ren_%28Art%29"),
        ("https://a.example/~ana/", "https://a.example/%7Eana"),
        ("https://a.example/#/Bären", "https://a.example/#/B%C3%A4ren"),
        ("https://Bücher.example/a", "https://xn--bcher-kva.example/a"),
        ("https://www.youtube.com/watch?v=a&feature=share&si=b", "https://m.youtube.com/watch?v=a"),
        ("https://x.com/ana/status/41?s=20&t=abc", "https://mobile.x.com/ana/status/41"),
        ("https://a.example/news/amp/the-tram-is-late", "https://a.example/news/the-tram-is-late"),
    ],
)
def test_one_page_can_be_spelled_in_two_ways(one: str, other: str) -> None:
    assert page_key(one) == page_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (PAGE, "https://news.example/story/42"),
        (PAGE, "https://other.example/story/41"),
        (f"{PAGE}?page=1", f"{PAGE}?page=2"),
        ("https://m.example/a", "https://example/a"),  # the whole name, not a narrow variant
        ("https://app.example/#!/a", "https://app.example/#!/b"),
        ("https://news.example:8080/a", "https://news.example/a"),
        ("https://news.example/ramp", "https://news.example/r"),
        ("https://shop.example/guitars/amp/cables", "https://shop.example/guitars/cables"),
        ("https://a.example/a%2Fb", "https://a.example/a/b"),
        ("https://a.example/a%3Fb=1", "https://a.example/a?b=1"),
        ("https://a.example/?q=%E4", "https://a.example/?q=%F6"),
        ("https://straße.example/", "https://strasse.example/"),
        ("https://a.example/?feature=1", "https://a.example/?feature=2"),
        ("https://a.example/?si=1", "https://a.example/?si=2"),
        ("https://x.com/search?s=1", "https://x.com/search?s=2"),
        ("https://a.example/?outputType=pdf", "https://a.example/"),
        ("https://a.example/?cmp=1", "https://a.example/?cmp=2"),
    ],
)
def test_another_page_stays_another(one: str, other: str) -> None:
    assert page_key(one) != page_key(other)


def test_a_language_before_the_mobile_host_stays() -> None:
    assert page_key("https://en.m.wikipedia.org/wiki/Sochi") == "en.wikipedia.org/wiki/Sochi"


def test_a_query_may_be_long() -> None:
    assert page_key("https://a.example/?" + "&".join(f"a{n}=1" for n in range(300)))


def test_the_order_of_a_query_says_nothing() -> None:
    assert page_key("https://a.example/?b=2&a=1") == page_key("https://a.example/?a=1&b=2")


@pytest.mark.parametrize("url", ["", "mailto:a@b.example", "not an address", "https://[::1", "//x"])
def test_what_is_no_web_address_has_no_page(url: str) -> None:
    assert page_key(url) == ""


@given(st.text(max_size=60))
def test_nothing_that_is_given_fails(text: str) -> None:
    assert len(page_key(f"https://a.example/{text}").encode()) <= LONGEST_KEY
    page_key(text)
    doi_in(text)


@given(words, st.text("abcxyz_0123", min_size=1, max_size=12), words)
def test_what_counts_clicks_changes_no_key(path: str, name: str, value: str) -> None:
    plain = f"https://a.example/{path}?q={value}"
    assert page_key(f"{plain}&utm_{name}={value}#{name}") == page_key(plain)


def test_a_long_key_goes_by_its_digest() -> None:
    long = f"https://a.example/?q={'ö' * 900}"
    assert len(page_key(long)) == 64
    assert page_key(long) != page_key(f"{long}x")


@pytest.mark.parametrize(
    "text",
    [
        "10.1000/ABC(1)d",
        "doi:10.1000/abc(1)d",
        "https://doi.org/10.1000/abc(1)d",
        "http://dx.doi.org/10.1000/abc(1)D.",
    ],
)
def test_a_doi_is_found_however_it_is_given(text: str) -> None:
    assert doi_in(text) == "10.1000/abc(1)d"


@pytest.mark.parametrize("text", ["", "10.5 percent", "https://a.example/10.5/x", "11.1000/abc"])
def test_other_numbers_are_no_doi(text: str) -> None:
    assert doi_in(text) == ""
