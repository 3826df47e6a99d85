"""What an article calls "the talks" or "this plan" where it first says which.

An earlier mention with the same noun tells more ("talks between the two ports"); where two of them
differ, none is given.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from service.nlp import clauses
from service.nlp.extensions import text_of
from service.nlp.open_phrases import is_to_somebody

_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_BACK = 60  # tokens in which a pronoun looks for what it takes up
_LOOKED_AT = 40  # earlier mentions of a noun
_TITLE = 3  # words with capitals that may be a name; more are a headline
_LONGEST = 12  # words of a phrase
_BEFORE = frozenset({"amod", "compound", "nmod", "poss", "nummod"})
_IDENTIFYING = frozenset(
    "of on for between against with to in from about at by over under toward towards into behind "
    "across near along within among around inside outside".split()
)
"""Prepositions after which it is told which thing is meant; "the criticism as a joke" is not."""
_AFTER = frozenset({"of", "on", "for", "between", "against", "about"})
ONE_OF_ITS_KIND = frozenset(
    "world public media press future past internet economy time way fact end beginning people law "
    "truth rest same thing kind point week month year morning "
    "decade century summer winter spring autumn weekend season regard sort today "
    "sun sky sea".split()
)
"""Nouns that are understood without an article before them, or stand for anything at all."""
_COUNTING = frozenset(
    "any no every each some many few several most all both other another such own same enough "
    "much less fewer neither either half".split()
)
_TIMES = frozenset({"DATE", "TIME"})
_OTHERS = frozenset({"PRP", "PRP$", "WDT", "WP", "WP$", "``", "''", "-LRB-", "-RRB-"})


class Things:
    """The common nouns of one article by place."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._places: dict[tuple[str, str], list[int]] = defaultdict(list)
        for token in doc:
            if token.tag_ in ("NN", "NNS") and token.dep_ not in ("compound", "nmod", "amod"):
                self._places[(token.lemma_.lower(), token.tag_)].append(token.i)

    def is_bare(self, noun: Token) -> bool:
        """Say whether a noun is a definite phrase that tells nothing more: "the talks"."""
        return self._is_alone(noun) and noun.left_edge.i == noun.i - 1

    def is_described(self, noun: Token) -> bool:
        """Say whether only adjectives tell more of a definite phrase: "the former president"."""
        adjectives = [c for c in noun.lefts if c.dep_ == "amod" and _describes(c)]
        return self._is_alone(noun, len(adjectives)) and bool(adjectives)

    def _is_alone(self, noun: Token, adjectives: int = 0) -> bool:
        """Say whether nothing but "the" and some adjectives tells which thing a noun means."""
        if noun.tag_ not in ("NN", "NNS") or noun.ent_type_:
            return False
        words = [c for c in noun.children if not c.is_punct]
        first = [c for c in words if c.i < noun.i]
        more = [
            c
            for c in words
            if c.i > noun.i
            and (c.dep_ in ("relcl", "acl", "appos", "case") or c.lower_ in _IDENTIFYING)
            and not _is_set_off(c)
            and not is_to_somebody(c)
        ]
        if noun.lemma_.lower() in ONE_OF_ITS_KIND:
            return False
        return (
            len(first) == 1 + adjectives
            and first[0].lower_ in _DEFINITE
            and first[0].i == noun.i - 1 - adjectives
            and first[0].pos_ in ("DET", "PRON")
            and not more
        )

    def is_known(self, noun: Token) -> bool:
        """Say whether the article has the noun before, so that "the" takes it up."""
        places = self._places.get((noun.lemma_.lower(), noun.tag_), ())
        return bisect_left(places, noun.i) > 0

    def fuller(self, noun: Token) -> tuple[str, tuple[int, int]] | None:
        """Give the phrase that tells which is meant, with "the", and where it stands."""
        places = self._places.get((noun.lemma_.lower(), noun.tag_), ())
        before = places[: bisect_left(places, noun.i)][-_LOOKED_AT:]
        found: list[tuple[frozenset[str], int, int]] = []
        for i in before:
            run = self._told(self._doc[i])
            if run is not None:
                words = frozenset(
                    t.lemma_.lower()
                    for t in self._doc[run[0] : run[1]]
                    if t.is_alpha and t.pos_ in ("NOUN", "PROPN", "ADJ", "VERB", "NUM")
                )
                found.append((words, *run))
        found = [one for one in found if self._is_clean(*one[1:])]
        if not found:
            return None
        most = max(found, key=lambda one: len(one[0]))
        if any(not one[0] <= most[0] for one in found):
            # Where several are told of, the one that was introduced: "a bill to close the port".
            first = [one for one in found if self._doc[one[1]].lower_ in ("a", "an")]
            if len(first) != 1:
                return None
            most = first[0]
        return self._written(most[1], most[2])

    def only(self, pronoun: Token, content: Sequence[tuple[int, int]]) -> Token | None:
        """Give the one noun that "it" or "they" can take up: in the sentence, or the one before.

        It must be said in the same words (content), and nothing else there may agree in number.
        """
        plural = pronoun.lower_ not in ("it", "its")
        tags = ("NNS", "NNPS") if plural else ("NN", "NNP")
        rivals = ("they", "these", "those") if plural else ("it", "this", "that")
        within = next((c for c in content if c[0] <= pronoun.idx < c[1]), None)
        if within is None:
            return None
        found: dict[str, Token] = {}
        sentences = 0
        for i in range(pronoun.i - 1, max(-1, pronoun.i - _BACK), -1):
            token = self._doc[i]
            if token.idx < within[0] or sentences == 2 or len(found) > 1:
                break
            if token in (pronoun.head, pronoun.head.head):
                continue  # "an attempt to heal it"
            if token.tag_ in tags and _is_thing(token):
                found.setdefault(token.lower_, token)
            elif token.lower_ in rivals and token.dep_ in clauses.SUBJECTS:
                return None
            sentences += bool(token.is_sent_start)
        if len(found) != 1:
            return None
        (noun,) = found.values()
        joined = noun.dep_ == "conj" or any(c.dep_ == "conj" for c in noun.children)
        return None if joined else noun

    def phrase(self, noun: Token) -> tuple[str, tuple[int, int]] | None:
        """Give the phrase of a noun with "the", and its place; None where it tells too little."""
        run = self._told(noun) or self._short(noun)
        return self._written(*run) if run is not None and self._is_clean(*run) else None

    def _short(self, noun: Token) -> tuple[int, int] | None:
        """Give a noun with what stands before it; None where that tells too little of it."""
        start = noun.left_edge.i
        before = self._doc[start : noun.i + 1]
        name = noun.tag_ in ("NNP", "NNPS")
        if len(before) > _LONGEST or any(_is_foreign(t) for t in before):
            return None
        return (start, noun.i + 1) if name or len(before) > 2 else None

    def _told(self, noun: Token) -> tuple[int, int] | None:
        """Give the run of a phrase that tells more than its noun, without what is set off."""
        befores = [c for c in noun.lefts if c.dep_ in _BEFORE]
        afters = [
            c
            for c in noun.rights
            if (c.dep_ == "prep" and c.lower_ in _AFTER) or _introduces(noun, c)
        ]
        telling = [c for c in befores if c.dep_ != "amod" and c.ent_type_ not in _TIMES]
        if not afters and not telling:
            return None
        if any(
            t.ent_type_ in _TIMES or t.ent_type_ == "PERSON" or t.tag_ == "CD"
            for c in befores
            for t in c.subtree
        ) or any(t.ent_type_ in _TIMES for c in afters for t in c.children):
            return None
        start, end = noun.left_edge.i, noun.i + 1
        if self._doc[start].tag_ == "IN":
            start += 1  # "that the talks failed"
        for child in noun.rights:
            if child not in afters or child.left_edge.i != end:
                break
            end = child.right_edge.i + 1
        run = self._doc[start:end]  # "the port run by …" is cut
        if (
            not 1 < len(run) <= _LONGEST
            or run[-1].pos_ == "ADP"
            or any(
                t.tag_ in _OTHERS or t.is_space or (t.is_punct and t.text not in ("-", "."))
                for t in run
            )
        ):
            return None
        return start, end

    def _is_clean(self, start: int, end: int) -> bool:
        """Say whether a phrase can stand for its noun elsewhere.

        It names something, or introduces it ("a bill to close the port"), and counts or compares
        nothing: not "any big city in the nation", "more ships from Aden".
        """
        words = self._doc[start:end]
        if any(t.lower_ in _COUNTING or t.tag_ in ("JJR", "JJS", "RBR", "RBS") for t in words):
            return False
        if all(t.is_title or t.pos_ in ("ADP", "DET") for t in words[1:]) and len(words) > _TITLE:
            return False  # a headline
        named = any(t.pos_ == "PROPN" and t.ent_type_ not in _TIMES for t in words)
        return named or (
            words[0].lower_ in ("a", "an") and any(t.tag_ in ("TO", "VBN") for t in words)
        )

    def _written(self, start: int, end: int) -> tuple[str, tuple[int, int]]:
        doc = self._doc
        last = doc[end - 1]
        chars = (doc[start].idx, last.idx + len(last))
        first = doc[start]
        owned = any(t.dep_ == "poss" for t in doc[start:end])
        if first.pos_ == "DET" or first.lower_ in ("a", "an", "the"):
            start += 1
        text = text_of(doc)[doc[start].idx : chars[1]]
        name = all(t.pos_ == "PROPN" for t in doc[start:end]) and first.i == start
        return (text if owned or name else f"the {text}"), chars


def _introduces(noun: Token, clause: Token) -> bool:
    """ "a bill to close the port", "the pact signed in May"; but not "their ability to pay"."""
    if clause.dep_ != "acl":
        return False
    first = noun.left_edge.lower_
    return first in ("a", "an") or (clause.tag_ == "VBN" and first == "the")


def _is_thing(noun: Token) -> bool:
    """Say whether a noun is a whole phrase, and none of a person or a time."""
    if noun.dep_ in ("compound", "nmod", "npadvmod", "amod"):
        return False
    if noun.lemma_.lower() in ("time", "way", "thing"):
        return False  # "time to think about it"
    return noun.ent_type_ not in ("PERSON", *_TIMES)


def _is_foreign(token: Token) -> bool:
    """Say whether a word keeps a phrase from standing elsewhere: a pronoun, a mark."""
    return (
        token.tag_ in _OTHERS or token.is_space or (token.is_punct and token.text not in ("-", "."))
    )


def _describes(adjective: Token) -> bool:
    """Say whether an adjective leaves open which is meant: not "the first" or "the strongest"."""
    one = adjective.tag_ == "JJS" or adjective.lower_ in ("first", "last", "next", "only")
    return adjective.pos_ == "ADJ" and not one


def _is_set_off(part: Token) -> bool:
    """Say whether a comma divides a part from its noun; parsers hang the comma on either."""
    first = part.left_edge
    return first.text == "," or (first.i > 0 and first.nbor(-1).text == ",")
