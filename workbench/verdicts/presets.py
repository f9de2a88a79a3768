"""The rating scales that a desk can start from. Values: higher is truer, none is off the scale."""

from collections.abc import Mapping

from workbench.verdicts.rules import RatingPreset, Token

_T = Token

FIVE_STEP = (
    RatingPreset("True", 5, _T.TRUE, "check", "The claim is accurate and leaves out nothing that matters."),
    RatingPreset("Mostly true", 4, _T.MOSTLY_TRUE, "three-quarters", "Accurate, but it needs an addition or a clarification."),
    RatingPreset("Half true", 3, _T.HALF, "half", "Partly accurate; it leaves out or mixes up things that matter."),
    RatingPreset("Mostly false", 2, _T.MOSTLY_FALSE, "quarter", "Holds a grain of truth, but gives a wrong impression."),
    RatingPreset("False", 1, _T.FALSE, "cross", "The evidence shows that the claim is wrong."),
    RatingPreset("Misleading", None, _T.OFF, "misleading", "True words arranged so that readers conclude something untrue."),
    RatingPreset("Missing context", None, _T.OFF, "missing-context", "It cannot be judged fairly without what it leaves out."),
    RatingPreset("Unproven", None, _T.OFF, "unproven", "The evidence available neither shows nor refutes it."),
    RatingPreset("Outdated", None, _T.OFF, "outdated", "It was accurate once and no longer is."),
    RatingPreset("Satire", None, _T.OFF, "satire", "It was not meant to be believed."),
    RatingPreset("Not checkable", None, _T.OFF, "not-checkable", "Nothing that could be observed would decide it."),
)  # fmt: skip

SIX_STEP = (
    RatingPreset("True", 6, _T.TRUE, "check"),
    RatingPreset("Mostly true", 5, _T.MOSTLY_TRUE, "three-quarters"),
    RatingPreset("Half true", 4, _T.HALF, "half"),
    RatingPreset("Mostly false", 3, _T.MOSTLY_FALSE, "quarter"),
    RatingPreset("False", 2, _T.FALSE, "cross"),
    RatingPreset("Flagrantly false", 1, _T.FALSE, "cross-circle"),
    RatingPreset("Unproven", None, _T.OFF, "unproven"),
)

CORRECT_INCORRECT = (
    RatingPreset("Correct", 5, _T.TRUE, "check"),
    RatingPreset("Mostly correct", 4, _T.MOSTLY_TRUE, "three-quarters"),
    RatingPreset("Exaggerated", 3, _T.HALF, "half"),
    RatingPreset("Understated", 3, _T.HALF, "half"),
    RatingPreset("Misleading", 2, _T.MOSTLY_FALSE, "misleading"),
    RatingPreset("Incorrect", 1, _T.FALSE, "cross"),
    RatingPreset("Unproven", None, _T.OFF, "unproven"),
)

SUPPORTED_REFUTED = (
    RatingPreset("Supported", 3, _T.TRUE, "check"),
    RatingPreset("Conflicting evidence", 2, _T.HALF, "half"),
    RatingPreset("Refuted", 1, _T.FALSE, "cross"),
    RatingPreset("Not enough evidence", None, _T.OFF, "unproven"),
)

CREDIBILITY = (
    RatingPreset("Very high", 5, _T.TRUE, "check"),
    RatingPreset("High", 4, _T.MOSTLY_TRUE, "three-quarters"),
    RatingPreset("Neutral", 3, _T.HALF, "half"),
    RatingPreset("Low", 2, _T.MOSTLY_FALSE, "quarter"),
    RatingPreset("Very low", 1, _T.FALSE, "cross"),
    RatingPreset("Not assessed", None, _T.OFF, "not-checkable"),
)

PROSE_ONLY = (RatingPreset("Checked", None, _T.OFF, "diamond"),)

PRESETS: Mapping[str, tuple[RatingPreset, ...]] = {
    "Five-step": FIVE_STEP,
    "Six-step": SIX_STEP,
    "Correct-incorrect": CORRECT_INCORRECT,
    "Supported-refuted": SUPPORTED_REFUTED,
    "Credibility": CREDIBILITY,
    "Prose only": PROSE_ONLY,
}
