"""Statements without a clause of their own: "urged Seoul to wait", "praised the plan".

What can be checked of them is that the holder did so: the claim is the article's own sentence,
from the source through the cue to the content.
"""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from service.nlp import acts, clauses
from service.nlp.clause_division import Proposition
from service.nlp.clause_forms import is_finite
from service.nlp.clause_joints import FINITE
from service.nlp.extensions import AttributionData
from service.nlp.standing import is_particular

_SEVERAL = 2  # words by which a content is told that names nothing
_MANY = 6  # words by which a theme is told
_ASKING = frozenset({"WP", "WRB", "WP$"})
_SOMETHING = frozenset({"something", "things"})
_TIMES = ("DATE", "TIME")
_LONGEST_REST = 30  # words after a content in the same clause

_LEADING = frozenset("even just only so not".split())
"""Words that belong to what follows them: "even though"."""
_OF_ANOTHERS = frozenset("echo refer repeat reiterate restate cite quote retweet".split())
"""Cues after which the article tells what another said, or what was said before."""
_ATTACKING = frozenset(
    "attack bash belittle blame blast call go hammer hit lambaste lash mention mock pummel "
    "ridicule rip savage skewer slam swing taunt".split()
)
"""Cues after which a name alone does not tell what was said of whom."""
_TOUCHING = frozenset(
    "address allude appear boast brag bring describe discuss dwell emphasise emphasize explain "
    "focus greet highlight hint ignore invoke joke maneuver manoeuvre mention muse note opine "
    "outline present push quip raise recall refer reference riff seem speak talk thank touch tout "
    "vent".split()
)
"""Cues of a theme: who mentions something, mentions it anywhere, unless it is told when."""
_TEASING = frozenset(
    "message line front vision quality clue factor characteristic reason thing word observation "
    "lesson tone".split()
)
"""Nouns of what somebody says or names, that do not tell what it is."""
_SPEAKING = frozenset({"address", "speak", "talk", "mention"})
_EMPTY = frozenset({"WP", "WDT", "PRP", "DT", "WRB"})


def report(doc: Doc, attribution: AttributionData) -> Proposition | None:
    """Give the clause in which a holder says, asks or thinks something, if there is one."""
    if attribution["cue"] is None:
        return None
    places = [attribution["cue"], *attribution["content"]]
    if attribution["source"] is not None:
        places.append(attribution["source"])
    spans = [doc.char_span(*place, alignment_mode="expand") for place in places]
    parts = sorted((s for s in spans if s is not None and len(s)), key=lambda s: s.start)
    cue = spans[0]
    if attribution["source"] is not None and _is_asked(spans[-1]):
        return None  # "how Lee thinks about ports"
    if attribution["source"] is not None and parts and parts[0] != spans[-1]:
        return None  # "the target that Lee set": a noun phrase, or words in another order
    if cue is None or len(parts) < len(places) or not _is_one_sentence(doc, parts):
        return None
    said = [span for span in spans[1 : 1 + len(attribution["content"])] if span is not None]
    if all(_is_empty(span) for span in said) or said[0][0].tag_ in FINITE:
        return None  # "many said was a sign": a clause whose subject is elsewhere
    return _in_a_row(doc, attribution, parts, cue) or _put_together(doc, attribution, cue, said)


def _is_asked(source: Span | None) -> bool:
    """Say whether "what" or "how" opens the clause of a source."""
    if source is None or not source.start:
        return False
    return source.doc[source.start - 1].lower_ in ("how", "why", "what", "which", "whom")


def _put_together(
    doc: Doc, attribution: AttributionData, cue: Span, said: Sequence[Span]
) -> Proposition | None:
    """Give the clause of source, cue and content where other words stand between them."""
    if attribution["source"] is None:
        return None
    source = doc.char_span(*attribution["source"], alignment_mode="expand")
    if source is None or not len(source) or _is_second(doc, source.start):
        return None
    found = acts.put_together(doc, source, cue, said)
    if found is None:
        return None
    rest = _rest(doc, list(found.words), found.verb)
    return replace(found, words=(*found.words, *rest))


def _in_a_row(
    doc: Doc, attribution: AttributionData, parts: Sequence[Span], cue: Span
) -> Proposition | None:
    """Give the clause from source to content where nothing else stands in it."""
    words = acts.joined(doc, parts)
    verb = acts.verb_of(cue)
    if words is None or verb is None or _is_second(doc, words[0]) or _goes_on(doc, words[0]):
        return None
    words += _rest(doc, words, verb)
    if doc[words[0]].tag_ in ("WP", "WRB"):
        return None  # "what she called a rant" is a noun phrase
    known = frozenset(words)
    subject = clauses.subject_of(verb)
    if subject is None or subject.i not in known or not is_finite(verb, known):
        return None
    if subject.tag_ in ("WDT", "WP") and attribution["source"] != _place(subject):
        return None
    return Proposition(verb, subject, tuple(words))


def tells(doc: Doc, attribution: AttributionData, told: Proposition) -> bool:
    """Say whether what somebody said or did is told: by a name, or by several words.

    told: the clause of the report.

    Not in "spoke about trade" or "attacked Lee", which do not say what was said; "backed Lee" does.
    Nobody says a noun alone, as in "told Harbour Hour".
    """
    spans = [doc.char_span(*place, alignment_mode="expand") for place in attribution["content"]]
    content = [token for span in spans if span is not None for token in span]
    lemma = attribution["cue_lemma"]
    if any(t.lower_ in _SOMETHING for t in content):
        return False
    if lemma in ("say", "tell"):
        return any(t.pos_ == "VERB" for t in content)
    others = {lemma, told.verb.lemma_.lower()} & _OF_ANOTHERS
    if others and not any(t.lower_ == "as" for t in content):
        return False
    if any(_is_teaser(t, told) for t in content) or _is_bare_act(content):
        return False
    named_by = [attribution["cue"], attribution["source"]]
    words = [
        doc[i] for i in told.words if not any(p and p[0] <= doc[i].idx < p[1] for p in named_by)
    ]
    telling = [t for t in words if t.pos_ in ("NOUN", "ADJ", "VERB", "NUM")]
    named = [t for t in words if is_particular(t)]
    short = len(telling) + len(named) < _MANY
    if content and content[0].tag_ in _ASKING and short:
        return False  # "announced who would run"
    timed = any(t.ent_type_ in _TIMES for t in words)
    if lemma in _SPEAKING and not timed:
        return False  # where, is not told
    if lemma in _TOUCHING and not timed and short:
        return any(t.tag_ in FINITE for t in content)
    if (
        named
        and not telling
        and all(t.ent_type_ == "PERSON" or t.text.endswith(".") for t in named)
    ):
        return lemma not in _ATTACKING
    if not named and not timed and len(telling) <= _SEVERAL:
        return False  # "enjoys exalted status"
    return bool(named) or (len(telling) >= _SEVERAL and any(t.pos_ == "NOUN" for t in words))


def _is_teaser(noun: Token, told: Proposition) -> bool:
    """ "Listed several factors", "sent a message about Aden": which, and what it says, is not told.

    "The message that the port will close" tells it.
    """
    if noun.lemma_.lower() not in _TEASING or noun.dep_ not in ("dobj", "pobj", "appos", "attr"):
        return False
    above = (told.verb, *told.verb.conjuncts)
    if noun.head not in above and noun.head.head not in above:
        return False
    following = (c for c in noun.rights if c.i in told.words)
    return not any(
        c.dep_ in ("acl", "relcl", "ccomp", "appos") or c.lower_ in ("of", "that", "for")
        for c in following
    )


def _is_bare_act(content: Sequence[Token]) -> bool:
    """ "Accused Roos of hiding": of what occasion, nothing tells."""
    last = next((t for t in reversed(content) if t.is_alpha), None)
    if last is None or list(last.children) or last.dep_ not in ("pcomp", "pobj"):
        return False
    if last.tag_ != "VBG" and not (last.tag_ == "NN" and last.lower_.endswith("ing")):
        return False
    return not any(t.pos_ in ("NOUN", "VERB", "NUM") and t != last for t in content)


def _is_second(doc: Doc, first: int) -> bool:
    """Say whether a clause begins with the second of several: "Lee, Roos differ on ports"."""
    if not first or doc[first - 1].text not in (",", "and", "&"):
        return False
    i = first - 2
    while i >= 0 and doc[i].pos_ == "PROPN" and not doc[i].is_sent_start:
        i -= 1
    return i >= 0 and doc[i].pos_ == "PROPN"


def _goes_on(doc: Doc, first: int) -> bool:
    """Say whether a source is the end of a longer phrase: "the row around the port shows"."""
    before = doc[first - 1] if first else None
    if before is None or doc[first].is_sent_start or before.dep_ == "mark":
        return False
    return before.pos_ in ("VERB", "DET") or (before.pos_ == "ADP" and before.dep_ == "prep")


def _rest(doc: Doc, words: list[int], verb: Token) -> list[int]:
    """Give what follows the content in the clause of the cue: "… the fair since Monday"."""
    own = {t.i for t in verb.subtree}
    rest: list[int] = []
    following = doc[words[-1] + 1 : words[-1] + 2]
    if _is_closed(doc, words[-1]) or any(t.tag_ in FINITE for t in following):
        return rest  # a verb with a tense belongs to a clause around it
    for token in doc[words[-1] + 1 : words[-1] + _LONGEST_REST]:
        quoting = token.is_quote and bool(token.i + 1 < len(doc) and doc[token.i + 1].is_alpha)
        parting = (token.is_punct and not quoting) or token.is_space or token.is_sent_start
        if token.i not in own or parting:
            break
        if token.lower_ in ("before", "after") and rest and doc[rest[-1]].ent_type_ in _TIMES:
            while rest and doc[rest[-1]].ent_type_ in _TIMES:
                rest.pop()  # "seven weeks" before the fair
            break
        if token.dep_ in ("cc", "mark") or token.tag_ in ("WDT", "WP", "WP$", "WRB"):
            above = {t.i for t in token.ancestors}
            while above.intersection(rest) or (rest and doc[rest[-1]].dep_ == "prep"):
                rest.pop()  # "by pointing out" that it failed
            break
        rest.append(token.i)
    while rest and (
        doc[rest[-1]].lower_ in _LEADING
        or doc[rest[-1]].head.i > rest[-1]
        or _lacks_object(doc[rest[-1]])
    ):
        rest.pop()
    return rest


def _is_closed(doc: Doc, last: int) -> bool:
    """Say whether a comma, within or after a closing mark, ends a content."""
    return doc[last + 1 : last + 2].text == "," or (
        doc[last].is_quote and last > 0 and doc[last - 1].text == ","
    )


def _lacks_object(word: Token) -> bool:
    """ "… because of | 'bad' steel": a preposition without what it stands before."""
    following = word.nbor() if word.i + 1 < len(word.doc) else word
    if word.tag_ == "RB" and following.dep_ == "prep" and following.head == word:
        return True  # "aside | from"
    if word.dep_ not in ("prep", "pcomp", "agent") or word.tag_ not in ("IN", "TO"):
        return False
    return word.nbor(-1).lower_ in clauses.BEFORE_OF or bool(list(word.rights))


def _is_empty(span: Span) -> bool:
    """Say whether a content names nothing by itself: "it", "what", "the remark"."""
    return (
        len(span) <= 2
        and all(t.tag_ in (*_EMPTY, "NN", "NNS") for t in span)
        and (span[0].tag_ in _EMPTY)
    )


def _place(token: Token) -> tuple[int, int]:
    return token.idx, token.idx + len(token)


def _is_one_sentence(doc: Doc, parts: list[Span]) -> bool:
    within = doc[parts[0].start + 1 : parts[-1].end]
    return not any(t.is_sent_start and _ends(t.nbor(-1)) for t in within)


def _ends(token: Token) -> bool:
    """Say whether a sentence ends with a word; parsers also begin one after a name."""
    return token.is_space or (token.is_punct and token.text not in (",", "-"))
