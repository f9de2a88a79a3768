"""An article about a tram: as it was checked, and as its outlet rewrote it afterwards."""

from collections.abc import Mapping

from tests.browser.desk import Desk
from tests.builders import Block
from workbench.intake.rules import BlockKind

HEADLINE = "The tram that came to Hallow Bridge"
QUOTED = "“We will not build it before the bridge is safe,” Ruth Calder of the works office said."
OPENING = (
    "Line 9 opened on a wet Tuesday in March. It runs from the old brewery to Hallow Bridge in"
    " 14 minutes, and 6,200 people rode it on the first day. The mayor rode it twice."
)
HISTORY = (
    "The council had promised a tram since 1988. Three mayors signed plans for it, and three"
    " governments paid for a study."
)
COST = (
    "The line cost 212 million crowns. That is 40 million more than the council had set aside,"
    " and the auditors noticed it only in May. Half of the sum came from the state. Nobody likes"
    " to pay twice."
)
SHOPS = (
    "Not everybody is pleased. The bakers of Mill Street lost their parking spaces, and two of"
    " eleven shops have closed. Their association has taken the city to court."
)
BRIDGE = (
    "The bridge itself was weighed again last winter. Engineers found 31 cracks in its northern"
    " arch, none of them longer than a hand. They called it sound. A sensor now counts every tram."
)
NOISE = (
    "Noise is the other complaint. A tram on the bend at the school makes 71 decibels, which is no"
    " more than a bus. The operator has promised to grease the rails every night."
)
END = (
    "Other towns are watching. Linden and Ostrow have asked for the drawings, and a firm from Marle"
    " wants to build the cars. One tram does not make a network. But it is a beginning, and a"
    " pretty one."
)

BEFORE: tuple[Block, ...] = (
    (BlockKind.HEADLINE, HEADLINE),
    OPENING, HISTORY, QUOTED, COST, SHOPS, BRIDGE, NOISE, END,
)  # fmt: skip

# A number is changed, two paragraphs are swapped, a sentence is split, a paragraph is gone, the
# end says something else, and the quotation stands below it once more.
AFTER = "\n\n".join(
    (
        HEADLINE,
        OPENING.replace("6,200", "5,900"),
        COST,
        QUOTED,
        HISTORY,
        SHOPS.replace("spaces, and two", "spaces. Two"),
        BRIDGE,
        END.replace("does not make a network", "is not yet a network").replace(
            "a pretty one.", "a quiet one, for the rails have grease now."
        ),
        QUOTED,
    )
)

# By their numbers. The first two overlap, as 7 and 8 do; 6 goes over two sentences.
CLAIMS: Mapping[str, str] = {
    "1": "6,200 people rode it on the first day",
    "2": "from the old brewery to Hallow Bridge in 14 minutes, and 6,200 people",
    "3": "The council had promised a tram since 1988",
    "4": "We will not build it before the bridge is safe",
    "5": "The line cost 212 million crowns",
    "6": "the auditors noticed it only in May. Half of the sum came from the state",
    "7": "The bakers of Mill Street lost their parking spaces, and two of eleven shops have closed",
    "8": "two of eleven shops have closed",
    "9": "Engineers found 31 cracks",
    "10": "A tram on the bend at the school makes 71 decibels",
    "11": "grease the rails every night",
    "12": "a firm from Marle wants to build the cars",
}
APPROVED, PROPOSED = ("1", "5"), ("7",)
SET_ASIDE = (
    "The mayor rode it twice.",
    "Nobody likes to pay twice.",
    "Not everybody is pleased.",
    "Noise is the other complaint.",
    "One tram does not make a network.",
)

# What somebody has to decide about, in the order of the text; and where all stand afterwards.
ASKED = ("2", "1", "4", "7", "8", "10", "11")
STANDS: Mapping[str, str] = {
    **CLAIMS,
    "1": "5,900 people rode it on the first day",
    "2": "from the old brewery to Hallow Bridge in 14 minutes, and 5,900 people",
    "7": "The bakers of Mill Street lost their parking spaces. Two of eleven shops have closed",
    "8": "Two of eleven shops have closed",
    "10": "",
    "11": "the rails have grease now",
}
STILL_SET_ASIDE = SET_ASIDE[:3]
UNTOUCHED_AGAIN = "One tram is not yet a network."


def checked(desk: Desk) -> str:
    """The article as a desk has checked it; its address."""
    article = desk.article(BEFORE)
    for number, words in CLAIMS.items():
        if number in (*APPROVED, *PROPOSED):
            desk.proposal(article, words)
        else:
            desk.claim(article, words)
    for number in APPROVED:
        desk.approve(article, int(number))
    for words in SET_ASIDE:
        desk.set_aside(article, words)
    return article
