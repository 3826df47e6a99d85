"""UD → CLEAR inside phrases: names, amounts, fixed expressions, prepositions, coordination."""

from __future__ import annotations

from training.base.lexicon import COMPARATIVE_HEADS, PREPOSITIONS_BEFORE_GERUND
from training.base.tree import Node, Tree

_BEFORE_PREPOSITION = frozenset(
    {"cc", "cc:preconj", "punct", "advmod", "obl:unmarked", "nmod:unmarked", "discourse"}
)


def right_head_names(tree: Tree) -> None:
    """UD heads a flat name by its first word, CLEAR by its last."""
    for first in list(tree):
        parts = tree.children(first, "flat")
        if not parts or first.i > parts[-1].i:
            continue
        last = parts[-1]
        tree.promote(last, "compound")
        for child in tree.children(first):
            if child is not last:
                rel = "compound" if child.rel == "flat" else child.rel
                tree.attach(child, last, rel)


def head_amounts(tree: Tree) -> None:
    """UD heads "$ 5 million" by the sign, CLEAR by the number."""
    for sign in list(tree):
        numbers = [
            child
            for child in tree.children(sign, "nummod")
            if child.i > sign.i and sign.xpos == "$"
        ]
        if not numbers:
            continue
        number = numbers[0]
        modified = sign.rel in {"compound", "nummod", "amod"}
        inner = tree.children(number, "compound")
        tree.promote(number, "quantmod" if inner else "=nmod")
        if modified:
            number.rel = "=nmod"
        for child in tree.children(sign):
            about = child.rel == "advmod" and child.i < sign.i
            tree.attach(child, number, "quantmod" if about else child.rel)


def quantifiers(tree: Tree) -> None:
    """Adverbs of numbers are ``quantmod``; "more than 5" hangs on the number word by word."""
    for node in list(tree):
        number = tree.head(node)
        if number.upos != "NUM" or number is node or node.rel not in {"advmod", "case", "amod"}:
            continue
        fixed = tree.children(node, "fixed")
        if fixed:
            for part in fixed:
                tree.attach(part, number, "quantmod")
            node.rel = "=amod" if node.low in COMPARATIVE_HEADS else "quantmod"
        elif node.rel == "advmod" and node.i < number.i:
            node.rel = "quantmod"


def fixed_expressions(tree: Tree) -> None:
    """Take apart UD's ``fixed``: each expression by its role and its words."""
    for first in list(tree):
        rest = tree.children(first, "fixed")
        if not rest:
            continue
        words = " ".join(part.low for part in [first, *rest])
        last = rest[-1]
        if first.rel == "mark" and last.rel == "fixed" and words not in {"such as", "instead of"}:
            for part in rest:
                rel = {"or": "cc", "not": "neg"}.get(part.low, "")
                tree.attach(part, first if rel else tree.head(first), rel or "mark")
        elif first.rel == "case" and words in {"because of", "due to"}:
            tree.attach(last, first, "=pcomp")
        elif first.rel == "case" and words not in {"such as", "instead of", "rather than"}:
            for part in rest:
                tree.attach(part, tree.head(first), "case")
        else:
            tree.promote(last, "det" if first.upos == "DET" else "advmod")
            if words == "such as":
                first.rel = "amod"
            for part in tree.children(first):
                if part.i < last.i:
                    tree.attach(part, last, "advmod" if part.rel == "fixed" else part.rel)
        for part in tree.children(first, "fixed"):
            part.rel = "advmod"


def gerund_prepositions(tree: Tree) -> None:
    """ "by leaving": UD marks the clause, CLEAR heads it by the preposition."""
    for clause in list(tree):
        marks = tree.children(clause, "mark")
        if not marks or clause.rel not in {"advcl", "acl", "xcomp", "ccomp", "obl", "nmod", "conj"}:
            continue
        mark = marks[0]
        if mark.low not in PREPOSITIONS_BEFORE_GERUND or mark.xpos not in {"IN", "TO"}:
            continue
        question = any(
            child.i > mark.i
            and (child.rel == "mark" or child.xpos in {"WRB", "WP", "WDT"})
            and child.low
            in {"whether", "if", "how", "why", "where", "when", "what", "who", "which"}
            for child in tree.children(clause)
        )
        auxiliaries = tree.children(clause, "aux", "aux:pass")
        leading = auxiliaries[0] if auxiliaries else clause
        if leading.xpos == "VBG" or question:
            mark.rel = "case"


def head_by_prepositions(tree: Tree) -> None:
    """Case markers become ``prep`` heads, the phrase they mark their ``pobj`` or ``pcomp``."""
    for noun in list(tree):
        if noun.rel in {"nmod:poss", "det:poss"}:
            for marker in tree.children(noun, "case"):
                marker.rel = "=case"
            continue
        markers = tree.children(noun, "case")
        if any(case.xpos == "POS" for case in markers):
            noun.rel = "nmod:poss" if noun.rel == "nmod" else noun.rel
            for case in markers:
                if case.xpos == "POS":
                    case.rel = "=case"
            markers = [case for case in markers if case.xpos != "POS"]
        markers = [case for case in markers if case.i < noun.i] or markers[:1]
        if markers:
            _chain(tree, noun, markers)


def _chain(tree: Tree, noun: Node, markers: list[Node]) -> None:
    outer = markers[0]
    role = noun.rel
    complement = _complement(tree, noun)
    tree.promote(outer, complement)
    for child in tree.children(noun):
        if child.i < outer.i and child.rel in _BEFORE_PREPOSITION:
            tree.attach(child, outer, child.rel)
    if role == "conj":
        first = tree.head(outer)
        if first.rel in {"=pobj", "=pcomp"} and first.i < outer.i:
            tree.attach(outer, _outermost(tree, first), "conj")
    elif role == "obl:agent":
        outer.rel = "=agent"
    elif role not in {"root", "reparandum", "parataxis", "appos", "dislocated", "list"}:
        outer.rel = "=prep"
    inner = outer
    for marker in markers[1:]:
        tree.attach(marker, inner, "=prep")
        inner = marker
    if inner is not outer:
        tree.attach(noun, inner, complement)


def _outermost(tree: Tree, noun: Node) -> Node:
    preposition = tree.head(noun)
    while (
        preposition.rel == "=prep"
        and tree.head(preposition).upos == "ADP"
        and (tree.head(preposition).i == preposition.i - 1)
    ):
        preposition = tree.head(preposition)
    return preposition


def _complement(tree: Tree, noun: Node) -> str:
    modified = tree.children(noun, "det", "nmod:poss", "amod")
    if noun.upos == "ADJ" and not modified and noun.xpos == "JJ":
        return "=amod"
    if noun.upos in {"VERB", "AUX", "ADV"} and not modified:
        return "=pcomp"
    return "=pobj"


def chain_coordination(tree: Tree) -> None:
    """UD hangs all conjuncts on the first, CLEAR each on the one before it.

    Conjunctions and commas move from the conjunct they introduce to the one before.
    """
    for first in list(tree):
        conjuncts = [child for child in tree.children(first, "conj") if child.i > first.i]
        before = first
        for conjunct in conjuncts:
            for child in tree.children(conjunct):
                if child.i < conjunct.i and child.rel in {"cc", "punct"}:
                    paired = child.form in {'"', "“", "``", "(", "[", "‘", "'"}
                    if before.i < child.i and not paired:
                        tree.attach(child, before, child.rel)
            for child in tree.children(first, "cc", "punct"):
                if before.i < child.i < conjunct.i and before is not first:
                    tree.attach(child, before, child.rel)
            tree.attach(conjunct, before, "conj")
            before = conjunct
