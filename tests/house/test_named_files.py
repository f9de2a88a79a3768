"""Every column that holds a digest is known to what sweeps files."""

import workbench.app  # noqa: F401 - so that every table is there
from workbench.cli.named_files import NAMING, OF_TEXTS
from workbench.db import Base


def test_every_digest_is_either_of_a_file_or_of_a_text() -> None:
    columns = {
        str(column)
        for table in Base.metadata.tables.values()
        for column in table.columns
        if column.name.endswith("sha256")
    }
    known = [str(column.property.columns[0]) for column in (*NAMING, *OF_TEXTS)]
    assert sorted(known) == sorted(columns)
