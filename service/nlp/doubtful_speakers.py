"""Holders of statements that may well be others than the article means.

A reader takes who speaks from the holder alone, so that a claim is worse with a wrong one than
not listed.
"""

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span, Token

from service.nlp import mentions, names, rules
from service.nlp.claim_reading import Said
from service.nlp.claim_sources import source_of
from service.nlp.extensions import PersonData, text_of
from service.nlp.headlines import in_headline
from service.nlp.rules.known import is_known_surname

_LETTERS = frozenset("letter note email e-mail message call".split())
_OPEN_PRONOUNS = frozenset({"they", "it", "you"})
_HEARING = frozenset(
    "tell inform alert advise notify warn remind brief assure convince persuade ask".split()
)
"""Verbs whose object hears what is said."""
_KNOWING = frozenset("aware know learn realise realize discover conscious understand".split())
_ANYBODY = frozenset("man woman girl boy person fellow guy lady".split())
_NEW = frozenset("the a an this that one".split())
_INSIDE = frozenset("appos attr compound nmod".split())
_GENDERS = {"Mr": "m", "Mrs": "f", "Ms": "f", "Miss": "f"}
_SURE = 0.95
"""The score from which on a pronoun as the source is the holder."""
_SURE_ROLE = 0.65
"""The same for a role or a kind of body: "the mayor", "the company"."""
_SURE_DESCRIPTION = 0.8
"""The same for a role that describes a person: "the director"."""
_PAIR = 2  # words of a name
_FAR_MORE = 3
_BLOCKS = 2  # of a page with a headline
_BACK = 120  # tokens in which somebody is looked for whom a pronoun takes up
_SENTENCES = 2
_MOST_PEOPLE = 300
"""People of an article among whom a family is looked for; a list of thousands has no bearing."""


def is_doubtful(doc: Doc, said: Said) -> bool:
    """Say whether the source of a statement may well be another than its holder."""
    span = source_of(doc, said)
    if span is None or said.holder["name"] is None:
        return False
    return (
        _is_letter(span, said)
        or _is_open(span, said)
        or _is_told_to(doc, span, said)
        or _is_described_alone(doc, span, said)
        or _is_cut(span)
        or _is_of_family(doc, span, said)
        or _is_of_headline_alone(doc, span, said)
        or _is_of_other_gender(doc, span, said)
        or _is_body_of_family(doc, span, said)
    )


def is_only_known(said: Said) -> bool:
    """ "Lee was aware that the port sank": where another tells it of Lee, Lee does not say it."""
    return said.attribution["cue_lemma"] in _KNOWING


def _is_letter(span: Span, said: Said) -> bool:
    """ "The letter warned": who wrote it, where a person is the holder."""
    owned = any(c.dep_ in ("poss", "prep") for c in span.root.children)
    person = said.holder["kind"] == "person"
    return person and span.root.lemma_.lower() in _LETTERS and not owned


def _is_open(span: Span, said: Said) -> bool:
    """ "He" that may be another; "they", who are often others, or anybody; "the company"."""
    if len(span) == 1 and span[0].lower_ in mentions.PRONOUNS:
        return said.holder["score"] < _SURE or _is_described(span[0], said)
    if len(span) == 1 and span[0].lower_ in _OPEN_PRONOUNS:
        return True
    if said.holder["score"] >= _SURE_ROLE:
        return False
    links = {e["link"] for e in said.holder["evidence"][:1]}
    words = (said.holder["name"] or "").lower().split()
    return "title" in links or ("short name" in links and span.root.lower_ not in words)


def _is_described(pronoun: Token, said: Said) -> bool:
    """Say whether somebody without a name was told of since the holder was named: "a cashier"."""
    doc = pronoun.doc
    holder = next(_bearers(doc, said), None)
    if holder is None:
        return False
    named = max((end for _, end in holder["mentions"] if end <= pronoun.idx), default=0)
    sentences = 0
    for token in reversed(doc[max(0, pronoun.i - _BACK) : pronoun.i]):
        sentences += bool(token.is_sent_start)
        if token.idx < named or sentences > _SENTENCES:
            return False
        if _is_somebody(token) and token.lemma_.lower() not in holder["role_words"]:
            return True
    return False


def _is_somebody(noun: Token) -> bool:
    """ "The cashier", "a woman": a person without a name."""
    word = noun.lemma_.lower()
    if noun.tag_ != "NN" or noun.dep_ in _INSIDE:
        return False
    person = word in _ANYBODY or rules.titles().is_role(word)
    return person and any(c.lower_ in _NEW for c in noun.lefts)


def _is_described_alone(doc: Doc, span: Span, said: Said) -> bool:
    """ "The director said" of one whom the article seldom calls so, or who is named in the words.

    "The director said Roos would leave" is told of Roos by another.
    """
    name = said.holder["name"] or ""
    if said.holder["kind"] != "person" or any(t.pos_ == "PRON" for t in span):
        return False
    unsure = said.holder["score"] < _SURE_DESCRIPTION
    if any(t.pos_ == "PROPN" for t in span):
        # "The Lenne candidate", of one who is called so nowhere.
        role = span.root.lemma_.lower()
        called = any(role in p["role_words"] for p in _bearers(doc, said))
        return unsure and _words(span).isdisjoint(names.words(name)) and not called
    if unsure:
        return True
    last = name.rpartition(" ")[2]
    spans = (doc.char_span(*c, alignment_mode="expand") for c in said.attribution["content"])
    return any(t.text == last for s in spans if s is not None for t in s)


def _is_told_to(doc: Doc, span: Span, said: Said) -> bool:
    """ "Lee was told that the port closed": others say so."""
    cue = said.attribution["cue"]
    verb = None if cue is None else doc.char_span(*cue, alignment_mode="expand")
    if verb is None or not len(verb) or verb.root.lemma_.lower() not in _HEARING:
        return False
    return span.root.dep_ == "nsubjpass" and span.root.head == verb.root


def _is_cut(span: Span) -> bool:
    """ "The crew of which left": a clause that was taken for somebody."""
    return any(t.tag_ in ("WDT", "WP") and t.i and t.nbor(-1).lower_ == "of" for t in span[1:])


def _is_of_family(doc: Doc, span: Span, said: Said) -> bool:
    """ "Roos" where the article has Ann Roos nearly as often, or in a headline: which of them."""
    name = said.holder["name"] or ""
    words = names.words(name)
    if said.holder["kind"] != "person" or not _has_surname_alone(span, words):
        return False
    gender = _told_gender(span)
    people = [
        p
        for p in (doc._.people or [])[:_MOST_PEOPLE]
        if p["name"] == name or not gender or p["gender"] in ("", gender)
    ]
    counts = {p["name"]: len(p["mentions"]) for p in people}
    others = [
        count
        for one, count in counts.items()
        if names.words(one)[-1:] == words[-1:] and names.words(one)[0][0] != words[0][0]
    ]
    least = 1 if in_headline(doc, span.start_char) else _FAR_MORE
    return any(count * least > counts.get(name, 0) for count in others)


def _is_of_headline_alone(doc: Doc, span: Span, said: Said) -> bool:
    """Say whether only a headline has a holder's name: capitals hide where it ends."""
    last = (said.holder["name"] or "").rpartition(" ")[2]
    if len(doc._.blocks or ()) < _BLOCKS:
        return False
    if last in span.text.split()[:1] or said.holder["kind"] not in ("person", "organisation"):
        return False
    alone = text_of(doc).count(last) == 1 and not is_known_surname(last.lower())
    return alone and in_headline(doc, span.start_char)


def _is_of_other_gender(doc: Doc, span: Span, said: Said) -> bool:
    """ "Ms. Brandt" read as one who is "he" elsewhere: another Brandt."""
    gender, person = _told_gender(span), next(_bearers(doc, said), None)
    return bool(gender) and person is not None and person["gender"] not in ("", gender)


def _is_body_of_family(doc: Doc, span: Span, said: Said) -> bool:
    """ "The Brandt team" read as Oda Brandt's, where there is a Jan Brandt, too."""
    owner, _, body = (said.holder["name"] or "").replace("’", "'").partition("'s ")
    words = names.words(owner)
    if not body or not _has_surname_alone(span, words):
        return False
    people = (doc._.people or [])[:_MOST_PEOPLE]
    return any(p["name"] != owner and names.words(p["name"])[-1:] == words[-1:] for p in people)


def _bearers(doc: Doc, said: Said) -> Iterator[PersonData]:
    """Give the people of an article who have the name of a holder."""
    return (p for p in doc._.people or () if p["name"] == said.holder["name"])


def _words(span: Span) -> set[str]:
    """Give the words of a source as those of names are compared."""
    return {w for t in span for w in names.words(t.text)}


def _has_surname_alone(span: Span, name: Sequence[str]) -> bool:
    """Say whether a source has the last word of a longer name, and not the first: "Mr. Roos"."""
    told = _words(span)
    return len(name) >= _PAIR and name[-1] in told and name[0] not in told


def _told_gender(span: Span) -> str:
    """Give the gender of "Mr." or "Ms." at the beginning of a source; '' without one."""
    return _GENDERS.get(span[0].text.rstrip("."), "")
