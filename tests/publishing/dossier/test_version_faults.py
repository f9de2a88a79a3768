"""What cannot be true of versions that follow each other is refused."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.publishing.dossier.sample import TEXT, Record, claim, dossier, faults

LATER = "A title\n\nIt rained. It rained again 😀 today.\n\nNobody saw the moon."
SUN = {"claim": 1, "start": 46, "end": 65}  # where claim 1 stands in version 1
SUN_WORDS = {"version": 1, "exact": "Nobody saw the sun."}
MOON = {"start": 46, "end": 66, "exact": "Nobody saw the moon."}  # in what follows it


def span(start: int, end: int, **fields: Any) -> Record:
    return {"start": start, "end": end, **fields}


def versions(first: Record | None = None, second: Record | None = None, **parts: Any) -> Record:
    """Two versions, and a claim that stands in the first."""
    both = [{"text": TEXT, **(first or {})}, {"text": LATER, **(second or {})}]
    parts.setdefault("claims", [claim() | {"passages": [SUN_WORDS]}])
    return dossier(versions=both, **parts)


def followed(**fields: Any) -> Record:
    """The claim stands in both versions, in the second one at what follows something."""
    moon = {"version": 2, "exact": MOON["exact"], **fields}
    return versions(claims=[claim() | {"passages": [SUN_WORDS, moon]}])


def sentences(*follows: int | None) -> Record:
    """The second version's sentences, and which of the first they are."""
    spans = [(0, 7), (9, 19), (20, 44), (46, 66)]
    given = [span(*place, follows=number) for place, number in zip(spans, follows, strict=True)]
    return versions(second={"sentences": given})


def draft(*settlements: Record, **fields: Any) -> Record:
    """A draft of another second version, on which something was decided."""
    blocks = [{"text": part} for part in LATER.split("\n\n")]
    least = {"base": 1, "origin": "pasted", "blocks": blocks, "settlements": list(settlements)}
    return versions(drafts=[least | fields])


def settled(**fields: Any) -> Record:
    """A decision about the claim's passage."""
    return {"passage": SUN, "outcome": "changed", "decided": "accepted", "place": MOON} | fields


SENTENCES, FOLLOWS = "$.versions[1].sentences", "$.claims[0].passages[1].follows"
DRAFT = "$.drafts[0]"
SETTLED = f"{DRAFT}.settlements[0]"


@pytest.mark.parametrize(
    ("data", "path", "told"),
    [
        (sentences(9, None, None, None), f"{SENTENCES}[0].follows", "9 of version 1 has other"),
        (sentences(1, 2, 3, 4), f"{SENTENCES}[3].follows", "number 4 of version 1 has other words"),
        (sentences(1, None, None, 1), f"{SENTENCES}[3].follows", "is number 1 already"),
        (sentences(0, 2, 3, None), f"{SENTENCES}[0].follows", "0 is less than 1"),
        (
            versions(first={"sentences": [span(0, 7, follows=1), span(9, 44), span(46, 65)]}),
            "$.versions[0].sentences[0].follows",
            "there is no version before this one",
        ),
        (
            versions(second={"sentences": [{"end": 7, "follows": 1}]}),
            f"{SENTENCES}[0].start",
            "is missing",
        ),
        (followed(follows=span(0, 7)), FOLLOWS, "claim 1 does not stand at 0 to 7 of version 1"),
        (followed(follows=span(46, 66)), FOLLOWS, "does not stand at 46 to 66 of version 1"),
        (followed(follows=SUN | {"claim": 2}), FOLLOWS, "claim 2 does not stand at 46 to 65"),
        (followed(follows={"start": 46}), f"{FOLLOWS}.end", "is missing"),
        (
            dossier(claims=[claim() | {"passages": [{"exact": "sun", "follows": span(61, 64)}]}]),
            "$.claims[0].passages[0].follows",
            "there is no version before version 1",
        ),
        (
            versions(first={"draft": {"origin": "pasted"}}),
            "$.versions[0].draft",
            "there is no version before version 1 that a draft follows",
        ),
        (versions(second={"draft": {}}), "$.versions[1].draft.origin", "is missing"),
        (
            versions(second={"draft": {"origin": "made up"}}),
            "$.versions[1].draft.origin",
            "“made up” is not one of: corrected, pasted",
        ),
        (
            versions(second={"draft": {"origin": "pasted", "settlements": [settled(place=None)]}}),
            "$.versions[1].draft.settlements[0].place",
            "is missing: a passage that was accepted has one",
        ),
        (
            versions(second={"amendment": {"made_on": "2019-02-30"}}),
            "$.versions[1].amendment.made_on",
            "is not in the calendar",
        ),
        (draft(base=3), f"{DRAFT}.base", "there is no version 3"),
        (draft(blocks=None), f"{DRAFT}.blocks", "must be a list"),
        (draft(blocks=[{"text": "Two  blanks."}]), f"{DRAFT}.blocks[0].text", "not canonical"),
        (draft(blocks=[{"text": "One.\n\nTwo."}]), f"{DRAFT}.blocks[0].text", "not canonical"),
        (draft(blocks=[{"text": ""}]), f"{DRAFT}.blocks[0].text", "is empty"),
        (
            draft(blocks=[{"text": "One.", "key": 7}, {"text": "Two.", "key": 7}]),
            f"{DRAFT}.blocks[1].key",
            "7 is the number of another one already",
        ),
        (
            draft(blocks=[{"text": "One."}, {"text": "Two", "kind": "headline"}]),
            f"{DRAFT}.blocks",
            "do not begin with it",
        ),
        (draft(discarded_at="2019-02-30T10:00:00Z"), f"{DRAFT}.discarded_at", "is no moment"),
        (draft(version=2), f"{DRAFT}.version", "is no field of a dossier"),
        (draft(settled(), settled()), f"{DRAFT}.settlements[1].passage", "is settled already"),
        (draft(settled(passage=SUN | {"claim": 2})), f"{SETTLED}.passage", "claim 2 does not"),
        (draft(settled(passage=SUN | {"end": 66})), f"{SETTLED}.passage", "at 46 to 66 of"),
        (draft(settled(), base=2), f"{SETTLED}.passage", "at 46 to 65 of version 2"),
        (draft(settled(passage=span(46, 65))), f"{SETTLED}.passage.claim", "is missing"),
        (draft(settled(decided="left behind")), f"{SETTLED}.place", "none in the draft"),
        (draft(settled(decided="picked", place=None)), f"{SETTLED}.place", "is missing"),
        (draft(settled(place=span(46, 67))), f"{SETTLED}.place", "46 to 67 holds no words of a"),
        (draft(settled(place=span(9, 9))), f"{SETTLED}.place", "9 to 9 holds no words of a text"),
        (draft(settled(place=span(46, 66, exact="the moon"))), f"{SETTLED}.place.exact", "stand"),
        (draft(settled(place=span(19, 44))), f"{SETTLED}.place", "begins or ends with a blank"),
        (draft(settled(was=span(60, 66))), f"{SETTLED}.was", "holds no words of a text of 65"),
        (draft(settled(outcome="odd")), f"{SETTLED}.outcome", "“odd” is not one of: exact, moved"),
        (draft(by="x") | {"people": [{"id": "a"}]}, f"{DRAFT}.by", "the id of nobody in people"),
        (
            dossier(claims=[claim(verdicts=[{"rating": "True", "stale_since": "2019"}])]),
            "$.claims[0].verdicts[0].stale_since",
            "is not written as it should be",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_fault_is_told_with_its_path(
    session: Session, data: Record, path: str, told: str
) -> None:
    found = faults(session, data)
    assert list(found) == [path]
    assert told in found[path]


def test_what_refers_to_a_text_with_a_fault_is_not_a_fault_too(session: Session) -> None:
    data = draft(settled())
    data["versions"][0]["text"] += "  "
    data["versions"][1] |= {"sentences": [span(0, 66, follows=1)]}
    data["claims"] = followed(follows=span(46, 65))["claims"]
    assert set(faults(session, data)) == {"$.versions[0].text", f"{SENTENCES}[0]"}
