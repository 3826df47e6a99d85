"""Statements that layout attributes without a verb: headline colons, posts, turns, pull quotes."""

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from service.nlp.discourse import entities_in
from service.nlp.extensions import text_of
from service.nlp.found import Found
from service.nlp.pull_quotes import find_pull_quotes
from service.nlp.rules import TitleLexicon
from service.nlp.turns import find_turns, unquoted

_COLON = re.compile(r"(?<=\w)['’”\"]?\s*:\s+(?=\S)")
_WORD = re.compile(r"[^\W\d_][\w.'’-]*")
_LONGEST_SPEAKER = 6
_SPEAKER_ENTITIES = frozenset({"PERSON", "ORG", "GPE", "NORP"})


def find_layout(doc: Doc, titles: TitleLexicon) -> Iterator[Found]:
    """Yield the statements of posts and of headlines such as "Envoy: talks near their end"."""
    for post in doc._.posts or ():
        yield Found(
            content=[tuple(post["content"])],
            cue=None,
            source=tuple(post["author"]),
            detail="post",
            score=0.98,
            finder="layout",
        )
    for block in doc._.blocks or ():
        if block["kind"] == "headline":
            found = _headline(doc, block["start"], block["end"], titles)
            if found is not None:
                yield found
    yield from find_turns(doc)
    yield from find_pull_quotes(doc)


def _headline(doc: Doc, start: int, end: int, titles: TitleLexicon) -> Found | None:
    text = text_of(doc)[start:end]
    colons = list(_COLON.finditer(text))
    if len(colons) != 1:
        return None
    colon = colons[0]
    sides = ((start, start + colon.start()), (start + colon.end(), end))
    left, right = (_names_speaker(doc, *side, titles) for side in sides)
    if left == right:
        return None
    source, content = (sides[0], sides[1]) if left else (sides[1], sides[0])
    at = start + text.index(":", colon.start())
    return Found(
        content=[unquoted(text_of(doc), *content)],
        cue=(at, at + 1),
        source=unquoted(text_of(doc), *source),
        detail="headline colon",
        score=0.75,
        cue_lemma=":",
        finder="layout",
    )


def _names_speaker(doc: Doc, start: int, end: int, titles: TitleLexicon) -> bool:
    """Say whether a side of the colon is a name or a role and nothing else."""
    words = _WORD.findall(text_of(doc)[start:end])
    if not words or len(words) > _LONGEST_SPEAKER:
        return False
    last = words[-1].lower()
    span = doc.char_span(start, end, alignment_mode="contract")
    if titles.is_role(last) or titles.is_collective(last) or titles.is_organisation_head(last):
        return span is None or not any(t.tag_ in ("VBZ", "VBD", "VBP", "MD") for t in span)
    return span is not None and any(
        e.label_ in _SPEAKER_ENTITIES and e.end_char >= end - 1 for e in entities_in(span)
    )
