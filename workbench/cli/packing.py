"""Evidence packs as the command line writes them."""

from typing import IO

from sqlalchemy.orm import Session

from workbench.cli.instance import Instance, the_desk
from workbench.cli.progress import progress
from workbench.publishing.models import Edition
from workbench.publishing.pack.contents import steps, write_pack
from workbench.publishing.pack.enclosed import internal_inside, public_inside
from workbench.publishing.pack.signing import Signer, signer_of
from workbench.storage.files import FileStore


def the_signer(instance: Instance) -> Signer:
    """What signs for the desk; its key is made if it has none."""
    with instance.database.writing() as session:
        return signer_of(session, the_desk(session).id, instance.settings.secret_key)


def write_packed(
    session: Session,
    edition: Edition,
    signer: Signer,
    *,
    files: FileStore,
    internal: bool,
    file: IO[bytes],
) -> None:
    """Write an edition's pack, for anybody or for members; it need not fit into memory."""
    inside = (internal_inside if internal else public_inside)(session, edition)
    with progress("Files", steps(inside)) as advance:
        write_pack(
            edition, inside, signer, files=files, file=file, advance=lambda _done, _all: advance(1)
        )
