"""The label sets of the pipeline and the last step of the conversion: UD names to CLEAR names."""

from __future__ import annotations

from training.base.lexicon import NEGATION
from training.base.tree import Node, Tree

DEPENDENCIES = frozenset(
    """ROOT acl acomp advcl advmod agent amod appos attr aux auxpass case cc ccomp compound conj
    csubj csubjpass dative dep det dobj expl intj mark meta neg nmod npadvmod nsubj nsubjpass
    nummod oprd parataxis pcomp pobj poss preconj predet prep prt punct quantmod relcl
    xcomp""".split()
)
"""CLEAR labels, as in the public English pipelines."""

FINE_TAGS = frozenset(
    """$ '' , -LRB- -RRB- . : ADD AFX CC CD DT EX FW HYPH IN JJ JJR JJS LS MD NFP NN NNP NNPS
    NNS PDT POS PRP PRP$ RB RBR RBS RP SYM TO UH VB VBD VBG VBN VBP VBZ WDT WP WP$ WRB XX _SP
    ``""".split()
)
"""Penn Treebank tags with the later OntoNotes additions and spaCy's ``_SP`` for white space."""

ENTITIES = frozenset(
    """CARDINAL DATE EVENT FAC GPE LANGUAGE LAW LOC MONEY NORP ORDINAL ORG PERCENT PERSON
    PRODUCT QUANTITY TIME WORK_OF_ART""".split()
)
"""OntoNotes 5 entity types."""

_SIMPLE = {
    "root": "ROOT",
    "obj": "dobj",
    "iobj": "dative",
    "nsubj": "nsubj",
    "nsubj:pass": "nsubjpass",
    "nsubj:outer": "nsubj",
    "csubj": "csubj",
    "csubj:pass": "csubjpass",
    "csubj:outer": "csubj",
    "aux:pass": "auxpass",
    "acl:relcl": "relcl",
    "advcl:relcl": "advcl",
    "nmod:poss": "poss",
    "compound:prt": "prt",
    "cc:preconj": "preconj",
    "det:predet": "predet",
    "nmod:desc": "compound",
    "flat": "compound",
    "fixed": "advmod",
    "goeswith": "compound",
    "discourse": "intj",
    "vocative": "npadvmod",
    "reparandum": "meta",
    "obl:agent": "npadvmod",
    "extraposed:xcomp": "xcomp",
    "extraposed:ccomp": "ccomp",
    "list": "dep",
    "orphan": "dep",
    "dislocated": "dep",
    "cop": "aux",
}


def clear_label(tree: Tree, node: Node) -> str:
    """The CLEAR label of ``node``, whose tree already has CLEAR's shape."""
    if tree.is_root(node):
        return "ROOT"
    rel = node.rel
    if rel.startswith("="):
        return rel[1:]
    if rel == "mark" and node.xpos == "TO":
        return "aux"
    if rel in {"advmod", "obl", "nmod", "obl:unmarked", "nmod:unmarked"}:
        return _modifier(tree, node)
    if rel in _SIMPLE:
        return _SIMPLE[rel]
    base = rel.split(":")[0]
    return _SIMPLE.get(base, base if base in DEPENDENCIES else "dep")


def _modifier(tree: Tree, node: Node) -> str:
    if node.rel == "advmod" and node.low in NEGATION:
        return "neg"
    if node.upos == "ADP" and node.rel != "advmod":
        return "prep"
    if node.upos == "ADP" and node.xpos == "IN" and not tree.children(node, "advmod"):
        return "prep"
    if node.upos == "ADV" or node.rel == "advmod":
        return "advmod"
    if node.upos == "NUM" and tree.head(node).upos in {"NOUN", "PROPN", "SYM", "NUM"}:
        return "nummod"
    if node.rel == "nmod":
        return "nmod"
    return "npadvmod"


def fine_tag(xpos: str) -> str:
    """A treebank's tag as one of :data:`FINE_TAGS`; "" (no annotation) for anything else."""
    renamed = {"GW": "XX", "#": "SYM", "NIL": "XX", "-LSB-": "-LRB-", "-RSB-": "-RRB-"}
    tag = renamed.get(xpos, xpos)
    return tag if tag in FINE_TAGS else ""
