"""What PDFs say of themselves."""

from time import process_time

import pytest

from tests.intake.pdf_file import column, pdf_file
from workbench.intake.contents.reading import read_contents
from workbench.intake.formats.xmp import described
from workbench.intake.metadata.pdf_files import said_by_pdf
from workbench.intake.metadata.said import Said

PAGE = ["Costs of quays", "Harbour Studies, doi:10.1000/QUAY.1.", "Jane Doe and Ada Roe, May 2019"]
AUTHORS = ("Jane Doe", "Ada Roe")
MADE = "D:20190515101010+02'00'"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
SPACES = f"""xmlns:rdf="{RDF}" xmlns:d="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:r="http://ns.adobe.com/xap/1.0/rights/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfx="http://ns.adobe.com/pdfx/1.3/"
 xmlns:cc="http://creativecommons.org/ns#"
 xmlns:p="http://prismstandard.org/namespaces/basic/2.1/" xmlns:other="https://other.example/"
"""


def packet(elements: str = "", attributes: str = "") -> str:
    """A packet of XMP, as it stands in a file."""
    about = f'<rdf:Description rdf:about="" {attributes}>{elements}</rdf:Description>'
    rdf = f"<rdf:RDF {SPACES}>{about}</rdf:RDF>"
    return f'<?xpacket begin=""?><x:xmpmeta xmlns:x="adobe:ns:meta/">{rdf}</x:xmpmeta>'


WHOLE = packet(
    """<d:title><rdf:Alt><rdf:li xml:lang="x-default">Costs of Quays</rdf:li></rdf:Alt></d:title>
    <d:creator><rdf:Seq><rdf:li>Jane Doe</rdf:li><rdf:li>Ada Roe</rdf:li></rdf:Seq></d:creator>
    <d:publisher><rdf:Bag><rdf:li>Harbour Press</rdf:li></rdf:Bag></d:publisher>
    <d:language><rdf:Bag><rdf:li>en-GB</rdf:li></rdf:Bag></d:language>
    <cc:license rdf:resource="https://creativecommons.org/licenses/by/4.0/"/>
    <p:publicationName>Harbour Studies</p:publicationName><p:coverDate>2019-05</p:coverDate>
    <other:title>No title</other:title>""",
    'p:doi="10.1000/OWN" pdf:Producer="Press 1"',
)


def test_whatever_xmp_says_is_read_in_the_process_that_reads_the_pages() -> None:
    words = [*PAGE, "The quay in the old harbour was built by the city and cost far too much."]
    assert read_contents(pdf_file([column(words)], author="setter", xmp=WHOLE)).said == Said(
        "Costs of Quays", AUTHORS, "2019-05", "Harbour Press", "10.1000/own", "CC BY 4.0",
        "Harbour Studies", "en-GB",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("properties", "page", "expected"),
    [
        ({"Title": "Costs of Quays", "Author": "Jane Doe; Ada Roe"}, PAGE,
         Said("Costs of Quays", AUTHORS, doi="10.1000/quay.1")),
        ({"Title": "Costs of Quays: Harbour Studies"}, PAGE[:2],
         Said("Costs of Quays: Harbour Studies", doi="10.1000/quay.1")),
        ({"Title": "Microsoft Word - final2.doc", "Author": "Microsoft Office User"}, PAGE[:1],
         Said()),
        ({"Author": "Jane Doe, Ada Roe"}, PAGE[2:], Said(authors=AUTHORS)),
        ({"Author": "Doe Roe, Jane"}, ["Jane Doe Roe"], Said(authors=("Doe Roe, Jane",))),
        ({"Author": "Roe Doe, Ada Jane"}, ["Ada Jane Roe Doe"],
         Said(authors=("Roe Doe, Ada Jane",))),
        ({"Author": "jdoe7"}, PAGE[:1], Said()),
        ({"Subject": "Harbour Studies, 10.1000/own"}, ["10.1000/a 10.1000/b"],
         Said(doi="10.1000/own")),
        ({}, ["10.1000/a and 10.1000/b"], Said()),
        ({}, ["10.1000/a and 10.1000/A"], Said(doi="10.1000/a")),
        ({"Title": "x" * 2_000_000, "Author": "y" * 2_000_000}, ["10.1000/" + "z" * 2_000_000],
         Said()),
        ({"CreationDate": MADE}, ["Annual report 2018"], Said()),
        ({"CreationDate": MADE}, ["Annual report, May 2019"], Said(made="2019-05-15")),
        ({"CreationDate": "D:99991399"}, ["9999"], Said()),
        ({"Language": "de"}, ["The quay cost far more than the city had said it would."], Said()),
    ],
)  # fmt: skip
def test_properties_count_as_far_as_the_first_page_bears_them_out(
    properties: dict[str, str], page: list[str], expected: Said
) -> None:
    assert said_by_pdf(properties, {}, page) == expected


@pytest.mark.parametrize(
    ("xmp", "expected"),
    [
        ({"dc:date": ["2019-04-01"], "xmp:createdate": ["2019-05-15"]},
         Said(published="2019-04-01")),
        ({"dc:date": ["2019-05-15"], "xmp:createdate": ["2019-05-15T10:00Z"]},
         Said(made="2019-05-15")),
        ({"dc:date": ["2020-01-01"], "xmp:modifydate": ["2020-01-01T09:00Z"]}, Said()),
        ({"dc:rights": ["© 2019 Harbour Press. All rights reserved."]}, Said()),
        ({"dc:rights": ["Under http://creativecommons.org/licenses/by/4.0/, 2019"]},
         Said(licence="CC BY 4.0")),
        ({"rights:webstatement": ["https://press.example/terms"]}, Said()),
        ({"dc:identifier": ["urn:isbn:1"], "pdfx:doi": ["https://doi.org/10.1/X"]}, Said()),
        ({"pdfx:doi": ["https://doi.org/10.1000/X"]}, Said(doi="10.1000/x")),
        ({"dc:title": ["Untitled-1.indd"], "dc:creator": ["user"]}, Said()),
    ],
)  # fmt: skip
def test_of_xmp_that_counts_which_is_about_the_work(
    xmp: dict[str, list[str]], expected: Said
) -> None:
    assert said_by_pdf({}, xmp, ["May 2019"]) == expected


def test_of_several_packets_the_last_one_counts_that_is_of_the_file_itself() -> None:
    def made_by(producer: str, publisher: str) -> str:
        own = f'pdf:Producer="{producer}" xmp:CreateDate="2019-05-15T10:10:10+02:00"'
        return packet(f"<d:publisher>{publisher}</d:publisher>", own)

    packets = [made_by("Press", "Old"), made_by("Press", "New"), made_by("Photo", "Other")]
    data = "\n".join(packets).encode()
    assert described(data, {"Producer": "Press", "CreationDate": MADE})["dc:publisher"] == ["New"]
    assert described(data, {"Producer": "Press", "CreationDate": "D:2020"}) == {}
    assert described(packets[2].encode(), {})["dc:publisher"] == ["Other"]


LONG = "<d:title>" + "x" * 2**20 + "</d:title>"
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "hostile",
    [
        packet("<d:title>&b;</d:title>").replace("<rdf:RDF", BOMB + "<rdf:RDF"),
        packet("<d:title>&b;</d:title>").replace("<rdf:Desc", BOMB + "<rdf:Desc"),
        packet(LONG),
        packet("<d:title>" * 9),
        packet('<x xmlns="' + "a" * 99_999 + '"/>') * 150,
        packet("<a>" * 140_000 + "</a>" * 140_000),
        "<rdf:RDF" * 1_500_000,
        "<rdf:RDF></rdf:RDF>" * 500_000,
        "<rdf:RDF \0\ufffe",
    ],
)
def test_hostile_xmp_says_nothing_and_costs_little(hostile: str) -> None:
    began = process_time()
    assert described(hostile.encode(), {}) == {}
    assert process_time() - began < 5


def test_however_much_is_said_of_however_long_a_page_it_is_soon_compared() -> None:
    titles = packet("<d:title>" + "<rdf:li>a b cd</rdf:li>" * 40_000 + "</d:title>")
    began = process_time()
    xmp = {name: described(titles.encode(), {})["dc:title"] for name in ("dc:title", "dc:creator")}
    assert said_by_pdf({}, xmp, ["word " * 40_000] * 50) == Said(authors=("a b cd",))
    assert process_time() - began < 5


def test_markup_in_a_title_is_words() -> None:
    told = described(packet("<d:title>&lt;b onload=x>Quay&lt;/b></d:title>").encode(), {})
    assert said_by_pdf({}, told, ["<b onload=x>Quay</b>"]).title == "<b onload=x>Quay</b>"


def test_of_a_scan_the_properties_are_read() -> None:
    scan = pdf_file([[]], author="Jane Doe", info=f"/CreationDate ({MADE})")
    scan = scan.replace(b"/Type /Catalog", b"/Type /Catalog /Lang (en-GB)")
    assert read_contents(scan).said == Said(authors=("Jane Doe",), language="en-GB")
