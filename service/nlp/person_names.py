"""Pipeline component: personal names that the statistical recogniser misses or cuts short.

Newspapers mark people by form: a title in front, a known given name, an East Asian surname before a
hyphenated given name. Where such a form says "person", it overrules the recogniser.
"""

import re

from spacy.language import Language
from spacy.tokens import Doc, Span, Token
from spacy.util import filter_spans

from service.ids import name_key
from service.nlp import names, rules

_NAME_WORD = re.compile(r"[^\W\d_a-z][\w.’']*$")
_PARTICLES = frozenset(
    "al bin ibn ben von van der den de del della di da dos du la le ter el bint abu".split()
)
_LONGEST = 5
_PARTIES = frozenset(
    "republicans democrats conservatives liberals progressives libertarians tories greens".split()
)
_BEFORE_NAMES = frozenset(
    "had why how when where what which whose although though while if but and because as".split()
)
"""Words in front of a name that a capital, as in headlines, makes look like a part of it."""


@Language.factory(
    "person_names",
    requires=["doc.ents"],
    assigns=["doc.ents", "token.pos"],
    default_config={},
)
def make_person_names(nlp: Language, name: str) -> "PersonNames":
    """Build the component (spaCy factory)."""
    return PersonNames()


class PersonNames:
    """Adds and completes PERSON entities by the form of names."""

    def __init__(self) -> None:
        self.titles = rules.titles()
        self.places = rules.places()
        self.outlets = rules.outlets()
        self.first_names = rules.first_names()

    def __call__(self, doc: Doc) -> Doc:
        """Rewrite doc.ents, and the word class of names, and return the Doc."""
        self.set_annotations(doc, self.predict(doc))
        return doc

    def set_annotations(self, doc: Doc, entities: list[Span]) -> None:
        """Put the entities on the Doc; the words of a name become proper nouns."""
        doc.ents = entities
        for entity in entities:
            for token in entity:
                if entity.label_ == "PERSON" and token.text[:1].isupper():
                    token.pos_ = "PROPN"

    def predict(self, doc: Doc) -> list[Span]:
        """Give all entities of the Doc, with the names added."""
        added = [*self._by_form(doc), *self._completed(doc)]
        taken = {t for span in added for t in range(span.start, span.end)}
        kept = [
            Span(doc, e.start, e.end, label=self._label(e))
            for e in doc.ents
            if not any(t in taken for t in range(e.start, e.end))
        ]
        found = [_without_space(e) for e in filter_spans([*added, *kept])]
        return sorted((e for e in found if len(e)), key=lambda e: e.start)

    def _label(self, entity: Span) -> str:
        """Give what an entity is; a place or a people that is taken for a person is none."""
        if entity.label_ == "PERSON" and self._is_place(entity.text):
            return "GPE"
        if entity.label_ == "PERSON" and self._is_people(entity[-1].text):
            return "NORP"
        return str(entity.label_)

    def _is_place(self, text: str) -> bool:
        return self.places.government(text) is not None

    def _is_people(self, last: str) -> bool:
        """ "Georgia Republicans", "young Finns"."""
        named = self.places.demonym(last) or self.places.demonym(last[:-1])
        return last.lower() in _PARTIES or (last.endswith("s") and named is not None)

    def _completed(self, doc: Doc) -> list[Span]:
        """The recogniser's persons, with hyphenated parts that it cut off."""
        result = []
        for entity in doc.ents:
            if self._label(entity) != "PERSON":
                continue
            start, end = entity.start, entity.end
            while end - start > 1 and doc[start].lower_ in _BEFORE_NAMES:
                start += 1
            if end < len(doc) and doc[end - 1].text == "-" and not doc[end - 1].whitespace_:
                end += 1  # cut off after the hyphen
            elif _hyphenated(doc, end, surname_first=names.is_surname_first(doc[start].lower_)):
                end += 2
            while start > 0 and doc[start - 1].text == "-" and not doc[start - 1].whitespace_:
                if start < 2 or doc[start - 2].whitespace_:
                    break
                start -= 2
            if start > 0 and self._is_given_before(doc, start):
                start -= 1
            result.append(Span(doc, start, end, label="PERSON"))
        return result

    def _is_given_before(self, doc: Doc, start: int) -> bool:
        """Say whether a given name stands before a person that the recogniser cut short."""
        given, first = doc[start - 1], doc[start]
        return (
            given.ent_type_ in ("", "PERSON")
            and given.text[:1].isupper()
            and bool(given.whitespace_)
            and given.text[-1].isalpha()
            and name_key(given.text) in self.first_names
            and name_key(first.text) not in self.first_names
            and not self.titles.is_honorific(given.text)
        )

    def _by_form(self, doc: Doc) -> list[Span]:
        result = []
        surnames = frozenset(e[-1].text for e in doc.ents if e.label_ == "PERSON")
        i = 0
        while i < len(doc):
            if _is_name_word(doc[i]) and (i == 0 or doc[i - 1].text != "-"):
                end = self._name_end(doc, i, surnames)
                if end > i:
                    result.append(Span(doc, i, end, label="PERSON"))
                    i = end
                    continue
            i += 1
        return result

    def _name_end(self, doc: Doc, start: int, surnames: frozenset[str]) -> int:
        """Give the end of the name that begins at a token, or its start if none does."""
        end = _run_of_name_words(doc, start)
        text = doc[start:end].text
        if end > start and self._is_people(doc[end - 1].text):
            return start
        if self._is_place(text) or self.outlets.find(text) is not None:
            return start
        first = doc[start].lower_
        second = doc[start + 1].lower_ if start + 1 < end else ""
        if names.is_surname_first(first) and start + 1 < end:
            hyphenated = start + 3 <= end - 1 and doc[start + 2].text == "-"
            if hyphenated and doc[start + 3].is_lower:
                return start + 4
            if second in names.EAST_ASIAN_GIVEN and start + 2 < end:
                return start + 3
        if self.titles.is_honorific(doc[start].text) and start + 1 < end:
            return start  # the name begins after it
        if any(self.titles.is_role(t.lower_) for t in doc[start:end]) and not (
            end - start > 1 and doc[end - 1].text in surnames
        ):
            return start
        if first in names.EAST_ASIAN_GIVEN and end == start + 2 and names.is_surname_first(second):
            return end  # "Sung Kim", in Western order
        known = name_key(doc[start].text) in self.first_names
        if known and start + 1 < end and not self._is_body(doc, start, end, surnames):
            return end
        before = doc[start - 1] if start else None
        if (
            before is not None
            and self.titles.is_honorific(before.text)
            and (start + 1 < end or doc[start].text in surnames or before.text.endswith("."))
            and not self._is_body(doc, start, end, surnames)
        ):
            return end
        if (
            before is not None
            and self.titles.is_role(before.lower_)
            and (start + 1 < end or doc[start].text in surnames)
            and not before.is_sent_start
            and doc[start].pos_ == "PROPN"
            and not self._is_body(doc, start, end, surnames)
            and doc[start].ent_type_ not in ("GPE", "LOC", "NORP", "DATE")
        ):
            return end
        return start

    def _is_body(self, doc: Doc, start: int, end: int, surnames: frozenset[str]) -> bool:
        """Say whether a run of capitalised words names an organisation or place, not a person."""
        last = doc[end - 1]
        if self.titles.is_organisation_head(last.lower_):
            return True
        label = doc[start].ent_type_
        if label not in ("ORG", "FAC", "GPE") or label != last.ent_type_:
            return False
        # "Nils Brandt" taken for a place, where another Brandt is known for a person
        return last.text not in surnames


def _is_name_word(token: Token) -> bool:
    return (
        _NAME_WORD.match(token.text) is not None
        and token.lower_ not in names.NOT_NAMES
        # a rare name may be given any word class
        and (not token.is_stop or token.pos_ in ("PROPN", "NOUN", "ADJ", "X"))
    )


def _hyphenated(doc: Doc, end: int, *, surname_first: bool) -> bool:
    """Say whether a name goes on after a hyphen: "Ben-Gvir", "Tak Myung-su", not "Modi-led"."""
    if end + 1 >= len(doc) or doc[end].text != "-":
        return False
    if doc[end - 1].whitespace_ or doc[end].whitespace_:
        return False
    following = doc[end + 1]
    syllable = end >= 2 and doc[end - 2].is_title and following.lower_ in names.EAST_ASIAN_GIVEN
    return surname_first or syllable or bool(following.text[:1].isupper())


def _run_of_name_words(doc: Doc, start: int) -> int:
    """Give the end of a run of capitalised words, particles and hyphens between them."""
    end = start + 1
    while end < len(doc) and end - start < _LONGEST * 2:
        token = doc[end]
        if _hyphenated(doc, end, surname_first=names.is_surname_first(doc[start].lower_)):
            end += 2
            continue
        following = doc[end + 1] if end + 1 < len(doc) else None
        particle = token.lower_ in _PARTICLES and following is not None and _is_name_word(following)
        if not particle and (not _is_name_word(token) or token.pos_ in ("VERB", "ADV")):
            break
        if doc[end - 1].is_space or token.is_sent_start:
            break
        end += 1
    return min(end, len(doc))


def _without_space(entity: Span) -> Span:
    """Leave out line breaks that the recogniser took along."""
    start, end = entity.start, entity.end
    while start < end and entity.doc[start].is_space:
        start += 1
    while end > start and entity.doc[end - 1].is_space:
        end -= 1
    return Span(entity.doc, start, end, label=entity.label_)
