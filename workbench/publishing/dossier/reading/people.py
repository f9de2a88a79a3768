"""People: who did what, by the ids they have in the dossier."""

from dataclasses import dataclass

from workbench.publishing.dossier.reading.node import Node, refuse_twice


@dataclass(frozen=True)
class People:
    """Names by id. A dossier that lists nobody names people where they act (`named`)."""

    names: dict[str, str]
    named: bool

    def who(self, node: Node, key: str) -> str | None:
        """The id of a person; None for nobody, which is how the command line is noted."""
        found = node.line(key)
        if not found:
            return None
        if self.named:
            self.names.setdefault(found, found)
        elif found not in self.names:
            node.fault(key, f"“{found[:60]}” is the id of nobody in people")
        return found


def read_people(dossier: Node) -> People:
    """Everybody the dossier lists."""
    nodes = dossier.children("people")
    refuse_twice(nodes, "id")
    names = {node.line("id"): node.line("name") or node.line("id") for node in nodes}
    return People(names, named=not nodes)
