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
        return self._known(node, key, node.line(key))

    def all_of(self, node: Node, key: str) -> tuple[str, ...]:
        """The ids of several people, each once."""
        found = [
            self._known(node, f"{key}[{index}]", each.strip())
            for index, each in enumerate(node.texts(key))
        ]
        return tuple(dict.fromkeys(filter(None, found)))

    def _known(self, node: Node, key: str, found: str) -> str | None:
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
