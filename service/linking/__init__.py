"""Speakers across articles: who is the same person, told by names, kinds and roles alone.

Pure functions; the store asks them and keeps the answer. Full names are linked, bare surnames
never, and what stays doubtful is suggested to editors.
"""

from service.linking.blocks import blocks, is_bare, is_body
from service.linking.decisions import Decision, Known, Mention, Reason, Suggestion, decide
from service.linking.forms import forms, search_key
from service.linking.matching import Fit, fit, institution_key
from service.linking.spelling import distance, plain

__all__ = [
    "Decision",
    "Fit",
    "Known",
    "Mention",
    "Reason",
    "Suggestion",
    "blocks",
    "decide",
    "distance",
    "fit",
    "forms",
    "institution_key",
    "is_bare",
    "is_body",
    "plain",
    "search_key",
]
