"""The language pipeline: from a text to statements with speakers."""

from service.nlp import extensions

extensions.register()
