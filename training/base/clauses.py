"""UD → CLEAR between clauses: copulas, existentials, complements, reported speech."""

from __future__ import annotations

from training.base.lexicon import (
    CLAUSE_ADVERBS,
    FREE_RELATIVES,
    NEGATION,
    RAISING_TO_OBJECT,
    REPORTING,
)
from training.base.tree import Node, Tree

_ALWAYS_CLAUSAL = frozenset(
    """nsubj nsubj:pass nsubj:outer csubj csubj:pass csubj:outer expl aux aux:pass mark punct
    parataxis discourse vocative dislocated obl:unmarked advcl:relcl orphan list""".split()
)
_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass", "expl")
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "SYM", "X", "INTJ"})


def expletives(tree: Tree) -> None:
    """ "It" of extraposition becomes the subject, the clause a complement.

    "There" stays ``expl``; what there is becomes ``attr``.
    """
    for expl in list(tree):
        if expl.rel != "expl":
            continue
        clause = tree.head(expl)
        if expl.low == "there":
            for subject in tree.children(clause, "nsubj"):
                if clause.lemma == "be":
                    subject.rel = "=attr"
            continue
        if tree.children(clause, "nsubj", "nsubj:pass"):
            continue
        expl.rel = "nsubj:pass" if tree.children(clause, "aux:pass") else "nsubj"
        for extraposed in tree.children(clause, "csubj", "csubj:pass", "csubj:outer"):
            infinitive = any(mark.xpos == "TO" for mark in tree.children(extraposed, "mark"))
            extraposed.rel = "extraposed:xcomp" if infinitive else "extraposed:ccomp"


def copulas(tree: Tree) -> None:
    """The copula becomes the head, the predicate its ``attr``, ``acomp``, ``prep`` or clause."""
    for cop in list(tree):
        if cop.rel == "cop":
            _promote_copula(tree, cop)


def _promote_copula(tree: Tree, cop: Node) -> None:
    predicate = tree.head(cop)
    outer = tree.children(predicate, "nsubj:outer", "csubj:outer")
    role = _predicate_role(tree, predicate, bool(outer))
    tree.promote(cop, role)
    for child in tree.children(predicate):
        if outer:
            moves = child.i < cop.i or (child.rel == "punct" and child.i > predicate.i)
        else:
            moves = _belongs_to_clause(tree, child, cop, predicate)
        if moves:
            tree.attach(child, cop, child.rel)


def _predicate_role(tree: Tree, predicate: Node, outer: bool) -> str:
    if outer or (predicate.upos == "VERB" and tree.children(predicate, "mark")):
        own_subject = tree.children(predicate, "nsubj", "nsubj:pass", "expl")
        infinitive = any(mark.xpos == "TO" for mark in tree.children(predicate, "mark"))
        if predicate.upos in {"VERB", "AUX"} or own_subject:
            return "=xcomp" if infinitive or not own_subject else "=ccomp"
    if tree.children(predicate, "case") and not any(
        case.xpos == "POS" for case in tree.children(predicate, "case")
    ):
        return "obl"
    if predicate.upos == "ADV":
        return "advmod"
    return "=acomp" if predicate.upos in {"ADJ", "VERB"} else "=attr"


def _belongs_to_clause(tree: Tree, child: Node, cop: Node, predicate: Node) -> bool:
    rel = child.rel
    if rel == "punct":
        return not cop.i < child.i < predicate.i
    if rel in _ALWAYS_CLAUSAL or rel.startswith("extraposed"):
        return True
    if rel == "cc":
        return child.i < min(cop.i, predicate.i)
    if rel == "advmod":
        return _clause_adverb(child, cop, predicate)
    if rel in {"obl", "obl:agent"}:
        return predicate.upos in _NOMINAL or child.i < cop.i
    if rel in {"advcl", "ccomp", "xcomp"}:
        return rel == "advcl" or predicate.upos in _NOMINAL or child.i < min(cop.i, predicate.i)
    if rel == "conj":
        return bool(tree.children(child, "cop", "aux", "aux:pass", *_SUBJECTS)) or (
            child.xpos in {"VBD", "VBZ", "VBP"}
        )
    return rel in {"dep", "reparandum"} and child.i < cop.i


def _clause_adverb(child: Node, cop: Node, predicate: Node) -> bool:
    if child.low in NEGATION or child.i < cop.i or predicate.upos in _NOMINAL:
        return True
    if child.i > predicate.i:
        return child.low != "enough"
    return child.low in CLAUSE_ADVERBS


def complements(tree: Tree) -> None:
    """Predicates and infinitives below a verb: ``acomp``, ``attr``, ``oprd`` or a small clause."""
    for node in list(tree):
        if node.rel != "xcomp":
            continue
        verb = tree.head(node)
        objects = [obj for obj in tree.children(verb, "obj") if verb.i < obj.i < node.i]
        raising = verb.lemma in RAISING_TO_OBJECT and bool(objects)
        if node.upos in {"VERB", "AUX"} and not tree.children(node, "case"):
            if raising:
                _small_clause(tree, node, objects[0])
        elif tree.children(node, "case"):
            node.rel = "obl"
        elif node.upos == "ADV":
            node.rel = "advmod"
        elif node.upos == "ADJ" and raising:
            _small_clause(tree, node, objects[0])
        elif tree.children(verb, "obj", "aux:pass", "nsubj:pass") or _participle(verb):
            node.rel = "=oprd"
        else:
            node.rel = "=acomp" if node.upos == "ADJ" else "=attr"


def _participle(verb: Node) -> bool:
    """Whether ``verb`` is a reduced passive relative ("a man called Smith")."""
    return verb.xpos == "VBN" and verb.rel in {"acl", "amod"}


def _small_clause(tree: Tree, predicate: Node, subject: Node) -> None:
    passive = bool(tree.children(predicate, "aux:pass"))
    tree.attach(subject, predicate, "nsubj:pass" if passive else "nsubj")
    predicate.rel = "ccomp"


def free_relatives(tree: Tree) -> None:
    """ "what he said": UD heads it by the pronoun, CLEAR by the verb, as a clause."""
    for pronoun in list(tree):
        if pronoun.low not in FREE_RELATIVES or pronoun.upos not in {"PRON", "DET"}:
            continue
        clauses = [c for c in tree.children(pronoun, "acl:relcl") if c.i > pronoun.i]
        if not clauses:
            continue
        clause = clauses[0]
        role = pronoun.rel
        tree.promote(clause, "")
        clause.rel = {
            "obj": "ccomp",
            "=attr": "ccomp",
            "iobj": "ccomp",
            "nsubj": "csubj",
            "nsubj:pass": "csubj:pass",
            "nsubj:outer": "csubj",
        }.get(role, role)
        for child in tree.children(pronoun):
            tree.attach(child, clause, child.rel)
        site, rel = _gap(tree, clause)
        tree.attach(pronoun, site, rel)


def _gap(tree: Tree, clause: Node) -> tuple[Node, str]:
    if not tree.children(clause, *_SUBJECTS):
        return clause, "nsubj:pass" if tree.children(clause, "aux:pass") else "nsubj"
    if clause.lemma == "be" and not tree.children(clause, "=attr", "=acomp", "obl"):
        return clause, "=attr"
    site = clause
    while tree.children(site, "xcomp", "ccomp") and not tree.children(site, "obj"):
        site = tree.children(site, "xcomp", "ccomp")[0]
    if tree.children(site, "aux:pass"):
        return site, "=oprd"
    return site, "dep" if tree.children(site, "obj") else "obj"


def reported_speech(tree: Tree) -> None:
    """ "We won, she said": a sentence-final reporting clause takes the rest as its ``ccomp``."""
    for verb in list(tree):
        if verb.rel != "parataxis" or verb.lemma not in REPORTING:
            continue
        said = tree.head(verb)
        if verb.i < said.i or not tree.children(verb, "nsubj"):
            continue
        if tree.children(verb, "obj", "ccomp"):
            continue
        own = {node.i for node in tree.descendants(verb)}
        later = [n for n in tree.nodes[min(own) :] if n.i not in own and n.rel != "punct"]
        if later:
            continue
        tree.promote(verb, "ccomp")
        for child in tree.children(said, "punct"):
            if child.i > min(own):
                tree.attach(child, verb, "punct")
