"""Universal word classes from Penn tags, for parses that have only the latter."""

from __future__ import annotations

from training.base.tree import Node

_BY_TAG = {
    "CC": "CCONJ",
    "CD": "NUM",
    "EX": "PRON",
    "FW": "X",
    "JJ": "ADJ",
    "JJR": "ADJ",
    "JJS": "ADJ",
    "LS": "X",
    "MD": "AUX",
    "NN": "NOUN",
    "NNS": "NOUN",
    "NNP": "PROPN",
    "NNPS": "PROPN",
    "PDT": "DET",
    "POS": "PART",
    "PRP": "PRON",
    "PRP$": "PRON",
    "RB": "ADV",
    "RBR": "ADV",
    "RBS": "ADV",
    "RP": "ADP",
    "SYM": "SYM",
    "UH": "INTJ",
    "WP": "PRON",
    "WP$": "PRON",
    "WRB": "ADV",
    "$": "SYM",
    "#": "SYM",
    "ADD": "X",
    "AFX": "X",
}
_AUXILIARY = frozenset({"aux", "auxpass", "aux:pass", "cop"})


def universal(node: Node) -> str:
    """The UPOS of ``node`` by its tag and its UD relation."""
    tag = node.xpos
    if tag.startswith("VB"):
        return "AUX" if node.rel in _AUXILIARY else "VERB"
    if tag == "IN":
        return "SCONJ" if node.rel == "mark" else "ADP"
    if tag == "TO":
        return "ADP" if node.rel == "case" else "PART"
    if tag in {"DT", "WDT"}:
        return "DET" if node.rel == "det" else "PRON"
    if node.rel == "neg":
        return "PART" if node.low != "never" else "ADV"
    if node.form == "%":
        return "SYM"
    return _BY_TAG.get(tag, "PUNCT")
