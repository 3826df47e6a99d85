"""Bringing Universal Dependencies of either version to the one the converter reads.

Version 1 labels (de Marneffe et al. 2014) are what Stanford CoreNLP writes, version 2 labels
(Nivre et al. 2020) what today's treebanks hold.
"""

from __future__ import annotations

from training.base.tree import Node, Tree

VERSION_1 = {
    "dobj": "obj",
    "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj:pass",
    "auxpass": "aux:pass",
    "nmod:tmod": "obl:unmarked",
    "nmod:npmod": "obl:unmarked",
    "nmod:agent": "obl:agent",
    "mwe": "fixed",
    "name": "flat",
    "foreign": "flat",
    "remnant": "orphan",
    "neg": "advmod",
    "ROOT": "root",
}
"""Version 1 labels that have another name in version 2."""

OLDER_SUBTYPES = {
    "obl:npmod": "obl:unmarked",
    "obl:tmod": "obl:unmarked",
    "nmod:npmod": "nmod:unmarked",
    "nmod:tmod": "nmod:unmarked",
    "flat:name": "flat",
    "flat:foreign": "flat",
}
"""Version 2 subtypes that were renamed between releases."""

_PREDICATES = frozenset({"VERB", "AUX", "ADJ", "ADV"})


def unify(tree: Tree) -> None:
    """Rewrite the labels of ``tree`` to current version 2 labels, in place."""
    for node in tree:
        if node.rel == "neg" and node.xpos == "DT":
            node.rel = "det"
        node.rel = OLDER_SUBTYPES.get(node.rel, VERSION_1.get(node.rel, node.rel))
    for node in tree:
        if node.rel == "nmod" and _is_oblique(tree, node):
            node.rel = "obl"
        if node.rel == "obl" and _is_agent(tree, node):
            node.rel = "obl:agent"


def _is_oblique(tree: Tree, node: Node) -> bool:
    """In version 1 ``nmod`` also served below verbs."""
    head = tree.head(node)
    return head.upos in _PREDICATES or bool(tree.children(head, "cop", "nsubj", "nsubj:pass"))


def _is_agent(tree: Tree, node: Node) -> bool:
    head = tree.head(node)
    by = any(case.low == "by" for case in tree.children(node, "case"))
    passive = bool(tree.children(head, "aux:pass")) or (
        head.xpos == "VBN" and head.rel in {"acl", "advcl"}
    )
    return by and passive and node.upos in {"PROPN", "PRON"}
