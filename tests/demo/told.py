"""What the demo's articles say, and the words that were read in their sources."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import Any

from workbench.demo.desk import ARTICLES

DEMO = files("workbench") / "demo"

# Each source as (publisher, date, address).
SOURCES = {
    "special-counsel-report": (
        "U.S. Department of Justice, Special Counsel",
        "2019-04-18",
        "https://www.justice.gov/storage/report.pdf",
    ),
    "cbs-moscow-stop": (
        "CBS News/AP",
        "2019-05-13",
        (
            "https://cbsnews.com/amp/news/"
            "pompeo-skips-planned-moscow-trip-to-meet-with-european-officials-on-iran"
        ),
    ),
    "reuters-moscow-visit": ("Reuters", "2019-05-13", None),  # known from what TASS says of it
    "tass-moscow-visit": ("TASS", "2019-05-13", "http://tass.com/world/1057840"),
    "tass-new-start": ("TASS", "2019-05-15", "http://tass.com/politics/1058297"),
    "tass-arms-control": ("TASS", "2019-05-10", "https://tass.com/world/1057766"),
    "state-press-availability": ("U.S. Department of State", "2019-05-14", None),
    "un-resolution-68-262": (
        "UN General Assembly",
        "2014-03-27",
        "https://undocs.org/A/RES/68/262",
    ),
    "reuters-arms-talks": (
        "Reuters",
        "2020-04-17",
        (
            "https://millichronicle.com/2020/04/"
            "pompeo-tells-russias-lavrov-any-new-arms-control-talks-must-include-china.html"
        ),
    ),
    "urdupoint-extension": (
        "UrduPoint/Sputnik",
        "2021-02-03",
        (
            "https://www.urdupoint.com/en/world/"
            "biden-admin-takes-first-step-toward-extending-1158867.html"
        ),
    ),
}

# The words read in each source, one quotation a paragraph. Evidence may quote these alone.
VERIFIED = {
    "special-counsel-report": """
        The Russian government interfered in the 2016 presidential election in sweeping and
        systematic fashion.

        the investigation did not establish that members of the Trump Campaign conspired or
        coordinated with the Russian government in its election interference activities
    """,
    "cbs-moscow-stop": """
        substituting a stop in Brussels for one in Moscow to discuss Iran and other issues with
        European officials

        The visit to Sochi will be Pompeo's first to Russia as secretary of state.
    """,
    "tass-new-start": """
        We discussed the situation around the New START which expires in 2021.
    """,
    "tass-arms-control": """
        These agreements must include a broader range of countries and account for a broader range
        of weapon systems than our current bilateral treaties with Russia.
    """,
    "state-press-availability": """
        On Venezuela, we have disagreement.
    """,
    "reuters-arms-talks": """
        Russia has said it would be willing to extend the accord, but the Trump administration has
        declined to state a position.
    """,
    "urdupoint-extension": """
        the United States took the first step toward making good on that pledge when it extended
        the New START Treaty with the Russian Federation for five years
    """,
}


Record = dict[str, Any]
Span = Mapping[str, Any]


def verified(source: str) -> list[str]:
    """Return the quotations that were read in a source."""
    return [" ".join(quote.split()) for quote in VERIFIED.get(source, "").split("\n\n")]


def overlap(one: Span, other: Span) -> bool:
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


def strings(value: object) -> list[str]:
    """Every string in a piece of JSON, keys left out."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        value = list(value.values())
    return [text for item in value for text in strings(item)] if isinstance(value, list) else []


@dataclass(frozen=True)
class Told:
    """One article of the demo: its dossier, and the steps of its story."""

    name: str

    @cached_property
    def dossier(self) -> Record:
        return self._read("dossier.json")

    @cached_property
    def story(self) -> list[Record]:
        return self._read("story.json")

    @cached_property
    def version(self) -> Record:
        return self.dossier["versions"][0]

    @property
    def text(self) -> str:
        return self.version["text"]

    @property
    def blocks(self) -> list[Record]:
        return self.version["blocks"]

    @property
    def sentences(self) -> list[Record]:
        return self.version["sentences"]

    @property
    def claims(self) -> list[Record]:
        return self.dossier["claims"]

    @property
    def passages(self) -> list[Record]:
        return [passage for claim in self.claims for passage in claim["passages"]]

    @property
    def evidence(self) -> list[Record]:
        return [evidence for claim in self.claims for evidence in claim["evidence"]]

    @property
    def verdicts(self) -> list[Record]:
        return [verdict for claim in self.claims for verdict in claim["verdicts"]]

    def steps(self, *verbs: str) -> list[Record]:
        """What is told of each step of these verbs."""
        return [told for step in self.story for verb, told in step.items() if verb in verbs]

    def standing(self, span: Span) -> str:
        return self.text[span["start"] : span["end"]]

    def claim(self, number: int) -> Record:
        return next(claim for claim in self.claims if claim["number"] == number)

    def body_sentences(self) -> list[Record]:
        body = [block for block in self.blocks if block["body"]]
        return [s for s in self.sentences if any(overlap(s, block) for block in body)]

    def is_claimed(self, sentence: Span) -> bool:
        return any(overlap(sentence, passage) for passage in self._live_passages())

    def _live_passages(self) -> Iterator[Record]:
        for claim in self.claims:
            if claim["status"] != "withdrawn":
                yield from claim["passages"]

    def _read(self, file: str) -> Any:
        return json.loads((DEMO / self.name / file).read_text("utf-8"))


ALL = [Told(name) for name in ARTICLES]
THAW = ALL[0]
