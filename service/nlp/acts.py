"""What a source does by what it says, put together where other words stand between its parts.

"Ann Lee, the mayor, defended the plan" and "Ann Lee opened the fair, calling Roos a liar": that she
defended it and was calling him a liar can be checked.
"""

from collections.abc import Sequence
from itertools import pairwise

from spacy.tokens import Doc, Span, Token

from service.nlp import clauses
from service.nlp.clause_division import Proposition
from service.nlp.clause_forms import SUBJECTS
from service.nlp.clause_joints import FINITE

_BETWEEN = 6  # words that may stand between the parts, such as whom somebody told
_DEEPEST = 4  # verbs from that of the cue up to the one that has the subject
_SHARING = frozenset({"conj", "advcl", "acl"})
_HELPERS = frozenset({"aux", "auxpass", "neg"})
_VERBS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
_RELATIVE = frozenset({"WP", "WDT"})
_LEADING = frozenset("and but by while before after when has have had".split())
"""Words after which a cue goes on with the source of the clause before."""
_NAMING = frozenset("aim bill entitle title dub name design intend base".split())
"""Verbs whose past participle tells of a noun: "events aimed at"."""
_PRESENT = frozenset({"VBZ", "VBP"})
_SEVERAL = frozenset({"NNS", "NNPS"})
_PARTING = ",;:—–()"


_NOT_DONE = frozenset("before without instead from against about of for than to".split())
"""Prepositions before what somebody does not do, or not yet."""


def put_together(doc: Doc, source: Span, cue: Span, said: Sequence[Span]) -> Proposition | None:
    """Give the clause of a source, its cue and the content, in this order; None if it is none.

    "calling" has no tense of its own: the clause then lacks "was", which its helper tells.
    """
    parts = [source, cue, *said]
    if any(a.end > b.start for a, b in pairwise(parts)):
        return None
    verb = verb_of(cue)
    if verb is None or verb.tag_ not in _VERBS:
        return _headline(doc, parts)
    words = joined(doc, parts[1:])
    if words is None or not (_has_subject(verb, source) or _follows(verb, cue, source)):
        return None
    helpers = _helpers(verb, source.end)
    known = frozenset((*words, *helpers))
    before = (doc[i] for i in words if i < verb.i)
    finite = verb.tag_ in FINITE or any(doc[i].tag_ in FINITE for i in helpers)
    finite = finite or any(t.tag_ in FINITE for t in before)
    helper = None
    opens = all(doc[i].pos_ in ("ADV", "DET", "PRON") for i in words if i < verb.i)
    if not finite and verb.tag_ == "VBG" and not helpers and opens:
        if verb.dep_ == "pcomp" and verb.head.lower_ in _NOT_DONE:
            return None  # "met Roos before calling it a ruin"
        helper = (words[0], _was(verb, source))
    elif not finite and not (verb.tag_ == "VBN" and not helpers and _is_past(verb, cue, source)):
        return None
    named = _name(source)
    subject = source.root if source.root.i in named else source.doc[named[-1]]
    return Proposition(verb, subject, tuple(sorted({*named, *known})), helper=helper)


def verb_of(cue: Span) -> Token | None:
    """Give the verb of a cue on which its other verbs hang; None where the cue has no verb."""
    verbs = [t for t in cue if t.pos_ in ("VERB", "AUX")]
    return next((t for t in verbs if t.head == t or t.head not in verbs), None)


def joined(doc: Doc, parts: Sequence[Span]) -> list[int] | None:
    """Give the words of the parts and the few between them, None where a clause comes between."""
    words: list[int] = []
    for span in parts:
        gap = [] if not words else list(doc[words[-1] + 1 : span.start])
        if len(gap) > _BETWEEN or any(t.is_punct and t.text in _PARTING for t in gap):
            return None
        first = words[-1] + 1 if words else span.start
        words += range(first, span.end)
    while words and (doc[words[-1]].is_space or doc[words[-1]].text in (",", ".", ";")):
        words.pop()
    return words


def _follows(verb: Token, cue: Span, source: Span) -> bool:
    """Say whether a cue has a source before it though the parse has no subject for its verb.

    Nothing else may be its subject, and nothing may deny it: "without calling".
    """
    if source.root.tag_ in _RELATIVE or any(c.dep_ in SUBJECTS for c in verb.children):
        return False
    i = cue.start - 1
    while i >= source.end and source.doc[i].pos_ == "ADV":
        i -= 1
    if i < source.end:
        return True
    before = source.doc[i]
    return before.text == "," or before.lower_ in _LEADING


def _is_past(verb: Token, cue: Span, source: Span) -> bool:
    """Say whether a form like "called" is a past: of a source right before it, not by another."""
    if cue[-1].lower_ in ("as", "by") or verb.lemma_ in _NAMING:
        return False
    if verb.dep_ in ("ROOT", "ccomp", "conj", "relcl") and _has_subject(verb, source):
        return True
    return all(t.pos_ == "ADV" for t in source.doc[source.end : cue.start])


def _name(source: Span) -> range:
    """Give the words of a source without what commas set off: "Ann Lee, the mayor" is Ann Lee."""
    doc = source.doc
    if _is_enumeration(source.root):
        return range(source.start, source.end)
    named = next((t for t in source if t.ent_type_ == "PERSON"), source.root)
    marks = [t.i for t in source if t.text in (",", "(") and not clauses.is_before_year(t)]
    start = max((i + 1 for i in marks if i < named.i), default=source.start)
    end = min((i for i in marks if i > max(named.i, start)), default=source.end)
    if named.ent_type_ == "PERSON" and doc[start].ent_type_ != "PERSON":
        start = source.start  # "the mayor of Aden, in Lenne, Ann Lee"
    return range(start, end)


def _has_subject(verb: Token, source: Span) -> bool:
    """Say whether a source is the subject of a verb, or of the one that it is joined to.

    "who" stands for the noun that its clause tells of.
    """
    for _ in range(_DEEPEST):
        near = [verb, *(c for c in verb.children if c.dep_ in ("aux", "auxpass"))]
        subject = next((c for one in near for c in one.children if c.dep_ in SUBJECTS), None)
        if subject is not None:
            within = source.start <= subject.i < source.end
            relative = subject.tag_ in ("WP", "WDT") and verb.dep_ == "relcl"
            return within or (relative and source.start <= verb.head.i < source.end)
        if verb.dep_ not in _SHARING or any(c.dep_ in ("mark", "neg") for c in verb.head.lefts):
            return False
        verb = verb.head
        if verb.pos_ not in ("VERB", "AUX"):
            return source.start <= verb.i < source.end
    return False


def _helpers(verb: Token, start: int) -> list[int]:
    """Give the helping verbs and the "not" of a verb after a source, or those that it shares."""
    own = [c.i for c in verb.lefts if c.dep_ in _HELPERS and c.i >= start]
    if own or verb.dep_ != "conj" or verb.tag_ not in ("VBN", "VBG"):
        return own
    return [c.i for c in verb.head.lefts if c.dep_ in ("aux", "auxpass") and c.i >= start]


def _was(verb: Token, source: Span) -> str:
    """Give "was" or "were", "is" or "are" where the verbs above are in the present."""
    present = False
    above = verb
    if verb.dep_ == "pcomp" and verb.head.lower_ in ("after", "before"):
        return "were" if _is_several(source.root) else "was"
    for _ in range(_DEEPEST):
        above = above.head
        near = (above, *(c for c in above.lefts if c.dep_ in ("aux", "auxpass")))
        tenses = {t.tag_ for t in near} & {*_PRESENT, "VBD", "MD"}
        if tenses:
            present = bool(tenses & _PRESENT)
            break
    several = _is_several(source.root)
    return ("are" if several else "is") if present else ("were" if several else "was")


def _is_several(head: Token) -> bool:
    """Say whether a source is several, after whom "were" follows."""
    counted = any(c.dep_ == "nummod" and c.lower_ not in ("one", "1") for c in head.lefts)
    return counted or head.tag_ in _SEVERAL or head.lower_ == "they" or _is_enumeration(head)


def _is_enumeration(head: Token) -> bool:
    return any(c.dep_ == "conj" and c.pos_ in ("PROPN", "NOUN") for c in head.rights)


def _headline(doc: Doc, parts: Sequence[Span]) -> Proposition | None:
    """Give the clause of a cue that the tagger takes for a name or noun: "Lee Opens New Port"."""
    source, cue = parts[0], parts[1]
    owner = source[-1].tag_ in ("POS", "PRP$")
    verb = next((t for t in cue if t.pos_ != "ADV"), cue[0])
    if owner or cue.start != source.end or verb.pos_ not in ("PROPN", "NOUN", "VERB"):
        return None
    if not verb.lower_.endswith(("s", "ed")):
        return None
    words = joined(doc, parts)
    return None if words is None else Proposition(verb, source.root, tuple(words))
