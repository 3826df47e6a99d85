"""Words built by hand, as the encoder reads them."""

from spacy.lang.en import English
from spacy.tokens import Doc

from service.nlp.quotation_marks import QuotationMarks
from service.nlp.word_features import Words, words_of
from tests.nlp.builders import VOCAB

TOKENIZER = English()


def tokenized(text: str) -> Doc:
    """Build a Doc by the tokenizer alone, with its quotations."""
    return QuotationMarks()(TOKENIZER(text))


def words_from(text: str) -> Words:
    """Build words divided by white space; "|" ends a sentence, a line break a paragraph."""
    words: list[str] = []
    starts: list[bool | int | None] = []
    for line in text.split("\n"):
        words += ["\n"] if words else []
        starts += [False] if starts else []
        for sentence in map(str.split, line.split("|")):
            words += sentence
            starts += [i == 0 for i in range(len(sentence))]
    return words_of(Doc(VOCAB, words=words, sent_starts=starts))


def run_of(words: Words, phrase: str, text: str) -> tuple[int, int]:
    """Give the words of a phrase of the text: index of the first, and after the last."""
    start = text.index(phrase)
    inside = [
        i
        for i in range(len(words))
        if start <= words.starts[i] and words.ends[i] <= start + len(phrase)
    ]
    return inside[0], inside[-1] + 1
