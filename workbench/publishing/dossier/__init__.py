"""The dossier: one JSON file with the live article and everything about it, for members.

`dump` writes an article down, `load` makes an article of what was written; a dossier that is
loaded into an empty workbench and dumped again is the same dossier. `schema.json` is the format.

A dossier that a person wrote may leave nearly everything out (the schema says what not): blocks,
sentences and places of quotations are found in the text, ratings in the desk's scale, a status in
its verdicts. What contradicts itself is refused whole, with every fault and its JSON path. The way
in has these steps, each in its module:

    parsing   bytes to JSON, with nothing in it that two readers could understand differently
    shape     JSON to what has the schema's shape
    reading   shape to a plan (`plan`), with what is missing filled in and everything compared
    writing   the plan to rows

`rules` says which verdicts go with which status of a claim. Since the schema is public, a field
that is added to a table has its place here: in `schema.json`, `reading`, `writing` and `dumping`.

What can be told from the rest is not written down: which passages are current, and the blocks of a
draft that became a version, which are the version's. The format has a number (`dossier`). Number 2
added how versions follow each other, in fields that may be missing, so that one schema is for both
and a dossier of the first format is loaded as it is; an older release refuses one of the second in
one line, instead of naming every field that it does not know. Number 3 added snapshots in the same
way: their texts and what is known of them, but not the files; and confidential sources, of which a
dossier has the wording alone. Number 4 added the remarks of a manuscript, beside topics and why a
snapshot may be passed on. Number 5 added when a claim is due, and its tags. Number 6 added how a
verdict was reached: rounds with their policy, readings and votes, all decisions with their points,
what verdicts stood on, reasons for checks, days to check again, and whom comments name.

What is hidden from anybody is in no dossier, whoever takes it: a round that is not opened, a ballot
that goes on. The claim is told as it would be without (`dumping/told.py`), and all dossiers of one
state are the same bytes.

What members said to each other stands with its claim, where something was said, as far as all of
them see it; of a comment that was removed, that there was one.

A claim is the same as claims of other articles alone, and a dossier is of one article: so it brings
no group of them, as it brings nothing of another article.
"""

from workbench.publishing.dossier.dumping import dump, dump_bytes
from workbench.publishing.dossier.errors import BadDossier, Fault
from workbench.publishing.dossier.loading import load
from workbench.publishing.dossier.parsing import parse

__all__ = ["BadDossier", "Fault", "dump", "dump_bytes", "load", "parse"]
