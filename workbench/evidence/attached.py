"""What hangs on a claim, kind by kind: what is said of a row, and how that is written.

Whatever moves with a claim or is taken back goes through this table, so that no kind is forgotten.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from workbench.evidence import contacts, searches, service
from workbench.evidence.models import Contact, Evidence, Search


@dataclass(frozen=True)
class Kind:
    """A table of rows with `claim_id`, `revision` and `removed_at`, and what is said of each."""

    model: type[Any]
    fields: Callable[..., Any]
    fields_of: Callable[[Any], Any]
    write_fields: Callable[[Any, Any], None]


EVIDENCE = Kind(Evidence, service.EvidenceFields, service.fields_of, service.write_fields)
CONTACTS = Kind(Contact, contacts.ContactFields, contacts.fields_of, contacts.write_fields)
SEARCHES = Kind(Search, searches.fields_from, searches.fields_of, searches.write_fields)

# By what an event calls them that tells which went with a claim.
KINDS: Mapping[str, Kind] = {"evidence": EVIDENCE, "contacts": CONTACTS, "searches": SEARCHES}
