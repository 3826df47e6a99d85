"""Titles of persons: in front of a name, beside it in apposition, and what they tell of it."""

import re

from spacy.tokens import Span, Token

from service.ids import name_key
from service.nlp import clauses
from service.nlp.extensions import PersonData
from service.nlp.lexicons import Lexicons

_ROLE_OF = {
    "Sen": "senator",
    "Gov": "governor",
    "Rep": "congressman",
    "Pres": "president",
    "Gen": "general",
    "Prof": "professor",
    "Dr": "doctor",
    "Rev": "reverend",
    "Amb": "ambassador",
    "Lt": "officer",
    "Sgt": "sergeant",
    "Col": "colonel",
    "Capt": "captain",
    "Judge": "judge",
    "Justice": "justice",
    "Senator": "senator",
}
"""Roles that a title in front of a name gives its bearer."""
_INSIDE = frozenset({"of", "for", "to", "the", "-"})
_NOT_FIRST = frozenset({"DET", "PRON", "PUNCT", "PART", "ADP", "CCONJ"})
_OTHERS = re.compile(r" (?:to|for) ")
_OF_TITLES = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PART", "ADP", "NUM", "PRON"})
_PAIR = 2  # words of a name
_LONGEST = 10  # tokens of a title in front
_LONGEST_BESIDE = 14
_WIDEST = 200  # tokens under a noun beside a name
_MOST_ROLES = 30  # that are kept of a person; articles give few


class PersonTitles:
    """Reads the titles of the persons of an article."""

    def __init__(self, lexicons: Lexicons) -> None:
        self._titles = lexicons.titles
        self._first_names = lexicons.first_names

    def name_start(self, ent: Span) -> int:
        """Give the first token of the name proper: after the last title inside the entity.

        "Security Advisor Jake Sullivan" begins at "Jake"; "Dean Smith" and "Billie Jean King" begin
        where they begin, since a given name stands first, or nothing would be left.
        """
        if name_key(ent[0].text) in self._first_names:
            return ent.start
        titles = [
            t.i + 1
            for t in ent[:-1]
            if self._titles.is_honorific(t.text)
            or self._titles.is_role(t.lower_)
            or (t.i == ent.start and len(ent) > _PAIR and self._is_plural_role(t))
        ]
        return max(titles, default=ent.start)

    def _is_plural_role(self, token: Token) -> bool:
        """Say whether "Senators" stands before the first of several names."""
        return token.lower_.endswith("s") and self._titles.is_role(token.lower_[:-1])

    def before(self, ent: Span) -> str:
        """Give "US National Security Advisor" of "US National Security Advisor Jake Sullivan"."""
        doc = ent.doc
        first = start = self.name_start(ent)
        while start > 0 and first - start < _LONGEST and self._can_be_title(doc[start - 1], ent):
            start -= 1
        if self._titles.is_role(doc[first - 1].lower_):
            # "an official for President Moon": the office is what stands next to the name.
            start = max(
                [t.i + 1 for t in doc[start : first - 1] if t.lower_ in ("for", "to", "the", "of")],
                default=start,
            )
        while start < first and self._is_no_first_word(doc[start]):
            start += 1
        title = doc[start:first].text.strip()
        return title if self.nouns(title) else ""

    def _is_no_first_word(self, token: Token) -> bool:
        honorific = self._titles.is_honorific(token.text) and not self._titles.is_role(token.lower_)
        return token.pos_ in _NOT_FIRST or honorific

    def _can_be_title(self, token: Token, ent: Span) -> bool:
        if token.ent_type_ == "PERSON" and not self._titles.is_role(token.lower_):
            return False
        if token.is_space or (token.is_sent_start and token.i + 1 < ent.start and token.is_punct):
            return False
        if self._titles.is_role(token.lower_):
            return True
        if token.dep_ in clauses.SUBJECTS and token.head.i > ent.end:
            return False
        return token.pos_ in ("PROPN", "NOUN", "ADJ", "PART") or token.lower_ in _INSIDE

    def beside(self, ent: Span) -> str:
        """Give the role of "Hugh Hill, a doctor" and of "the envoy, Sung Kim"."""
        root = ent.root
        noun: Token | None = clauses.child_with(root, "appos")
        listed = any(t.dep_ == "cc" for t in root.head.children)
        if noun is None and (root.dep_ == "appos" or (root.dep_ == "conj" and not listed)):
            noun = root.head
        if noun is None and root.dep_ in clauses.SUBJECTS and root.head.lemma_ == "be":
            noun = clauses.child_with(root.head, "attr")
        if noun is None or not self._titles.is_role(noun.lemma_.lower()):
            return self._set_off(ent)
        if noun.right_edge.i - noun.left_edge.i > _WIDEST:
            return str(noun.text)
        tokens = [t for t in noun.subtree if t.i not in range(ent.start, ent.end)]
        tokens = [t for t in tokens if t.head == noun or t == noun or t.head.i != root.i]
        kept = [t for t in tokens if (t.i - ent.start) * (noun.i - ent.start) > 0]
        kept = _around(noun, kept)
        run = clauses.trim(ent.doc, kept[0].i, kept[-1].i + 1) if kept else None
        if run is None or run[1] - run[0] > _LONGEST_BESIDE:
            return str(noun.text)
        start, end = run
        while start < end and ent.doc[start].pos_ == "DET":
            start += 1
        return str(ent.doc[start:end].text)

    def _set_off(self, ent: Span) -> str:
        """Give the role between the commas after a name, where the parser saw no apposition."""
        doc, start = ent.doc, ent.end + 1
        if start >= len(doc) or doc[ent.end].text != ",":
            return ""
        end = start
        while end < len(doc) and end - start < _LONGEST_BESIDE and _in_title(doc[end]):
            end += 1
        if end == start or end == len(doc) or doc[end].text not in (",", "."):
            return ""
        link = next((i for i in range(start, end) if doc[i].pos_ == "ADP"), end)
        if link == start or not self._titles.is_role(doc[link - 1].lower_):
            return ""
        while start < end and doc[start].pos_ == "DET":
            start += 1
        return str(doc[start:end].text)

    def nouns(self, title: str) -> list[str]:
        """Give the nouns of a title by which its bearer may be called, in lower case."""
        title = _OTHERS.split(title)[0]  # "aide to the president" is no president
        words = [w.lower().strip(".,") for w in title.replace("-", " ").split()]
        found = [w for w in words if self._titles.is_role(w)]
        whole = title.lower().rsplit(" ", 1)[-1] if title else ""
        if whole not in found and self._titles.is_role(whole):
            found.append(whole)
        return found

    def note(self, ent: Span, person: PersonData) -> None:
        """Record a mention of a person, with what its noun phrase tells of title and gender."""
        person["mentions"].append((ent.start_char, ent.end_char))
        for token in (*ent.doc[max(0, ent.start - 2) : ent.start], *ent):
            if role := _ROLE_OF.get(token.text.rstrip(".")):
                _add(person["role_words"], role)
            person["gender"] = person["gender"] or self._titles.gender(token.lower_.rstrip("."))
        person["gender"] = person["gender"] or _for_their_part(ent)
        for title in (self.before(ent), self.beside(ent)):
            nouns = self.nouns(title)
            if nouns:
                _add(person["roles"], title)
            for noun in nouns:
                _add(person["role_words"], noun)
                person["gender"] = person["gender"] or self._titles.gender(noun)


def _in_title(token: Token) -> bool:
    """Say whether a word can stand in "South Korea's first vice foreign minister"."""
    if token.ent_type_ == "PERSON" or token.tag_ == "PRP":
        return False
    return token.pos_ in _OF_TITLES or token.text == "-"


def _add(found: list[str], one: str) -> None:
    if one not in found and len(found) < _MOST_ROLES:
        found.append(one)


def _around(noun: Token, tokens: list[Token]) -> list[Token]:
    """Give the tokens around a title's noun, up to another person, a verb or what "and" joins."""
    kept: list[Token] = []
    for token in tokens:
        ends = token.ent_type_ == "PERSON" or token.tag_ in ("VBD", "VBZ")
        joined = token.dep_ == "cc" and token.head.i < token.i and token.i > noun.i
        if ends or joined:
            if token.i > noun.i:
                break
            kept = []
            continue
        kept.append(token)
    return kept


def _for_their_part(ent: Span) -> str:
    """Give the gender that "For her part, Lee …" tells."""
    before = [t.lower_ for t in ent.doc[max(0, ent.start - 4) : ent.start]]
    if len(before) == 4 and before[0] == "for" and before[2:] == ["part", ","]:
        return {"her": "f", "his": "m"}.get(before[1], "")
    return ""
