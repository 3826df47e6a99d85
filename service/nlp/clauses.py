"""Reading a dependency parse (CLEAR labels): subjects, clauses, noun phrases, as token runs."""

from collections.abc import Collection, Iterable

from spacy.tokens import Doc, Token

Run = tuple[int, int]
"""A run of tokens: index of the first, index after the last."""

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
BEFORE_OF = frozenset({"because", "instead", "out"})
"""Words that are one preposition with "of" behind them: "because of"."""
_INHERITS = frozenset({"conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "dep", "parataxis"})
_EDGE_MARKS = frozenset("\"“”„‟«»‹›‘’'`,.;:!?–—-…()[]{}") | {"``", "''", "--", "..."}
_LONGEST_NAME = 40
_YEAR = 4  # digits


def is_passive(verb: Token) -> bool:
    """Say whether the verb is in the passive."""
    return any(child.dep_ in ("auxpass", "nsubjpass", "csubjpass") for child in verb.children)


def own_subject(verb: Token) -> Token | None:
    """Give the subject that is the verb's own child, if it has one."""
    return next((child for child in verb.children if child.dep_ in SUBJECTS), None)


def subject_of(verb: Token) -> Token | None:
    """Give the verb's subject: its own, or that which it shares with the verbs above it.

    "anticipated … and also hoped …" and "…, saying that …" have their subject on the first verb; a
    participle after a noun ("a statement saying …") has that noun.
    """
    token = verb
    for _ in range(8):
        subject = own_subject(token)
        if subject is not None:
            return subject
        if token.dep_ in ("acl", "relcl") and token.head.pos_ in ("NOUN", "PROPN", "PRON"):
            return token.head
        if token.dep_ not in _INHERITS or token.head == token:
            return None
        if token.dep_ in ("ccomp", "parataxis") and token.tag_ not in ("VBG", "VB", "VBN"):
            return None
        token = token.head
    return None


def name_before(verb: Token, start: int) -> Token | None:
    """Give the name or personal pronoun that stands right before a verb group beginning at start.

    Where the verb has no subject of its own, this is a surer one than what the verbs above have.
    """
    doc = verb.doc
    position = start - 1
    while position > 0 and doc[position].pos_ == "ADV":
        position -= 1
    if position < 0 or doc[position].is_space or verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN"):
        return None
    token = doc[position]
    named = token.pos_ == "PROPN" or token.ent_type_ in ("PERSON", "ORG", "GPE")
    return token if named or token.lower_ in ("he", "she", "they", "it") else None


def agent_of(verb: Token) -> Token | None:
    """Give the doer of a passive ("praised by the minister")."""
    for child in verb.children:
        if child.dep_ == "agent":
            return next((t for t in child.children if t.dep_ == "pobj"), None)
    return None


def child_with(token: Token, *labels: str) -> Token | None:
    """Give the first child with one of the dependency labels."""
    return next((child for child in token.children if child.dep_ in labels), None)


def subtree_runs(token: Token, without: Collection[Token] = (), after: int = -1) -> list[Run]:
    """Give the token's subtree as runs of neighbouring tokens, certain subtrees left out.

    after: only tokens behind this index.

    Runs are trimmed of marks and spaces at both ends; a run without a word is dropped.
    """
    skipped = {t.i for w in without for t in w.subtree}
    return trimmed_runs(
        token.doc, (t.i for t in token.subtree if t.i > after and t.i not in skipped)
    )


def trimmed_runs(doc: Doc, indices: Iterable[int]) -> list[Run]:
    """Group ascending token indices into runs, trimmed; whitespace between does not split."""
    runs: list[list[int]] = []
    for i in indices:
        if runs and all(doc[j].is_space for j in range(runs[-1][1], i)):
            runs[-1][1] = i + 1
        else:
            runs.append([i, i + 1])
    trimmed = (trim(doc, start, end) for start, end in runs)
    return [run for run in trimmed if run is not None]


def trim(doc: Doc, start: int, end: int) -> Run | None:
    """Shorten a run until it neither begins nor ends with a mark or space; None if none is left."""
    while start < end and _is_edge(doc[start]):
        start += 1
    while end > start and _is_edge(doc[end - 1]):
        end -= 1
    return (start, end) if start < end else None


def _is_edge(token: Token) -> bool:
    return (
        token.is_space or token.text in _EDGE_MARKS or (token.is_punct and token.text not in "%@#&")
    )


def noun_phrase(head: Token) -> Run:
    """Give the whole noun phrase of a head, without relative clauses set off by commas."""
    doc = head.doc
    start, end = head.left_edge.i, head.right_edge.i + 1
    for child in head.rights:
        set_off = child.left_edge.i > 0 and doc[child.left_edge.i - 1].is_punct
        clause = child.dep_ == "relcl" or (child.dep_ in ("acl", "advcl", "ccomp") and set_off)
        if clause or child.dep_ == "parataxis":
            end = min(end, child.left_edge.i)
    if end - start > _LONGEST_NAME:
        start, end = max(start, head.i - 6), head.i + 1
    # A name is never cut, whatever the parse makes of its parts, nor a title from its name.
    while end < len(doc) and doc[end].ent_iob_ == "I":
        end += 1
    if doc[start].ent_iob_ == "I":
        while start > 0 and (doc[start].ent_iob_ == "I" or doc[start - 1].pos_ in ("PROPN", "ADJ")):
            start -= 1
    return trim(doc, start, end) or (head.i, head.i + 1)


def char_span(doc: Doc, run: Run) -> tuple[int, int]:
    """Turn a run of tokens into character offsets."""
    last = doc[run[1] - 1]
    return doc[run[0]].idx, last.idx + len(last)


def is_before_year(comma: Token) -> bool:
    """Say whether a comma stands inside a date: "since Jan. 1, 2015"."""
    if not 0 < comma.i < len(comma.doc) - 1:
        return False
    year = comma.nbor().text
    return comma.nbor(-1).text.isdigit() and year.isdigit() and len(year) == _YEAR
