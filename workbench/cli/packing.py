"""Evidence packs as the command line writes them."""

import io

from sqlalchemy.orm import Session

from workbench.cli.instance import Instance, the_desk
from workbench.publishing.models import Edition
from workbench.publishing.pack.contents import internal_pack, public_pack
from workbench.publishing.pack.signing import Signer, signer_of
from workbench.storage.files import FileStore


def the_signer(instance: Instance) -> Signer:
    """What signs for the desk; its key is made if it has none."""
    with instance.database.writing() as session:
        return signer_of(session, the_desk(session).id, instance.settings.secret_key)


def packed(
    session: Session, edition: Edition, signer: Signer, files: FileStore, *, internal: bool
) -> bytes:
    """An edition's pack, for anybody or for members."""
    if not internal:
        return public_pack(edition, signer, advance=lambda _done, _all: None)
    file = io.BytesIO()
    internal_pack(session, edition, signer, files=files, file=file)
    return file.getvalue()
