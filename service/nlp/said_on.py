"""Pipeline component: when each statement was made.

By a date in the clause of its cue ("told reporters last month"), else by that of its post, else by
the article's date. A cue that itself speaks of another time ("had said", "once said") has no day.
"""

import datetime as dt
from bisect import bisect_right

from spacy.language import Language
from spacy.tokens import Doc

from service.nlp import cue_dates
from service.nlp.extensions import AttributionData, HolderLink, SaidOnData, paragraphs
from service.records import DateMention

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
        self._starts = [start for start, _ in paragraphs(doc)]
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
        number = bisect_right(self._starts, attribution["content"][0][0])
        return None if name is None else (number, name)


def _in_text(
    doc: Doc, attribution: AttributionData, written: dt.date | None
) -> tuple[SaidOnData | None, bool]:
    """Give the day that the cue's clause tells, and whether it settles the matter.

    A date that cannot be resolved, or a sign of another time, settles that the day is not known.
    """
    cue = attribution["cue"]
    span = None if cue is None else doc.char_span(*cue, alignment_mode="expand")
    if span is None:
        return None, False
    told = sorted(cue_dates.mentions(doc, span, attribution, written), key=_fineness)
    known = [day for mention in told if (day := _as_told(mention)) is not None]
    if known:
        return known[0], True
    return None, bool(told) or cue_dates.of_another_time(span)


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
