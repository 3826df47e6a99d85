"""How each word of a window stands to a cue: in the parse, by distance, by quotation, by paragraph.

The codes feed the scorer that decides which words are a cue's source and content.
"""

import numpy as np

from service.nlp.word_features import DEP_CODES, Ints, Words

_BRANCHES = (
    ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl"),
    ("ccomp",),
    ("xcomp",),
    ("dobj",),
    ("agent",),
    ("prep", "dative", "prt"),
    ("advcl",),
    ("acl", "relcl"),
    ("conj",),
    ("attr", "acomp", "oprd"),
    ("mark", "aux", "auxpass", "neg"),
    ("advmod", "npadvmod", "intj", "cc", "preconj"),
    ("pobj", "pcomp"),
    ("poss",),
    ("parataxis", "dep", "meta"),
)
_JOINS = (
    ("conj",),
    ("ccomp", "parataxis", "dep", "meta"),
    ("acl", "relcl"),
    ("advcl", "xcomp", "pcomp"),
)
_OF_CUE = 1
_OTHER_BRANCH = 2
_FIRST_BRANCH = 3
_FIRST_ABOVE = _FIRST_BRANCH + len(_BRANCHES)
_OTHER_SENTENCE = _FIRST_ABOVE + 3 * (len(_JOINS) + 1)

RELATIONS = ("parse", "distance", "quotation", "paragraph")
RELATION_SIZES = {
    "parse": _OTHER_SENTENCE + 4,
    "distance": 17,
    "quotation": 5,
    "paragraph": 3,
}
"""How many codes each relation has."""

_SUBJECT = _FIRST_BRANCH


def _codes(groups: tuple[tuple[str, ...], ...], first: int, other: int) -> list[int]:
    table = [other] * (len(DEP_CODES) + 1)
    for number, group in enumerate(groups):
        for dep in group:
            table[DEP_CODES[dep]] = first + number
    return table


_BRANCH_OF = _codes(_BRANCHES, _FIRST_BRANCH, _OTHER_BRANCH)
_JOIN_OF = _codes(_JOINS, 0, len(_JOINS))


def head_word(words: Words, cue: tuple[int, int]) -> int:
    """Give the index of the cue's word that heads the others: the one whose head lies outside."""
    start, end = cue
    for i in range(start, end):
        head = int(words.heads[i])
        if head == i or not start <= head < end:
            return i
    return start


def relations(words: Words, cue: tuple[int, int], start: int, end: int) -> Ints:
    """Code how the words start..end stand to a cue: an array of words × RELATIONS."""
    result = np.zeros((end - start, len(RELATIONS)), np.int64)
    places = np.arange(start, end)
    head = head_word(words, cue)
    result[:, 0] = _parse(words, cue, head, start, end)
    before = np.maximum(cue[0] - places, 0)
    after = np.maximum(places - cue[1] + 1, 0)
    result[:, 1] = _bucket(before) + np.where(after > 0, 8 + _bucket(after), 0)
    region, own = words.regions[start:end], int(words.regions[head])
    if own < 0:
        result[:, 2] = np.where(region >= 0, 1, 0)
    else:
        result[:, 2] = np.where(region == own, 2, np.where(region < 0, 3, 4))
    paragraph, here = words.paragraphs[start:end], words.paragraphs[head]
    result[:, 3] = np.where(paragraph == here, 0, np.where(paragraph < here, 1, 2))
    return result


def _bucket(distance: Ints) -> Ints:
    """Bucket distances by powers of two: 0, 1, 2, 3-4, 5-8, … 33-64, more: codes 0 to 8."""
    steps = np.ceil(np.log2(np.maximum(distance, 1))).astype(np.int64) + 1
    return np.where(distance == 0, 0, np.minimum(steps, 8))


def _parse(words: Words, cue: tuple[int, int], head: int, start: int, end: int) -> Ints:
    sentence = words.sentences[start:end]
    here = words.sentences[head]
    offset = np.clip(sentence - here, -2, 2)
    codes = np.where(offset < 0, _OTHER_SENTENCE + offset + 2, _OTHER_SENTENCE + offset + 1)
    above = _above(words, head)
    known: dict[int, int] = {head: _OF_CUE, **above}
    for i in np.flatnonzero(offset == 0):
        codes[i] = _code(words, int(i) + start, head, above, known)
    inside = slice(max(cue[0], start) - start, max(min(cue[1], end) - start, 0))
    codes[inside] = _OF_CUE
    return np.asarray(codes, np.int64)


def _above(words: Words, head: int) -> dict[int, int]:
    """Code the words on the way up from the cue by the dependency through which it hangs there."""
    above: dict[int, int] = {}
    join = -1
    word = head
    for _ in range(len(words)):
        parent = int(words.heads[word])
        if parent == word or parent in above:
            break
        step = _JOIN_OF[words.deps[word]]
        join = step if join in (-1, 0) else join  # what is joined by "and" hangs like its fellow
        above[parent] = _FIRST_ABOVE + 3 * join
        word = parent
    return above


def _code(words: Words, word: int, head: int, above: dict[int, int], known: dict[int, int]) -> int:
    """Walk up from a word until the cue, or a word above the cue, is met."""
    path: list[int] = []
    current = word
    while current not in known and len(path) < len(words):
        path.append(current)
        parent = int(words.heads[current])
        if parent == current:
            break
        current = parent
    code = known.get(current, 0)
    if path and current not in path:
        top = path[-1]
        branch = _BRANCH_OF[words.deps[top]]
        if current == head:
            code = branch
        elif current in above:
            code = above[current] + (1 if branch == _SUBJECT else 2)
    for step in path:
        known[step] = code
    return known.get(word, code)
