"""When the article said something else, in one line of plain words."""

from workbench.publishing.edition.model import Amendment, EditionContent, Wording


def said_then(content: EditionContent, wording: Wording) -> str:
    """“until 2019-05-17: The quay cost 41 million”.

    Where the outlet's day is not known, “before” the moment when the change was seen; where nobody
    noted a change, “at” the moment when the text with the words was taken down.
    """
    return f"{_when(content.amendment(wording.amended), wording)}: {wording.exact}"


def _when(amendment: Amendment | None, wording: Wording) -> str:
    if amendment is None:
        return f"at {wording.taken_at}"
    return f"until {amendment.made_on}" if amendment.made_on else f"before {amendment.read_at}"
