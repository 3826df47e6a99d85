"""Whom an outlet cites: "reported the Herald, citing the ministry" tells whence, not what."""

from spacy.tokens import Doc

from service.nlp.extensions import AttributionData
from service.nlp.relays import is_of_outlet
from service.nlp.rules import OutletLexicon, TitleLexicon

_CITES = frozenset({"cite", "quote"})
_BODIES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_INFORMANTS = frozenset({"source", "official", "person", "people", "aide", "diplomat"})


def cites_body(
    doc: Doc, one: AttributionData, titles: TitleLexicon, outlets: OutletLexicon
) -> bool:
    """Say whether the content is nothing but the people or the body that an outlet has it from."""
    if one["cue"] is None or len(one["content"]) != 1:
        return False
    cue, content = (
        doc.char_span(*span, alignment_mode="expand") for span in (one["cue"], one["content"][0])
    )
    if cue is None or content is None or cue.root.lemma_ not in _CITES or cue.root.tag_ != "VBG":
        return False
    if not is_of_outlet(doc, one, titles, outlets):
        return False
    head = content.root
    noun = head.lemma_.lower()
    told = any(t.pos_ in ("VERB", "AUX") for t in content)
    known = titles.is_role(noun) or titles.is_collective(noun) or titles.is_organisation_head(noun)
    return not told and (known or noun in _INFORMANTS or head.ent_type_ in _BODIES)
