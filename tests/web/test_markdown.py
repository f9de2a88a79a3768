"""What Markdown becomes, and that nobody can make it costly."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from workbench.web.markdown import MOST_SIGNS, count_signs, to_html

HOSTILE = {
    "brackets": "[", "images": "![", "pairs": "[]", "links": "[a](", "titles": '[a](b "',
    "references": "[a][", "definitions": "[a]: b\n", "open definitions": "[a\n", "strong": "**a ",
    "emphasis": "_a ", "both": "*_", "stars": "a**b**c*", "code": "a `", "quotes": "> ",
    "quoted lines": "> a\n", "items": "- ", "item lines": "- a\n\n", "tags": "<a ",
    "comments": "a <!-- ", "entities": "&a", "breaks": "a  \n", "rules": "a\n===\n",
}  # fmt: skip


def lines_run(act: Callable[[], Any]) -> int:
    """How many lines of Python an act takes: a measure of work that no busy machine changes."""
    count = 0

    def trace(_frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        act()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("sign", HOSTILE.values(), ids=HOSTILE)
def test_twice_as_much_of_anything_takes_twice_the_work_at_most(sign: str) -> None:
    to_html(sign)
    once = lines_run(lambda: to_html(sign * 200))
    assert lines_run(lambda: to_html(sign * 400)) <= 2.1 * once + 1_000


def test_nesting_goes_so_deep_and_no_deeper() -> None:
    assert to_html("> " * 100 + "a").count("<blockquote>") < 25
    assert to_html("- " * 100 + "a").count("<ul>") < 25


@pytest.mark.parametrize("sign", ["[", "![", "**a ", "*_", "a `", "> a\n", "<a ", "&a"])
def test_more_signs_than_a_person_types_are_shown_as_they_were_typed(sign: str) -> None:
    typed = "See <b>p. 7</b>.\n" + sign * (MOST_SIGNS // count_signs(sign) + 1)
    shown = to_html(typed)
    assert shown.startswith("<pre>See &lt;b&gt;p. 7&lt;/b&gt;.\n")
    assert shown.endswith("</pre>")


def test_a_long_text_with_few_signs_is_markdown() -> None:
    words = "The *quay* was built in 1911. " * 3_000
    assert to_html(words).count("<em>quay</em>") == 3_000
