"""The rating scales that a desk can start from. Values: higher is truer, none is off the scale."""

from collections.abc import Mapping

from workbench.verdicts.rules import RatingPreset, Token

_T = Token

FIVE_STEP = (
    RatingPreset("True", 5, _T.TRUE, "check", "The claim is accurate, and nothing that matters is missing."),
    RatingPreset("Mostly true", 4, _T.MOSTLY_TRUE, "three-quarters", "The claim is accurate in what matters, but needs a clarification or more detail."),
    RatingPreset("Half true", 3, _T.HALF, "half", "Part of the claim is accurate, and part of equal weight is not."),
    RatingPreset("Mostly false", 2, _T.MOSTLY_FALSE, "quarter", "The claim has a true element, but the facts left out or bent would give a reader a different picture."),
    RatingPreset("False", 1, _T.FALSE, "cross", "The claim is contradicted by the evidence."),
    RatingPreset("Misleading", None, _T.OFF, "misleading", "The words can be defended, but they are put together so that a reader will conclude something that does not follow."),
    RatingPreset("Missing context", None, _T.OFF, "missing-context", "The claim is accurate as far as it goes, and cannot be judged fairly without what it leaves out."),
    RatingPreset("Unproven", None, _T.OFF, "unproven", "The evidence that we could find neither supports nor refutes the claim."),
    RatingPreset("Outdated", None, _T.OFF, "outdated", "The claim was accurate once and had ceased to be when it was made."),
    RatingPreset("Satire", None, _T.OFF, "satire", "The claim was made in jest, and is passed on as if it were meant."),
    RatingPreset("Not checkable", None, _T.OFF, "not-checkable", "The claim is put as a fact, but no evidence could settle it."),
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
