"""The scales a desk can start from, against the list of them, written out again."""

import pytest

from workbench.verdicts.presets import PRESETS
from workbench.verdicts.rules import Token

# name: on the scale, truest first; then what is off the scale and has no number
LISTED = {
    "Five-step": (
        "True 5, Mostly true 4, Half true 3, Mostly false 2, False 1",
        "Misleading, Missing context, Unproven, Outdated, Satire, Not checkable",
    ),
    "Six-step": (
        "True 6, Mostly true 5, Half true 4, Mostly false 3, False 2, Flagrantly false 1",
        "Unproven",
    ),
    "Correct-incorrect": (
        "Correct 5, Mostly correct 4, Exaggerated 3, Understated 3, Misleading 2, Incorrect 1",
        "Unproven",
    ),
    "Supported-refuted": (
        "Supported 3, Conflicting evidence 2, Refuted 1",
        "Not enough evidence",
    ),
    "Credibility": ("Very high 5, High 4, Neutral 3, Low 2, Very low 1", "Not assessed"),
    "Prose only": ("", "Checked"),
}


def test_the_presets_are_those_listed() -> None:
    assert list(PRESETS) == list(LISTED)


@pytest.mark.parametrize("name", LISTED)
def test_labels_values_and_order_are_as_listed(name: str) -> None:
    on_scale, off_scale = LISTED[name]
    stepped = ", ".join(f"{r.label} {r.value}" for r in PRESETS[name] if r.value is not None)
    beside = ", ".join(r.label for r in PRESETS[name] if r.value is None)
    assert (stepped, beside) == (on_scale, off_scale)
    values = [r.value is None for r in PRESETS[name]]
    assert values == sorted(values), "what is off the scale comes last"


@pytest.mark.parametrize("name", LISTED)
def test_only_what_is_off_the_scale_looks_like_it(name: str) -> None:
    for rating in PRESETS[name]:
        assert (rating.token is Token.OFF) == (rating.value is None), rating.label


def test_no_two_steps_of_a_scale_look_alike() -> None:
    for ratings in PRESETS.values():
        icons = [r.icon for r in ratings if r.label not in {"Exaggerated", "Understated"}]
        assert len(icons) == len(set(icons))
