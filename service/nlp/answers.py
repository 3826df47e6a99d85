"""Answers to who holds a statement: nobody known, somebody again, the best of a ranking."""

from service.nlp import holders as by_mention
from service.nlp.antecedents import Ranked
from service.nlp.extensions import EvidenceData, HolderData
from service.nlp.reading import Chars

CERTAIN = 0.4
"""The chance from which on an antecedent is given; below, the mention is ambiguous."""
_SHOWN = 4  # candidates of an ambiguous mention


def nobody(reason: str) -> HolderData:
    """Give the holder that is not known, for a reason."""
    return by_mention.holder(None, "unknown", score=0.0, reason=reason)


def again(earlier: HolderData, at: Chars, link: str, score: float) -> HolderData:
    """Give a holder met before for another mention of it."""
    evidence = [EvidenceData(start=at[0], end=at[1], link=link), *earlier["evidence"][:1]]
    return HolderData(
        name=earlier["name"],
        kind=earlier["kind"],
        role=earlier["role"],
        score=score,
        also=earlier["also"],
        evidence=evidence,
        alternatives=[],
        reason=None,
    )


def best(ranked: Ranked, at: Chars, link: str, reason: str, least: float = CERTAIN) -> HolderData:
    """Give the best of a ranking, or nobody with all candidates where it is not likely enough.

    reason: why there is nobody when there was no candidate.
    """
    if ranked.person is not None and ranked.score >= least:
        found = by_mention.of_person(ranked.person, at, link, ranked.score)
        found["alternatives"] = ranked.others
        return found
    others = ranked.others
    if ranked.person is not None:
        others = [(ranked.person["name"], ranked.score), *others]
        reason = "ambiguous"
    return by_mention.holder(
        None, "unknown", score=0.0, reason=reason, alternatives=others[:_SHOWN]
    )
