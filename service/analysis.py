"""The use case: a text is prepared, analysed, and becomes statements, which may be stored."""

import datetime as dt
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from service import ids
from service.config import Settings
from service.errors import OnrecordError
from service.records import (
    Analysis,
    Article,
    Document,
    PreparedText,
    RevisionChanges,
    Statement,
    TargetStance,
)
from service.text import check_language, prepare

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from service.store import Store
    from service.store.validators import Expected

_BATCH = 16


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """Which model answers: named in every response.

    pipeline: names of the components in order. details: the model's own description (licence,
    sources, figures).
    """

    name: str
    version: str
    pipeline: tuple[str, ...]
    language: str
    details: Mapping[str, Any]


class Analyser:
    """Turns documents into analyses with a loaded pipeline."""

    def __init__(self, nlp: "Language", settings: Settings) -> None:
        from service.nlp import pipeline

        self._nlp = nlp
        self._pipeline = pipeline
        self._max_chars = settings.max_chars
        described = pipeline.info(nlp)
        self.info = ModelInfo(
            name=described.name,
            version=described.version,
            pipeline=described.components,
            language="en",
            details=described.meta,
        )

    def analyse(self, document: Document) -> Analysis:
        """Analyse one document.

        Raises InvalidText, TextTooLong or UnsupportedLanguage.
        """
        prepared, language = self._prepare(document)
        found = self._pipeline.run(self._nlp, [prepared], _read)
        return self._analysis(prepared, language, next(iter(found)))

    def stance(self, document: Document, target: str) -> TargetStance:
        """Tell the stance of a document toward a target.

        Raises InvalidText, TextTooLong or UnsupportedLanguage.
        """
        from service.nlp.stance_answer import answer

        prepared, _ = self._prepare(document)

        def read(doc: "Doc", text: PreparedText) -> TargetStance:
            return answer(self._nlp, doc, text, target, self.info.name, self.info.version)

        return next(iter(self._pipeline.run(self._nlp, [prepared], read)))

    def analyse_many(self, documents: Iterable[Document]) -> Iterator[Analysis | OnrecordError]:
        """Analyse documents in batches; one that cannot be analysed yields its error instead."""
        remaining = iter(documents)
        while batch := list(itertools.islice(remaining, _BATCH)):
            yield from self._batch(batch)

    def _batch(self, documents: list[Document]) -> Iterator[Analysis | OnrecordError]:
        checked = [self._prepare_or_error(document) for document in documents]
        texts = [c[0] for c in checked if not isinstance(c, OnrecordError)]
        results = self._pipeline.run(self._nlp, texts, _read, _BATCH)
        for item in checked:
            if isinstance(item, OnrecordError):
                yield item
            else:
                yield self._analysis(*item, next(results))

    def _prepare_or_error(self, document: Document) -> tuple[PreparedText, str] | OnrecordError:
        try:
            return self._prepare(document)
        except OnrecordError as error:
            return error

    def _prepare(self, document: Document) -> tuple[PreparedText, str]:
        prepared = prepare(document.text, max_chars=self._max_chars)
        prepared = replace(prepared, written_on=_written_on(document, prepared.date))
        return prepared, check_language(prepared, document.language)

    def _analysis(
        self, prepared: PreparedText, language: str, statements: tuple[Statement, ...]
    ) -> Analysis:
        return Analysis(
            article_id=ids.article_id(prepared.text),
            language=language,
            model=self.info.name,
            version=self.info.version,
            statements=statements,
            blocks=prepared.blocks,
            date=prepared.date,
        )


def _written_on(document: Document, printed: dt.date | None) -> dt.date | None:
    """The day by which the text's "yesterday" is to be read: when it was published.

    A day that the page prints is the newsroom's own and is better known than the hour: it counts
    where it lies a day off at most, as the same moment has two dates around the world.
    """
    if document.published_at is None:
        return printed
    published = document.published_at.date()
    if printed is not None and abs((printed - published).days) <= 1:
        return printed
    return published


def _read(doc: "Doc", prepared: PreparedText) -> tuple[Statement, ...]:
    from service.nlp import extract

    return extract.statements(doc, prepared, ids.article_id(prepared.text))


def load_analyser(settings: Settings) -> Analyser:
    """Load the configured pipeline (seconds). Raises PipelineUnavailable."""
    from service.nlp import pipeline

    return Analyser(pipeline.load(settings.pipeline), settings)


def submit(
    document: Document, analyse: Callable[[Document], Analysis], store: "Store"
) -> tuple[Article, bool]:
    """Store a document with its analysis; True if it is new.

    A text that an article has or had is that article: it is given back as it is, and not analysed
    again.
    """
    known = store.queries.find_article(ids.article_id(document.text))
    if known is not None:
        return known, False
    return store.repository.add_article(document, analyse(document))


def revise(
    article_id: str,
    given: Mapping[str, Any],
    analyse: Callable[[Document], Analysis],
    store: "Store",
    expected: "Expected",
) -> tuple[Article, RevisionChanges | None]:
    """Give an article another text, or tell other things of it.

    given: fields of the Document; those that are not given stay. The changes are None where the
    article is so already. Raises NotFound, PreconditionFailed, Conflict.
    """
    present = store.queries.article(article_id)
    expected.check(present)  # for nothing would be analysed in vain; it is checked again below
    document = replace(present.document, **given)
    if document == present.document:
        return present, None
    store.revisions.check_free(present.id, document.text)
    analysis = analyse(document)
    return store.repository.revise(
        present.id, document, analysis, base=present.revision, expected=expected
    )
