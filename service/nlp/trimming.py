"""A clause without what only ties it to the words around it."""

from collections.abc import Collection

from spacy.tokens import Doc, Token

_OPENINGS = frozenset(
    "also however moreover therefore thus then well now anyway furthermore meanwhile besides "
    "again look listen".split()
)
_FILLERS = frozenset({("i", "mean"), ("you", "know"), ("of", "course")})


def trimmed(doc: Doc, words: Collection[int]) -> tuple[int, ...]:
    """Leave out "and", "that" and what opens a remark, and marks at the ends."""
    order = sorted(words)
    while order:
        if tuple(doc[i].lower_ for i in order[:2]) in _FILLERS:
            del order[:2]
        elif _opens(doc[order[0]], order):
            del order[0]
        else:
            break
    while order and (doc[order[-1]].is_space or _closes(doc[order[-1]])):
        order.pop()
    return tuple(order)


def _is_reason(because: Token, words: Collection[int]) -> bool:
    """Say whether what is said for a reason follows it: "Because it rained, Lee left"."""
    verb = because.head
    return verb.dep_ == "advcl" and verb.head.i > verb.i and verb.head.i in words


def _opens(token: Token, words: Collection[int]) -> bool:
    if token.is_space or token.dep_ in ("cc", "intj") or token.pos_ == "INTJ":
        return True
    if token.is_punct or token.text in ("--", "...", "`", "``"):
        return token.text not in ("“", '"', "‘", "$")
    if token.dep_ == "mark" or token.tag_ == "IN":
        if token.lower_ == "because":
            return token.nbor().lower_ != "of" and not _is_reason(token, words)
        return token.lower_ == "that"
    return token.dep_ == "advmod" and token.lower_ in _OPENINGS and len(list(token.subtree)) == 1


def _closes(token: Token) -> bool:
    return token.text in (",", ";", ":", "—", "–", "--", "-", ".", "!", "...", "…") or (
        token.dep_ == "cc"
    )
