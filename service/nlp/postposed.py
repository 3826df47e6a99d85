"""Statements closed by their attribution: "…, economist Ouyang predicted." "…, said Lee on Monday."

A rule on the order of words, because parsers often take the tail for part of the last phrase.
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from service.nlp import clauses
from service.nlp.found import Found
from service.nlp.rules import Cue, CueLexicon
from service.nlp.verb_groups import verb_group

_SCORE = 0.99  # above any clause, since parses go wrong here
_LONGEST_TAIL = 24
_LONGEST_SOURCE = 14
_SOURCE_TAGS = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "DET", "NUM", "ADP", "PART", "X"})
_COMMAS = frozenset({",", "–", "—", "--", "…", "..."})
_TIME_WORDS = frozenset(
    "last this earlier late when while as after before yesterday today tonight monday tuesday "
    "wednesday thursday friday saturday sunday".split()
)
_SUBORDINATORS = frozenset(
    {"who", "which", "that", "where", "when", "while", "as", "although", "if", "because", "after"}
)


def find_postposed(doc: Doc, lexicon: CueLexicon) -> Iterator[Found]:
    """Yield the statements whose sentence ends in a comma, a source and a cue, in either order."""
    for sentence in doc.sents:
        found = _tail(sentence, lexicon)
        if found is not None:
            yield found


def _tail(sentence: Span, lexicon: CueLexicon) -> Found | None:
    doc = sentence.doc
    lowest = max(sentence.start + 2, sentence.end - _LONGEST_TAIL)
    for i in range(sentence.end - 1, lowest, -1):
        verb = doc[i]
        cue = _reporting(verb, lexicon)
        if cue is None:
            continue
        comma = next((j for j in range(i - 1, lowest - 2, -1) if doc[j].text in _COMMAS), None)
        if comma is None or comma <= sentence.start + 1 or i - comma > _LONGEST_SOURCE:
            return None
        between = [
            t for t in doc[comma + 1 : i] if t.dep_ not in ("aux", "neg") and t.pos_ != "ADV"
        ]
        if between:
            run = _phrase(between) if _closes(doc, i + 1, sentence.end) else None
        else:
            run = _after(doc, i + 1, sentence.end)
        content = clauses.trim(doc, sentence.start, comma)
        if run is None or content is None or not _has_verb(doc[content[0] : content[1]]):
            return None
        if (
            comma < i
            and doc[sentence.start].lower_ in ("but", "and")
            and content[1] > content[0] + 2
        ):
            content = (content[0] + 1, content[1])
        return Found(
            content=[clauses.char_span(doc, content)],
            cue=clauses.char_span(doc, verb_group(verb)),
            source=clauses.char_span(doc, run),
            detail="postposed",
            score=_SCORE,
            cue_lemma=cue.lemma,
            cue_class=cue.cue_class,
            verb=verb,
            head=doc[content[0] : content[1]].root,
            tail=(comma, sentence.end),
        )
    return None


def _reporting(token: Token, lexicon: CueLexicon) -> Cue | None:
    if token.tag_ not in ("VBD", "VBZ", "VBP", "VBN"):
        return None
    cue = lexicon.verb(token.lemma_.lower())
    if cue is None or max(cue.frames.get("ccomp", 0), cue.frames.get("quote", 0)) < 0.75:
        return None
    return cue


def _phrase(tokens: list[Token]) -> clauses.Run | None:
    """The tokens between comma and cue, if they are one noun phrase."""
    if any(t.pos_ not in _SOURCE_TAGS and t.text not in ("-", ".") for t in tokens):
        return None
    if tokens[0].lower_ in _SUBORDINATORS or tokens[0].pos_ in ("ADP", "PART"):
        return None
    if tokens[-1].pos_ not in ("NOUN", "PROPN", "PRON"):
        return None
    return clauses.trim(tokens[0].doc, tokens[0].i, tokens[-1].i + 1)


def _after(doc: Doc, start: int, end: int) -> clauses.Run | None:
    """The noun phrase after an inverted cue, which ends the sentence or is followed by a comma."""
    stop = start
    while stop < end and (doc[stop].pos_ in _SOURCE_TAGS or doc[stop].text in ("-", "'s", "’s")):
        stop += 1
    if stop < end and doc[stop].pos_ == "VERB" and doc[stop].tag_ != "VBG":
        return None
    run = clauses.trim(doc, start, stop)
    if run is None or doc[start].pos_ not in ("NOUN", "PROPN", "PRON", "DET", "ADJ"):
        return None
    return run


def _closes(doc: Doc, start: int, end: int) -> bool:
    """Say whether nothing but adjuncts ("on Monday", "in a statement") follows the cue."""
    following = [t for t in doc[start:end] if not t.is_punct and not t.is_space]
    if not following:
        return True
    first = following[0]
    timed = first.ent_type_ in ("DATE", "TIME") or first.lower_ in _TIME_WORDS
    told = doc[start - 1].lemma_ in ("tell", "inform") and first.pos_ in (
        "PROPN",
        "NOUN",
        "PRON",
        "DET",
    )
    if not timed and not told and first.pos_ not in ("ADP", "ADV") and first.lower_ != "according":
        return False
    if first.lower_ == "that":
        return False
    return all(t.tag_ not in ("VBD", "VBZ", "VBP", "MD") for t in following) or (
        following[0].lower_ in ("when", "while", "as", "after", "before")
    )


def _has_verb(tokens: Span) -> bool:
    return any(t.pos_ in ("VERB", "AUX") for t in tokens)
