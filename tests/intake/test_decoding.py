import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.intake.errors import GarbledText, NotText, UnknownEncoding
from workbench.intake.formats.decoding import decode

GERMAN = "Die Mühle steht still, „weil niemand sie braucht“ – so heißt es in der Straße. "
RUSSIAN = "Мельница стоит с марта, и никто не знает почему. Хлеб с тех пор подорожал вдвое. "


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_german_is_read_in_every_encoding_it_comes_in(encoding: str) -> None:
    assert decode(GERMAN.encode(encoding)) == GERMAN


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251", "utf-16"])
def test_russian_is_read_in_every_encoding_it_comes_in(encoding: str) -> None:
    assert decode((RUSSIAN * 5).encode(encoding)) == RUSSIAN * 5


def test_the_encoding_that_the_sender_names_is_believed() -> None:
    assert decode(RUSSIAN[:20].encode("koi8-r"), charset="koi8-r") == RUSSIAN[:20]


def test_what_is_utf_8_is_read_as_such_whatever_the_sender_says() -> None:
    assert decode(GERMAN.encode(), charset="iso-8859-5") == GERMAN


def test_an_unknown_name_of_an_encoding_does_no_harm() -> None:
    assert decode(GERMAN.encode("cp1252"), charset="no-such\0thing") == GERMAN


def test_windows_characters_pasted_into_utf_8_are_read() -> None:
    mixed = GERMAN.encode() + "“quoted”".encode("cp1252")
    assert decode(mixed) == GERMAN + "“quoted”"


def test_half_a_character_of_utf_16_is_refused() -> None:
    with pytest.raises(UnknownEncoding, match="UTF-8"):
        decode(GERMAN.encode("utf-16")[:-1])


def test_control_characters_are_no_text() -> None:
    with pytest.raises(NotText):
        decode(bytes(range(32)) * 20)


# Several encodings at once

SENTENCES = (
    "The mayor said it’s a “café” — naïve, at €5.",
    "Señor Müller agreed; it was façade and déjà vu in São Paulo.",
    "Nobody asked why the quay had cost 41 million.",
    "“Ça suffit,” said Zoë – and left…",
)


@given(st.lists(st.tuples(st.sampled_from(SENTENCES), st.booleans()), min_size=1, max_size=12))
def test_each_line_is_read_as_what_it_is(lines: list[tuple[str, bool]]) -> None:
    data = b"\n".join(words.encode("cp1252" if old else "utf-8") for words, old in lines)
    assert decode(data) == "\n".join(words for words, _old in lines)


@pytest.mark.parametrize("cut", range(0, 60, 7))
def test_a_line_whose_encoding_changes_midway_is_read(cut: int) -> None:
    words = " ".join(SENTENCES[:2])
    assert decode(words[:cut].encode() + words[cut:].encode("cp1252")) == words


@pytest.mark.parametrize("wrong", ["cp1252", "latin-1"])
def test_utf_8_that_was_once_taken_for_another_encoding_is_put_right(wrong: str) -> None:
    words = "Señor Müller agreed: a café, naïve, in São Paulo. It was façade and so on. "
    assert decode(words.encode().decode(wrong).encode()) == words


def test_marked_letters_that_are_meant_stay() -> None:
    words = "They wrote “Ã” and “â” on the wall in Córdoba, and CAFÉ “X” above it."
    assert decode(words.encode()) == words


def test_text_that_lost_its_characters_before_is_refused_with_one_of_them() -> None:
    with pytest.raises(GarbledText, match="“\ufffd”"):
        decode(("Se\ufffdor M\ufffdller agreed. " * 10).encode())


@pytest.mark.parametrize("encoding", ["shift_jis", "euc_jp", "gb18030", "iso2022_jp"])
def test_japanese_is_read_in_the_encodings_it_comes_in(encoding: str) -> None:
    words = (
        "市長は病気だった。岸壁の費用は四千百万円だった。誰もなぜかと尋ねなかった。五月に開通した。"
    )
    assert decode(words.encode(encoding)) == words


def test_so_many_lines_are_no_article_and_take_no_longer_for_it() -> None:
    assert decode(b"Die M\xfchle\n" * 120_000) == "Die Mühle\n" * 120_000


def test_an_encoding_that_fits_the_whole_and_no_line_of_it_is_refused() -> None:
    data = bytes.fromhex(
        "000101010103 0d00 0003 0003 0003 0003 0003 0003 0003 01b9".replace(" ", "")
    )
    with pytest.raises((UnknownEncoding, NotText)):
        decode(data)


@pytest.mark.parametrize("at", range(4))
def test_a_stray_nul_makes_no_utf_16_of_a_text(at: int) -> None:
    text = "“Why?” asked Zoë. " * 30
    assert decode(f"{text[:at]}\0{text[at:]}".encode()).replace("\0", "") == text
