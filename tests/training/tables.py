"""Sentences as tables: one token a line, UD on the left of the arrow, CLEAR on the right."""

from training.base.clear import to_clear
from training.base.tree import Node, Tree


def parse(table: str) -> tuple[Tree, list[tuple[int, str]]]:
    """Read ``form lemma UPOS XPOS head relation → head label`` lines, heads 1-based, 0 = root.

    Returns the UD tree and the expected CLEAR (head, label) of each token.
    """
    nodes, expected = [], []
    for i, line in enumerate(table.strip().splitlines()):
        left, right = line.split("→")
        form, lemma, upos, xpos, head, rel = left.split()
        number, label = right.split()
        nodes.append(Node(i, form, lemma, upos, xpos, int(head) - 1 if head != "0" else i, rel))
        expected.append((int(number), label))
    return Tree(nodes), expected


def converted(tree: Tree) -> list[tuple[int, str]]:
    """CLEAR (head, label) of each token, heads 1-based, 0 = root."""
    to_clear(tree)
    return [(0 if tree.is_root(node) else node.head + 1, node.rel) for node in tree]
