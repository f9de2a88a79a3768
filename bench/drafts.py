"""Articles to be filled in or pasted, made of generated news."""

from random import Random

from bench.words import paragraphs, title
from workbench.intake.draft import Draft, DraftBlock
from workbench.intake.rules import BlockKind


def article_text(random: Random, characters: int) -> str:
    """A headline and paragraphs of about so many code points, as somebody would paste them."""
    words = "\n\n".join([title(random), *paragraphs(random, characters // 90)])
    return words[:characters].rpartition(".")[0] + "."


def draft(random: Random, *, characters: int = 0, sentences: int = 0) -> Draft:
    """An article of about so many characters, or of exactly so many sentences."""
    if characters:
        headline, *body = article_text(random, characters).split("\n\n")
    else:
        headline, body = title(random), list(paragraphs(random, sentences))
    blocks = [DraftBlock(BlockKind.HEADLINE, headline)]
    blocks += [DraftBlock(BlockKind.PARAGRAPH, words) for words in body]
    return Draft(
        headline, "The Lindau Courier", ("Ada Berg",), "2019-05-15", "en", "", tuple(blocks)
    )
