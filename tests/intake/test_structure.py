"""The rules, one by one, each with what it must not be taken in by."""

import pytest

from workbench.intake.extract import Piece
from workbench.intake.reading import read
from workbench.intake.rules import BlockKind
from workbench.intake.structure.captions import is_caption, is_cut_off
from workbench.intake.structure.credits import Credit, read_credit
from workbench.intake.structure.dates import parse_date
from workbench.intake.structure.notices import is_closing_notice, is_notice
from workbench.intake.structure.outlets import split_title
from workbench.intake.structure.prose import are_same_words

JANE = ("Jane Doe",)


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("By Jane Doe", Credit(JANE)),
        ("By Jane Doe and John Roe", Credit(("Jane Doe", "John Roe"))),
        ("By Jane Doe, John Roe and Kim Poe", Credit(("Jane Doe", "John Roe", "Kim Poe"))),
        ("By JANE DOE, Associated Press", Credit(JANE, "Associated Press")),
        ("By Dr. Ludwig van der Berg, PhD", Credit(("Ludwig van der Berg",))),
        ("By Seán O’Brien and J. K. Mbeki", Credit(("Seán O’Brien", "J. K. Mbeki"))),
        ("by Jane Doe for The Riverside Herald", Credit(JANE, "The Riverside Herald")),
        ("By Jane Doe in Berlin", Credit(JANE)),
        ("By Jane Doe, Senior Political Correspondent", Credit(JANE)),
        ("By Jane Doe (Reuters)", Credit(JANE, "Reuters")),
        ("By Reuters", Credit(outlet="Reuters")),
        ("By Jane Doe Valley Monitor, April 2, 2017", Credit(JANE, "Valley Monitor", "2017-04-02")),
        ("JANE DOE | 12 March 2021", Credit(JANE, published="2021-03-12")),
        ("Jane Doe, The Guardian, 3 March 2020", Credit(JANE, "The Guardian", "2020-03-03")),
        ("Jane Doe · Aug 4, 2021 · 6 min read", Credit(JANE, published="2021-08-04")),
        ("Posted on 3 Jan 2018 by Jane Doe", Credit(JANE, published="2018-01-03")),
        ("Published: March 3, 2020", Credit(published="2020-03-03")),
        ("Tue 3 Mar 2020 14.05 GMT", Credit(published="2020-03-03")),
        ("Last updated on 5 March 2020", Credit(published="2020-03-05", late=True)),
        ("Updated May 2, 2020 | Published May 1, 2020", Credit(published="2020-05-01")),
        ("Von Jane Doe, Uferzeitung, 3. März 2020", Credit(JANE, "Uferzeitung", "2020-03-03")),
        ("Par Jane Doe, Le Monde", Credit(JANE, "Le Monde")),
        (
            "By Jane Doe - May 3, 2021 - The Valley Post",
            Credit(JANE, "The Valley Post", "2021-05-03"),
        ),
        ("17:42, 03-Jun-2019", Credit(published="2019-06-03")),
        ("Jane Doe, columnist", Credit(JANE)),
        ("Источник: Вечерние новости", Credit(outlet="Вечерние новости")),
        ("March 14, 2022 6:45 AM ET", Credit(published="2022-03-14")),
        ("Автор: Анна Петрова", Credit(("Анна Петрова",))),
        (
            "Анна Петрова, «Северная газета», 17 мая 2021 г., 10:15 МСК",
            Credit(("Анна Петрова",), "Северная газета", "2021-05-17"),
        ),
    ],
)
def test_a_credit_is_read(line: str, credit: Credit) -> None:
    assert read_credit(Piece(line), line) == credit


@pytest.mark.parametrize(
    "line",
    [
        "By Monday evening the river had risen.",
        "By the time he left, nothing remained",
        "By Friday",
        "By George, he has got it",
        "The bridge opened on 3 May 2018.",
        "In May 2019 everything changed",
        "Von da an ging alles schief.",
        "Berlin, Paris, London",
        "What happens next",
        "New York",
        "Source: the ministry",
        "Jane Doe, champion of the poor",
    ],
)
def test_a_sentence_or_a_heading_is_no_credit(line: str) -> None:
    assert read_credit(Piece(line), line) is None


def test_a_name_ends_where_the_article_says_so() -> None:
    line = "By Ana María Ruiz Norte Libre, May 15, 2019"
    credit = read_credit(Piece(line), f"{line}\nAna María Ruiz is a poet.\nAna María Ruiz")
    assert credit == Credit(("Ana María Ruiz",), "Norte Libre", "2019-05-15")


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("May 15, 2019", "2019-05-15"),
        ("15th of May, 2019", "2019-05-15"),
        ("Sept. 3, 2018", "2018-09-03"),
        ("2019-05-15T10:00:00Z", "2019-05-15"),
        ("3. März 2020", "2020-03-03"),
        ("1er août 2021", "2021-08-01"),
        ("15 de mayo de 2019", "2019-05-15"),
        ("2019年5月15日", "2019-05-15"),
        ("15.05.2019", "2019-05-15"),
        ("05/15/2019", "2019-05-15"),
        ("15 мая 2019 г.", "2019-05-15"),
        ("15 maja 2019", "2019-05-15"),
        ("May 2019", "2019-05"),
        ("2019-05", "2019-05"),
        ("2019", "2019"),
        ("31 February 2020", ""),
        ("2019-13", ""),
        ("soon", ""),
    ],
)
def test_a_date_is_as_exact_as_it_was_written(text: str, iso: str) -> None:
    assert parse_date(text) == iso


def test_of_a_date_that_can_be_read_in_two_ways_only_the_year_is_sure() -> None:
    assert parse_date("03/04/2020") == "2020"


@pytest.mark.parametrize(
    "text",
    [
        "The mill at dawn. Photo: Jane Doe",
        "The mill at dawn (Photo: Jane Doe/AFP)",
        "The mill at dawn. (AP Photo/Jane Doe)",
        "The mill at dawn. /VCG Photo",
        "The mill at dawn. REUTERS/Jane Doe",
        "The mill at dawn. Jane Doe/AFP via Getty Images",
        "The mill at dawn. © Jane Doe",
        "Jane Doe/Reuters",
        "FILE - In this May 3, 2018 file photo, a man walks.",
        "In this photo taken on Monday, a man walks.",
        "Mayor Ruiz (L) greets Tom Bell (R) in Lorne.",
        "Mayor Ruiz, left, greets Tom Bell in Lorne.",
        "Mayor Ruiz (R) opens the bridge in Lorne.",
        "Ana Ruiz speaks to Tom Bell during talks in Lorne, Norland, May 14, 2019.",
        "Eine Mühle im Winter. Bild: Anna Schmidt/dpa",
        "Мельница зимой. Фото: Анна Петрова / ТАСС",
        "The mill at dawn on Monday. (Jane Doe/Valley Post)",
        "Le moulin à l'aube. Crédit photo : Jean Dupont",
        "Figure 1: Price of bread, 1990-2020",
        "An aerial view of the flooded town",
    ],
)
def test_a_caption_is_known(text: str) -> None:
    assert is_caption(text)


@pytest.mark.parametrize(
    "text",
    [
        "The minister, pictured, declined.",
        "Senator Smith (R) voted against the bill on May 3, 2018.",
        "Senator Smith (R) says that Senator Cole (D) is wrong.",
        "The talks began in Lorne, Norland, on May 14, 2019.",
        "The photo was a fake (the picture had been taken in 2004).",
        "The mill burned down (see photo).",
        "The bill, left, right and centre, was mocked.",
        "He writes for the BBC/Reuters.",
        "She posts her pictures on Flickr.",
        "The company said so in a statement to Reuters.",
        "Above all: patience.",
    ],
)
def test_a_sentence_about_pictures_is_no_caption(text: str) -> None:
    assert not is_caption(text)


def test_a_text_that_was_cut_off_is_longer_than_a_heading() -> None:
    assert is_cut_off("Fishermen mend their nets on the quay as the first ship of the season nears")
    assert is_cut_off("Fishermen mend their nets on the")
    assert not is_cut_off("What the ministry knew before the dam broke")


@pytest.mark.parametrize(
    "text",
    [
        "Read more: The mill",
        "Related: The mill",
        "Share this article",
        "Sign up for our daily newsletter here.",
        "Follow us on Twitter",
        "Copyright © 2019. All rights reserved.",
        "This article was originally published by The Herald.",
        "The views expressed in this article are the author's own.",
        "Editor's note: this article was amended on 3 May.",
        "Advertisement",
        "Tags: bread, mill",
        "Facebook Twitter Flipboard Email",
        "Print",
        "Toggle caption",
        "Lesedauer: 4 Min.",
        "Temps de lecture : 3 min",
        "Follow The Valley Post Opinion section on Facebook and Instagram.",
        "A version of this article appears in print on May 3, Section A.",
        "Поделиться",
        "Читайте также: Почему дорожает сахар",
        "Все права защищены. © «Северная газета», 2021",
    ],
)
def test_a_notice_is_known_wherever_it_stands(text: str) -> None:
    assert is_notice(text)


@pytest.mark.parametrize(
    "text",
    [
        "Copyright law has not kept up.",
        "Share prices fell.",
        "Share it, he said.",
        "Related questions were put to the council.",
        "This article of the constitution was amended in 1996.",
        "The opinions expressed by the judges differ.",
        "Sign up for a gym in January and you will leave it in March.",
        "Follow the money.",
        "Watch: the water rises.",
        "Comments by the minister were not welcome.",
        "Email is dead, and we killed it.",
        "Reading time is falling in schools.",
        "Share prices in print and mail fell.",
        "Members unsubscribe and leave.",
        "Comments (14 of them) were struck out.",
        "Реклама хлеба запрещена с мая.",
    ],
)
def test_a_sentence_with_the_words_of_a_notice_is_none(text: str) -> None:
    assert not is_notice(text)


def test_some_notices_are_known_only_below_an_article() -> None:
    assert is_closing_notice("Support our journalism. Donate now.")
    assert not is_notice("Support our journalism. Donate now.")


@pytest.mark.parametrize(
    ("title", "headline", "outlet"),
    [
        ("Why bread is dear | BBC News", "Why bread is dear", "BBC News"),
        ("Why bread is dear - The Riverside Herald", "Why bread is dear", "The Riverside Herald"),
        ("Opinion | Why bread is dear", "Why bread is dear", ""),
        ("The row over bread – and who pays", "The row over bread – and who pays", ""),
        ("Bread - a history", "Bread - a history", ""),
    ],
)
def test_the_outlet_is_cut_off_a_title(title: str, headline: str, outlet: str) -> None:
    assert split_title(title, title) == (headline, outlet)


PROSE = "The mill has stood still since March, and nobody in the valley knows why it has. "


def body_of(text: str) -> list[str]:
    return [block.text for block in read(text.encode()).blocks if block.body]


def test_a_break_between_sections_is_no_end() -> None:
    text = "\n\n".join([PROSE * 3, "* * *", PROSE * 2 + "One.", "* * *", PROSE * 2 + "Two."])
    assert len(body_of(text)) == 3


def test_a_single_star_between_sections_is_no_end() -> None:
    text = "\n\n".join([PROSE * 3, "*", PROSE * 3 + "One.", PROSE * 3 + "Two."])
    assert len(body_of(text)) == 3


def test_a_paragraph_that_stands_there_twice_counts_once() -> None:
    text = "\n\n".join([PROSE + "One.", PROSE + "Two.", PROSE + "One.", PROSE + "Three."])
    assert len(body_of(text)) == 3


def test_an_article_is_never_all_page() -> None:
    assert body_of("Share this article\n\n* * *\n\nAll rights reserved") != []


def test_text_without_punctuation_is_not_taken_for_captions() -> None:
    verse = "the mill stands still and nobody in the valley knows the reason why it stands"
    text = "\n\n".join(f"{verse} {number}" for number in range(6))
    kinds = {block.kind for block in read(text.encode()).blocks}
    assert BlockKind.CAPTION not in kinds


def test_the_first_sentence_is_the_title_where_there_is_none() -> None:
    assert read(f"{PROSE * 3}\n\n{PROSE}".encode()).title == PROSE.strip()


def test_a_star_that_stood_before_parts_sections_near_the_end_too() -> None:
    notices = ["Jane Doe is a writer. " + PROSE * 2, "Share this article", "All rights reserved"]
    text = "\n\n".join([PROSE * 3, "*", PROSE * 3 + "One.", "*", "The last word.", *notices])
    assert body_of(text)[-1] == "The last word."


def test_links_below_an_article_are_no_part_of_it() -> None:
    links = ["More from Local News", "Ferry service returns", "Who pays for the mill?", "1. Storm"]
    assert body_of("\n\n".join([PROSE * 2, PROSE * 3, *links])) == [
        PROSE.strip() + " " + PROSE.strip(),
        (PROSE * 3).strip(),
    ]


def test_a_title_for_links_in_mid_article_is_no_end() -> None:
    text = "\n\n".join(
        [PROSE * 2, "Related", "The mill in pictures", PROSE * 3, "The valley waits"]
    )
    assert body_of(text)[-1] == "The valley waits"


def test_what_readers_wrote_is_no_part_of_an_article() -> None:
    text = "\n\n".join([PROSE * 2, PROSE * 3, "2 Comments", "Joe says:", PROSE + PROSE, "Reply"])
    assert len(body_of(text)) == 2


def test_a_button_for_comments_is_no_end() -> None:
    text = "\n\n".join([PROSE * 2, "12 Comments", PROSE * 3, PROSE + "One.", PROSE + "Two."])
    assert len(body_of(text)) == 4


def test_notes_below_a_rule_are_no_part_of_an_article() -> None:
    notes = ["***", "1. Census Bureau, 2012.", "2. Testimony, March 2011.", "Jane Doe is a writer."]
    assert len(body_of("\n\n".join([PROSE * 2, PROSE * 3, *notes]))) == 2


def test_a_numbered_text_below_a_rule_is_the_article() -> None:
    points = [f"{number}. {PROSE * 2}" for number in range(1, 5)]
    assert len(body_of("\n\n".join([PROSE * 3, "***", *points]))) == 5


def test_one_heading_of_markdown_is_a_heading_in_plain_text() -> None:
    draft = read("\n\n".join(["The mill", PROSE * 2, "## Who owns it", PROSE * 3]).encode())
    assert [(b.kind, b.text) for b in draft.blocks if b.kind is BlockKind.HEADING] == [
        (BlockKind.HEADING, "Who owns it")
    ]


@pytest.mark.parametrize(
    "line", ["Dr. Doe is a writer in Lorne.", "Jane Doe is a writer in Lorne."]
)
def test_who_the_author_is_may_stand_below_the_by_line(line: str) -> None:
    head = ["Why the mill stands still", "By Jane Doe", line]
    assert len(body_of("\n\n".join([*head, PROSE * 2, PROSE * 3]))) == 3


def test_the_firm_behind_an_outlet_is_no_part_of_its_name() -> None:
    text = "\n\n".join(
        ["The mill", PROSE * 2, PROSE * 3, "© Uferzeitung GmbH, Alle Rechte vorbehalten"]
    )
    assert read(text.encode()).outlet == "Uferzeitung"


@pytest.mark.parametrize("line", ["Home | News | Opinion | Sports", "Accueil > Société"])
def test_the_way_to_an_article_is_not_its_headline(line: str) -> None:
    text = "\n\n".join([line, "Why the mill stands still", "By Jane Doe", PROSE * 2, PROSE * 3])
    assert read(text.encode()).title == "Why the mill stands still"


def article_with(*head: str) -> str:
    return "\n\n".join([*head, PROSE * 2 + "One.", PROSE * 3 + "Two."])


def test_an_unknown_outlet_is_known_by_its_place_and_by_standing_there_again() -> None:
    head = ("The mill", "By Jane Doe", "Northern Almanac, May 3, 2021")
    assert read(article_with(*head).encode()).outlet == ""
    again = article_with(*head) + "\n\nJoin the readers of Northern Almanac today."
    assert read(again.encode()).outlet == ""
    again = article_with(*head) + "\n\nNorthern Almanac has a newsletter."
    assert read(again.encode()).outlet == "Northern Almanac"


def test_a_place_before_a_date_is_no_outlet() -> None:
    head = ("The mill", "By Jane Doe", "Buenos Aires, May 3, 2021")
    text = article_with(*head) + "\n\nBuenos Aires waits. Rain fell in Buenos Aires."
    assert read(text.encode()).outlet == ""


def test_a_word_above_headline_and_second_line_is_no_headline() -> None:
    second = "A register has led one owner in ten to sell the mill and to leave the coast"
    head = ("Rents", "Owners leave the coast at last", second, "May 3, 2021")
    assert read(article_with(*head).encode()).title == "Owners leave the coast at last"


def test_a_word_above_its_second_line_is_a_headline() -> None:
    assert (
        read(article_with("Bread", "How it became so dear", "May 3, 2021").encode()).title
        == "Bread"
    )


def test_a_link_above_read_more_is_no_part_of_an_article() -> None:
    text = article_with("The mill") + "\n\nThe mill in pictures\n\nRead more\n\n" + PROSE
    assert "The mill in pictures" not in body_of(text)


def test_a_credit_below_makes_a_caption_of_the_line_above() -> None:
    text = article_with("The mill") + "\n\nA farmer near Lorne\n\n© Ed Bell\n\n" + PROSE
    assert [b.text for b in read(text.encode()).blocks if b.kind is BlockKind.CAPTION] == [
        "A farmer near Lorne"
    ]


def test_a_quotation_above_a_credit_is_no_caption() -> None:
    quote = "“I have never seen such a winter.” – Meg Tully"
    text = article_with("The mill") + f"\n\n{quote}\n\nPhoto: Ed Bell\n\n" + PROSE
    assert quote in body_of(text)


def test_counts_beside_a_by_line_belong_to_the_page() -> None:
    assert len(body_of(article_with("Why the mill stands still", "By Jane Doe", "41", "1.2k"))) == 3


def test_a_number_above_a_section_stays() -> None:
    assert "1" in body_of(article_with("Why the mill stands still", "By Jane Doe", PROSE, "1"))


@pytest.mark.parametrize("between", ["<br><br>", "<br/>\n<br/>\n", "</p><p>", "<br><hr><br>"])
def test_what_parts_paragraphs_in_a_page_parts_them_in_text(between: str) -> None:
    text = f"<b>The mill</b>{between}{PROSE * 2}{between}{PROSE * 3}"
    assert [len(block) // 70 for block in body_of(text)] == [0, 2, 3]


LONG_TITLE = "What the harbour council meant when it spoke of the bridge"


@pytest.mark.parametrize(
    ("text", "same"),
    [
        (f"“{LONG_TITLE.upper()}” . . .", True),
        (LONG_TITLE[:40], False),
        (f"{LONG_TITLE}s", False),
        ("", False),
    ],
)
def test_a_title_is_known_again_by_all_of_its_words(text: str, *, same: bool) -> None:
    assert are_same_words(text, LONG_TITLE) is same
