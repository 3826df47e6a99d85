"""What takes the place of the words of a claim that refer to the rest of the article."""

from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from service.nlp import doubtful_references, first_person, standing, told_within
from service.nlp.abbreviations import Abbreviations, untold_abbreviations
from service.nlp.agreement import agreement
from service.nlp.bare_phrases import untold_name, untold_noun, untold_several
from service.nlp.by_place import ByPlace
from service.nlp.claim_words import Put
from service.nlp.clause_division import Proposition
from service.nlp.clause_joints import SAYING
from service.nlp.extensions import AttributionData, HolderData
from service.nlp.lexicons import Lexicons
from service.nlp.open_phrases import untold
from service.nlp.reference import Reference, Speaking, unknown
from service.nlp.references import References
from service.nlp.rules.known import known_person

_WINDOW = 60  # words before a pronoun in which the claim may name whom it is
_AROUND = 6  # statements before one, in whose content it may stand
_SIDES = 2  # times that "we" may be the speaker's side; one who goes on so means everybody


@dataclass(frozen=True, slots=True)
class Said:
    """A statement with its holder; layout: the page shows its words as the holder's own."""

    attribution: AttributionData
    holder: HolderData
    layout: bool


class ClaimReading:
    """Reads the words of one article's claims; statements are to be heard in text order."""

    def __init__(self, doc: Doc, lexicons: Lexicons) -> None:
        self._doc = doc
        self._references = References(doc, lexicons)
        inside = [
            (q["inner_start"], q["inner_end"])
            for q in doc._.quotations or ()
            if q["certainty"] >= 0.3 and q["kind"] != "title"
        ]
        inside += [tuple(post["content"]) for post in doc._.posts or ()]
        self._heard: list[AttributionData] = []
        self._abbreviations = Abbreviations(doc)
        self._quoted = ByPlace[None]((start, end, None) for start, end in inside)

    def heard(self, attribution: AttributionData, holder: HolderData) -> Said:
        """Note a statement; what follows, and what it says, is read with it in mind."""
        layout = attribution["finder"] == "layout"
        direct = layout or all(self._quoted.near(s, s + 1) for s, _ in attribution["content"])
        self._references.heard(attribution, holder, direct=direct)
        self._heard.append(attribution)
        return Said(attribution, holder, layout)

    def read(self, proposition: Proposition, said: Said) -> tuple[dict[int, Put], dict[int, str]]:
        """Give what takes the place of words of a claim, and what stays unclear, by first word."""
        doc = self._doc
        attribution, holder = said.attribution, said.holder
        puts: dict[int, Put] = {}
        unclear: dict[int, str] = {}
        named: list[str] = []
        known = frozenset(proposition.words)
        end = 0
        source = attribution["source"]
        reported = source is not None and any(doc[i].idx == source[0] for i in known)
        general = sum(doc[i].lower_ == "we" for i in proposition.words) > _SIDES
        for i in proposition.words:
            if i < end or i in puts:
                continue
            token = doc[i]
            if source is not None and doc[proposition.words[0]].idx <= source[0] < token.idx:
                named += [holder["name"]] if holder["name"] and not named else []
            quoted = self._is_quoted(token, said)
            reference = self._reference(token, attribution, holder, quoted, known)
            if reference is None:
                continue
            end = reference.end
            if reference.link == "title" and doubtful_references.is_said_of(doc[reference.end - 1]):
                reference = unknown(token)  # "to be the nominee"
            if doubtful_references.is_ahead(token, reference, attribution, holder):
                reference = unknown(token)
            told_of = reported or quoted or reference.name in named
            if not told_of and doubtful_references.is_beside(reference, holder):
                reference = unknown(token)
            if general and token.lower_ in first_person.PLURAL and reference.text is not None:
                reference = unknown(token)
            text, lacking = self._wording(token, reference, named)
            if lacking is not None and not self._is_within(proposition, token, said, quoted, named):
                unclear[i] = lacking
            if text is not None:
                puts[i] = Put(
                    reference.start,
                    reference.end,
                    text,
                    reference.source,
                    reference.link,
                    reference.label,
                )
                puts |= agreement(doc, reference, proposition)
            if reference.name:
                named.append(reference.name)
        taken = {i for put in puts.values() for i in range(put.start, put.end)}
        speaker = holder["name"] or ""
        abbreviations = untold_abbreviations(doc, proposition.words, speaker)
        explained = self._abbreviations.written_out(abbreviations, taken)
        written = {doc[i].text for i in explained}
        puts |= explained
        for i in proposition.words:
            words = (
                untold(doc[i], proposition.verb, known)
                or untold_noun(doc[i], known)
                or self._several(doc[i], known)
                or untold_name(doc[i], known, speaker)
                or abbreviations.get(i)
            )
            if words in written:
                continue
            if words is not None and i not in taken:
                unclear.setdefault(i, words)
        for i in list(unclear):
            own = self._speaks_of_own(doc[i], said)
            if told_within.is_told(doc[i], proposition, puts, countryman=own):
                del unclear[i]
        if proposition.helper is not None:
            at, helper = proposition.helper
            puts[at] = Put(at, at + 1, f"{helper} {doc[at].text}", None, "agreement")
        return puts, unclear

    def _several(self, noun: Token, known: Collection[int]) -> str | None:
        """Give "the lobbying firms", which the article told of before; None for other words."""
        return untold_several(noun, known) if self._references.is_taken_up(noun) else None

    def is_told_by_another(self, attribution: AttributionData) -> bool:
        """Say whether a statement stands within what another says: "they told us that we may"."""
        cue = attribution["cue"]
        return cue is not None and any(
            start <= cue[0] < end
            for other in self._heard[-_AROUND:]
            if other is not attribution
            for start, end in other["content"]
        )

    def names(self, token: Token, said: Said) -> Reference | None:
        """Give what the reference that begins with a word of the content stands for.

        None for a word that refers to nothing before it, or to what is not surely known.
        """
        quoted = self._is_quoted(token, said)
        found = self._reference(token, said.attribution, said.holder, quoted, ())
        return None if found is None or found.text is None or found.unresolved else found

    def supposes(self, token: Token, said: Said) -> Reference | None:
        """Give whom a word of the content very likely stands for, where names() gives none."""
        quoted = self._is_quoted(token, said)
        content = said.attribution["content"]
        return self._references.supposed(token, Speaking(said.holder, quoted, content))

    def _is_within(
        self, proposition: Proposition, token: Token, said: Said, quoted: bool, named: Sequence[str]
    ) -> bool:
        """Say whether the claim itself has what an unresolved word takes up.

        It has not where "he" is more likely somebody whom it does not name.
        """
        others = [name for name in named if not (quoted and (said.holder["name"] or "?") in name)]
        people = self._people(proposition, token)
        if not standing.is_within(proposition, token, others, people):
            return False
        if token.dep_ == "pobj" and token.lower_ in ("him", "her"):
            return False  # "voting for him", "because of her": seldom the one who acts
        content = said.attribution["content"]
        likeliest = self._references.likeliest(token, Speaking(said.holder, quoted, content))
        here = {*others, *people.values()}
        subject = proposition.subject
        if subject is not None and _has_subject(token, proposition.verb):
            here -= {self._references.name_at(subject.idx) or ""}  # who would be "himself"
            source = said.attribution["source"]
            if source is not None and source[0] <= subject.idx < source[1]:
                here -= {said.holder["name"] or ""}
        return likeliest is None or likeliest in here

    def _people(self, proposition: Proposition, token: Token) -> dict[int, str]:
        """Give who is named in a claim before a word, by index."""
        before = proposition.words[: bisect_left(proposition.words, token.i)]
        named = ((i, self._references.name_at(self._doc[i].idx)) for i in before[-_WINDOW:])
        return {i: name for i, name in named if name}

    def _reference(
        self,
        token: Token,
        attribution: AttributionData,
        holder: HolderData,
        quoted: bool,
        words: Collection[int],
    ) -> Reference | None:
        source = attribution["source"]
        speaking = Speaking(
            holder, quoted, attribution["content"], words, source, attribution["cue_lemma"] or ""
        )
        unnamed = holder["name"] is None and first_person.is_first(token)
        if source is not None and source[0] <= token.idx < source[1] and not unnamed:
            return self._references.of_source(token, source, speaking)
        if first_person.is_first(token):
            if not quoted and holder["kind"] != "author":
                return unknown(token)
            if holder["name"] is not None and not self._references.is_told(holder):
                return unknown(token)
            if self._is_told_again(token, attribution):
                return None
            if _is_of_another(token, words) or self.is_told_by_another(attribution):
                return unknown(token)
            gender = self._references.gender(holder["name"])
            called = self._references.called(holder)
            return first_person.first_person(token, holder, called, gender)
        return self._references.of(token, speaking)

    def _is_quoted(self, token: Token, said: Said) -> bool:
        """Say whether a word is the holder's own: in quotation marks, or shown so by the page."""
        return said.layout or bool(self._quoted.near(token.idx, token.idx + 1))

    def _is_told_again(self, token: Token, attribution: AttributionData) -> bool:
        """Say whether a word stands in a quotation within the quoted words: another's "we"."""
        within = next((c for c in attribution["content"] if c[0] <= token.idx < c[1]), None)
        around = 0 if within is None else len(self._quoted.near(within[0], within[0] + 1))
        return len(self._quoted.near(token.idx, token.idx + 1)) > max(1, around)

    def _speaks_of_own(self, word: Token, said: Said) -> bool:
        """Say whether "this country" is the speaker's: in the quoted words of a person.

        "The country" is the speaker's only where everybody knows whose that is.
        """
        if said.holder["kind"] != "person":
            return False
        own = _opening(word).lower_ == "this"
        quoted = self._is_quoted(word, said)
        return quoted and (own or known_person(said.holder["name"] or "") is not None)

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


def _opening(word: Token) -> Token:
    """Give the "the" or "this" of a phrase of which a word is the first or the last."""
    return word if word.dep_ == "det" else next(iter(word.lefts), word)


def _owned(text: str, reference: Reference) -> str:
    return f"{text}'s" if reference.possessive else text


def _is_of_another(token: Token, words: Collection[int]) -> bool:
    """Say whether "I" stands behind somebody's saying in the same words: "she says 'I failed'"."""
    before = [i for i in range(max(0, token.i - 4), token.i) if i in words]
    doc = token.doc
    told = any(doc[i].lemma_.lower() in SAYING and doc[i].pos_ == "VERB" for i in before)
    return told and any(doc[i].text in ("'", "‘", "`") for i in before[-2:])


def _has_subject(token: Token, verb: Token) -> bool:
    """Say whether a word is the object of a verb whose subject is that of the claim's verb."""
    own = token.head == verb or (
        token.head.dep_ == "xcomp"
        and token.head.head == verb
        and not any(c.dep_ in ("dobj", "dative") for c in verb.children)
    )
    return own and token.dep_ in ("dobj", "dative")
