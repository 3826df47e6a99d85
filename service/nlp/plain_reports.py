"""Plain reports that the learned model leaves out: "The mayor also said the bridge was old."

Where nothing else is found around a finite verb that all but always reports, its subject stands
before it and its clause behind it, the parse is sure enough.
"""

from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Doc, Token

from service.nlp.brackets import with_bracket
from service.nlp.by_place import ByPlace
from service.nlp.extensions import AttributionData, text_of
from service.nlp.found import Chars, Found
from service.nlp.reported_speech import find_reported
from service.nlp.rules import CueLexicon

_REPORTS = 0.96
_CLOSE_BY = 3  # characters between a cue and what it tells
_SET_APART = {",": ",", "(": ")"}
_FINITE = frozenset({"VBD", "VBZ", "VBP"})


def plain_reports(
    doc: Doc, learned: Sequence[AttributionData], lexicon: CueLexicon, blocked: Mapping[int, str]
) -> Iterator[AttributionData]:
    """Yield the reports that touch nothing learned and no quotation."""
    spans = [span for one in learned for span in one["content"]]
    spans += [one["cue"] for one in learned if one["cue"] is not None]
    spans += [(q["start"], q["end"]) for q in doc._.quotations or ()]
    taken = ByPlace((start, end, (start, end)) for start, end in spans)
    for sentence in doc.sents:
        verbs = {t.i for t in sentence if _reports(t, lexicon) and not _touches(_place(t), taken)}
        for found in find_reported(sentence, lexicon, blocked) if verbs else ():
            own = found.verb is not None and found.verb.i in verbs
            if own and _is_plain(doc, found) and not _meets(found, taken):
                yield found.data()


def _place(token: Token) -> Chars:
    return token.idx, token.idx + len(token)


def _reports(verb: Token, lexicon: CueLexicon) -> bool:
    cue = lexicon.verb(verb.lemma_.lower()) if verb.tag_ in _FINITE else None
    return cue is not None and cue.frames.get("ccomp", 0) >= _REPORTS


def _is_plain(doc: Doc, found: Found) -> bool:
    """Say whether the words come in their order: who, says, what, with nothing in between."""
    if found.source is None or found.cue is None or found.score < _REPORTS:
        return False
    source, cue, content = (
        doc.char_span(*span, alignment_mode="expand")
        for span in (with_bracket(text_of(doc), found.source), found.cue, found.content[0])
    )
    if source is None or cue is None or content is None or found.detail != "ccomp":
        return False
    between = doc[source.end : cue.start]
    follows = 0 < found.start - found.cue[1] <= _CLOSE_BY
    timed = content[0].pos_ == "SCONJ" and content[0].lower_ != "that"  # "said | before he left"
    return follows and not timed and _is_aside([t for t in between if t.pos_ != "ADV"])


def _is_aside(between: Sequence[Token]) -> bool:
    """Say whether nothing, or what commas or brackets set apart, stands between who and says."""
    return not between or (len(between) > 2 and _SET_APART.get(between[0].text) == between[-1].text)


def _meets(found: Found, taken: ByPlace[Chars]) -> bool:
    return any(
        start < e and s < end and not (s <= start and end <= e)
        for s, e in found.content
        for start, end in taken.near(s, e)
    )


def _touches(span: Chars, taken: ByPlace[Chars]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in taken.near(*span))
