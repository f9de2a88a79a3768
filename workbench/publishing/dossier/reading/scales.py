"""Scales and the ratings that verdicts give."""

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.publishing.dossier.plan import PlannedRating, PlannedScale
from workbench.publishing.dossier.reading.node import Node, numbered
from workbench.verdicts.presets import PRESETS
from workbench.verdicts.rules import RatingPreset, Token

# How true a rating is on its scale, from 0 to 1, and how it looks when the dossier does not say.
_LOOKS = (
    (1.0, Token.TRUE, "check"),
    (0.7, Token.MOSTLY_TRUE, "three-quarters"),
    (0.4, Token.HALF, "half"),
    (0.1, Token.MOSTLY_FALSE, "quarter"),
    (0.0, Token.FALSE, "cross"),
)
_OFF_SCALE = (Token.OFF, "diamond")


@dataclass(frozen=True)
class Scales:
    """The dossier’s own scales, and those of the desk, its current one first."""

    own: tuple[PlannedScale, ...]
    desk: Sequence[PlannedScale]

    def rating(self, verdict: Node) -> PlannedRating | None:
        """What a verdict gives; none when it has no rating, or one that is a fault."""
        label = verdict.line("rating")
        scales = self._named(verdict) if label else ()
        if not scales:
            return None
        found = [r for r in (_rating(scale, label) for scale in scales) if r]
        if not found:
            labels = ", ".join(rating.label for rating in scales[0].ratings)
            verdict.fault("rating", f"“{label[:60]}” is not a rating of {scales[0].name}: {labels}")
        elif len(found) > 1:
            verdict.fault("scale", f"is missing, and several scales have “{label[:60]}”")
        return found[0] if found else None

    def _named(self, verdict: Node) -> Sequence[PlannedScale]:
        """The scale that is named; else the dossier’s, else the desk’s."""
        name = verdict.line("scale") or verdict.child("scale").line("name")
        if not name:
            return self._unnamed(verdict)
        version = verdict.child("scale").number("version")
        for scales in (self.own, self.desk):
            fitting = [s for s in scales if s.name == name and version in {None, s.version}]
            if fitting:
                return [max(fitting, key=lambda scale: scale.version)]
        which = f"{name[:60]}, version {version}" if version else name[:60]
        verdict.fault("scale", f"neither the dossier nor the desk has the scale {which}")
        return ()

    def _unnamed(self, verdict: Node) -> Sequence[PlannedScale]:
        if not self.own and not self.desk:
            verdict.fault("scale", "neither the dossier nor the desk has a scale")
        return self.own or self.desk[:1]


def read_scales(dossier: Node, desk: Sequence[PlannedScale]) -> Scales:
    """The scales of the dossier, beside those of the desk."""
    nodes = dossier.children("scales")
    by_name: dict[str, list[Node]] = {}
    for node in nodes:
        by_name.setdefault(node.line("name"), []).append(node)
    own = [
        _scale(name, version, node)
        for name, group in by_name.items()
        for version, node in numbered(group, "version")
    ]
    return Scales(tuple(own), desk)


def _scale(name: str, version: int, node: Node) -> PlannedScale:
    nodes = node.children("ratings")
    seen: set[str] = set()
    for each in nodes:
        label = each.line("label").casefold()
        if label in seen:
            each.fault("label", f"“{each.line('label')[:60]}” is a rating of this scale already")
        seen.add(label)
    values = [value for each in nodes if (value := each.number("value")) is not None]
    ratings = tuple(_step(name, each, values) for each in nodes)
    return PlannedScale(name, version, ratings)


def _step(scale: str, node: Node, values: Sequence[int]) -> RatingPreset:
    label, value = node.line("label"), node.number("value")
    token, icon = _look(scale, label, value, values)
    return RatingPreset(
        label=label,
        value=value,
        token=node.word("token", Token) or token,
        icon=node.line("icon") or icon,
        definition=node.text("definition"),
    )


def _look(scale: str, label: str, value: int | None, values: Sequence[int]) -> tuple[Token, str]:
    """The look of the preset’s rating of that name, else what the value comes to."""
    for preset in PRESETS.get(scale, ()):
        if (preset.label, preset.value) == (label, value):
            return preset.token, preset.icon
    if value is None:
        return _OFF_SCALE
    lowest, highest = min(values), max(values)
    share = (value - lowest) / (highest - lowest) if highest > lowest else 1.0
    return next((token, icon) for least, token, icon in _LOOKS if share >= least)


def _rating(scale: PlannedScale, label: str) -> PlannedRating | None:
    labels = [rating.label for rating in scale.ratings]
    return PlannedRating(scale, labels.index(label)) if label in labels else None
