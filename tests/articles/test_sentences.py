"""Sentences: every word belongs to exactly one, and they end where a reader would end them."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.articles.sentences import sentences_of, split
from workbench.articles.text import compose
from workbench.intake.draft import DraftBlock
from workbench.intake.rules import BlockKind

# Words, marks and spaces in any order: what looks like text and what attacks it.
PIECES = st.sampled_from(
    [
        *["word", "Word", "U.S", "Mr", "No", "e.g", "I", "5", "1", "2", "a", "3.5", "שלום", "你好"],
        *[".", "!", "?", "...", "…", "。", "؟", "।", ",", ";", ":", "—", "[1]", "•", "Image: "],
        *['"', "'", "“", "”", "«", "»", "(", ")", "🚀", "e\u0301", "\u200b"],
        *[" ", " ", " ", "\n", "\t", "Tuesday, May 7, 2019"],
    ]
)
TEXTS = st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=80)
LANGUAGES = st.sampled_from(["en", "de", "fr", "es", "it", "pt", "nl", "ru", "zh", "cs", "xx", ""])

# Each case is one block; a bar stands where a sentence ends and the next begins.
ENGLISH = [
    "The talks ended on Tuesday.| Nobody signed anything.",
    "Did they meet?| They did!| That surprised us.",
    "Mr. Lavrov met Dr. A. B. Smith Jr. at the ministry.| They talked.",
    "The U.S. Senate met at 5 p.m. on Jan. 6, 2021.| It voted at 9 p.m.| The rest went home.",
    "She moved to the U.S.| He stayed in St. Petersburg.",
    "They wrote about Doe vs. The State last year.| It is old.",
    "Rep. Ann Jones (D-Calif.) asked Gov. Lee, e.g. about No. 5, p. 12 and Fig. 3.| He nodded.",
    "Acme Inc. bought Beta Corp. for $3.5 million.| The firm grew by 1.5 percent.",
    "He was with Acme Inc.| The firm grew.",
    "He fell ill.| Doctors came.| It was on TV.| Viewers saw him.",
    "I read it at example.com.| Then I wrote to a.b@example.org.| No one answered.",
    "“We won.”| “Did you?” asked Ann.| “Yes.” (p. 5).",
    '"Why now?" Ann Lee asked.| "Because I can."| He left.',
    '"We won.| Nobody else did," he said.',
    '"Never!" Ann Lee exclaimed.| She left.',
    "“Why?” White House Press Secretary Ann Lee asked.",
    "Well... maybe.| I thought ... I hoped it would end…| It did not.",
    "It is over.| . . . Or is it?",
    "One thing; then another: that was all.| Enough.",
    "It ended in 2019.| 12 people came (see below).| (Nobody counted.)| All left.",
    "He was born in 1950. [3] [4]| She was not. [citation needed]| They met.",
    "1. The first point.| 2. The second point.| 3. The third.",
    "1) Bread| 2) Wine| 3) Cheese",
    "• Bread| • Wine",
    "The band Wham! split.| In the film Viva Maria! (1965) it did not.",
    "The harbour at night| Image: A. Person.",
    "Harbour closes after storm| Tuesday, May 7, 2019",
    "The harbour closes on Tuesday, May 7, 2019",
    "Tuesday, May 7, 2019| The harbour closed.",
    "March 3, 2021| The harbour closed.",
    "ODESSA, Ukraine (AP) — |The harbour closed.| Nobody knew.",
    "Leeds, England, March 3 (Reuters) -- |“We closed it,” she said.",
    "Leeds, England |On Monday the harbour closed.",
    "NEW DELHI — |U.S. ships left.",
    "London — Europe's largest city — voted.",
    "FOIA - A new tool.",
    "Orlando, Florida — Missions",
    "Open the harbour| They wait for it",
    "She sang “Here” [17] [18]| It’s loved.",
    "The song We Are Here and the words We the people made her say that He is risen.",
    "Harbour Closes After Storm",
    "It works. 🎉",
    "Roses are red|\nViolets are blue,\nsugar is sweet",
    "Iceland|\nNorway|\nDenmark",
    "He uses it daily.| iPhones are dear.",
    "They moved the site.| example.org is new, i.e. rewritten.",
    "They left at 9 p.m.| Police came at 4 a.m. Tuesday.| Ships sailed at 5 p.m. Moscow time.",
    "At 9 p.m. Ann Lee left.| The 5 p.m. News began at 6 p.m. ET.",
    "Stop.",
    "...",
]
OTHERS = [
    (
        "de",
        "Am 3. Oktober kam Dr. Maier, z. B. mit dem Zug.| „Gut.“| Er blieb bis 1990.| Dann nicht.",
    ),
    ("de", "Es kamen ca. 5 Gäste usw.| Der Rest blieb fern."),
    ("fr", "M. Dupont a dit : « Oui. »| Il est parti !| Pourquoi ?| L’art. 5 le dit."),
    ("de", "Leipzig (dpa) - |Die Fa. Maier wächst."),
    ("fr", "J.-P. Dupont écrit.| M. Ch.-L. Martin lit."),
    ("es", "EE. UU. calla.| La Dra. Gil vive en la Av. Reforma."),
    ("ru", "МОСКВА — |Он уехал."),
    ("ru", "МОСКВА, 5 мая — ТАСС.| Он уехал."),
    ("es", "El Sr. García llegó.| ¿Qué pasó?| ¡Nada!| La pág. 5 lo dice."),
    ("ru", "В 2019 г. А. С. Иванов уехал в г. Москва.| Он вернулся.| См. рис. 5."),
    ("ar", "هل هذا صحيح؟| نعم، هذا صحيح.| قال د. أحمد ذلك."),
    ("ur", "یہ ایک جملہ ہے۔| یہ دوسرا ہے۔"),
    ("hi", "यह पहला वाक्य है।| क्या यह सही है?| हाँ।"),
    ("zh", "他说：“你好。”|然后走了。|真的吗？！|价格是3.5元。"),
    ("ja", "「そうです。」と彼は言った。|本当ですか？|はい。"),
    ("cs", "Přijel 15. března.| Odjel v roce 1990.| Potom nic."),
]
HOSTILE = {
    "enumerators": "1. 2. " * 2000,
    "one word": "word " * 1_000_000,
    "no spaces": "a" * 1_000_000,
    "points": "." * 1_000_000,
    "marks and quotes": '?"' * 200_000,
    "spaced points": ". " * 50_000,
    "open brackets": "x! (" * 50_000,
    "open notes": ". [a" * 50_000,
    "line ends": "\n " * 200_000,
    "ideographs": "你。" * 50_000,
    "credits": "a Image: " * 20_000,
    "pronouns": "a They b " * 50_000,
    "notes before pronouns": "a" + " [1]" * 250_000 + " They go",
    "places": "Aa, " * 250_000 + "Aa. — ",
    "capitals": "A" * 1_000_000 + " —",
    "clock times": "5 p.m. " * 100_000,
}


def parts(text: str, language: str = "en") -> list[str]:
    return [text[span.start : span.end] for span in split(text, language)]


def expected(marked: str) -> tuple[str, list[str]]:
    return marked.replace("|", ""), [part.strip() for part in marked.split("|")]


@pytest.mark.parametrize("marked", ENGLISH)
def test_english_sentences_end_where_a_reader_ends_them(marked: str) -> None:
    text, sentences = expected(marked)
    assert parts(text) == sentences


@pytest.mark.parametrize(("language", "marked"), OTHERS)
def test_other_languages_follow_their_own_habits(language: str, marked: str) -> None:
    text, sentences = expected(marked)
    assert parts(text, language) == sentences


@pytest.mark.parametrize("tag", ["de-AT", "de_CH", "DE"])
def test_a_region_does_not_change_the_language(tag: str) -> None:
    assert parts("Am 3. Oktober kam er.", tag) == ["Am 3. Oktober kam er."]


@given(TEXTS, LANGUAGES)
def test_every_character_but_white_space_is_in_exactly_one_sentence(
    text: str, language: str
) -> None:
    spans = split(text, language)
    covered = [index for span in spans for index in range(span.start, span.end)]
    assert covered == sorted(set(covered))
    outside = set(range(len(text))) - set(covered)
    assert all(text[index].isspace() for index in outside)


@given(TEXTS, LANGUAGES)
def test_a_sentence_is_never_empty_and_has_no_space_at_its_edges(text: str, language: str) -> None:
    for part in parts(text, language):
        assert part
        assert part == part.strip()


@given(st.lists(TEXTS, max_size=5))
def test_no_sentence_crosses_a_block(texts: list[str]) -> None:
    version = compose([DraftBlock(BlockKind.PARAGRAPH, text) for text in texts])
    sentences = sentences_of(version)
    assert {sentence.block for sentence in sentences} == set(range(len(version.blocks)))
    for sentence in sentences:
        block = version.blocks[sentence.block]
        assert block.start <= sentence.start < sentence.end <= block.end


def test_a_version_is_split_block_by_block() -> None:
    version = compose(
        [
            DraftBlock(BlockKind.HEADLINE, "Talks end"),
            DraftBlock(BlockKind.PARAGRAPH, "Nobody signed. 👩\u200d🚀 All left."),
        ]
    )
    assert [
        (version.text[sentence.start : sentence.end], sentence.block)
        for sentence in sentences_of(version)
    ] == [("Talks end", 0), ("Nobody signed.", 1), ("👩\u200d🚀 All left.", 1)]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_split_without_hanging(name: str) -> None:
    # Seconds of the processor, far above what it takes: what grows with the square takes hours.
    started = time.process_time()
    split(HOSTILE[name])
    assert time.process_time() - started < 20
