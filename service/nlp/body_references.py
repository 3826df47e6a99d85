"""Which body of the article "the agency", "the campaign" or "Newspaper" of a headline stands for.

The body whose name has the noun comes first, then one that the article describes with it ("the
Hask harbour commission"), then the one that weighs most of those that can be called so.
"""

from spacy.tokens import Span, Token

from service.nlp import holders as by_mention
from service.nlp import names
from service.nlp.answers import again
from service.nlp.body_names import fits_nouns, is_headed_by, more_nouns
from service.nlp.discourse import entity_of
from service.nlp.extensions import HolderData
from service.nlp.named_sources import segments
from service.nlp.possessors import CAMPAIGNS
from service.nlp.reading import Reading

_TOWNS = frozenset("city town municipality village district".split())
_DEFINITE = frozenset({"the", "that", "this", "his", "her", "its"})
_FAR = 1500  # tokens in which "the campaign" looks for whose it is
_BARE = 2  # tokens of "the government"
_SHORT = 4  # tokens of a name that is taken up by its noun
_PAIR = 2  # words
_NAMED = frozenset({"ORG", "PRODUCT", "WORK_OF_ART", ""})
_LEAD = 3  # sentences, the headline among them
_LATELY = 3  # sentences within which who spoke last is still in mind
_SITES = frozenset({"website", "site", "blog", "portal"})
"""What has a name that no list of outlets knows."""


def body_reference(
    reading: Reading, span: Span, head: Token, word: str, *, definite: bool
) -> HolderData | None:
    """Give the body that a noun takes up, None if it takes up none.

    word: the noun in lower case, singular. definite: whether the mention tells which one is meant.
    """
    at = (span.start_char, span.end_char)
    core = segments(span)[0]
    titles = reading.titles
    if head.tag_ in ("NNS", "NNPS"):
        return None
    if definite and (same := _same_body(reading, core, word)) is not None:
        return again(same, at, "short name", 0.7)
    if word in CAMPAIGNS and definite and (campaign := _campaign_before(reading, head)) is not None:
        return by_mention.holder(campaign, "organisation", score=0.6, link="short name", at=at)
    if word == "government" and len(span) <= _BARE and (country := reading.bodies.country()):
        return by_mention.holder(country, "government", score=0.6, link="short name", at=at)
    kind = titles.organisation_kind(word)
    body = kind is not None or titles.is_outlet_noun(word) or word in _TOWNS
    if not body or len(core) > _SHORT:
        return None
    if span[0].lower_ != "the":
        outlet = _outlet_soon(reading, span, word) if titles.is_outlet_noun(word) else None
        if outlet is None:
            return None
        return by_mention.holder(outlet, "organisation", score=0.6, link="short name", at=at)
    known = reading.bodies.again(word, core)
    if known is None or not is_headed_by(known[0], word):
        described = _described_before(reading, core, head, word)
        if described is not None:
            described_kind = kind or "organisation"
            return by_mention.holder(described, described_kind, score=0.6, link="short name", at=at)
    if known is not None:
        name, label = known
        known_kind = "government" if label == "GPE" else kind or "organisation"
        return by_mention.holder(name, known_kind, score=0.6, link="short name", at=at)
    return _site(reading, span) if word in _SITES else None


def _same_body(reading: Reading, core: Span, word: str) -> HolderData | None:
    """For "the office", "the outlet": the last holder named so, or the last outlet."""
    more = more_nouns(core, word)
    called = reading.titles.is_outlet_noun(word) and core[0].lower_ in _DEFINITE
    for _, earlier in reversed(reading.discourse.holders):
        if earlier["kind"] in ("organisation", "government") and earlier["name"]:
            words = names.words(earlier["name"])
            headed = len(words) > 1 and words[-1] == word
            if headed and fits_nouns(earlier["name"], more):
                return earlier
            outlet = reading.outlets.get(earlier["name"]) if called else None
            if outlet is not None and outlet.is_called(word) and not more:
                return earlier
    return None


def _campaign_before(reading: Reading, head: Token) -> str | None:
    """For "the campaign": that of the person to whom the text gave one last."""
    word = head.lemma_.lower()
    for token in reversed(head.doc[max(0, head.i - _FAR) : head.i]):
        if token.lemma_.lower() != word or token.i == 0:
            continue
        before = token.nbor(-1)
        if before.text in ("'s", "’s") and token.i > 1:
            before = token.nbor(-2)
        person = reading.discourse.person_at(before.idx)
        if person is not None:
            return f"{person['name']}'s {word}"
    return None


def _described_before(reading: Reading, core: Span, head: Token, word: str) -> str | None:
    """Give "Hask harbour commission" for "the commission": a name, and nouns after it.

    Of an outlet its name is given without the noun: "Hask Circle" of "Hask Circle magazine".
    """
    if len(core) > _BARE:
        return None
    for noun in reversed(head.doc[max(0, head.i - _FAR) : head.i]):
        if noun.lemma_.lower() != word or not noun.is_lower or noun.tag_ not in ("NN", "NNP"):
            continue
        start = noun.i
        while start > 0 and _modifies(noun.doc[start - 1]):
            start -= 1
        while start < noun.i and not noun.doc[start].text[:1].isupper():
            start += 1
        if start == noun.i or noun.doc[start].is_sent_start:
            continue
        outlet = reading.titles.is_outlet_noun(word)
        if outlet and noun.nbor(-1).ent_type_ not in _NAMED:
            continue  # "a Riverside newspaper"
        name = names.clean(noun.doc[start : noun.i if outlet else noun.i + 1].text)
        body = entity_of(noun.nbor(-1))
        if body is not None and body.label_ == "ORG" and body.start == start:
            return reading.bodies.fuller(names.clean(body.text))  # "the Dock Workers union"
        if len(name.split()) >= _PAIR:
            return reading.bodies.fuller(name)
    return None


def _modifies(token: Token) -> bool:
    """Say whether a word can stand before the noun in a description of a body."""
    return token.tag_ in ("NNP", "NNPS", "NN", "HYPH") or (
        token.tag_ == "JJ" and (token.text[:1].isupper() or token.ent_iob_ == "I")
    )


def _outlet_soon(reading: Reading, span: Span, word: str) -> str | None:
    """Give the outlet that "Newspaper" of a headline or "a newspaper" of the lead is: the first."""
    discourse = reading.discourse
    bare = span[0].pos_ not in ("DET", "PRON", "NUM")
    headline = bare and reading.opens(span)
    if discourse.sentence(span.start) >= _LEAD or not (headline or span[0].lower_ in ("a", "an")):
        return None
    outlet = reading.bodies.outlet_after(word, span.end_char)
    if outlet is None and headline and word in _SITES:
        return reading.bodies.first_subject_after(span.end_char)
    return outlet


def _site(reading: Reading, span: Span) -> HolderData | None:
    """Give the site that spoke last, also one that only its capitals make a person of."""
    at = (span.start_char, span.end_char)
    spoke = _spoke_lately(reading, span)
    if spoke is not None:
        return again(spoke, at, "short name", 0.5)
    name = _unknown_name_lately(reading, span)
    if name is None:
        return None
    return by_mention.holder(name, "organisation", score=0.4, link="short name", at=at)


def _spoke_lately(reading: Reading, span: Span) -> HolderData | None:
    """Give the organisation that held the last statement of a body, if not long before."""
    discourse = reading.discourse
    for at, holder in reversed(discourse.holders):
        if holder["kind"] not in ("organisation", "government"):
            continue
        source = span.doc.char_span(at, at + 1, alignment_mode="expand")
        if source is None or holder["kind"] != "organisation" or holder["name"] is None:
            return None
        near = discourse.sentence(span.start) - discourse.sentence(source.start) < _LATELY
        last = names.words(holder["name"])[-1:]
        other = bool(last) and reading.titles.is_organisation_head(last[0])
        return holder if near and not other else None
    return None


def _unknown_name_lately(reading: Reading, span: Span) -> str | None:
    """Give the last speaker with a name of two words that is nobody's known: "Ember Watch"."""
    discourse = reading.discourse
    here = discourse.sentence(span.start)
    for at, holder in reversed(discourse.holders):
        source = span.doc.char_span(at, at + 1, alignment_mode="expand")
        if source is None or here - discourse.sentence(source.start) >= _LATELY:
            return None
        person = discourse.named(holder["name"] or "") if holder["kind"] == "person" else None
        if person is None:
            continue
        pair = len(names.words(person["name"])) == _PAIR
        unknown = not discourse.gender(person) and not person["roles"]
        return person["name"] if pair and unknown else None
    return None
