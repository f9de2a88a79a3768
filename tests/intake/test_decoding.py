import pytest

from workbench.intake.errors import NotText, UnknownEncoding
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
