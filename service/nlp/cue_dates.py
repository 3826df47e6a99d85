"""Which dates of a sentence tell when its cue's words were said, by the parse."""

import datetime as dt
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span, Token

from service.nlp import dates
from service.nlp.extensions import AttributionData
from service.nlp.found import overlap
from service.records import DateMention

_CLIMB = 8
_BESIDE = 3
"""Words between a cue and a date right after it: "said in Ohio on Thursday"."""
_OTHER_TIMES = frozenset(
    "once previously earlier before repeatedly often always long recently sometimes frequently "
    "originally initially formerly".split()
)
_OCCASIONS = frozenset(
    "interview statement speech rally debate conference briefing hearing meeting event post tweet "
    "letter memo report appearance testimony episode edition email e-mail call address remark "
    "forum convention summit fundraiser program show broadcast visit stop podcast filing column "
    "editorial study poll survey article book paper analysis transcript release message video ad "
    "ceremony session discussion gathering dinner breakfast hall ruling order opinion".split()
)
"""Nouns for what is said or where: their date is that of the words ("in an interview Sunday")."""
_ISSUED = frozenset("release publish issue post air broadcast conduct take hold".split())
_CLOSE = frozenset({"weekday", "day", "unit"})
"""Shapes that stand between a subject and its verb: "Roe on Thursday called on …"."""
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def mentions(
    doc: Doc, cue: Span, attribution: AttributionData, written: dt.date | None
) -> Iterator[DateMention]:
    """Yield the dates of the cue's sentence that belong to the cue and not to the content.

    They are read as past, but for a cue of the future: what the news reports was said before.
    """
    sentence = cue.root.sent
    way = 1 if _coming(cue.root) else -1
    for wording, span in dates.worded(doc, sentence.start_char, sentence.end_char):
        if overlap([(wording.start, wording.end)], attribution["content"]):
            continue
        close = wording.shape in _CLOSE
        if _beside(cue, span, attribution) or _governed(cue, span, attribution, close):
            yield dates.mention(doc, wording, written, way)


def of_another_time(cue: Span) -> bool:
    """ "had said", "has said", "once said", "will say": not on the day of the article."""
    verb = cue.root
    helping = [child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")]
    perfect = any(word in ("had", "has", "have", "'ve", "’ve", "used") for word in helping)
    adverbs = (c for c in verb.children if c.dep_ in ("advmod", "npadvmod") and c.i < verb.i + 3)
    return perfect or _coming(verb) or any(c.lower_ in _OTHER_TIMES for c in adverbs)


def _coming(verb: Token) -> bool:
    helping = (child.lower_ for child in verb.children if child.dep_ == "aux")
    return any(word in ("will", "'ll", "’ll", "wo", "would") for word in helping)


def _beside(cue: Span, date: Span, attribution: AttributionData) -> bool:
    """ "said Thursday", "said Roe, the mayor, on Thursday", "told reporters in Ohio Thursday"."""
    source = [attribution["source"]]
    between = [t for t in cue.doc[cue.end : date.start] if not _inside(t, source)]
    if between and between[0].text == "," and between[0].i > cue.end:
        del between[0]  # after a source with a title set off by commas
    if date.start < cue.end or len(between) > _BESIDE or _inside(date.root, source):
        return False
    plain = all(t.pos_ in ("ADP", "DET", "NOUN", "PROPN", "ADV") for t in between)
    about = any(t.lower_ in ("of", "about", "to", "that", "for", "since") for t in between)
    return plain and not about and not any(_inside(t, attribution["content"]) for t in between)


def _inside(token: Token, spans: Sequence[tuple[int, int] | None]) -> bool:
    return any(span is not None and span[0] <= token.idx < span[1] for span in spans)


def _governed(cue: Span, date: Span, attribution: AttributionData, close: bool) -> bool:
    """Climb from the date to the cue, by what is said and where, and by nothing else that is done.

    The verb before one that is joined to it counts too: "met Roe on Friday and said".
    """
    token, leads = date.root, ""
    ends = {*range(cue.start, cue.end), _joined(cue.root)}
    nouns: list[Token] = []
    for _ in range(_CLIMB):
        if token.i in ends:
            subject = close and len(nouns) == 1 and _is_before_verb(nouns[0], date, token)
            return not nouns or subject or _occasion(nouns[-1], leads, attribution)
        if _inside(token, attribution["content"]):
            return False
        if token.pos_ in ("VERB", "AUX") and token.lemma_.lower() not in _ISSUED:
            return False
        if token.i not in range(date.start, date.end):
            if token.pos_ == "ADP":
                leads = token.lower_
            elif token.pos_ in ("NOUN", "PROPN", "PRON"):
                nouns.append(token)
        if token.head.i == token.i:
            return False
        token = token.head
    return False


def _joined(verb: Token) -> int:
    """Give the index of the verb that a cue goes on from: "met Roe … and said", "…, saying"."""
    goes_on = verb.dep_ == "conj" or (verb.dep_ == "advcl" and verb.tag_ == "VBG")
    return verb.head.i if goes_on else -1


def _is_before_verb(noun: Token, date: Span, verb: Token) -> bool:
    """ "the council on Friday condemned": the verb's date, though it hangs on the subject."""
    return noun.dep_ in _SUBJECTS and noun.i < date.start and date.end <= verb.i


def _occasion(noun: Token, leads: str, attribution: AttributionData) -> bool:
    if noun.lemma_.lower() in _OCCASIONS:
        return leads not in ("of", "about", "since", "until", "against", "for")
    placed = noun.ent_type_ in ("GPE", "LOC", "FAC") and leads in ("in", "at", "from")
    return placed and not _inside(noun, [attribution["source"]])
