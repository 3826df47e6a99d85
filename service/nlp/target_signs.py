"""Signs of whether a stretch of a content is what the statement takes a position on.

What the network says, how the stretch stands in its clause, what it is made of.
"""

import math
from bisect import bisect_left

from service.nlp.clauses import SUBJECTS
from service.nlp.target_words import Asked, Candidate, Word

Signs = dict[str, float]
_LONG = 8  # words
_DEEP = 6
_KINDS = {
    "NN": "noun",
    "NNS": "noun",
    "NNP": "name",
    "NNPS": "name",
    "PRP": "pronoun",
    "VBG": "-ing",
}
_ROLES = frozenset(
    "nsubj nsubjpass dobj pobj ROOT ccomp attr xcomp pcomp conj compound advcl acl relcl prep "
    "appos acomp poss amod oprd nmod advmod dep".split()
)
_PREPOSITIONS = frozenset("of for in on about against to by with from at".split())
_PLACES = frozenset({"GPE", "NORP", "LOC"})
_COUNTS = frozenset({"DATE", "TIME", "CARDINAL", "PERCENT", "MONEY", "ORDINAL", "QUANTITY"})
_ATTRIBUTES = frozenset({"attr", "acomp"})
_CUT = frozenset("amod det compound nummod prep poss aux advmod".split())
_POSSESSIVE = frozenset({"POS", "PRP$"})


def of_stretch(asked: Asked, candidate: Candidate, score: float, agreement: float) -> Signs:
    """Give the signs of a stretch.

    score: its log chance by the network; agreement: with all likely stretches.
    """
    places = asked.stretch(candidate)
    own = [asked.words[i] for i in places]
    top = top_of(asked, places)
    return {
        "score": score,
        "agreement": agreement,
        "log agreement": math.log(agreement + 1e-3),
        "whole": float(candidate.whole),
        **_of_shape(asked, places),
        **_of_place(asked, places),
        **_of_head(asked, top),
        **_of_words(own),
        "covers": min(1.0, len(own) / asked.sizes.get(top, 1)),
        "several tops": float(_tops(asked, places) > 1),
        "names the holder": float(bool(candidate.words & asked.holder)),
        "is the holder": float(bool(candidate.words) and candidate.words <= asked.holder),
    }


def top_of(asked: Asked, places: list[int]) -> int:
    """Give the place of the word that a stretch hangs on: the first of the least deep."""
    return min(places, key=lambda i: asked.depths.get(i, _DEEP))


def _tops(asked: Asked, places: list[int]) -> int:
    own = set(places)
    return sum(asked.words[i].head not in own or asked.words[i].head == i for i in places)


def _of_shape(asked: Asked, places: list[int]) -> Signs:
    size = len(places)
    return {
        "length": math.log(size),
        "length squared": math.log(size) ** 2,
        "one word": float(size == 1),
        "two words": float(size == 2),
        "long": float(size > _LONG),
        "share": size / len(asked.content),
        "everything": float(size >= len(asked.content) - 1),
    }


def _of_place(asked: Asked, places: list[int]) -> Signs:
    begun = [i for i in asked.content if asked.words[i].begins]
    sentence = sum(i <= places[0] for i in begun)
    several = len(begun) > 1
    return {
        "place": bisect_left(asked.content, places[0]) / len(asked.content),
        "begins the content": float(places[0] == asked.content[0]),
        "ends the content": float(places[-1] == asked.content[-1]),
        "in the first sentence": float(several and sentence <= 1),
        "in the last sentence": float(several and sentence == len(begun)),
    }


def _of_head(asked: Asked, top: int) -> Signs:
    """Tell what the top of a stretch is, and what it hangs on."""
    word, depth = asked.words[top], asked.depths.get(top, _DEEP)
    signs = {
        "depth": min(depth, _DEEP) / _DEEP,
        f"depth {depth}" if depth <= 1 else "deep": 1.0,
        f"head {kind_of(word)}": 1.0,
        "main subject": float(word.dep in SUBJECTS and depth <= 1),
        "deep subject": float(word.dep in SUBJECTS and depth > 1),
        "main object": float(word.dep == "dobj" and depth <= 1),
        "main attribute": float(word.dep in _ATTRIBUTES and depth <= 1),
        "head entity": float(bool(word.entity)),
        "head place": float(word.entity in _PLACES),
        "head body": float(word.entity == "ORG"),
        "head count": float(word.entity in _COUNTS),
    }
    if word.dep in _ROLES:
        signs[f"as {word.dep}"] = 1.0
    if word.head in asked.inside:
        governor = asked.words[word.head]
        signs[f"under {governor.pos}"] = 1.0
        if governor.pos == "ADP":
            known = governor.lemma in _PREPOSITIONS
            signs[f"after {governor.lemma if known else 'another preposition'}"] = 1.0
    return signs


def kind_of(word: Word) -> str:
    """Give what kind of word heads a phrase."""
    return _KINDS.get(word.tag) or {"V": "verb", "J": "adjective"}.get(word.tag[:1], "other")


def _of_words(own: list[Word]) -> Signs:
    first, last = own[0], own[-1]
    roles = {word.dep for word in own}
    found = {
        "a person": all(word.entity == "PERSON" or word.tag == "POS" for word in own),
        "begins with DT": first.tag == "DT",
        "begins with PRP$": first.tag == "PRP$",
        "begins with a verb": first.tag.startswith("VB"),
        "ends cut": last.dep in _CUT,
        "has an owner": any(word.tag in _POSSESSIVE for word in own),
        "has a count": any(word.entity in _COUNTS for word in own),
        "has a preposition": any(word.tag == "IN" for word in own),
        "has a subject": bool(roles & SUBJECTS),
        "has an object": "dobj" in roles,
        "has a negation": "neg" in roles,
        "has a relative clause": "relcl" in roles,
        "has a second part": "conj" in roles,
        "has a mark": any(word.text in ",;:." for word in own),
    }
    return {name: 1.0 for name, there in found.items() if there}
