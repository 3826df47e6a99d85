"""Statements whose target is asked for, built by hand."""

from spacy.tokens import Doc

from service.nlp.target_words import Asked, Candidate, read


def asked(
    doc: Doc,
    content: tuple[int, int],
    *likely: tuple[str, tuple[int, int], float],
    holder: str = "",
) -> Asked:
    """Build a statement. content: its first word and the one after it.

    likely: phrases with their first and last word and their log chance.
    """
    places = list(range(*content))
    candidates = [
        Candidate(
            (first - places[0], last - places[0]), text, frozenset(text.lower().split()), True
        )
        for text, (first, last), _ in likely
    ]
    return Asked(
        places=places,
        content=places,
        words=read(doc, range(len(doc))),
        holder=frozenset(holder.lower().split()),
        at=(doc[places[0]].idx, doc[places[-1]].idx + len(doc[places[-1]])),
        candidates=candidates,
        scores=[score for _, _, score in likely],
    )
