"""What a Word document says of itself, as far as its text bears it out."""

from collections.abc import Mapping, Sequence

from workbench.intake.formats.properties import makers
from workbench.intake.metadata.borne_out import Words
from workbench.intake.metadata.said import Said, first_day, first_names, line


def said_by_word(properties: Mapping[str, str], paragraphs: Sequence[str]) -> Said:
    """Return what the properties tell.

    Word fills in who saved the file and whose computer it was, so both have to stand in the text.
    """
    words = Words(paragraphs)
    company = line(properties.get("company", ""))
    authors = first_names([[properties.get("creator", "")]])
    return Said(
        title=words.title([properties.get("title", "")]),
        authors=tuple(filter(words.have, authors)),
        publisher=company if makers(company) and words.have(company) else "",
        doi=words.doi([properties.get("identifier", ""), properties.get("subject", "")]),
        language=words.language([properties.get("language", "")]),
        made=words.day(first_day([properties.get("created", "")])),
    )
