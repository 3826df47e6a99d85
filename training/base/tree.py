"""A dependency tree that can be rewritten in place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass
class Node:
    """One token of a sentence.

    ``i`` is its 0-based position, ``head`` the position of its head (its own
    position for the root), ``rel`` the relation to the head in whichever scheme
    the tree is in at that stage.
    """

    i: int
    form: str
    lemma: str
    upos: str
    xpos: str
    head: int
    rel: str

    @property
    def low(self) -> str:
        """The form in lower case."""
        return self.form.lower()


class Tree:
    """The tokens of one sentence and the arcs between them."""

    def __init__(self, nodes: list[Node]) -> None:
        self.nodes = nodes

    def __len__(self) -> int:
        return len(self.nodes)

    def __iter__(self) -> Iterator[Node]:
        return iter(self.nodes)

    def __getitem__(self, i: int) -> Node:
        return self.nodes[i]

    def head(self, node: Node) -> Node:
        """The head of ``node``; a root is its own head."""
        return self.nodes[node.head]

    def is_root(self, node: Node) -> bool:
        """Whether ``node`` is the root."""
        return node.head == node.i

    def children(self, node: Node, *rels: str) -> list[Node]:
        """Dependents in text order, all of them or those with one of ``rels``."""
        return [
            child
            for child in self.nodes
            if child.head == node.i and child.i != node.i and (not rels or child.rel in rels)
        ]

    def descendants(self, node: Node) -> list[Node]:
        """``node`` and everything below it, in text order."""
        seen = {node.i}
        todo = [node]
        while todo:
            for child in self.children(todo.pop()):
                if child.i not in seen:
                    seen.add(child.i)
                    todo.append(child)
        return [self.nodes[i] for i in sorted(seen)]

    def attach(self, node: Node, head: Node, rel: str) -> None:
        """Hang ``node`` below ``head``."""
        node.head = head.i
        node.rel = rel

    def promote(self, node: Node, rel: str) -> Node:
        """Swap ``node`` with its head.

        ``node`` takes the head's place in the tree, the former head becomes its
        dependent with ``rel`` and keeps its other dependents. Returns the former head.
        """
        old = self.head(node)
        if old is node:
            raise ValueError(f"the root {node.form!r} has no head to swap with")
        if self.is_root(old):
            node.head = node.i
        else:
            node.head = old.head
        node.rel = old.rel
        self.attach(old, node, rel)
        return old

    def crossing(self, node: Node) -> bool:
        """Whether the arc above ``node`` spans a token that is not below its head."""
        low, high = sorted((node.i, node.head))
        for between in self.nodes[low + 1 : high]:
            climb = between
            steps = 0
            while climb.i not in (node.head, node.i) and not self.is_root(climb):
                climb = self.head(climb)
                steps += 1
                if steps > len(self.nodes):
                    raise ValueError("the tree has a cycle")
            if climb.i not in (node.head, node.i):
                return True
        return False

    def check(self) -> None:
        """Raise ValueError unless this is one tree with one root and no cycle."""
        roots = [node.i for node in self.nodes if self.is_root(node)]
        if len(roots) != 1:
            raise ValueError(f"a tree has one root, this has {len(roots)}: {roots}")
        if len(self.descendants(self.nodes[roots[0]])) != len(self.nodes):
            raise ValueError("the tree has a cycle")
