"""Word lists that the conversion to CLEAR labels looks things up in."""

from __future__ import annotations

NEGATION = frozenset({"not", "n't", "n’t", "never", "nt"})
"""Adverbs that CLEAR labels ``neg``."""

RAISING_TO_OBJECT = frozenset(
    """allow assume believe cause enable expect feel find get hate have hear help intend keep
    know leave let like love make mean need notice observe permit prefer prove require see
    show understand want watch wish""".split()
)
"""Verbs whose "object + infinitive" is a clause with its own subject ("want him to go").

The Penn Treebank brackets these as one clause, and CLEAR follows it; with all other
verbs ("ask him to go") the object belongs to the verb.
"""

REPORTING = frozenset(
    """acknowledge add admit allege announce argue ask assert claim comment complain concede
    conclude confirm continue declare deny estimate exclaim explain insist joke note observe
    predict quip recall remark reply report respond say shout state suggest tell think warn
    whisper write""".split()
)
"""Verbs that take over a sentence as their complement ("We won, she said")."""

CLAUSE_ADVERBS = frozenset(
    """actually again allegedly already also always apparently certainly clearly currently
    definitely effectively either eventually ever finally formerly generally hardly however
    initially instead just largely likely long mainly maybe merely mostly naturally no not
    now obviously often once only originally perhaps possibly presumably previously primarily
    probably rarely reportedly seldom simply since sometimes soon still suddenly surely then
    therefore thus today typically undoubtedly usually yet""".split()
)
"""Adverbs between a copula and an adjective that modify the clause, not the adjective."""

PREPOSITIONS_BEFORE_GERUND = frozenset(
    """about after against as at before besides between beyond by despite for from in into of
    on over since than through to toward towards upon with without like""".split()
)
"""Words that head a prepositional phrase when an -ing clause follows."""

COMPARATIVE_HEADS = frozenset({"more", "less", "fewer", "greater", "higher", "lower"})
"""First words of "more than five"."""

FREE_RELATIVES = frozenset({"what", "whatever", "whoever", "whomever", "whichever"})
"""Pronouns that are both head and relative pronoun ("what he said")."""
