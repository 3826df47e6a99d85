"""UD → CLEAR: the deterministic conversion the parser is trained on.

CLEAR is the dependency scheme of ClearNLP (Choi and Palmer 2012, "Guidelines for the CLEAR
style constituent to dependency conversion"), which public English spaCy pipelines use. The
tree is rewritten step by step in place; the order of :data:`STEPS` matters. Labels that are
final while others still carry UD names begin with ``=``.
"""

from __future__ import annotations

from collections.abc import Callable

from training.base import clauses, dialects, phrases
from training.base.labels import clear_label
from training.base.tree import Tree

STEPS: tuple[Callable[[Tree], None], ...] = (
    dialects.unify,
    phrases.right_head_names,
    phrases.head_amounts,
    phrases.quantifiers,
    phrases.fixed_expressions,
    clauses.expletives,
    clauses.copulas,
    clauses.free_relatives,
    clauses.complements,
    clauses.reported_speech,
    phrases.gerund_prepositions,
    phrases.head_by_prepositions,
    phrases.chain_coordination,
)


def to_clear(tree: Tree) -> Tree:
    """Convert a UD tree (version 1 or 2) to CLEAR heads and labels, in place.

    Raises ValueError when the input is not a tree.
    """
    tree.check()
    for step in STEPS:
        step(tree)
    labels = [clear_label(tree, node) for node in tree]
    for node, label in zip(tree, labels, strict=True):
        node.rel = label
    _lower_punctuation(tree)
    tree.check()
    return tree


def _lower_punctuation(tree: Tree) -> None:
    """Hang punctuation where its arc crosses no other."""
    for node in tree:
        if node.rel != "punct":
            continue
        while not tree.is_root(tree.head(node)) and tree.crossing(node):
            node.head = tree.head(node).head
