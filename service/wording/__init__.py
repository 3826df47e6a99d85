"""How alike wordings are: of targets, topics and utterances. Pure functions over words.

The store asks them what belongs together: under which key a target is kept, whether a phrase speaks
for the end of what another names, which statements may be one utterance.
"""
