"""Bytes become a dossier, or say why not."""

import pytest

from workbench.publishing.dossier import BadDossier, parse
from workbench.publishing.dossier.parsing import LARGEST


def test_an_object_comes_back_with_its_keys_in_order() -> None:
    data = '\ufeff{"b": [1, -2, 1.5, true, null], "a": "😀 \\u00e9"}'.encode()
    assert list(parse(data).items()) == [("b", [1, -2, 1.5, True, None]), ("a", "😀 é")]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "not JSON"),
        (b"{", "line 1, column 2"),
        (b"\xff\xfe{}", "not UTF-8 (byte 0)"),
        (b"[]", "one JSON object"),
        (b"null", "one JSON object"),
        (b'{"a": 1, "b": {"x": 1, "x": 2}}', "same key twice: “x”"),
        (b'{"a": NaN}', "“NaN” is not a number"),
        (b'{"a": -Infinity}', "“-Infinity” is not a number"),
        (b'{"a": 1e999}', "“1e999” is not a number"),
        (b'{"a": ' + b"9" * 5000 + b"}", "is not a number"),
        (b'{"a":' * 100_000, "nested too deeply"),
    ],
)
def test_what_cannot_be_read_in_one_way_is_refused(data: bytes, told: str) -> None:
    with pytest.raises(BadDossier) as refused:
        parse(data)
    assert [fault.path for fault in refused.value.faults] == ["$"]
    assert told in refused.value.faults[0].message


def test_every_key_that_stands_twice_is_told() -> None:
    with pytest.raises(BadDossier) as refused:
        parse(b'{"a": {"x": 1, "x": 2}, "b": {"y": 1, "y": 2}}')
    assert len(refused.value.faults) == 2


def test_a_file_without_end_is_refused_before_it_is_read() -> None:
    with pytest.raises(BadDossier, match="more than 100 MB"):
        parse(bytes(LARGEST + 1))
