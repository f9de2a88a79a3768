"""Comments and footnotes of a Word document: what each says, and on which words."""

import io
from collections.abc import Mapping
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document

from tests.intake.test_docx import archive
from workbench.articles.remarking import PlacedRemark, placed_remarks
from workbench.articles.sentences import sentences_of
from workbench.articles.text import compose
from workbench.intake import remarks as limits
from workbench.intake.draft import Draft
from workbench.intake.errors import ArticleTooLong, BrokenDocument
from workbench.intake.formats import word_remarks
from workbench.intake.reading import read

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
W15 = 'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def manuscript(*runs: tuple[str, ...]) -> Document:
    """A document with a title; each argument is a paragraph of runs."""
    made = docx.Document()
    made.add_paragraph("The bridge of the town", "Title")
    for texts in runs:
        paragraph = made.add_paragraph()
        for text in texts:
            paragraph.add_run(text)
    return made


def comment(made: Document, paragraph: int, run: int, text: str, until: int | None = None) -> None:
    runs = made.paragraphs[paragraph].runs
    made.add_comment(runs[run : (until or run) + 1], text, author="Ida Berg", initials="IB")


def data_of(made: Document, parts: Mapping[str, str] | None = None) -> bytes:
    file = io.BytesIO()
    made.save(file)
    with ZipFile(file, "a") as more:
        for name, content in (parts or {}).items():
            more.writestr(name, content)
    return file.getvalue()


def placed(draft: Draft) -> list[PlacedRemark]:
    text = compose(draft.blocks)
    found = placed_remarks(draft.remarks, text, sentences_of(text, "en"))
    for each in found:
        if each.span:
            assert text.text[slice(*each.span)] == each.exact
    return list(found)


def test_a_comment_is_on_its_words_over_several_runs() -> None:
    made = manuscript(("It cost  ", "nine ", "million", " in all."))
    comment(made, 1, 1, "Eleven, says the ledger.\nAsk the mayor.", until=2)
    draft = read(data_of(made))
    (found,) = placed(draft)
    assert (found.exact, found.span) == ("nine million", (32, 44))
    remark = found.remark
    assert (remark.proposed, remark.author) == ("Eleven, says the ledger.", "Ida Berg")
    assert remark.text == "Eleven, says the ledger.\nAsk the mayor."
    assert remark.said_at.startswith("20")
    assert "ledger" not in compose(draft.blocks).text


def test_of_two_equal_paragraphs_the_one_that_is_meant_is_found() -> None:
    made = manuscript(("Nobody came.",), ("It rained.",), ("Nobody came.",))
    comment(made, 3, 0, "Some did.")
    (found,) = placed(read(data_of(made)))
    assert found.span is not None
    assert found.span[0] == compose(read(data_of(made)).blocks).text.rindex("Nobody")


def test_a_comment_over_several_paragraphs_has_the_words_of_all() -> None:
    made = manuscript(("Nobody came. It rained.",), ("",), ("It cost nine million.",))
    made.add_comment(
        [made.paragraphs[1].runs[0], made.paragraphs[3].runs[0]], "All of it.", author="I"
    )
    (found,) = placed(read(data_of(made)))
    assert found.exact == "Nobody came. It rained.\n\nIt cost nine million."


def test_a_blank_line_within_a_paragraph_parts_it() -> None:
    made = manuscript(("Nobody came.\n\nIt cost ", "nine million."))
    comment(made, 1, 1, "Eleven.")
    (found,) = placed(read(data_of(made)))
    assert (found.exact, found.span is not None) == ("nine million.", True)


def rewritten(made: Document, changes: Mapping[str, str]) -> bytes:
    """The document with other XML in place of some of its text's."""
    with ZipFile(io.BytesIO(data_of(made))) as opened:
        parts = {name: opened.read(name) for name in opened.namelist()}
    xml = parts["word/document.xml"].decode()
    for old, new in changes.items():
        assert xml.count(old) == 1
        xml = xml.replace(old, new)
    return archive(parts | {"word/document.xml": xml.encode()})


@pytest.mark.parametrize("tag", ["t", "delText"])
def test_a_comment_on_deleted_words_is_on_no_others(tag: str) -> None:
    made = manuscript(("It cost a lot. ", "Nobody came.", " Nobody knew."), ("Nobody came.",))
    comment(made, 1, 1, "Cut this.")
    run = "<w:r><w:t>Nobody came.</w:t></w:r><w:commentRangeEnd"
    gone = f"<w:del><w:r><w:{tag}>Nobody came.</w:{tag}></w:r></w:del><w:commentRangeEnd"
    (found,) = placed(read(rewritten(made, {run: gone})))
    assert (found.span, found.remark.proposed) == (None, "Cut this.")


RUBY = (
    "<w:ruby><w:rt><w:r><w:t>read so</w:t></w:r></w:rt>"
    "<w:rubyBase><w:r><w:t>HERE</w:t></w:r></w:rubyBase></w:ruby>"
)


@pytest.mark.parametrize("inside", ['<w:br w:type="page"/>', '<w:br w:type="column"/>', RUBY])
def test_what_the_reader_of_the_text_passes_over_displaces_no_comment(inside: str) -> None:
    made = manuscript(("It cost HERE", "nine million", " in all."))
    comment(made, 1, 1, "Eleven.")
    (found,) = placed(read(rewritten(made, {"HERE</w:t>": f"</w:t>{inside}"})))
    assert (found.exact, found.span is not None) == ("nine million", True)


def test_words_that_were_moved_there_are_read_where_they_are_now() -> None:
    made = manuscript(("It cost ", "nine million", " in all."))
    comment(made, 1, 1, "Eleven.")
    run = "<w:r><w:t>nine million</w:t></w:r>"
    (found,) = placed(read(rewritten(made, {run: f"<w:moveTo>{run}</w:moveTo>"})))
    assert (found.exact, found.span is not None) == ("nine million", True)


BOX = (
    '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>'
    "<w:p><w:r><w:t>Nobody came.</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict>"
    "</w:r>"
)


def test_a_paragraph_whose_end_was_deleted_is_not_taken_for_a_text_box_with_its_words() -> None:
    made = manuscript(("Nobody came.",), (" It rained.",), ("The end.",))
    comment(made, 1, 0, "Some did.")
    start = "<w:p><w:commentRangeStart"
    deleted = start.replace("<w:p>", "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>")
    end = "<w:r><w:t>The end."
    draft = read(rewritten(made, {start: deleted, end: BOX + end}))
    text = compose(draft.blocks).text
    assert text.endswith("Nobody came. It rained.\n\nThe end.\n\nNobody came.")
    (found,) = placed(draft)
    assert found.span == (text.index("Nobody came. It"), text.index(" It rained"))


def test_a_comment_on_half_a_book_is_on_no_claim() -> None:
    made = manuscript(*[("It rained.",)] * 60)
    runs = [made.paragraphs[1].runs[0], made.paragraphs[60].runs[0]]
    made.add_comment(runs, "Too long.", author="I")
    (found,) = placed(read(data_of(made)))
    assert (found.span, found.remark.proposed) == (None, "Too long.")


FOOTNOTES = (
    f'<w:footnotes {W} {R}><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
    '<w:footnote w:id="2"><w:p><w:r><w:t>City of X, The Ledger (2019), available at '
    "https://city.example/ledger.pdf, p. 7.</w:t></w:r></w:p></w:footnote>"
    '<w:footnote w:id="3"><w:p><w:hyperlink r:id="a"><w:r><w:t>The letter</w:t></w:r></w:hyperlink>'
    "</w:p></w:footnote></w:footnotes>"
)
FOOTNOTE_LINKS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="a" Type="{RELATION}/hyperlink" Target="https://mayor.example/letter"'
    ' TargetMode="External"/></Relationships>'
)


def with_footnotes(made: Document) -> bytes:
    data = data_of(made)
    with ZipFile(io.BytesIO(data)) as opened:
        parts = {name: opened.read(name) for name in opened.namelist()}
    for number in (2, 3):
        mark = f"[{number}]".encode()
        reference = f'</w:t></w:r><w:r><w:footnoteReference w:id="{number}"/></w:r><w:r><w:t>'
        parts["word/document.xml"] = parts["word/document.xml"].replace(mark, reference.encode())
    relation = f'<Relationship Id="fn" Type="{RELATION}/footnotes" Target="footnotes.xml"/></R'
    rels = "word/_rels/document.xml.rels"
    parts[rels] = parts[rels].replace(b"</R", relation.encode())
    parts["word/footnotes.xml"] = FOOTNOTES.encode()
    parts["word/_rels/footnotes.xml.rels"] = FOOTNOTE_LINKS.encode()
    return archive(parts)


def test_a_footnote_is_on_the_sentence_it_stands_behind_and_names_its_source() -> None:
    made = manuscript(("It cost nine million.[2] Nobody came[3], they say. It rained.",))
    draft = read(with_footnotes(made))
    first, second = placed(draft)
    assert (first.exact, second.exact) == ("It cost nine million.", "Nobody came, they say.")
    assert (first.remark.kind, first.remark.url) == ("footnote", "https://city.example/ledger.pdf")
    assert first.remark.proposed == "City of X, The Ledger (2019), p. 7"
    assert first.remark.text.startswith("City of X, The Ledger (2019), available at https://")
    assert (second.remark.proposed, second.remark.url) == (
        "The letter", "https://mayor.example/letter",
    )  # fmt: skip
    text = compose(draft.blocks).text
    assert text.endswith("It cost nine million. Nobody came, they say. It rained.")


def test_an_answer_goes_with_its_comment() -> None:
    made = manuscript(("It cost nine million.",))
    comment(made, 1, 0, "Eleven.")
    comments = (
        f'<w:comments {W} {W14}><w:comment w:id="0" w:author="Ida"><w:p w14:paraId="A"><w:r>'
        '<w:t>Eleven.</w:t></w:r></w:p></w:comment><w:comment w:id="1" w:author="Rosa">'
        '<w:p w14:paraId="B"><w:r><w:t>No, ten.</w:t></w:r></w:p></w:comment>'
        '<w:comment w:id="2" w:author="Ida"><w:p w14:paraId="C"><w:r><w:t>Right.</w:t></w:r></w:p>'
        "</w:comment></w:comments>"
    )
    extended = (
        f'<w15:commentsEx {W15}><w15:commentEx w15:paraId="A"/>'
        '<w15:commentEx w15:paraId="B" w15:paraIdParent="A"/>'
        '<w15:commentEx w15:paraId="C" w15:paraIdParent="B"/></w15:commentsEx>'
    )
    with ZipFile(io.BytesIO(data_of(made))) as opened:
        parts = {name: opened.read(name) for name in opened.namelist()}
    parts |= {
        "word/comments.xml": comments.encode(),
        "word/commentsExtended.xml": extended.encode(),
    }
    (found,) = read(archive(parts)).remarks
    assert (found.text, found.proposed) == ("Eleven.\nRosa: No, ten.\nIda: Right.", "Eleven.")


def test_long_remarks_are_cut_and_too_many_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    made = manuscript(("It cost nine million.",))
    comment(made, 1, 0, "x" * 20_000)
    (found,) = read(data_of(made)).remarks
    assert len(found.text) == limits.LONGEST_REMARK
    assert len(found.proposed) == limits.LONGEST_PROPOSED
    monkeypatch.setattr(word_remarks, "MOST_REMARKS", 0)
    with pytest.raises(ArticleTooLong, match="comments and footnotes"):
        read(data_of(made))


def test_broken_comments_are_told_of() -> None:
    with pytest.raises(BrokenDocument):
        read(data_of(manuscript(("It rained.",)), {"word/comments.xml": "<w:comments"}))
