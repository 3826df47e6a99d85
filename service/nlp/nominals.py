"""Sources that describe somebody: "the minister", "the agency", "an aide", "voters"."""

from collections.abc import Sequence

from spacy.tokens import Span, Token

from service.nlp import antecedents, clauses, names
from service.nlp import holders as by_mention
from service.nlp.affiliations import affiliations, conflict
from service.nlp.answers import CERTAIN, again, best
from service.nlp.body_references import body_reference
from service.nlp.descriptions import description, owned
from service.nlp.discourse import distinct
from service.nlp.extensions import HolderData, PersonData
from service.nlp.headlines import in_headline
from service.nlp.heads import is_aged, is_one_of_many, role_of
from service.nlp.mentions import Mention
from service.nlp.named_bodies import country_before
from service.nlp.named_sources import segments
from service.nlp.possessors import PRONOUNS
from service.nlp.reading import Chars, Reading
from service.nlp.teams import team_before
from service.nlp.title_signs import bears, modifiers_of

_PEOPLE = frozenset(
    "man woman boy girl guy lady gentleman person mother father wife husband son daughter brother "
    "sister".split()
)
_AFTER_HEAD = frozenset("of at for in on with who that from to".split())
_OF_OTHERS = 0.7
"""The chance from which on "a mayor", or a noun not known for persons, stands for one named."""
_LEAD = 3  # sentences, the headline among them
_NEAR = 1200  # characters within which a lead's "judge" is named
_BARE = 2  # tokens of "the government"
_BACK = 200  # mentions of persons
_ANY_OF_MANY = frozenset("one another any every each some no".split())
"""Words before a description of somebody of whom the article keeps the name back."""
_OF_LAWMAKERS = frozenset({"house", "senate", "congress", "parliament"})
"""What somebody is a member of who makes laws."""
_RANKS = frozenset({"vice", "deputy", "assistant"})
"""Words that make another office of one: "the vice-presidential nominee"."""
_DEFINITE = frozenset({"the", "that", "this", "his", "her", "its"})


def nominal(
    reading: Reading,
    span: Span,
    head: Token,
    at: Chars,
    own: Sequence[Chars] = (),
    owner: str | None = None,
) -> HolderData:
    """Give the person or body of the article that is described so, else the description.

    owner: the person whom it cannot be, as Ann Lee in "her husband".
    """
    if (two := _former_or_latter(reading, span)) is not None:
        return by_mention.of_person(two, at, "title", 0.8)
    titles = reading.titles
    text = description(span, head, titles)
    word = role_of(head, titles)
    kind = titles.organisation_kind(word)
    definite = _is_definite(span)
    one = is_aged(head) or is_one_of_many(head)
    noun = head.tag_ in ("NN", "NNP") or (head.tag_ == "JJ" and titles.is_role(word))
    outlet = titles.is_outlet_noun(word)
    singular = one or (noun and not outlet and not titles.is_collective(head.lower_))
    personal = one or titles.is_role(word) or word in _PEOPLE
    unnamed = span[0].lower_ in _ANY_OF_MANY
    if singular and kind is None and not unnamed and (definite or titles.is_role(word)):
        kin = word.removeprefix("ex-") in _PEOPLE
        alone = definite and (kin or clauses.child_with(head, "poss") is None)
        bearer = only_bearer(reading, span, word) if alone else None
        if bearer is not None:
            return by_mention.of_person(bearer, at, "title", 0.85)
        mention = Mention(
            span,
            "nominal",
            gender=titles.gender(word),
            role=word,
            modifiers=modifiers_of(span, word),
            definite=definite,
            personal=personal,
            headline=in_headline(reading.doc, span.start_char),
            own=tuple(own),
            besides=owner,
        )
        ranked = reading.rank(mention, reading.discourse)
        if (named := _named_soon(reading, span, word)) is not None:
            return by_mention.of_person(named, at, "title", 0.6)
        least = CERTAIN if mention.personal and (definite or mention.headline) else _OF_OTHERS
        if ranked.person is not None and ranked.score >= least:
            return best(ranked, at, "title", "")
    own_name = clauses.child_with(head, "poss")
    if owner is not None and own_name is not None and own_name.lower_ in PRONOUNS:
        text = owned(span, span.doc[own_name.i : own_name.i + 1], owner, text)
    several = head.tag_ in ("NNS", "NNPS")
    if (body := body_reference(reading, span, head, word, definite=definite)) is not None:
        return body
    if _is_name(reading, head, word):
        words = [t.text for t in segments(span)[0] if t.pos_ == "PROPN"]
        if name := names.clean(" ".join(words)):  # one that the recogniser does not know
            return by_mention.holder(name, "person", score=0.4, link="name", at=at)
    if definite and (earlier := _described_before(reading, span, head)) is not None:
        return again(earlier, at, "short name", 0.6)
    if (team := team_before(span, titles)) is not None:
        return by_mention.holder(team, "unnamed", score=0.6, link="short name", at=at)
    collective = titles.collective_kind(head.lower_)
    if several and kind == "organisation":
        return by_mention.holder(text, "group", score=0.7, link="description", at=at)
    if kind is not None and definite:
        return by_mention.holder(text, kind, score=0.5, link="description", at=at)
    if (head.ent_type_ == "NORP" and not one) or collective == "group":
        return by_mention.holder(text, "group", score=0.7, link="description", at=at)
    return by_mention.holder(text, collective or "unnamed", score=0.7, link="description", at=at)


def _former_or_latter(reading: Reading, span: Span) -> PersonData | None:
    """For "the former" and "the latter": the one of the two people named last."""
    word = span[-1].lower_
    if len(span) != _BARE or span[0].lower_ != "the" or word not in ("former", "latter"):
        return None
    latest = reading.discourse.people_before(span.start_char, _BACK)[:2]
    return (latest[0] if word == "latter" else latest[1]) if len(latest) == _BARE else None


def only_bearer(reading: Reading, span: Span, word: str) -> PersonData | None:
    """Give the one person of the article so far who bears a title, by country if need be.

    "the South Korean vice-minister" is the one of "South Korea's first vice foreign minister".
    """
    if not reading.titles.is_role(word) or word in antecedents.PUBLIC_ROLES:
        return None
    points = reading.discourse.points_before(span.start_char, _BACK)
    if not points and in_headline(reading.doc, span.start_char):
        points = reading.discourse.points_after(span.end_char, _BACK)
    known = distinct(point.person for point in points)
    found = [p for p in known if word in p["role_words"]]
    rank = _RANKS & set(span.text.lower().replace("-", " ").split())
    found = [
        p for p in found if rank <= set(" ".join(p["roles"]).lower().replace("-", " ").split())
    ]
    if not found:  # "the defence chief" for "Defence Secretary Lloyd Austin"
        others = modifiers_of(span, word)
        found = [
            p
            for p in known
            if bears(p, word) and (not others or others & set(" ".join(p["roles"]).lower().split()))
        ]
    tied = affiliations(span.text)
    found = [p for p in found if not tied or not conflict(tied, reading.discourse.belongs(p))]
    if len(found) < 2:
        return found[0] if found else None
    country = country_before(reading, span.root)
    fitting = [p for p in found if country and any(country in role for role in p["roles"])]
    return fitting[0] if len(fitting) == 1 else None


def _named_soon(reading: Reading, span: Span, word: str) -> PersonData | None:
    """Give whom "A Riverside judge" of the first sentences is: the only judge, named further on.

    "Lawmaker" of a headline is the first one that the article names.
    """
    discourse = reading.discourse
    bare = span.root.tag_ in ("NN", "NNP") and span[0].pos_ not in ("DET", "PRON", "NUM")
    headline = bare and reading.opens(span)
    indefinite = span[0].lower_ in ("a", "an")
    if word == "member" and _OF_LAWMAKERS & {t.lower_ for t in span}:
        word = "lawmaker"
    if not (indefinite or headline) or discourse.sentence(span.start) >= _LEAD:
        return None
    if not reading.titles.is_role(word) or word in antecedents.PUBLIC_ROLES:
        return None
    tied = affiliations(span.text)
    near = discourse.points_before(span.start_char, _BACK)
    near += discourse.points_after(span.end_char, _BACK)
    found = [p for p in distinct(point.person for point in near) if bears(p, word)]
    if headline:
        found = sorted(found, key=lambda p: p["mentions"][0])[:1]
    if len(found) != 1 or conflict(tied, discourse.belongs(found[0])):
        return None
    first = found[0]["mentions"][0][0]
    return found[0] if span.end_char < first < span.end_char + _NEAR else None


def _described_before(reading: Reading, span: Span, head: Token) -> HolderData | None:
    """For "the aide": the holder without a name who was called "a committee aide" before."""
    if len(span) != _BARE or span[0].lower_ not in ("the", "these", "those"):
        return None
    word = head.lower_
    for _, earlier in reversed(reading.discourse.holders):
        if earlier["kind"] in ("unnamed", "group", "government") and earlier["name"]:
            words = earlier["name"].lower().split()
            described = len(words) > _BARE and "," not in earlier["name"]
            if described and _heads(word, words) and not earlier["also"]:
                return earlier
    return None


def _heads(word: str, words: list[str]) -> bool:
    """Say whether a noun heads a description: its last word, or before the first preposition."""
    if word not in words or "and" in words:
        return False
    after = words.index(word) + 1
    return after == len(words) or words[after] in _AFTER_HEAD


def _is_name(reading: Reading, head: Token, word: str) -> bool:
    known = reading.titles.is_role(word) or reading.titles.is_collective(head.lower_)
    return (
        head.pos_ == "PROPN"
        and head.text[:1].isupper()
        and head.tag_ != "NNPS"
        and not head.ent_type_
        and not known
    )


def _is_definite(span: Span) -> bool:
    return span[0].lower_ in _DEFINITE or span[0].pos_ not in ("DET", "NUM")
