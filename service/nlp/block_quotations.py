"""Block quotations that lost their indent: "The mayor added:", and her words as a paragraph.

Where a page sets words apart instead of marking them, its plain text has nothing around them. They
are known by the paragraph before, which ends in a verb of speech and a colon and says nothing yet.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from spacy.tokens import Doc, Token

from service.nlp.by_place import ByPlace
from service.nlp.clauses import child_with
from service.nlp.direct_speech import tidy
from service.nlp.extensions import AttributionData, BlockData, text_of
from service.nlp.found import Found
from service.nlp.quote_cues import cue_before, often_quotes
from service.nlp.rules import Cue, CueLexicon

DETAIL = "block quotation"
_SCORE = 0.75
_FEWEST = 6  # words; a shorter line is as often a headline or a caption
_MARKS = "\"“”‘’'«»„"
_SAID = frozenset({"ccomp", "xcomp", "dobj", "attr", "acomp"})
_ADDRESSED = frozenset({"tell"})
"""Verbs whose object is who is spoken to."""


def block_quotations(
    doc: Doc, learned: Sequence[AttributionData], lexicon: CueLexicon
) -> Iterator[AttributionData]:
    """Yield the paragraphs that a verb of speech and a colon introduce, if nothing else does."""
    blocks = [b for b in doc._.blocks or () if b["kind"] in ("paragraph", "post")]
    cues = ByPlace((*one["cue"], True) for one in learned if one["cue"] is not None)
    for leading, block in pairwise(blocks):
        found = _found(doc, leading, block, lexicon)
        if found is not None and found.cue is not None and not any(cues.near(*found.cue)):
            yield found.data()


def _found(doc: Doc, leading: BlockData, block: BlockData, lexicon: CueLexicon) -> Found | None:
    text = text_of(doc)
    paragraph = text[block["start"] : block["end"]].strip()
    if text[leading["start"] : leading["end"]].rstrip()[-1:] != ":" or block["kind"] != "paragraph":
        return None
    if paragraph[:1] in _MARKS or paragraph[-1:] not in (".", "!", "?"):
        return None
    if len(paragraph.split()) < _FEWEST:
        return None
    attached = cue_before(doc, leading["start"], leading["end"], lexicon)
    if attached is None or attached.verb is None or attached.source is None:
        return None
    verb = attached.verb
    if not (_introduces(verb, attached.lexical) or _gives_word(verb, lexicon)):
        return None
    return Found(
        content=[tidy(text, block["start"], block["end"])],
        cue=attached.cue,
        source=attached.source,
        detail=DETAIL,
        score=_SCORE,
        cue_lemma=verb.lemma_.lower(),
        cue_class=attached.lexical.cue_class if attached.lexical else "neutral",
        verb=verb,
        finder="layout",
    )


def _introduces(verb: Token, cue: Cue | None) -> bool:
    """Say whether a verb of speech is left without what is said."""
    if not often_quotes(cue):
        return False
    objects = _SAID - {"dobj"} if verb.lemma_.lower() in _ADDRESSED else _SAID
    return not any(child.dep_ in objects for child in verb.children)


def _gives_word(verb: Token, lexicon: CueLexicon) -> bool:
    """Say whether a verb's object is what was said: "issued a statement", "gave her blessing"."""
    noun = child_with(verb, "dobj")
    return noun is not None and lexicon.noun(noun.lemma_.lower()) is not None
