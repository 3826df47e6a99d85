"""What a Penn tag says about morphology, as Universal Dependencies features."""

from __future__ import annotations

from spacy.pipeline import AttributeRuler

BY_TAG = {
    "JJ": "Degree=Pos",
    "JJR": "Degree=Cmp",
    "JJS": "Degree=Sup",
    "RBR": "Degree=Cmp",
    "RBS": "Degree=Sup",
    "NN": "Number=Sing",
    "NNS": "Number=Plur",
    "NNP": "Number=Sing",
    "NNPS": "Number=Plur",
    "VB": "VerbForm=Inf",
    "VBD": "Tense=Past|VerbForm=Fin",
    "VBG": "Aspect=Prog|Tense=Pres|VerbForm=Part",
    "VBN": "Aspect=Perf|Tense=Past|VerbForm=Part",
    "VBP": "Tense=Pres|VerbForm=Fin",
    "VBZ": "Number=Sing|Person=3|Tense=Pres|VerbForm=Fin",
    "MD": "VerbForm=Fin",
    "CD": "NumType=Card",
    "WP": "PronType=Int,Rel",
    "WDT": "PronType=Int,Rel",
    "WP$": "Poss=Yes|PronType=Int,Rel",
}
"""Features of a tag, after the tag maps of public English pipelines."""

PRONOUNS = {
    "i": "Case=Nom|Number=Sing|Person=1|PronType=Prs",
    "me": "Case=Acc|Number=Sing|Person=1|PronType=Prs",
    "we": "Case=Nom|Number=Plur|Person=1|PronType=Prs",
    "us": "Case=Acc|Number=Plur|Person=1|PronType=Prs",
    "you": "Person=2|PronType=Prs",
    "he": "Case=Nom|Gender=Masc|Number=Sing|Person=3|PronType=Prs",
    "him": "Case=Acc|Gender=Masc|Number=Sing|Person=3|PronType=Prs",
    "she": "Case=Nom|Gender=Fem|Number=Sing|Person=3|PronType=Prs",
    "her": "Case=Acc|Gender=Fem|Number=Sing|Person=3|PronType=Prs",
    "it": "Gender=Neut|Number=Sing|Person=3|PronType=Prs",
    "they": "Case=Nom|Number=Plur|Person=3|PronType=Prs",
    "them": "Case=Acc|Number=Plur|Person=3|PronType=Prs",
    "himself": "Gender=Masc|Number=Sing|Person=3|PronType=Prs|Reflex=Yes",
    "herself": "Gender=Fem|Number=Sing|Person=3|PronType=Prs|Reflex=Yes",
    "itself": "Gender=Neut|Number=Sing|Person=3|PronType=Prs|Reflex=Yes",
    "themselves": "Number=Plur|Person=3|PronType=Prs|Reflex=Yes",
    "myself": "Number=Sing|Person=1|PronType=Prs|Reflex=Yes",
    "ourselves": "Number=Plur|Person=1|PronType=Prs|Reflex=Yes",
}
"""Personal pronouns (tag PRP) by lower-cased form."""

POSSESSIVES = {
    "my": "Number=Sing|Person=1|Poss=Yes|PronType=Prs",
    "our": "Number=Plur|Person=1|Poss=Yes|PronType=Prs",
    "your": "Person=2|Poss=Yes|PronType=Prs",
    "his": "Gender=Masc|Number=Sing|Person=3|Poss=Yes|PronType=Prs",
    "her": "Gender=Fem|Number=Sing|Person=3|Poss=Yes|PronType=Prs",
    "its": "Gender=Neut|Number=Sing|Person=3|Poss=Yes|PronType=Prs",
    "their": "Number=Plur|Person=3|Poss=Yes|PronType=Prs",
}
"""Possessive pronouns (tag PRP$) by lower-cased form."""


CONTRACTED = {"be": ["are", "am", "'re", "’re", "'m", "’m"], "have": ["'ve", "’ve"]}
"""Lemmas of present forms that the rule lemmatizer would take for base forms."""


def add_rules(ruler: AttributeRuler) -> None:
    """Give ``ruler`` the features of tags and pronouns, and white space its tag and class."""
    for tag, features in BY_TAG.items():
        ruler.add([[{"TAG": tag}]], {"MORPH": features})
    for tag, pronouns in (("PRP", PRONOUNS), ("PRP$", POSSESSIVES)):
        for form, features in pronouns.items():
            ruler.add([[{"TAG": tag, "LOWER": form}]], {"MORPH": features})
    for lemma, forms in CONTRACTED.items():
        ruler.add([[{"LOWER": {"IN": forms}, "TAG": "VBP"}]], {"LEMMA": lemma})
    ruler.add([[{"LOWER": "her", "TAG": "PRP"}]], {"LEMMA": "she"})
    ruler.add([[{"IS_SPACE": True}]], {"TAG": "_SP", "POS": "SPACE"})
