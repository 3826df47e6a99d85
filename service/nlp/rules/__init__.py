"""Linguistic knowledge as data: cues, titles, places, first names and outlets."""

from service.nlp.rules.lexicon import Cue, CueLexicon, NotCue, cues
from service.nlp.rules.load import RulesError

__all__ = ["Cue", "CueLexicon", "NotCue", "RulesError", "cues"]
