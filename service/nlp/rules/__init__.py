"""Linguistic knowledge as data: cues, titles, places, first names and outlets."""

from service.nlp.rules.evaluation import EvaluationWords, evaluation
from service.nlp.rules.gazetteer import (
    Outlet,
    OutletLexicon,
    Place,
    PlaceLexicon,
    outlets,
    places,
)
from service.nlp.rules.lexicon import Cue, CueLexicon, NotCue, cues
from service.nlp.rules.load import RulesError
from service.nlp.rules.persons import TitleLexicon, first_names, titles

__all__ = [
    "Cue",
    "CueLexicon",
    "EvaluationWords",
    "NotCue",
    "Outlet",
    "OutletLexicon",
    "Place",
    "PlaceLexicon",
    "RulesError",
    "TitleLexicon",
    "cues",
    "evaluation",
    "first_names",
    "outlets",
    "places",
    "titles",
]
