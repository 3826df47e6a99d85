"""What two parties discuss is what they talk about, not what either of them says."""

from spacy.tokens import Doc

from service.nlp.extensions import AttributionData

_TALKS = frozenset({"discuss"})
_MARKS = frozenset('"“”‘’«»„')


def is_talk(doc: Doc, one: AttributionData) -> bool:
    """Say whether "Lee and Hask discussed the dam" tells no more than what was talked about.

    One who discusses something in a speech says something of it; and so do those who discuss that
    something is so.
    """
    if one["cue"] is None or one["source"] is None or len(one["content"]) != 1:
        return False
    cue, source, content = (
        doc.char_span(*span, alignment_mode="expand")
        for span in (one["cue"], one["source"], one["content"][0])
    )
    if cue is None or source is None or content is None:
        return False
    joint = any(t.dep_ == "conj" and t.head in source for t in source)
    told = content.root.pos_ in ("VERB", "AUX") or not _MARKS.isdisjoint(content.text)
    return joint and not told and any(t.lemma_.lower() in _TALKS for t in cue)
