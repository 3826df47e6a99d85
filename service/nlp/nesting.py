"""Pipeline component: statements inside statements.

"US officials said Seoul opposes it" gives two records, the inner one via the outer holder; when
the outer holder only relays ("…, Yonhap news agency reported", "…, said the spokeswoman") there is
one record, via the relay; a holder's report of its own words ("said she felt") is one record.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from service.nlp import rules
from service.nlp.body_names import is_press_name
from service.nlp.extensions import AttributionData, HolderLink, PersonData, text_of
from service.nlp.found import length, overlap

_SPOKES = ("spokesman", "spokeswoman", "spokesperson", "spokespeople")
_RELAYED_SHARE = 0.7
_SAME_SHARE = 0.9
_OPENING = 3  # characters before the inner holder, such as a quotation mark
_FIRST_PERSON = frozenset({"i", "we"})


@Language.factory(
    "nesting",
    requires=["doc._.attributions", "doc._.holders"],
    assigns=["doc._.attributions", "doc._.holders"],
    default_config={},
)
def make_nesting(nlp: Language, name: str) -> "Nesting":
    """Build the component (spaCy factory)."""
    return Nesting()


@dataclass(slots=True)
class _Pair:
    attribution: AttributionData
    link: HolderLink
    dropped: bool = False


class Nesting:
    """Settles which of two nested statements stand, and who relays whom."""

    def __init__(self) -> None:
        self.outlets = rules.outlets()

    def __call__(self, doc: Doc) -> Doc:
        """Rewrite doc._.attributions and doc._.holders together and return the Doc."""
        kept = self.predict(doc)
        doc._.attributions = [pair.attribution for pair in kept]
        doc._.holders = [pair.link for pair in kept]
        return doc

    def predict(self, doc: Doc) -> list[_Pair]:
        """Give the statements that stand, with their relays."""
        pairs = [
            _Pair(a, HolderLink(holder=h["holder"], via=list(h["via"])))
            for a, h in zip(doc._.attributions or [], doc._.holders or [], strict=True)
        ]
        people = {person["name"]: person for person in doc._.people or []}
        open_pairs: list[_Pair] = []
        for inner in sorted(pairs, key=lambda p: (p.attribution["content"][0][0], -_size(p))):
            start = _extent(inner)[0]
            open_pairs = [p for p in open_pairs if p.attribution["content"][-1][1] > start]
            for outer in reversed(open_pairs):
                if outer is inner or outer.dropped:
                    continue
                if _encloses(outer, inner):
                    self._settle(doc, outer, inner, people)
                elif _same_content(outer, inner):
                    self._join(outer, inner, people)
                    if inner.dropped:
                        break
            open_pairs.append(inner)
        return [pair for pair in pairs if not pair.dropped]

    def _settle(
        self, doc: Doc, outer: _Pair, inner: _Pair, people: Mapping[str, PersonData]
    ) -> None:
        name = outer.link["holder"]["name"]
        if _same_holder(doc, outer, inner):
            inner.dropped = True
        elif self._relays(outer, people) and _covers(doc, outer, inner):
            outer.dropped = True
            _add_via(inner, [name, *outer.link["via"]])
        elif name is not None:
            _add_via(inner, [name, *outer.link["via"]])

    def _join(self, one: _Pair, other: _Pair, people: Mapping[str, PersonData]) -> None:
        """Of two holders of one content ("X said, according to spokeswoman Y") one relays."""
        for relay, told in ((one, other), (other, one)):
            if self._relays(relay, people) and not self._relays(told, people):
                relay.dropped = True
                _add_via(told, [relay.link["holder"]["name"], *relay.link["via"]])
                return

    def _relays(self, outer: _Pair, people: Mapping[str, PersonData]) -> bool:
        holder = outer.link["holder"]
        if holder["name"] is None:
            return False
        if self.outlets.find(holder["name"]) is not None:
            return True
        if holder["kind"] == "organisation" and is_press_name(holder["name"]):
            return True
        words = " ".join((holder["role"] or "", holder["name"])).lower()
        person = people.get(holder["name"])
        roles = person["role_words"] if person is not None else []
        return any(spokes in words for spokes in _SPOKES) or any(r in _SPOKES for r in roles)


def _add_via(pair: _Pair, names: list[str | None]) -> None:
    for name in names:
        if name and name not in pair.link["via"] and name != pair.link["holder"]["name"]:
            pair.link["via"].append(name)


def _extent(pair: _Pair) -> tuple[int, int]:
    spans = [*pair.attribution["content"]]
    spans += [s for s in (pair.attribution["cue"], pair.attribution["source"]) if s is not None]
    return min(s for s, _ in spans), max(e for _, e in spans)


def _size(pair: _Pair) -> int:
    return sum(end - start for start, end in pair.attribution["content"])


def _encloses(outer: _Pair, inner: _Pair) -> bool:
    cue = inner.attribution["cue"]
    if cue is None or _size(inner) >= _size(outer):
        return False
    return any(s <= cue[0] and cue[1] <= e for s, e in outer.attribution["content"])


def _same_content(one: _Pair, other: _Pair) -> bool:
    a, b = one.attribution["content"], other.attribution["content"]
    return overlap(a, b) >= _SAME_SHARE * max(length(a), length(b))


def _same_holder(doc: Doc, outer: _Pair, inner: _Pair) -> bool:
    source = inner.attribution["source"]
    if source is not None and text_of(doc)[slice(*source)].lower() in _FIRST_PERSON:
        return True
    a, b = outer.link["holder"], inner.link["holder"]
    if a["name"] is not None and a["name"] == b["name"]:
        return True
    return source is not None and source == outer.attribution["source"]


def _covers(doc: Doc, outer: _Pair, inner: _Pair) -> bool:
    start, end = _extent(inner)
    low, high = outer.attribution["content"][0][0], outer.attribution["content"][-1][1]
    source = inner.attribution["source"]
    if source is not None and source[0] - low <= _OPENING:
        # the relayed sentence begins with the inner holder; a passage says more than that
        return not _begins_sentence(doc, end, high)
    shared = min(end, high) - max(start, low)
    return shared >= _RELAYED_SHARE * (high - low)


def _begins_sentence(doc: Doc, start: int, end: int) -> bool:
    """Say whether a sentence begins within a stretch of characters."""
    stretch = doc.char_span(start, end, alignment_mode="contract") if start < end else None
    return stretch is not None and any(t.is_sent_start and not t.is_punct for t in stretch)
