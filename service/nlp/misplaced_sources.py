"""Sources where none can be, and whose words they then are.

The learned model reads each cue by itself. Now and then it takes for the source a word of what
somebody else says ("The minister said the pact would hold and hoped …"), a stretch with the cue in
it, or the subject of what is said ("Schools, said Lee, must …"). In the 2,193 attributions of
PolNeAR's development articles no source stands inside another's content without its cue.
"""

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from service.nlp import clauses
from service.nlp.by_place import ByPlace
from service.nlp.extensions import AttributionData, text_of
from service.nlp.found import Chars
from service.nlp.rules import CueLexicon

_SAID = 0.75
"""How often a verb must be one of reporting for the name after it to be whose words they are."""
_ADDRESSING = frozenset({"tell"})
"""Verbs after which stands who is spoken to: "Lee, a clerk, told Hask, …"."""
_NAMING = frozenset({"caption", "dub", "entitle", "headline", "label", "nickname", "title"})
"""Verbs whose participle behind a noun says what that is called."""
_PRONOUNS = frozenset({"he", "she", "they", "it", "who", "which", "that", "we", "i"})
_ALL = frozenset({"all", "every", "everyone", "everybody"})
_NAMES = frozenset({"PROPN", "PRON", "NOUN", "DET", "ADJ"})


def well_placed(doc: Doc, one: AttributionData, lexicon: CueLexicon) -> AttributionData:
    """Give a statement whose source neither holds its cue nor stands before ", said Lee,".

    Nor is it what is called so: "a box labelled “late”".
    """
    return _with_not(doc, _without_named(doc, _without_cue(_after_cue(doc, one, lexicon))))


def uncrossed(doc: Doc, statements: Sequence[AttributionData]) -> Iterator[AttributionData]:
    """Yield the statements, none of which has its source inside what another one says.

    That one's source takes its place, where it precedes in the same sentence.
    """
    places = ByPlace((start, end, one) for one in statements for start, end in one["content"])
    for one in statements:
        outer = _speaker_before(doc, one, places)
        yield one if outer is None else {**one, "source": outer["source"]}


def _with_not(doc: Doc, one: AttributionData) -> AttributionData:
    """Give "not everyone agrees" to not everyone."""
    source = None if one["source"] is None else doc.char_span(*one["source"])
    if source is None or not source.start or source[0].lower_ not in _ALL:
        return one
    before = doc[source.start - 1]
    return {**one, "source": (before.idx, source.end_char)} if before.lower_ == "not" else one


def _without_cue(one: AttributionData) -> AttributionData:
    """Take away a source that holds its own cue and more behind it."""
    source, cue = one["source"], one["cue"]
    if source is None or cue is None or not (source[0] < cue[0] and cue[1] < source[1]):
        return one
    return {**one, "source": None}


def _without_named(doc: Doc, one: AttributionData) -> AttributionData:
    """Take away a source that a participle right behind it names."""
    source, cue = one["source"], one["cue"]
    if source is None or cue is None or text_of(doc)[source[1] : cue[0]].strip():
        return one
    verb = doc.char_span(*cue)
    if verb is None or verb[0].tag_ != "VBN" or verb[0].dep_ != "acl":
        return one
    return {**one, "source": None} if verb[0].lemma_.lower() in _NAMING else one


def _speaker_before(
    doc: Doc, one: AttributionData, places: ByPlace[AttributionData]
) -> AttributionData | None:
    """Give the statement before, in the same sentence, inside whose content the source stands.

    "He" may be whom the words before are about.
    """
    source, cue = one["source"], one["cue"]
    if source is None or cue is None or text_of(doc)[slice(*source)].lower() in _PRONOUNS:
        return None
    for other in places.near(*source):
        first, last = other["content"][0][0], other["content"][-1][1]
        inside = first <= source[0] and source[1] <= last <= cue[0]
        follows = other["cue"] is not None and other["cue"][1] <= first
        if not inside or not follows or other["source"] is None:
            continue
        between = doc.char_span(last, cue[0], alignment_mode="expand")
        if between is not None and not any(t.is_sent_start for t in between[1:]):
            return other
    return None


def _after_cue(doc: Doc, one: AttributionData, lexicon: CueLexicon) -> AttributionData:
    """Give "Schools, said Lee, must close" to Lee, and the schools to what is said."""
    if one["cue"] is None:
        return one
    verb = doc.char_span(*one["cue"])
    if verb is None or len(verb) > 1 or verb.start < 2 or doc[verb.start - 1].text != ",":
        return one
    source = one["source"]
    before = doc[verb.start - 2]
    if source is not None and source[1] != before.idx + len(before):
        return one
    named = _subject_after(verb[0]) if _reports(verb[0], lexicon) else None
    if named is None:
        return one
    content = [part for span in one["content"] for part in without(doc, span, named)]
    return {**one, "source": named, "content": sorted([*content, *([source] if source else [])])}


def _reports(verb: Token, lexicon: CueLexicon) -> bool:
    known = lexicon.verb(verb.lemma_.lower())
    if verb.lemma_.lower() in _ADDRESSING:
        return False
    return known is not None and known.frames.get("quote", 0) >= _SAID


def _subject_after(verb: Token) -> Chars | None:
    """Give the noun phrase right after a verb that a comma ends."""
    doc = verb.doc
    if verb.i + 2 >= len(doc) or doc[verb.i + 1].pos_ not in _NAMES:
        return None
    end = next((t.i for t in doc[verb.i + 1 : verb.i + 8] if t.text == ","), None)
    if end is None or any(t.pos_ not in _NAMES for t in doc[verb.i + 1 : end]):
        return None
    return clauses.char_span(doc, (verb.i + 1, end))


def without(doc: Doc, span: Chars, left_out: Chars) -> list[Chars]:
    """Give what is left of a stretch without another one, trimmed of marks."""
    if span[1] <= left_out[0] or left_out[1] <= span[0]:
        return [span]
    left = [(span[0], left_out[0]), (left_out[1], span[1])]
    tokens = [doc.char_span(*part, alignment_mode="expand") for part in left if part[0] < part[1]]
    runs = [clauses.trim(doc, part.start, part.end) for part in tokens if part is not None]
    return [clauses.char_span(doc, run) for run in runs if run is not None]
