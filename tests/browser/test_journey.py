"""An article becomes a report, by the mouse, from its upload to every export."""

import csv
import io
import json
from importlib.resources import files
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor
from tests.browser.desk import Desk
from tests.browser.people import Editor, Evidence, FactChecker, Judgement, Reader

PAGE = Path(str(files("workbench.demo").joinpath("page.html")))
TITLE = "Sochi, checked"
SUMMARY = "Two of five claims hold."
NOTE = "The first edition."

REPORT = Evidence(
    "Report on the Investigation into Russian Interference", "sweeping and systematic fashion",
    url="https://report.example/volume-1", publisher="Justice Department", locator="vol. I, p. 1",
)  # fmt: skip
TREATY = Evidence(
    "New START Treaty", "shall remain in force for 10 years", "supports",
    url="https://treaty.example/new-start", publisher="State Department",
)  # fmt: skip

# Words of the article, the statement made of them, its rating, and one sentence about it.
CLAIMS = {
    "1": (
        "RussiaGate has been debunked", "The investigation debunked RussiaGate.",
        "Mostly false", "The report found interference, and no conspiracy.",
    ),
    "2": (
        "he did not establish one. His report goes further, and acquits the Russian government",
        "The report acquits the Russian government of meddling in the election of 2016.",
        "False", "The report says the opposite.",
    ),
    "3": (
        "acquits the Russian government of meddling in the election of 2016. Nothing else",
        "Nothing but RussiaGate kept Washington and the Kremlin apart.",
        "False", "There were sanctions before.",
    ),
    "4": (
        "New START, the prize of the week, expires in 2021", "New START expires in 2021.",
        "True", "It entered into force in 2011 for ten years.",
    ),
    "5": (
        "by 100 votes to 11, with hardly a country sitting on the fence",
        "Hardly a country abstained from resolution 68/262.",
        "Missing context", "Fifty-eight abstained.",
    ),
}  # fmt: skip
RETURNED = "3"
COMMENT = "Name the sanctions, with their dates."


def test_an_article_becomes_a_report(desk: Desk, visitor: Visitor, tmp_path: Path) -> None:
    ana, ed = FactChecker(visitor()), Editor(visitor())
    ana.enters(desk.link("ana"))
    import_the_page(ana)
    article = ana.address
    mark_and_describe(ana)
    find_evidence(ana)
    ana.sets_aside("Mark my words", "rhetoric")
    propose_everything(ana)

    ed.enters(desk.link("ed"))
    decide_everything(ed)
    revise_what_came_back(ana)
    ed.approves(statement(RETURNED))
    ed.publishes(article, TITLE, SUMMARY, NOTE)

    reader = Reader(visitor(javascript=False))
    reader.opens(ed.address)
    read_the_report(reader)
    reader.opens(ed.address)
    check_exports(reader, tmp_path / "report.html")
    check_dossier(ana, article)


def statement(number: str) -> str:
    return CLAIMS[number][1]


def import_the_page(ana: FactChecker) -> None:
    ana.uploads(PAGE)
    for label, value in {
        "Title": "A thaw on the Black Sea?",
        "Authors": "R. Hale",
        "Outlet": "The Strand Review",
        "Published": "2019-05-16",
    }.items():
        expect(ana.page.get_by_label(label).first).to_have_value(value)
    ana.confirms()


def mark_and_describe(ana: FactChecker) -> None:
    for number, (words, said, _rating, _summary) in CLAIMS.items():
        assert ana.marks(words) == number
        ana.edits(said, "R. Hale", "columnist")
    expect(ana.page.locator(".claim-row")).to_have_count(len(CLAIMS))


def find_evidence(ana: FactChecker) -> None:
    ana.opens("1")
    ana.adds(REPORT)
    ana.opens("2")
    ana.adds_known(REPORT, typed="investigation")
    ana.opens("4")
    ana.adds(TREATY)
    ana.page.goto("/sources")
    expect(ana.page.get_by_role("link", name=REPORT.source)).to_have_count(1)
    ana.page.go_back()


def propose_everything(ana: FactChecker) -> None:
    for number, (_words, _said, rating, summary) in CLAIMS.items():
        ana.opens(number)
        ana.proposes(Judgement(rating, summary, "Read **the sources**."))


def decide_everything(ed: Editor) -> None:
    for number in CLAIMS:
        if number != RETURNED:
            ed.approves(statement(number))
    ed.returns(statement(RETURNED), COMMENT)


def revise_what_came_back(ana: FactChecker) -> None:
    ana.page.goto("/")
    ana.page.get_by_role("link", name=statement(RETURNED)).first.click()
    expect(ana.panel.locator(".remark.is-return").first).to_contain_text(COMMENT)
    rating, summary = CLAIMS[RETURNED][2:]
    ana.proposes(Judgement(rating, summary, "Sanctions came in March 2014."))


def read_the_report(reader: Reader) -> None:
    page = reader.page
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.locator("main")).to_contain_text(SUMMARY)
    expect(page.locator("main")).to_contain_text(NOTE)
    expect(page.locator(".report-text a.claim-number")).to_have_count(len(CLAIMS))
    expect(page.locator(".note")).to_have_count(len(CLAIMS))
    chart = page.get_by_role("table", name="How many claims were given each verdict")
    expect(chart.get_by_role("row", name="False 2", exact=True)).to_be_visible()
    expect(page.locator("#not-checked")).to_contain_text("Rhetoric")
    for number in CLAIMS:
        read_a_claim(page, number)


def read_a_claim(page: Page, number: str) -> None:
    """From the mark to the note, to the claim's page, and back to the mark."""
    _words, said, rating, summary = CLAIMS[number]
    page.locator(f"#claim-{number}").click()
    note = page.locator(f"#note-{number}")
    expect(note).to_be_in_viewport()
    expect(note).to_contain_text(rating)
    note.get_by_role("link", name=said).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(said)
    expect(page.get_by_role("region", name="Verdict")).to_contain_text(summary)
    page.get_by_role("link", name="in the article").click()
    expect(page.locator(f"#claim-{number}")).to_be_in_viewport()


def check_exports(reader: Reader, file: Path) -> None:
    check_claimreview(json.loads(reader.takes("ClaimReview")))
    check_annotations(json.loads(reader.takes("Web Annotations")))
    check_csv(reader.takes("CSV").decode("utf-8-sig"))
    file.write_bytes(reader.takes("One HTML file"))
    check_file(reader.page, file)


def check_claimreview(reviews: list[dict[str, dict[str, str]]]) -> None:
    assert [
        (
            review["itemReviewed"]["text"],
            review["reviewRating"]["alternateName"],
            review["reviewRating"]["ratingExplanation"],
        )
        for review in reviews
    ] == [(said, rating, summary) for _words, said, rating, summary in CLAIMS.values()]


def check_annotations(collection: dict[str, dict[str, list[dict[str, object]]]]) -> None:
    items = collection["first"]["items"]
    verdicts = [item for item in items if item["motivation"] == "assessing"]
    assert [exact(item) for item in verdicts] == [words for words, *_rest in CLAIMS.values()]
    assert len(items) - len(verdicts) == 3  # one for each piece of evidence


def exact(annotation: dict[str, object]) -> object:
    target = annotation["target"]
    assert isinstance(target, list)
    return target[0]["selector"][0]["exact"]


def check_csv(table: str) -> None:
    rows = list(csv.DictReader(io.StringIO(table)))
    for number, (words, said, rating, summary) in CLAIMS.items():
        row = next(row for row in rows if row["number"] == number)
        assert (row["passages"], row["statement"]) == (words, said)
        assert (row["rating"], row["summary"]) == (rating, summary)
        assert (row["claimant"], row["approved_by"]) == ("R. Hale", "Ed")
    assert [row["source_urls"] for row in rows] == [REPORT.url, REPORT.url, "", TREATY.url, ""]


def check_file(page: Page, file: Path) -> None:
    """It reads from a disk; whatever it asked of the network would be complained of."""
    page.goto(file.as_uri())
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.locator(".note")).to_have_count(len(CLAIMS))


def check_dossier(ana: FactChecker, article: str) -> None:
    ana.page.goto(article)
    ana.page.locator("summary", has_text="Export").click()
    with ana.page.expect_download() as download:
        ana.page.get_by_role("link", name="Dossier").click()
    dossier = json.loads(Path(download.value.path()).read_text())
    assert [claim["status"] for claim in dossier["claims"]] == ["published"] * len(CLAIMS)
    words = [claim["passages"][0]["exact"] for claim in dossier["claims"]]
    assert words == [words for words, *_rest in CLAIMS.values()]
    assert [gone["reason"] for gone in dossier["dispositions"]] == ["rhetoric"]
