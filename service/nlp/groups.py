"""Sources that name or mean several people: "Suh and Austin", "the two leaders"."""

import re
from itertools import pairwise

from spacy.tokens import Span, Token

from service.nlp import holders as by_mention
from service.nlp import names
from service.nlp.answers import again
from service.nlp.body_lists import of_bodies
from service.nlp.discourse import Discourse, distinct
from service.nlp.extensions import HolderData, PersonData, text_of
from service.nlp.reading import Chars, Reading
from service.nlp.title_signs import bears

_ASIDE = re.compile(r"\([^()]*\)")
"""Party and state after a name: "(R-Va.)"."""
_SET_OFF = re.compile(r"[,(–—] ?(?:the|an?|both|two|three|who|whose|whom|\()\b")
_TITLE = frozenset({"NN", "NNP", "NNPS", "JJ", "DT", "PRP$", "HYPH"})
"""Tags of what may stand between two names of a list: ", the mayor, and former envoy"."""
_CALLING = frozenset({"NN", "NNP", "NNPS", "JJ", "HYPH"})
_AND = frozenset({"and", "&"})
_WHENCE = re.compile(r"(?:of|at|from) (?:the )?[A-Z][\w.]*(?: [A-Z][\w.]*)*,?$")
_MARKS = frozenset(",:–—―(")
_NUMBERS = frozenset("two three four several some both".split())
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5}
_SHORT = 4  # tokens of "the two men"
_TAKING_UP = frozenset({"the", "these", "those"})
_PAIR = 2  # tokens of "both candidates"
_ANY = frozenset("man woman leader brother sister side".split())
_CROWDS = frozenset(
    "protester voter supporter critic lawyer delegate superdelegate advocate activist resident "
    "worker student teacher expert analyst official".split()
)
"""Nouns that mean others than those who spoke together, unless these are called so."""
_TWO = frozenset({"pair", "duo"})
_KINDRED = frozenset("couple brothers sisters siblings twins spouses".split())
_KIN = frozenset("parent child spouse grandparent".split())
_BACK = 20  # mentions of persons that are looked back upon


def group(reading: Reading, span: Span, head: Token, at: Chars) -> HolderData | None:
    """Give the first of several people by name, with the others; None if there are not several."""
    together = (
        coordinated(span, reading.discourse)
        or _listed(reading, span, head)
        or _family(reading, span, head)
        or _couple(reading, span, head)
        or _instances(reading, span, head)
        or _several(reading, span, head)
    )
    if not together and (bodies := of_bodies(reading, span, head)) is not None:
        return bodies
    if len(together) < 2:
        return _named_before(reading, span, head, at)
    found = by_mention.of_person(together[0], at, "name", 0.85)
    found["kind"] = "group"
    found["role"] = None
    found["also"] = [person["name"] for person in together[1:]]
    return found


def coordinated(span: Span, discourse: Discourse) -> list[PersonData]:
    """Give the persons of "President Obama and Hillary Clinton", in order; [] if it is no list.

    What a comma sets off after them may tell who they are: "Ann and Bob Lee, the donors".
    """
    inside = discourse.within(span.start_char, span.end_char)
    text = text_of(span.doc)
    between: list[Span] = []
    for one, another in pairwise(inside):
        joint = span.doc.char_span(one[1], another[0], alignment_mode="contract")
        if joint is None or not _joins(joint):
            break
        between.append(joint)
    if not any(t.lower_ in _AND for joint in between for t in joint):
        return []
    together = inside[: len(between) + 1]
    before = text[span.start_char : together[0][0]].strip()
    after = _ASIDE.sub("", text[together[-1][1] : span.end_char]).strip(" '’s")
    set_off = len(together) == len(inside) and bool(_SET_OFF.match(after) or _WHENCE.match(after))
    first = span.doc.char_span(*together[0][:2], alignment_mode="expand")
    noun = span.doc[first.start - 1] if first is not None and first.start > span.start else None
    called = noun is not None and noun.tag_ == "NNS"  # "the economists Ann Lee and Bob Ray"
    titled = called or before[:1].isupper() or (first is not None and _is_title(span, first))
    if (after.strip(",") and not set_off) or (before and not titled):
        return []
    return distinct(person for _, _, person in together)


def _joins(joint: Span) -> bool:
    """Say whether nothing but "and" or a comma, and titles, stands between two names."""
    marks = [t for t in joint if t.lower_ in _AND or t.text == ","]
    outside = _outside_brackets(joint)
    return bool(marks) and all(t in marks or t.tag_ in _TITLE or t.is_space for t in outside)


def _outside_brackets(joint: Span) -> list[Token]:
    """Give the tokens of a stretch that are in no brackets."""
    depth = 0
    found: list[Token] = []
    for token in joint:
        depth += (token.text == "(") - (token.text == ")")
        if depth == 0 and token.text != ")":
            found.append(token)
    return found


def _is_title(span: Span, name: Span) -> bool:
    """Say whether what comes before a name calls it: "former governor"."""
    before = span.doc[span.start : name.start]
    return len(before) > 0 and all(t.tag_ in _CALLING for t in before)


def _listed(reading: Reading, span: Span, head: Token) -> list[PersonData]:
    """ "two of the county's lawmakers, Ann Lee and Bob Ray": those who follow the comma."""
    if head.tag_ not in ("NNS", "NNPS", "CD") and head.lower_ not in _NUMBERS:
        return []
    mark = next(
        (t for t in span if t.i > head.i and (t.text[:1] in _MARKS or t.text == "--")), None
    )
    if mark is None:
        return []
    named = reading.discourse.within(mark.idx, span.end_char)
    people = distinct(person for _, _, person in named)
    if any(_COUNTS.get(t.lower_) == len(people) for t in span.doc[span.start : head.i + 1]):
        return people  # "three economists -- Ann Lee at Lenne, Bob Ray at …"
    return coordinated(span.doc[mark.i + 1 : span.end], reading.discourse)


def _family(reading: Reading, span: Span, head: Token) -> list[PersonData]:
    """ "the Brandts": those of the article who bear the surname."""
    word = head.lower_
    if not word.endswith("s") or not head.text[:1].isupper() or len(span) > _SHORT:
        return []
    if span[0].lower_ not in ("the", "both") or span[-1] != head:
        return []
    bearers = reading.discourse.bearers.called((word[:-1],))
    return [p for p in bearers if word[:-1] in names.surnames(p["name"])]


def _instances(reading: Reading, span: Span, head: Token) -> list[PersonData]:
    """ "critics, like Senators Ann Lee and Bob Ray": those who are named as such."""
    if head.tag_ not in ("NNS", "NNPS"):
        return []
    for token in span[1:-1]:
        such = token.lower_ == "such" and token.nbor().lower_ == "as"
        if token.i > head.i and (token.lower_ in ("including", "like") or such):
            named = reading.discourse.within(token.idx, span.end_char)
            return distinct(person for _, _, person in named)
    return []


def _named_before(reading: Reading, span: Span, head: Token, at: Chars) -> HolderData | None:
    """ "the senators", of whom two were named as the holders of a statement before."""
    role = reading.titles.is_role(head.lemma_.lower())
    if not role or head.tag_ != "NNS" or span[0].lower_ not in _TAKING_UP or len(span) > _SHORT:
        return None
    noun = head.lemma_.lower()
    known = (h for _, h in reversed(reading.discourse.holders) if h["kind"] == "group")
    last = next((h for h in known if h["also"] and _are_called(reading, h, noun)), None)
    return again(last, at, "short name", 0.6) if last is not None else None


def _are_called(reading: Reading, several: HolderData, noun: str) -> bool:
    """Say whether a noun can mean several holders: "the protesters" only who is said to protest."""
    named = [reading.discourse.named(name) for name in (several["name"] or "", *several["also"])]
    known = any(person is not None and bears(person, noun) for person in named)
    return known or noun not in _CROWDS


def _couple(reading: Reading, span: Span, head: Token) -> list[PersonData]:
    """ "the couple", "the brothers": the two of the article who share a surname, if just two do.

    "the pair" and "the duo" are the last two people who were named.
    """
    word = head.lower_
    if len(span) > _PAIR or span[0].lower_ not in _TAKING_UP or word not in _TWO | _KINDRED:
        return []
    latest = reading.discourse.people_before(span.start_char, _BACK)
    if word in _TWO:
        return latest[1::-1] if len(latest) > 1 else []
    for person in latest:
        surname = names.words(person["name"])[-1]
        kindred = [p for p in latest if names.words(p["name"])[-1:] == (surname,)]
        if len(kindred) == _PAIR:
            return kindred[::-1]
    return []


def _several(reading: Reading, span: Span, head: Token) -> list[PersonData]:
    """ "the two", "both candidates", "the brothers": those who were named last, or bear it."""
    counted = span[0].lower_ == "both" or any(t.lower_ == "two" for t in span[:2])
    definite = span[0].lower_ in ("the", "both", "these", "those")
    if not definite or len(span) > _SHORT or (not counted and head.tag_ != "NNS"):
        return []
    role = head.lemma_.lower().rsplit("-", 1)[-1]  # "the vice-ministers"
    if not counted and not reading.titles.is_role(role):
        return []
    if any(t.lower_ == "of" for t in span):
        return []  # "both of whom" are of others
    gender = reading.titles.gender(role)
    latest = reading.discourse.people_before(span.start_char, _BACK)
    if gender:
        latest = [p for p in latest if reading.discourse.gender(p) in ("", gender)]
    bearers = [p for p in latest if bears(p, role)]
    if 1 < len(bearers) < _SHORT:
        return bearers[::-1]
    if reading.titles.is_role(role) and role not in _ANY and len(span) > _PAIR:
        return []  # "both candidates" are not the last two people, whoever they are
    if (
        head.tag_ == "NNS"
        and (role in _KIN or not reading.titles.is_role(role))
        and role not in _ANY
    ):
        return []  # "both parties", "both parents"
    return latest[1::-1] if counted and len(latest) > 1 else []
