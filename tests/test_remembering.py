"""What is remembered, and what has to go for it."""

from collections.abc import Sequence

from workbench.publishing.pages.answers import Answer
from workbench.remembering import SHORT, Memory


class Asked:
    """A memory, and the names of what had to be made because it was not remembered."""

    def __init__(self, size: int) -> None:
        self.memory = Memory(size)
        self.made: list[str] = []

    def for_(self, name: str, value: object) -> object:
        def make() -> object:
            self.made.append(name)
            return value

        return self.memory.recall(name, make)


def test_what_was_asked_for_longest_ago_is_forgotten_first() -> None:
    asked = Asked(size=10)
    for name in ("a", "b", "a", "c", "b"):
        assert asked.for_(name, name * 4) == name * 4
    assert asked.made == ["a", "b", "c", "b"]


def test_an_answer_counts_by_the_bytes_of_its_body() -> None:
    asked = Asked(size=10)
    for name in ("a", "b", "a", "c", "b"):
        asked.for_(name, Answer("ä".encode() * 2, "text/plain"))
    assert asked.made == ["a", "b", "c", "b"]


def test_what_has_no_length_counts_as_a_short_text() -> None:
    asked = Asked(size=2 * SHORT)
    for name in ("a", "b", "a", "c", "b"):
        asked.for_(name, object())
    assert asked.made == ["a", "b", "c", "b"]


def test_what_is_larger_than_the_memory_leaves_the_rest_in_it() -> None:
    asked = Asked(size=10)
    for name, size in (("small", 4), ("large", 11), ("large", 11), ("small", 4)):
        asked.for_(name, "x" * size)
    assert asked.made == ["small", "large", "large"]


def test_only_what_is_missing_is_made_and_all_of_it_at_once() -> None:
    memory = Memory(100)
    memory.recall("b", lambda: "old b")
    asked: list[list[str]] = []

    def make(missing: Sequence[str]) -> list[str]:
        asked.append(list(missing))
        return [f"new {name}" for name in missing]

    assert memory.recall_all(["a", "b", "c"], make) == {"a": "new a", "b": "old b", "c": "new c"}
    assert asked == [["a", "c"]]
