"""Pipeline component: when each statement was made.

By a date in the clause of its cue ("told reporters last month"), else by that of its post, else by
the article's date. A cue that itself speaks of another time ("had said", "once said") has no day.
"""

import datetime as dt
from collections.abc import Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from service.nlp import dates
from service.nlp.extensions import AttributionData, HolderLink, SaidOnData, paragraphs
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
    "letter memo report appearance testimony email e-mail call address remark forum convention "
    "summit fundraiser program show broadcast visit stop podcast filing column editorial "
    "study poll survey article book paper analysis transcript release message video ad ceremony "
    "session discussion gathering dinner breakfast hall ruling order opinion".split()
)
"""Nouns for what is said or where: their date is that of the words ("in an interview Sunday")."""
_ISSUED = frozenset("release publish issue post air broadcast conduct take hold".split())
_FINENESS = ("day", "week", "month", "year")


@Language.factory(
    "said_on",
    requires=[
        "doc._.attributions",
        "doc._.holders",
        "token.dep",
        "token.head",
        "token.tag",
        "token.pos",
        "token.lemma",
    ],
    assigns=["doc._.said_on"],
    default_config={},
)
def make_said_on(nlp: Language, name: str) -> "SaidOnComponent":
    """Build the component (spaCy factory)."""
    return SaidOnComponent()


class SaidOnComponent:
    """Dates the statements of a Doc."""

    def __call__(self, doc: Doc) -> Doc:
        """Write doc._.said_on and return the Doc."""
        doc._.said_on = self.predict(doc)
        return doc

    def predict(self, doc: Doc) -> list[SaidOnData | None]:
        """Give the day of each of doc._.attributions, in the same order."""
        written = dt.date.fromisoformat(doc._.written_on) if doc._.written_on else None
        posts = {tuple(post["content"]): post.get("date") for post in doc._.posts or ()}
        found: list[SaidOnData | None] = []
        same = _Continuation(doc)
        for attribution, link in zip(doc._.attributions or [], doc._.holders or [], strict=True):
            day, settled = _in_text(doc, attribution, written)
            if not settled:
                day = same.day(attribution, link)
            same.add(attribution, link, day)
            if day is None and not settled:
                posted = posts.get(tuple(attribution["content"][0]))
                day = _by_page(posted, written)
            found.append(day)
        return found


def _by_page(posted: str | None, written: dt.date | None) -> SaidOnData | None:
    if posted is not None:
        return SaidOnData(date=posted, precision="day", source="post date", evidence=None)
    if written is None:
        return None
    date = written.isoformat()
    return SaidOnData(date=date, precision="day", source="article date", evidence=None)


class _Continuation:
    """What a holder goes on to say in the same paragraph was said on the day given before."""

    def __init__(self, doc: Doc) -> None:
        self._paragraphs = paragraphs(doc)
        self._days: dict[tuple[int, str], SaidOnData] = {}

    def day(self, attribution: AttributionData, link: HolderLink) -> SaidOnData | None:
        """Give the day of what the same holder said before, None where there is none."""
        key = self._key(attribution, link)
        return None if key is None else self._days.get(key)

    def add(self, attribution: AttributionData, link: HolderLink, day: SaidOnData | None) -> None:
        """Take note of the day that the text gives for a statement."""
        key = self._key(attribution, link)
        if key is not None and day is not None:
            self._days[key] = day

    def _key(self, attribution: AttributionData, link: HolderLink) -> tuple[int, str] | None:
        name = link["holder"]["name"]
        at = attribution["content"][0][0]
        number = next((i for i, (s, e) in enumerate(self._paragraphs) if s <= at < e), None)
        return None if name is None or number is None else (number, name)


def _in_text(
    doc: Doc, attribution: AttributionData, written: dt.date | None
) -> tuple[SaidOnData | None, bool]:
    """Give the day that the cue's clause tells, and whether it settles the matter.

    A date that cannot be resolved, or a sign of another time, settles that the day is not known.
    """
    cue = _span(doc, attribution["cue"])
    if cue is None:
        return None, False
    told = sorted(_mentions(doc, cue, attribution, written), key=_fineness)
    known = [day for mention in told if (day := _as_told(mention)) is not None]
    if known:
        return known[0], True
    return None, bool(told) or _other_time(cue)


def _span(doc: Doc, at: tuple[int, int] | None) -> Span | None:
    return None if at is None else doc.char_span(*at, alignment_mode="expand")


def _mentions(
    doc: Doc, cue: Span, attribution: AttributionData, written: dt.date | None
) -> Iterator[DateMention]:
    """Yield the dates of the cue's sentence that belong to the cue and not to the content."""
    sentence = cue.root.sent
    for mention in dates.find(doc, sentence.start_char, sentence.end_char, written):
        if overlap([(mention.start, mention.end)], attribution["content"]):
            continue
        span = _span(doc, (mention.start, mention.end))
        if span is not None and (
            _beside(cue, span, attribution) or _governed(cue, span, attribution)
        ):
            yield mention


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


def _governed(cue: Span, date: Span, attribution: AttributionData) -> bool:
    """Climb from the date to the cue, by what is said and where, and by nothing else that is done.

    The verb before one that is joined to it counts too: "met Roe on Friday and said".
    """
    joined = cue.root.head.i if cue.root.dep_ == "conj" else -1
    token, leads = date.root, ""
    nouns: list[Token] = []
    for _ in range(_CLIMB):
        if token.i in range(cue.start, cue.end) or token.i == joined:
            return not nouns or _occasion(nouns[-1], leads, attribution)
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


def _occasion(noun: Token, leads: str, attribution: AttributionData) -> bool:
    if noun.lemma_.lower() in _OCCASIONS:
        return leads not in ("of", "about", "since", "until", "against", "for")
    placed = noun.ent_type_ in ("GPE", "LOC", "FAC") and leads in ("in", "at", "from")
    return placed and not _inside(noun, [attribution["source"]])


def _fineness(mention: DateMention) -> int:
    return len(_FINENESS) if mention.precision is None else _FINENESS.index(mention.precision)


def _as_told(mention: DateMention) -> SaidOnData | None:
    """Give the finest of day, month and year that holds all days of the mention."""
    first, last = mention.first, mention.last
    if first is None or last is None:
        return None
    at = (mention.start, mention.end)
    if first == last:
        return SaidOnData(date=first.isoformat(), precision="day", source="text", evidence=at)
    if first.year != last.year:
        return None
    date = first.replace(day=1)
    if first.month == last.month:
        return SaidOnData(date=date.isoformat(), precision="month", source="text", evidence=at)
    date = date.replace(month=1)
    return SaidOnData(date=date.isoformat(), precision="year", source="text", evidence=at)


def _other_time(cue: Span) -> bool:
    """ "had said", "has said", "once said", "will say": not on the day of the article."""
    verb = cue.root
    helping = [child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")]
    perfect = any(word in ("had", "has", "have", "'ve", "’ve", "used") for word in helping)
    coming = any(word in ("will", "'ll", "’ll", "wo", "would") for word in helping)
    adverbs = (c for c in verb.children if c.dep_ in ("advmod", "npadvmod") and c.i < verb.i + 3)
    return perfect or coming or any(c.lower_ in _OTHER_TIMES for c in adverbs)
