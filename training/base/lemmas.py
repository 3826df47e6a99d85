"""Lemma tables: public English rules and exceptions, and exceptions counted in the treebanks.

The tables of spacy-lookups-data (MIT; from WordNet) know nouns, verbs, adjectives and adverbs.
Function words, and open-class words whose usual lemma differs, are added from the training
treebanks.
"""

from __future__ import annotations

import collections
from collections.abc import Iterable, Sequence

from spacy.lookups import Lookups, load_lookups
from spacy.tokens import Doc

TABLES = ("lemma_rules", "lemma_exc", "lemma_index")
OPEN_CLASSES = ("noun", "verb", "adj", "adv")
NOT_LISTED = frozenset({"PROPN", "ADJ", "SPACE", "PUNCT", "SYM", "X", "NUM", ""})
"""Classes without exceptions of ours: a lemma is the form, or the public tables do better."""

Counts = dict[tuple[str, str], collections.Counter[str]]


def count_lemmas(docs: Iterable[Doc]) -> Counts:
    """How often each (word class, lower-cased form) has each lemma."""
    counts: Counts = collections.defaultdict(collections.Counter)
    for doc in docs:
        for token in doc:
            if token.pos_ not in NOT_LISTED and token.lemma_:
                counts[token.pos_, token.lower_][token.lemma_] += 1
    return counts


def exceptions(
    counts: Counts, least: int = 3, share: float = 0.6
) -> dict[str, dict[str, list[str]]]:
    """Lemma by lower-cased form and class: of forms seen ``least`` times, if one prevails.

    A lemma that is the form itself is listed for function words alone. Forms with an
    apostrophe are listed with the straight and the typographic one.
    """
    found: dict[str, dict[str, list[str]]] = collections.defaultdict(dict)
    for (pos, form), lemmas in counts.items():
        lemma, times = lemmas.most_common(1)[0]
        total = sum(lemmas.values())
        same = lemma == form and pos in {"NOUN", "VERB", "ADV"}
        if total < least or times < share * total or same:
            continue
        straight = form.replace("’", "'")
        for variant in sorted({straight, straight.replace("'", "’")}):
            found[pos.lower()][variant] = [lemma]
    return dict(found)


def public_tables() -> Lookups:
    """The English tables of spacy-lookups-data, a package that only training needs."""
    return load_lookups("en", list(TABLES))


def lemma_tables(docs: Iterable[Doc], public: Lookups) -> Lookups:
    """The tables of spaCy's rule lemmatizer for English: public ones and what the docs tell."""
    # A table's own keys are hashes, so it is asked for each class by name.
    listed = {pos: dict(public.get_table("lemma_exc").get(pos, {})) for pos in OPEN_CLASSES}
    for pos, forms in exceptions(count_lemmas(docs)).items():
        listed.setdefault(pos, {}).update(forms)
    index = {pos: set(public.get_table("lemma_index").get(pos, ())) for pos in OPEN_CLASSES}
    rules = {pos: public.get_table("lemma_rules").get(pos, []) for pos in (*OPEN_CLASSES, "punct")}
    for pos, forms in listed.items():
        for form, lemmas in forms.items():
            index.get(pos, set()).difference_update(rivals(form, lemmas[0], rules.get(pos, ())))
    tables = Lookups()
    tables.add_table("lemma_exc", listed)
    tables.add_table("lemma_rules", rules)
    tables.add_table("lemma_index", {pos: sorted(forms) for pos, forms in index.items()})
    return tables


def rivals(form: str, lemma: str, rules: Iterable[Sequence[str]]) -> set[str]:
    """Give the lemmas that spaCy would take before a listed one: "hop" for "hopes".

    It puts the result of the last rule that leads to a known word first, and an exception in front
    only if no rule leads to it. A rival left out of the index is still found for its own forms,
    as no other known word is in the way there.
    """
    results = [form[: len(form) - len(old)] + new for old, new in rules if form.endswith(old)]
    if lemma not in results:
        return set()
    return set(results) - {lemma, form}
