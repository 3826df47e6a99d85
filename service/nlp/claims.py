"""Pipeline component: the claims of each statement, worded so that each stands alone.

A content is divided into clauses; in each, what refers to the rest of the article is replaced by a
name or a fuller phrase where the article gives one surely, and told of where it does not.
"""

from collections.abc import Collection, Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc, Token

from service.nlp import first_person, verb_forms
from service.nlp.by_place import ByPlace
from service.nlp.claim_words import Put, Wording, runs, worded
from service.nlp.discourse import entity_of
from service.nlp.extensions import AttributionData, ClaimData, HolderData, LabelData
from service.nlp.lexicons import Lexicons
from service.nlp.propositions import Proposition, propositions, undivided
from service.nlp.reading import Chars
from service.nlp.references import Reference, References, Speaking
from service.nlp.reports import report
from service.nlp.triples import triple

_LONGEST = 120
"""Tokens of a claim; a longer clause is a list or a misread text, and claims no one thing."""


_SURE_AGAINST = 0.85
"""The chance from which on "he" is not whom the claim names before it, but another."""


@Language.factory(
    "claims",
    requires=[
        "doc._.quotations",
        "doc._.attributions",
        "doc._.holders",
        "doc._.people",
        "doc.ents",
        "token.dep",
        "token.tag",
        "token.lemma",
    ],
    assigns=["doc._.claims"],
    default_config={},
)
def make_claims(nlp: Language, name: str) -> "Claims":
    """Build the component (spaCy factory)."""
    return Claims()


class Claims:
    """Finds the claims of the statements of a Doc."""

    def __init__(self) -> None:
        self._lexicons = Lexicons()

    def __call__(self, doc: Doc) -> Doc:
        """Write doc._.claims and return the Doc."""
        doc._.claims = self.predict(doc)
        return doc

    def predict(self, doc: Doc) -> list[list[ClaimData]]:
        """Give the claims of each of doc._.attributions, in the same order."""
        attributions: list[AttributionData] = doc._.attributions or []
        labels: list[LabelData | None] = doc._.labels or [None] * len(attributions)
        if not attributions:
            return []
        reader = _Reader(doc, self._lexicons)
        order = sorted(range(len(attributions)), key=lambda i: attributions[i]["content"][0])
        found: dict[int, list[ClaimData]] = {}
        for i in order:
            label = labels[i]
            found[i] = reader.claims(
                attributions[i],
                doc._.holders[i]["holder"],
                asked=label is not None and label["act"] == "question",
            )
        return [found[i] for i in range(len(attributions))]


class _Reader:
    """Words the claims of one article, in text order."""

    def __init__(self, doc: Doc, lexicons: Lexicons) -> None:
        self._doc = doc
        self._references = References(doc, lexicons)
        inside = [
            (q["inner_start"], q["inner_end"])
            for q in doc._.quotations or ()
            if q["certainty"] >= 0.3 and q["kind"] != "title"
        ]
        inside += [tuple(post["content"]) for post in doc._.posts or ()]
        self._quoted = ByPlace[None]((start, end, None) for start, end in inside)

    def claims(
        self, attribution: AttributionData, holder: HolderData, *, asked: bool
    ) -> list[ClaimData]:
        """Give the claims of one statement; asked: it is a question."""
        content = attribution["content"]
        layout = attribution["finder"] == "layout"
        direct = layout or all(self._quoted.near(s, s + 1) for s, _ in content)
        self._references.heard(attribution, holder, direct=direct)
        if asked:
            return []
        found = propositions(self._doc, content)
        made = list(self._worded(found, attribution, holder, layout))
        if not found and (told := report(self._doc, attribution)) is not None:
            made = list(self._worded([told], attribution, holder, layout))
        elif not found:
            found = undivided(self._doc, content)
            made = list(self._worded(found, attribution, holder, layout))
        return made

    def _worded(
        self,
        found: Sequence[Proposition],
        attribution: AttributionData,
        holder: HolderData,
        layout: bool,
    ) -> Iterator[ClaimData]:
        for proposition in found:
            if len(proposition.words) > _LONGEST or not _says_something(self._doc, proposition):
                continue
            if _is_about_what_went_before(proposition):
                continue
            puts, flags = self._read(proposition, attribution, holder, layout)
            wording = worded(self._doc, proposition.words, puts)
            yield self._claim(proposition, wording, flags)

    def _read(
        self,
        proposition: Proposition,
        attribution: AttributionData,
        holder: HolderData,
        layout: bool,
    ) -> tuple[dict[int, Put], list[str]]:
        """Give what takes the place of words of a claim, and what of it stays unclear."""
        doc = self._doc
        puts: dict[int, Put] = {}
        flags: list[str] = []
        named: list[str] = []
        known = frozenset(proposition.words)
        end = 0
        source = attribution["source"]
        for i in proposition.words:
            if i < end or i in puts:
                continue
            token = doc[i]
            if source is not None and doc[proposition.words[0]].idx <= source[0] < token.idx:
                named += [holder["name"]] if holder["name"] and not named else []
            reference = self._reference(token, attribution, holder, layout, known)
            if reference is None:
                continue
            end = reference.end
            text, unclear = self._wording(token, reference, named)
            if unclear is not None and not _is_within(proposition, token):
                flags.append(f"unresolved: {unclear}")
            if text is not None:
                puts[i] = Put(
                    reference.start,
                    reference.end,
                    text,
                    reference.source,
                    reference.link,
                    reference.label,
                )
                puts |= self._verbs(reference, proposition)
            if reference.name:
                named.append(reference.name)
        return puts, list(dict.fromkeys(flags))

    def _reference(
        self,
        token: Token,
        attribution: AttributionData,
        holder: HolderData,
        layout: bool,
        words: Collection[int],
    ) -> Reference | None:
        quoted = layout or bool(self._quoted.near(token.idx, token.idx + 1))
        speaking = Speaking(holder, quoted, attribution["content"], words)
        source = attribution["source"]
        if source is not None and source[0] <= token.idx < source[1]:
            return self._references.of_source(token, source, speaking)
        if first_person.is_first(token) and (quoted or holder["kind"] == "author"):
            gender = self._references.gender(holder["name"])
            called = self._references.called(holder)
            return first_person.first_person(token, holder, called, gender)
        return self._references.of(token, speaking)

    def _wording(
        self, token: Token, reference: Reference, named: Sequence[str]
    ) -> tuple[str | None, str | None]:
        """Give the words that take the place of a reference, and what to tell of it as unclear.

        named: who is named in the claim so far. Whoever is, is not named again; and where another
        one is whom "he" could be, the article's word stays unless it is surely another's.
        """
        if reference.unresolved is not None:
            return None, reference.unresolved
        if reference.text is None or (reference.name in named and reference.link == "name"):
            return None, None
        if reference.link == "pronoun":
            if reference.name in named:
                return None, None
            others = [n for n in named if self._may_be(n, reference.gender)]
            if others and reference.chance < _SURE_AGAINST:
                return None, token.lower_
        text = reference.text
        if reference.link == "first person" and named and named[-1] == reference.name:
            gender = self._references.gender(reference.name)
            return first_person.again(token, gender) or _owned(text, reference), None
        return _owned(text, reference), None

    def _may_be(self, name: str, gender: str) -> bool:
        """Say whether a name of a claim is of somebody whom a pronoun of that gender can be."""
        own = self._references.gender(name)
        return self._references.is_person(name) and (not own or not gender or own == gender)

    def _verbs(self, reference: Reference, proposition: Proposition) -> dict[int, Put]:
        """Give the forms of verbs that a new subject asks for."""
        doc = self._doc
        token = doc[reference.start]
        found: dict[int, Put] = {}
        if reference.link == "first person" and reference.agrees:
            found = {
                verb.i: Put(verb.i, verb.i + 1, _apart(verb, form), None, "agreement")
                for verb, form in verb_forms.agreeing(token)
            }
        if reference.end < len(doc) and reference.end not in found and not reference.possessive:
            following = doc[reference.end]
            whole = verb_forms.written_out(following)
            if whole is not None:
                found[following.i] = Put(
                    following.i, following.i + 1, _apart(following, whole), None, "agreement"
                )
        return {i: put for i, put in found.items() if i in proposition.words}

    def _claim(self, proposition: Proposition, wording: Wording, flags: list[str]) -> ClaimData:
        parts = triple(proposition)
        return ClaimData(
            text=wording.text,
            subject=wording.part(parts.subject),
            predicate=parts.predicate,
            object=wording.part(parts.object),
            negated=parts.negated,
            modality=parts.modality,
            condition=wording.part(parts.condition),
            spans=runs(self._doc, proposition.words),
            changes=wording.changes,
            entities=sorted({*wording.entities, *_entities(self._doc, proposition, wording)}),
            flags=flags,
        )


def _owned(text: str, reference: Reference) -> str:
    return f"{text}'s" if reference.possessive else text


def _apart(verb: Token, form: str) -> str:
    """Give a form with a space before it where it stands for "'m"."""
    return f" {form}" if verb.text[:1] in ("'", "’") else form


def _is_within(proposition: Proposition, token: Token) -> bool:
    """Say whether a claim may itself have what "they" or "its" takes up: a noun before it."""
    if token.tag_ not in ("PRP", "PRP$"):
        return False
    plural = token.lower_ in ("they", "them", "their", "theirs", "themselves")
    wanted = ("NNS", "NNPS") if plural else ("NN", "NNP")
    doc = token.doc
    subject = proposition.subject
    if subject is not None and subject.i < token.i and subject.tag_ in wanted:
        return True
    if token.tag_ == "PRP$" or token.lower_.endswith(("self", "selves")):
        return any(doc[i].tag_ in wanted for i in proposition.words if i < token.i)
    return False


def _says_something(doc: Doc, proposition: Proposition) -> bool:
    """Say whether a clause holds a noun, a name or a number: not "I agree", "that is so"."""
    return any(doc[i].pos_ in ("NOUN", "PROPN", "NUM") for i in proposition.words)


def _is_about_what_went_before(proposition: Proposition) -> bool:
    """Say whether a clause judges what was said before it: "that is a mistake"."""
    subject = proposition.subject
    bare = ("this", "that", "these", "those")
    return subject is not None and subject.lower_ in bare and not list(subject.children)


def _entities(
    doc: Doc, proposition: Proposition, wording: Wording
) -> Iterator[tuple[int, int, str]]:
    changed = [(c["start"], c["end"]) for c in wording.changes]
    seen = -1
    for i in proposition.words:
        if i <= seen or not doc[i].ent_type_:
            continue
        entity = entity_of(doc[i])
        if entity is None:
            continue
        seen = entity.end - 1
        places = [wording.places.get(j) for j in range(entity.start, entity.end)]
        found: list[Chars] = [p for p in places if p is not None]
        if found and len(found) == len(places):
            at = (min(s for s, _ in found), max(e for _, e in found))
            if not any(at[0] < e and s < at[1] for s, e in changed):
                yield (*at, entity.label_)
