"""Where a text speaks of a target: which clauses name it, and whether they are for it or its end.

A clause speaks of a target that it names, whose words it mostly has, or that one of its phrases
comes near in meaning; also where "it" or "they" stands for what the clause before it names.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc, Token

from service.nlp.clauses import own_subject, trimmed_runs
from service.wording.directions import is_turning
from service.wording.topics import chance, signs
from service.wording.words import content_stems, stem, words

Link = Literal["named", "near", "pronoun"]
_NAMED = 0.5  # least share of a target's words
_NEAR = 0.75  # least chance that a phrase means the same
_MOST_WORDS = 40  # of a target
_PLURAL = frozenset({"they", "them", "these", "those"})
_SINGULAR = frozenset({"it", "this", "that"})
_CONTRAST = frozenset("although though while whereas but".split())
_STANCES = frozenset("oppose reject refuse resist fight combat tackle boycott block veto".split())
"""Turning verbs that by themselves tell the holder's stance: "we reject the plan"."""
_OWN = frozenset("nsubj nsubjpass csubj dobj attr acomp xcomp ccomp prep oprd agent".split())
_CALLS = frozenset({"must", "should", "shall", "ought"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A clause of a content that speaks of a target, by its tokens.

    opposite: whether what it says is of the target's end ("ending the war" of "the war").
    """

    tokens: tuple[int, ...]
    link: Link
    opposite: bool

    def runs(self, doc: Doc) -> list[tuple[int, int]]:
        """Give the clause as runs of characters."""
        return [
            (doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))
            for start, end in trimmed_runs(doc, self.tokens)
        ]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A target as it is looked for. stems: of its words, without those that turn it around."""

    phrase: str
    stems: tuple[str, ...]
    opposite: bool


def wanted(target: str) -> Wanted:
    """Divide a target into what it is about and its direction.

    >>> wanted("ending the war"), wanted("the ceasefire").stems
    (Wanted(phrase='war', stems=('war',), opposite=True), ('ceasefir',))
    """
    found = words(target, _MOST_WORDS)
    told = set(content_stems(target, _MOST_WORDS))
    kept = [word for word in found if stem(word) in told] or found
    about = [word for word in kept if not is_turning(word)]
    turned = (len(kept) - len(about)) % 2 == 1 if about else False
    chosen = about or kept
    return Wanted(" ".join(chosen), tuple(dict.fromkeys(map(stem, chosen))), turned)


def mentions(doc: Doc, content: Sequence[tuple[int, int]], target: Wanted) -> list[Mention]:
    """Give the clauses of a content that speak of a target, in text order."""
    inside = [token for token in _tokens(doc, content) if not token.is_space]
    if not inside or not target.stems:
        return []
    found: list[Mention] = []
    before: Token | None = None
    for unit in _units(inside):
        link: Link = "named"
        named = _named(unit, target)
        if named is None:
            link, named = "near", _near(unit, target)
        if named is None and before is not None:
            link, named = "pronoun", _pronoun(unit, before)
        if named is not None:
            opposite = _opposite(named, {token.i for token in inside}) != target.opposite
            found.append(Mention(_without_joints(unit), link, opposite))
        before = named
    return found


def _tokens(doc: Doc, spans: Iterable[tuple[int, int]]) -> list[Token]:
    parts = (doc.char_span(start, end, alignment_mode="expand") for start, end in spans)
    return [token for part in parts if part is not None for token in part]


def _without_joints(unit: Sequence[Token]) -> tuple[int, ...]:
    """Leave out the "and" or "but" that joins a clause to another."""
    held = {token.i for token in unit}
    joints = {
        token.i
        for token in unit
        if token.dep_ == "cc" and (token == unit[0] or not _joins(token, held))
    }
    return tuple(token.i for token in unit if token.i not in joints)


def _joins(joint: Token, held: set[int]) -> bool:
    return any(c.dep_ == "conj" and c.i in held and c.i > joint.i for c in joint.head.children)


def _units(inside: Sequence[Token]) -> list[list[Token]]:
    """Divide a content into clauses that take a position of their own."""
    held = {token.i for token in inside}
    heads: dict[int, int] = {}
    units: dict[int, list[Token]] = {}
    for token in inside:
        path, at = [], token
        while at.i not in heads and at.i in held and not _begins(at, held):
            path.append(at.i)
            at = at.head
        top = heads.get(at.i, at.i)
        for i in [*path, at.i]:
            heads[i] = top
        units.setdefault(top, []).append(token)
    return sorted(units.values(), key=lambda unit: unit[0].i)


def _begins(token: Token, held: set[int]) -> bool:
    """Say whether a token heads a clause of its own: joined by "and", "but", "although"."""
    if token.head.i == token.i or token.head.i not in held:
        return True
    if token.pos_ not in ("VERB", "AUX"):
        return False
    if token.dep_ in ("conj", "parataxis"):
        # "is unfair and must go": what has nothing of its own goes with what it is joined to.
        own = any(child.dep_ in _OWN for child in token.children)
        return own and token.head.pos_ in ("VERB", "AUX")
    marks = {child.lower_ for child in token.children if child.dep_ in ("mark", "advmod")}
    return token.dep_ == "advcl" and bool(marks & _CONTRAST)


def _named(unit: Sequence[Token], target: Wanted) -> Token | None:
    """Give the token that names a target: its words' head, where enough of them are there."""
    known = set(target.stems)
    held = [token for token in unit if known & _stems(token)]
    if not held:
        return None
    there = set().union(*(known & _stems(token) for token in held))
    last = target.stems[-1]
    share = len(there) / len(known)
    if share == 1 or (share >= _NAMED and last in there):
        heads = [token for token in held if token.head not in held]
        with_last = [token for token in held if last in _stems(token)]
        return next((token for token in with_last if token in heads), (heads or held)[0])
    return None


def _near(unit: Sequence[Token], target: Wanted) -> Token | None:
    """Give the head of a phrase that comes near a target in meaning."""
    held = {token.i for token in unit}
    best: tuple[float, Token] | None = None
    for token in unit:
        if token.pos_ not in ("NOUN", "PROPN") or token.dep_ == "compound":
            continue
        phrase = " ".join(one.text for one in token.subtree if one.i in held)
        found = chance(signs(target.phrase, phrase))
        if found >= _NEAR and (best is None or found > best[0]):
            best = (found, token)
    return None if best is None else best[1]


def _pronoun(unit: Sequence[Token], before: Token) -> Token | None:
    """Give the pronoun that stands for what the clause before names, if there is one like it."""
    plural = before.tag_ in ("NNS", "NNPS") or before.lower_ in _PLURAL
    wanted_ones = _PLURAL if plural else _SINGULAR
    return next(
        (
            token
            for token in unit
            if token.lower_ in wanted_ones
            and token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj")
            and token.pos_ in ("PRON", "DET")
        ),
        None,
    )


def _stems(token: Token) -> frozenset[str]:
    return frozenset(stem(word) for text in (token.text, token.lemma_) for word in words(text))


def _opposite(named: Token, held: set[int]) -> bool:
    """Count the words above a mention that turn it around, up to the clause that holds it."""
    count, at = 0, named
    while at.head.i != at.i and at.head.i in held:
        if at.dep_ in ("relcl", "conj", "ccomp", "advcl", "parataxis"):
            break
        if at.dep_ == "nsubj" and at.head.pos_ in ("VERB", "AUX") and not _ends(at.head):
            break
        ends = at.dep_ == "nsubj" and _ends(at.head)
        at = at.head
        count += ends or (is_turning(at.lemma_.lower()) and not _takes_stance(at))
    return count % 2 == 1


def _ends(verb: Token) -> bool:
    """Say whether a verb has its subject come to an end: "the war must end"."""
    return verb.lemma_.lower() in ("end", "stop", "cease", "close", "go") and not any(
        child.dep_ == "dobj" for child in verb.children
    )


def _takes_stance(verb: Token) -> bool:
    """Say whether a turning verb tells a stance, rather than what is called for or done."""
    if verb.lemma_.lower() not in _STANCES:
        return False
    called = any(c.dep_ == "aux" and c.lower_ in _CALLS for c in verb.children)
    return not called and own_subject(verb) is not None
