"""Small analysers for tests of what surrounds the model; loaded in real analysis processes.

They find “…” said Name Surname, and obey words in the text: `sleep 2`, `die`, `break`, `refuse`,
`touch FILE`, and `until FILE`, which waits until there is such a file.
"""

import os
import re
import signal
import time
from pathlib import Path

from service import ids
from service.analysis import ModelInfo
from service.config import Settings
from service.errors import InvalidText, PipelineUnavailable, TextTooLong, UnsupportedLanguage
from service.records import (
    Analysis,
    Claim,
    Content,
    ContentSpan,
    Cue,
    Document,
    Evidence,
    Span,
    SpeakerEvidence,
    StancePart,
    Statement,
    StatementSpeaker,
    TargetStance,
    Via,
)

_SAID = re.compile(r"“(?P<content>[^”]+)” (?P<cue>said) (?P<name>\w+ \w+)(?: via (?P<via>\w+))?")


class SmallAnalyser:
    info = ModelInfo("small", "1.0", ("finder",), "en", {"licence": "none needed"})

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def analyse(self, document: Document) -> Analysis:
        text = document.text
        if not text.strip():
            raise InvalidText("The text is empty.")
        if len(text) > self._settings.max_chars:
            raise TextTooLong(len(text), self._settings.max_chars)
        if "refuse" in text and document.language != "en":
            raise UnsupportedLanguage("fr")
        if found := re.search(r"sleep ([\d.]+)", text):
            time.sleep(float(found[1]))
        if found := re.search(r"touch (\S+)", text):
            Path(found[1]).touch()
        if found := re.search(r"until (\S+)", text):
            while not Path(found[1]).exists():
                time.sleep(0.01)
        if "die" in text.split():
            os.kill(os.getpid(), signal.SIGKILL)
        if "break" in text.split():
            raise KeyError(text)
        identifier = ids.article_id(text)
        statements = tuple(_statement(identifier, found) for found in _SAID.finditer(text))
        return Analysis(identifier, "en", self.info.name, self.info.version, statements)

    def stance(self, document: Document, target: str) -> TargetStance:
        found = self.analyse(document).statements
        parts = tuple(
            StancePart(
                spans=tuple(Span(s.start, s.end, s.text) for s in one.content.spans),
                label="oppose" if "never" in one.content.text else "support",
                score=0.7,
                link="named",
                opposite=False,
                words=(),
                statement=one,
            )
            for one in found
            if target in one.content.text
        )
        if not parts:
            return TargetStance(
                target, "neutral", None, "target-not-mentioned", (), self.info.name, "1.0"
            )
        first = parts[0]
        return TargetStance(
            target, first.label, first.score, None, parts, self.info.name, self.info.version
        )


def _statement(article: str, found: re.Match[str]) -> Statement:
    (start, end), (cue, cue_end), (name, name_end) = map(found.span, ("content", "cue", "name"))
    content = ContentSpan(start, end, found["content"], verbatim=True)
    evidence = SpeakerEvidence(name, name_end, found["name"], "name")
    via = (Via(found["via"], ids.speaker_id(found["via"])),) if found["via"] else ()
    identifier = ids.statement_id(article, [(start, end)], (cue, cue_end))
    claim = Claim(
        id=ids.claim_id(identifier, [(start, end)]),
        text=found["content"].rstrip(",") + ".",
        subject=None,
        predicate=None,
        object=None,
        negated=False,
        modality=None,
        condition=None,
        spans=(Span(start, end, found["content"]),),
        standalone="this" not in found["content"],
        flags=("unresolved: this",) if "this" in found["content"] else (),
    )
    return Statement(
        id=identifier,
        article_id=article,
        kind="direct",
        content=Content(found["content"], (content,)),
        cue=Cue(cue, cue_end, found["cue"], "say", "neutral"),
        source=Span(name, name_end, found["name"]),
        speaker=StatementSpeaker(
            ids.speaker_id(found["name"]), found["name"], "person", score=0.9, evidence=(evidence,)
        ),
        score=0.8,
        evidence=Evidence("rule", "said"),
        via=via,
        claims=(claim,),
    )


def load(settings: Settings) -> SmallAnalyser:
    return SmallAnalyser(settings)


def load_slowly(settings: Settings) -> SmallAnalyser:
    time.sleep(1.5)
    return SmallAnalyser(settings)


def load_nothing(settings: Settings) -> SmallAnalyser:
    raise PipelineUnavailable(f"The pipeline '{settings.pipeline}' is not installed.")


def load_badly(settings: Settings) -> SmallAnalyser:
    raise ZeroDivisionError


def load_and_die(settings: Settings) -> SmallAnalyser:
    os._exit(3)
