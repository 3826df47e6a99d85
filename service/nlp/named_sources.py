"""Which person a source names outright: "Trump senior adviser Jason Miller", "Mr. Sanders"."""

import re

from spacy.tokens import Span, Token

from service.nlp import clauses, names
from service.nlp.discourse import Discourse, entity_of
from service.nlp.extensions import PersonData
from service.nlp.headlines import in_headline
from service.nlp.lexicons import Lexicons
from service.nlp.rules import TitleLexicon

_RUN_TOGETHER = re.compile(r"[\"“”]")
_BORDERS = frozenset(",–—-―(;:")
_RELATIVE = frozenset({"who", "whom", "whose", "which", "that"})
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_NOT_PERSONS = frozenset(
    {"ORG", "GPE", "NORP", "LOC", "FAC", "DATE", "EVENT", "WORK_OF_ART", "LAW"}
)
PARTICLES = frozenset("al bin ibn ben von van der den de del della di da dos du la le".split())
"""Words in lower case inside names: "Ann van der Berg"."""
_DESCRIBING = frozenset({"JJ", "JJR", "JJS", "VBN", "VBG", "VBD", "RB", "HYPH"})
_PAIR = 2  # words of a name
_LONGEST_NAME = 9
_INSIDE_NAMES = frozenset({"of", "the", "and", "for", "at"})
_BEFORE_OTHERS = frozenset(
    "for of by with from in at on about to under against behind alongside".split()
)


def segments(span: Span) -> list[Span]:
    """Divide a source at commas, dashes, brackets and relative pronouns; the first is its core."""
    found: list[Span] = []
    start = span.start
    for token in span:
        relative = token.lower_ in _RELATIVE and token.i > span.start
        border = token.text[:1] in _BORDERS and (token.text != "-" or token.nbor(-1).whitespace_)
        if token.text == "," and _among_adjectives(span.doc[start : token.i]):
            continue
        if token.text == "," and clauses.is_before_year(token):
            continue
        if border and token.i == start + 1 and span.doc[start].pos_ == "DET":
            continue  # "the (too large) number of people"
        if (relative or border) and token.i >= start:
            if token.i > start:
                found.append(span.doc[start : token.i])
            start = token.i + (0 if relative else 1)
    if span.end > start:
        found.append(span.doc[start : span.end])
    return found or [span]


def _among_adjectives(before: Span) -> bool:
    """Say whether a comma goes on with what describes the noun: "the tired, old | , envoy"."""
    determined = len(before) > 1 and before[0].pos_ in ("DET", "PRON")
    return determined and all(
        t.tag_ in _DESCRIBING or t.text == "," or t.i == before.start for t in before
    )


def named_person(span: Span, discourse: Discourse, titles: TitleLexicon) -> PersonData | None:
    """Give the person whom the source names: at the end of its core, or beside it.

    "Obama's aide Ann Lee" is Ann Lee, "the chairman, Bob Ray," is Bob Ray; in "an aide to Ann Lee"
    and "Ann Lee's campaign" she is not the holder, nor in "the wing, led by Jan Roos, Ann Lee".
    """
    core, *rest = segments(span)
    for part in (core, *rest):
        if part[0].tag_ == "VBN" and part[0].pos_ == "VERB" and "by" in {t.lower_ for t in part}:
            return None
        inside = discourse.within(part.start_char, part.end_char)
        for start, end, person in reversed(inside):
            name = span.doc.char_span(start, end, alignment_mode="expand")
            if name is None or not _stands_alone(name, part, titles, whole=part is not core):
                continue
            return person
    return None


def _stands_alone(name: Span, part: Span, titles: TitleLexicon, *, whole: bool) -> bool:
    """whole: nothing but titles may stand before the name, and nothing after it."""
    after = [t for t in name.doc[name.end : part.end] if not t.is_space]
    if len(after) == 1 and after[0].text in _POSSESSIVE:
        after = []  # "Ann Lee's", of a claim or a plan of hers
    if after and (after[0].text in _POSSESSIVE or _goes_on(after)):
        return False
    if not whole and _possessive_end(name, part):
        return False
    before = [t for t in name.doc[part.start : name.start] if not t.is_space]
    if whole:
        return _tells_whence(after) and all(
            t.pos_ in ("PROPN", "NOUN", "ADJ", "DET", "PUNCT")
            or t.tag_ == "VBG"
            or titles.is_role(t.lower_)
            for t in before
        )
    return not any(_subordinates(t, name, titles) for t in before)


def _possessive_end(name: Span, part: Span) -> bool:
    """Say whether a name ends the part with "'s" inside its own tokens and is another's owner."""
    return name.end < part.end and name.text.endswith(("'s", "’s"))


def _goes_on(after: list[Token]) -> bool:
    """Say whether what follows a name makes it a mere modifier: "Lee campaign", "Lee super PAC"."""
    noun = next((t for t in after if t.pos_ != "ADJ"), after[0])
    beside = noun.dep_ in ("appos", "npadvmod") or noun.ent_type_ in ("DATE", "TIME")
    return noun.pos_ in ("NOUN", "PROPN") and not beside


def _tells_whence(after: list[Token]) -> bool:
    """Say whether nothing follows a name but where its bearer is from: "of Clem University"."""
    words = [t for t in after if t.is_alpha]
    if not words:
        return True
    inside = all(
        t.text[:1].isupper() or t.lower_ in _INSIDE_NAMES or t.tag_ in ("NN", "JJ")
        for t in words[1:]
    )
    named = words[-1].text[:1].isupper()
    return words[0].lower_ in ("of", "from") and len(words) > 1 and inside and named


def _subordinates(token: Token, name: Span, titles: TitleLexicon) -> bool:
    """Say whether a preposition or a verb makes the name somebody other than the holder.

    "the secretary of state Ann Lee" names her; "the secretary of Ann Lee" and "the group backing
    Ann Lee" do not.
    """
    if token.pos_ == "VERB" and token.dep_ in ("acl", "relcl") and token.i < name.start:
        beside = token.i + 1 == name.start and token.tag_ == "VBG"
        return beside or (name.root.head == token and name.root.dep_ == "dobj")
    if token.lower_ not in _BEFORE_OTHERS or token.i >= name.start:
        return False
    between = [t for t in name.doc[token.i + 1 : name.start] if t.is_alpha]
    titled = between and between[-1].pos_ in ("NOUN", "PROPN") and not _honorific(between, titles)
    return not titled


def _honorific(between: list[Token], titles: TitleLexicon) -> bool:
    """Say whether only the person's own title stands between: "an aide to President Ann Lee"."""
    return all(titles.is_title(t.text) for t in between)


def trailing_name(span: Span, lexicons: Lexicons) -> Span | None:
    """Give the name of two or more words that ends the core of a source, whoever recognised it.

    "Emeritus Professor John Burrows, the chairman", "Taigatimber's Åse-Marie Kvernmo": who speaks
    and is called so is a person, unless a word of it is that of a place, a body or an outlet.
    """
    titles, places, outlets = lexicons.titles, lexicons.places, lexicons.outlets
    core, *rest = segments(span)
    if any(titles.is_organisation_head(part.root.lemma_.lower()) for part in rest[:1]):
        return None  # "Haerang Building, the firm"
    start = core.end
    while start > core.start and _of_name(core.doc[start - 1], titles):
        start -= 1
    while start < core.end and not _begins_name(core.doc[start]):
        start += 1
    known = entity_of(core[-1])
    after = start > core.start and core.doc[start - 1].lower_ in _BEFORE_OTHERS
    if after and known is not None and known.label_ == "PERSON" and len(known) >= _PAIR:
        start = max(start, known.start)  # "Minister of Education | Ann Lee"
    name = core.doc[start : core.end]
    text = names.clean(name.text)
    if (
        len(names.words(text)) < 2
        or len(name) > _LONGEST_NAME
        or in_headline(span.doc, span.start_char)
    ):
        return None
    if places.government(text) or outlets.find(text) or text.isupper():
        return None
    if name[-1].text.endswith("s") and places.demonym(name[-1].text[:-1]):
        return None  # "Hask's Armenians"
    before = name.doc[core.start : name.start]
    owned = len(before) > 0 and before[-1].text in _POSSESSIVE and not _names_another(before)
    titled = _has_title(name, core, rest, titles)
    labels = {t.ent_type_ for t in name} if not owned and not titled else set()
    if labels & _NOT_PERSONS or any(
        titles.is_organisation_head(t.lower_) or t.is_digit for t in name
    ):
        return None
    return name


def _names_another(before: Span) -> bool:
    """Say whether a person is named before, whom the rest tells more of: "Ann Lee of Hask's …"."""
    place = next((t.i for t in before if t.lower_ in ("of", "at", "from")), before.start)
    return any(t.ent_type_ == "PERSON" for t in before.doc[before.start : place])


def _has_title(name: Span, core: Span, rest: list[Span], titles: TitleLexicon) -> bool:
    """Say whether a role stands right before a name or beside it: "the columnist Ann Lee"."""
    before = name.doc[name.start - 1] if name.start > core.start else None
    if before is not None and titles.is_role(before.lower_) and before.is_lower:
        return True
    return bool(rest) and rest[0].root.is_lower and titles.is_role(rest[0].root.lemma_.lower())


def _of_name(token: Token, titles: TitleLexicon) -> bool:
    if token.text == "-" or token.lower_ in PARTICLES or _ends_korean_name(token):
        return True
    return (
        token.text[:1].isupper()
        and token.lower_ not in ("the", "a", "an")
        and not titles.is_honorific(token.text)
        and not titles.is_role(token.lower_)
        and not titles.is_collective(token.lower_)
        and not titles.is_document(token.lower_)
    )


def _ends_korean_name(token: Token) -> bool:
    """Say whether a word in lower case is the last part of a given name: "Baek Mi-ran"."""
    if token.i < 3 or token.nbor(-1).text != "-":
        return False
    surname, given = token.nbor(-3), token.nbor(-2)
    return (
        names.is_surname_first(surname.lower_)
        and surname.text[:1].isupper()
        and given.text[:1].isupper()
    )


def _begins_name(token: Token) -> bool:
    return token.text[:1].isupper() and token.pos_ in ("PROPN", "NOUN", "ADJ", "X", "ADV", "VERB")


def name_words(core: Span, titles: TitleLexicon) -> tuple[str, ...]:
    """Give the words of a core that is nothing but a name, without honorifics and "'s"; else ()."""
    tokens = [t for t in core if t.text not in _POSSESSIVE and _is_word(t)]
    while tokens and titles.is_title(tokens[0].text):
        tokens = tokens[1:]
    if not tokens or not all(_is_of_name(t) for t in tokens):
        return ()
    text = "".join(f"{t.text}{' ' if t.whitespace_ else ''}" for t in tokens)
    return names.words(names.clean(_RUN_TOGETHER.split(text)[-1]))


def _is_word(token: Token) -> bool:
    hyphen = token.text == "-" and not token.whitespace_
    return hyphen or not (token.is_punct or token.is_space)


def _is_of_name(token: Token) -> bool:
    """Say whether a word is written with a capital, or goes on after a hyphen: "Mi-ran"."""
    capital = _RUN_TOGETHER.split(token.text)[-1][:1].isupper()
    return capital or token.text == "-" or (token.i > 0 and token.nbor(-1).text == "-")
