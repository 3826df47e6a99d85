"""Pipeline component: the claims of each statement, worded so that each stands alone.

A content is divided into clauses; in each, what refers to the rest of the article is replaced by a
name or a fuller phrase where the article gives one surely, and told of where it does not.
"""

from collections.abc import Collection, Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc, Token

from service.nlp import first_person, standing, verb_forms
from service.nlp.by_place import ByPlace
from service.nlp.claim_words import Put, Wording, runs, worded
from service.nlp.discourse import entity_of
from service.nlp.extensions import AttributionData, ClaimData, HolderData, LabelData
from service.nlp.lexicons import Lexicons
from service.nlp.propositions import Proposition, propositions, undivided
from service.nlp.reading import Chars
from service.nlp.references import Reference, References, Speaking, unknown
from service.nlp.reports import report
from service.nlp.triples import triple

_SIDES = 2  # times that "we" may be the speaker's side; one who goes on so means everybody


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
            if not standing.is_whole(self._doc, proposition):
                continue
            puts, unclear = self._read(proposition, attribution, holder, layout)
            if not standing.is_told(self._doc, proposition, unclear):
                continue
            flags = list(dict.fromkeys(f"unresolved: {words}" for words in unclear.words.values()))
            wording = worded(self._doc, proposition.words, puts)
            yield self._claim(proposition, wording, flags)

    def _read(
        self,
        proposition: Proposition,
        attribution: AttributionData,
        holder: HolderData,
        layout: bool,
    ) -> tuple[dict[int, Put], standing.Unclear]:
        """Give what takes the place of words of a claim, and what stays unclear, by first word."""
        doc = self._doc
        puts: dict[int, Put] = {}
        unclear: dict[Token, str] = {}
        new: set[Token] = set()
        named: list[str] = []
        known = frozenset(proposition.words)
        end = 0
        source = attribution["source"]
        general = sum(doc[i].lower_ == "we" for i in proposition.words) > _SIDES
        for i in proposition.words:
            if i < end or i in puts:
                continue
            token = doc[i]
            if source is not None and doc[proposition.words[0]].idx <= source[0] < token.idx:
                named += [holder["name"]] if holder["name"] and not named else []
            quoted = layout or bool(self._quoted.near(token.idx, token.idx + 1))
            reference = self._reference(token, attribution, holder, quoted, known)
            if reference is None:
                continue
            end = reference.end
            if general and token.lower_ in first_person.PLURAL and reference.text is not None:
                reference = unknown(token)
            text, lacking = self._wording(token, reference, named)
            others = [name for name in named if not (quoted and (holder["name"] or "?") in name)]
            if lacking is not None and not standing.is_within(proposition, token, others):
                unclear[token] = lacking
                if reference.new:
                    new.add(token)
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
        subject = proposition.subject
        about = subject is not None and subject.i in puts
        return puts, standing.Unclear(unclear, frozenset(new), about)

    def _reference(
        self,
        token: Token,
        attribution: AttributionData,
        holder: HolderData,
        quoted: bool,
        words: Collection[int],
    ) -> Reference | None:
        speaking = Speaking(holder, quoted, attribution["content"], words)
        source = attribution["source"]
        unnamed = holder["name"] is None and first_person.is_first(token)
        if source is not None and source[0] <= token.idx < source[1] and not unnamed:
            return self._references.of_source(token, source, speaking)
        if first_person.is_first(token):
            if not quoted and holder["kind"] != "author":
                return unknown(token)
            if self._is_told_again(token, attribution):
                return None
            gender = self._references.gender(holder["name"])
            called = self._references.called(holder)
            return first_person.first_person(token, holder, called, gender)
        return self._references.of(token, speaking)

    def _is_told_again(self, token: Token, attribution: AttributionData) -> bool:
        """Say whether a word stands in a quotation within the quoted words: another's "we"."""
        within = next((c for c in attribution["content"] if c[0] <= token.idx < c[1]), None)
        around = 0 if within is None else len(self._quoted.near(within[0], within[0] + 1))
        return len(self._quoted.near(token.idx, token.idx + 1)) > max(1, around)

    def _wording(
        self, token: Token, reference: Reference, named: Sequence[str]
    ) -> tuple[str | None, str | None]:
        """Give the words that take the place of a reference, and what to tell of it as unclear.

        named: who is named in the claim so far. Whoever is, is not named again; and where another
        one is whom "he" could be, the article's word stays.
        """
        if reference.unresolved is not None:
            return None, reference.unresolved
        if reference.text is None or (reference.name in named and reference.link == "name"):
            return None, None
        if reference.link == "pronoun":
            if reference.name in named:
                return None, None
            others = [n for n in named if self._may_be(n, reference.gender)]
            if others:
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
            if following.tag_ == "POS" and following.text in ("'", "’") and reference.text:
                plain = not reference.text.endswith("s")
                whole = f"{following.text}s" if plain else None
            if whole is not None:
                if reference.agrees:
                    whole = verb_forms.third_person(whole) if whole in ("am", "have") else whole
                found[following.i] = Put(
                    following.i,
                    following.i + 1,
                    whole if following.tag_ == "POS" else _apart(following, whole),
                    None,
                    "agreement",
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
