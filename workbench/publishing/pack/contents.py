"""Writing a pack: the edition as it is stored and in every format, and what is inside besides."""

from collections.abc import Callable, Iterator
from datetime import datetime
from importlib.metadata import version
from typing import IO

from workbench.publishing.edition.model import EditionContent
from workbench.publishing.edition.stored import canonical, from_json
from workbench.publishing.exports.rendering import exported
from workbench.publishing.formats import FORMATS
from workbench.publishing.models import Edition
from workbench.publishing.pack.bag import Bag
from workbench.publishing.pack.enclosed import Enclosed, Inside, as_table
from workbench.publishing.pack.signing import Signer
from workbench.publishing.tables import csv_pieces
from workbench.storage.files import FileMissing, FileStore

NOT_KEPT = "A file that the store does not have: SHA-256 "

Advance = Callable[[int, int], None]  # told how many files are written, and of how many


def write_pack(
    edition: Edition,
    inside: Inside,
    signer: Signer,
    *,
    files: FileStore,
    file: IO[bytes],
    advance: Advance,
) -> None:
    """Write a pack. The same edition, key and inside give the same bytes."""
    content = from_json(edition.content)
    bag = Bag(file, f"{content.site.slug}-edition-{content.number}", _at(content))
    bag.add("edition.json", [canonical(edition.content)])
    _add_formats(bag, content, inside, advance)
    for path, body in inside.documents.items():
        bag.add(path, [body])
    if inside.files:
        bag.add("files.csv", csv_pieces(as_table(inside.files)))
    missing = list(_add_files(bag, inside, files, advance))
    left_out = [("Left-Out", words) for words in [*inside.left_out, *missing]]
    bag.finish([*_info(edition, content, inside.kind), *left_out], signer.public, signer.sign)


def steps(inside: Inside) -> int:
    """How many files `write_pack` tells of."""
    return len(FORMATS) + len(inside.files)


def _add_formats(bag: Bag, content: EditionContent, inside: Inside, advance: Advance) -> None:
    for done, (name, chosen) in enumerate(FORMATS.items()):
        advance(done, steps(inside))
        bag.add(f"formats/{chosen.address}", [exported(content, name)])


def _add_files(bag: Bag, inside: Inside, files: FileStore, advance: Advance) -> Iterator[str]:
    """Put in what the store has; yield a line for each file that it has not."""
    for done, each in enumerate(inside.files, start=len(FORMATS)):
        advance(done, steps(inside))
        if not _add_file(bag, each, files):
            yield f"{NOT_KEPT}{each.sha256}"


def _add_file(bag: Bag, enclosed: Enclosed, files: FileStore) -> bool:
    try:
        bag.add(enclosed.path, files.pieces(enclosed.sha256))
    except FileMissing:
        return False
    return True


def _at(content: EditionContent) -> datetime:
    return datetime.fromisoformat(content.at)


def _info(edition: Edition, content: EditionContent, kind: str) -> list[tuple[str, str]]:
    return [
        ("Source-Organization", content.desk.name),
        ("External-Description", content.title),
        ("External-Identifier", f"{content.site.report_url}/editions/{content.number}"),
        ("Bagging-Date", content.at[:10]),
        ("Bag-Software-Agent", f"workbench {version('workbench')}"),
        ("Pack-Kind", kind),
        ("Edition-SHA256", edition.sha256),
    ]
