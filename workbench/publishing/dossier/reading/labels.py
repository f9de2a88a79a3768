"""Words of a desk's own that it puts on things: topics of an article, tags of a claim."""

from workbench.intake.labels import labels_in
from workbench.publishing.dossier.reading.node import Node


def read_labels(node: Node, name: str, wrong: str) -> tuple[str, ...]:
    """The labels of a field, each once, as if they had been typed; `wrong`: why one cannot be."""
    typed = node.texts(name)
    if any("," in label for label in typed):
        node.fault(name, wrong)
    return tuple(labels_in(",".join(typed)))
