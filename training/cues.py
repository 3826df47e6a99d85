"""How often a word is an attribution cue, and in which frames: the figures of `cues.json`.

PolNeAR marks the cue and the content of each attribution; its parses (UD v1) tell in which
frame a word stood. For each word and frame this counts the occurrences, and those whose word
lies in a marked cue and whose complement lies in the content of the same attribution. Words
that stand inside the content of another attribution are left out: there the people quoted speak
of themselves ("I think"), which is no second statement.

    python -m training.cues --corpora PATH                    # print every candidate as a table
    python -m training.cues --corpora PATH --write FILE       # put the figures into cues.json

`--write` changes figures only: the lemmas, classes, examples and lists of frames are written by
hand. A figure from fewer than MIN_COUNT occurrences is left as it stands and named under
"estimated"; a frame that the corpus contradicts (below MIN_SHARE) is taken out, and a word with
no frame left with it.
"""

import argparse
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

MIN_COUNT = 5
MIN_SHARE = 0.2
REACH = 12  # the most tokens between a quotation mark and its verb

OPEN, CLOSE = ("``", "`"), ("''", "'")
NOT_A_HEAD = {"aux", "auxpass", "cop", "case", "mark", "mwe", "amod", "compound", "nmod:poss"}
WH_TAGS = {"WP", "WRB", "WDT", "WP$"}
NOUN_PREPOSITIONS = set("of for about against on over in with at toward as".split())
TIMES = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}


@dataclass(frozen=True)
class Token:
    """One token of a parse; `head` is an index into the sentence, -1 for the root."""

    start: int
    end: int
    word: str
    lemma: str
    tag: str
    head: int
    dep: str


@dataclass
class Sentence:
    """A parsed sentence with its dependents and the pairs of quotation marks in it."""

    tokens: list[Token]
    children: list[list[int]] = field(init=False)
    quotes: list[tuple[int, int]] = field(init=False)

    def __post_init__(self) -> None:
        self.children = [[] for _ in self.tokens]
        for index, token in enumerate(self.tokens):
            if token.head >= 0:
                self.children[token.head].append(index)
        self.quotes = list(_quotes(self.tokens))

    def kids(self, index: int, *deps: str) -> list[int]:
        """The dependents of a token that bear one of these relations."""
        return [kid for kid in self.children[index] if self.tokens[kid].dep in deps]

    def marks(self, index: int) -> set[str]:
        """The lower-cased markers, prepositions and negations that introduce a token."""
        return {self.tokens[kid].word.lower() for kid in self.kids(index, "mark", "case")}

    def first(self, index: int) -> int:
        """The leftmost token of a subtree."""
        return min([index, *(self.first(kid) for kid in self.children[index] if kid < index)])


def _quotes(tokens: list[Token]) -> Iterator[tuple[int, int]]:
    """Index pairs of matching quotation marks; an unclosed one reaches to the sentence's end."""
    opened: int | None = None
    for index, token in enumerate(tokens):
        if opened is None and token.word == OPEN[0]:
            opened = index
        elif opened is None and token.word == CLOSE[0]:
            yield (0, index)
        elif opened is not None and token.word == CLOSE[0]:
            yield (opened, index)
            opened = None
    if opened is not None:
        yield (opened, len(tokens) - 1)


Hit = tuple[str, int]  # a frame and the token at the head of its content


def quote_frame(sentence: Sentence, verb: int) -> Iterator[Hit]:
    """`"…," she said`, `"…," said she`, `she said: "…"`, with no other verb in between."""
    tokens = sentence.tokens
    own = {verb, *sentence.kids(verb, "aux", "auxpass", "advmod", "neg", "punct", "compound:prt")}
    for subject in sentence.kids(verb, "nsubj", "nsubjpass"):
        own |= set(range(sentence.first(subject), subject + 1))
    for begin, end in sentence.quotes:
        if end < verb <= end + REACH and end - begin > 1:
            if all(i in own or tokens[i].word in ",.?!" for i in range(end + 1, verb)):
                yield "quote", end - 1 if tokens[end - 1].tag.isalpha() else end - 2
        elif verb < begin <= verb + REACH and tokens[begin - 1].word in {",", ":"}:
            between = tokens[verb + 1 : begin]
            if any(token.tag.startswith(("VB", "MD")) for token in between):
                continue
            yield "quote", begin + 1


def verb_frames(sentence: Sentence, verb: int) -> Iterator[Hit]:
    """The frames in which a verb stands, in the active voice where its object was raised."""
    tokens = sentence.tokens
    quoted = list(quote_frame(sentence, verb))
    yield from quoted
    passive = bool(sentence.kids(verb, "auxpass", "nsubjpass"))
    objects = sentence.kids(verb, "dobj", "iobj", *(["nsubjpass"] if passive else []))
    clauses = sentence.kids(verb, "ccomp", "xcomp")
    for clause in clauses:
        if quoted:
            break
        yield from ((frame, clause) for frame in _clause(sentence, clause, passive, bool(objects)))
    if objects and not clauses and not quoted:
        by_agent = any("by" in sentence.marks(kid) for kid in sentence.kids(verb, "nmod"))
        if not passive or by_agent:
            yield "obj", objects[-1]
    for kid in sentence.kids(verb, "nmod", "advcl"):
        gerund = tokens[kid].dep == "advcl"
        if gerund and tokens[kid].tag != "VBG":
            continue
        for preposition in sentence.marks(kid) - {"that", "'s", "’s"}:
            if not (passive and preposition == "by") and tokens[kid].word not in TIMES:
                yield f"{'obj_prep' if objects else 'prep'}:{preposition}", kid


def _clause(sentence: Sentence, clause: int, passive: bool, has_object: bool) -> Iterator[str]:
    """The frame of one clausal complement."""
    token = sentence.tokens[clause]
    marks = sentence.marks(clause)
    infinitive = any(sentence.tokens[kid].tag == "TO" for kid in sentence.kids(clause, "mark"))
    subject = bool(sentence.kids(clause, "nsubj", "nsubjpass", "expl", "csubj"))
    finite = bool(sentence.kids(clause, "aux", "auxpass", "cop")) or token.tag in {"VBD", "VBZ"}
    lead = sentence.tokens[sentence.first(clause)]
    if marks & {"whether", "if"} or lead.tag in WH_TAGS:
        yield "wh"
    elif infinitive and passive:
        yield "passive_ccomp"
    elif infinitive:
        yield "obj_xcomp" if has_object or subject else "xcomp"
    elif token.tag == "VBG" and not finite and not subject:
        yield "passive_ccomp" if passive else "gerund"
    elif not token.tag.startswith("VB") and not finite and not marks:
        if (has_object or subject) and not passive:
            yield "obj_oprd"
    elif token.dep == "ccomp":
        yield "passive_ccomp" if passive else "ccomp"


def noun_frames(sentence: Sentence, noun: int) -> Iterator[Hit]:
    """The frames in which a noun stands: its complements, and what it is said to be."""
    for kid in sentence.kids(noun, "ccomp", "acl", "dep"):
        marks = sentence.marks(kid)
        if "that" in marks:
            yield "noun_that", kid
        elif any(sentence.tokens[mark].tag == "TO" for mark in sentence.kids(kid, "mark")):
            yield "noun_to", kid
        elif marks & {"whether", "if"}:
            yield "noun_wh", kid
    for kid in sentence.kids(noun, "nmod", "acl", "advcl"):
        for preposition in sentence.marks(kid):
            if preposition in NOUN_PREPOSITIONS:
                yield f"noun_{preposition}", kid
            elif preposition == "to" and sentence.tokens[kid].dep == "nmod":
                yield "noun_to_np", kid
    token = sentence.tokens[noun]
    if token.dep == "nsubj":
        head = sentence.tokens[token.head]
        if head.lemma == "be":
            yield from (("noun_is", kid) for kid in sentence.kids(token.head, "ccomp", "xcomp"))
        elif {"that", "to"} & sentence.marks(token.head) and sentence.kids(token.head, "cop"):
            yield "noun_is", token.head


def adjective_frames(sentence: Sentence, adjective: int) -> Iterator[Hit]:
    """The frames in which an adjective or an adjectival participle stands."""
    for clause in sentence.kids(adjective, "ccomp", "xcomp"):
        for frame in _clause(sentence, clause, passive=False, has_object=False):
            yield ("xcomp" if frame == "obj_xcomp" else frame), clause
    for kid in sentence.kids(adjective, "nmod", "advcl"):
        if sentence.tokens[kid].dep == "nmod" or sentence.tokens[kid].tag == "VBG":
            for preposition in sentence.marks(kid) - {"by"}:
                yield f"prep:{preposition}", kid


@dataclass
class Count:
    """Occurrences of one word, and how many are cues; the same for each frame."""

    seen: int = 0
    cues: int = 0
    frames: Counter[str] = field(default_factory=Counter)
    frame_cues: Counter[str] = field(default_factory=Counter)

    def share(self, frame: str) -> float:
        """The share of a frame's occurrences that are cues with it as their content."""
        return round(self.frame_cues[frame] / self.frames[frame], 2)


Spans = list[tuple[int, int]]
Counts = Mapping[tuple[str, str], Count]


class Marked:
    """The attributions of one article: which cues lie on a token, and what they convey."""

    def __init__(self, attributions: Sequence[Mapping[str, Spans]]) -> None:
        self.cues = sorted(
            (start, end, number)
            for number, attribution in enumerate(attributions)
            for start, end in attribution["cue"]
        )
        self.contents = [attribution["content"] for attribution in attributions]
        self.all = set(range(len(self.contents)))

    def numbers(self, token: Token) -> set[int]:
        """The attributions whose cue touches the token."""
        return {n for start, end, n in self.cues if start < token.end and end > token.start}

    def conveys(self, numbers: set[int], token: Token) -> bool:
        """Whether the token lies in the content of one of these attributions."""
        return any(s < token.end and e > token.start for n in numbers for s, e in self.contents[n])


def occurrences(sentence: Sentence) -> Iterator[tuple[int, str, str, list[Hit]]]:
    """Each candidate word of a sentence: index, part of speech, lemma, frames."""
    for index, token in enumerate(sentence.tokens):
        if token.dep in NOT_A_HEAD and not sentence.kids(index, "nmod", "ccomp", "xcomp"):
            continue
        if token.tag.startswith("VB"):
            particles = sentence.kids(index, "compound:prt")
            lemma = " ".join([token.lemma, *(sentence.tokens[i].lemma for i in particles)])
            yield index, "VERB", lemma.lower(), list(verb_frames(sentence, index))
        if token.tag in {"NN", "NNS"}:
            yield index, "NOUN", token.lemma.lower(), list(noun_frames(sentence, index))
        if token.tag == "JJ" or (token.tag == "VBN" and not sentence.kids(index, "aux")):
            frames = list(adjective_frames(sentence, index))
            yield index, "ADJ", token.word.lower(), frames


def count(corpora: Path) -> dict[tuple[str, str], Count]:
    """Count every candidate word of the training articles, by part of speech and lemma."""
    folder = corpora / "polnear"
    with (folder / "train.jsonl").open(encoding="utf-8") as lines:
        marked = {
            article["id"]: Marked(article["annotations"][0]["attributions"])
            for article in map(json.loads, lines)
        }
    counts: dict[tuple[str, str], Count] = defaultdict(Count)
    with gzip.open(folder / "corenlp.train.jsonl.gz", "rt", encoding="utf-8") as lines:
        for parse in map(json.loads, lines):
            for rows in parse["sentences"]:
                tokens = [Token(s, e, w, lm, t, h - 1, d) for s, e, w, lm, t, _, h, d in rows]
                _add(counts, Sentence(tokens), marked[parse["id"]])
    return counts


def _add(counts: dict[tuple[str, str], Count], sentence: Sentence, marked: Marked) -> None:
    """Count the words of one sentence."""
    for index, pos, lemma, hits in occurrences(sentence):
        token = sentence.tokens[index]
        if marked.conveys(marked.all, token):
            continue
        numbers = marked.numbers(token)
        entry = counts[lemma, pos]
        entry.seen += 1
        entry.cues += bool(numbers)
        for frame in {frame for frame, _ in hits}:
            heads = [sentence.tokens[head] for name, head in hits if name == frame]
            entry.frames[frame] += 1
            entry.frame_cues[frame] += any(marked.conveys(numbers, head) for head in heads)


def table(counts: Counts) -> Iterator[str]:
    """Candidates, most frequent cues first: `pos lemma cues/seen frame=share(seen)…`."""
    for (lemma, pos), entry in sorted(counts.items(), key=lambda item: -item[1].cues):
        if entry.cues >= 2:
            frames = " ".join(
                f"{frame}={entry.share(frame)}({seen})"
                for frame, seen in entry.frames.most_common()
                if entry.frame_cues[frame]
            )
            yield f"{pos} {lemma} {entry.cues}/{entry.seen} {frames}"


def update(cue: dict[str, Any], counts: Counts) -> dict[str, Any]:
    """The lexicon entry with the corpus's figures wherever the corpus has enough of them."""
    entry = counts.get((cue["lemma"], cue["pos"]), Count())
    frames, estimated = {}, []
    for frame, share in cue["frames"].items():
        if entry.frames[frame] < MIN_COUNT:
            frames[frame] = share
            estimated.append(frame)
        elif entry.share(frame) >= MIN_SHARE:
            frames[frame] = entry.share(frame)
    updated = {key: cue[key] for key in cue if key not in {"p", "n", "estimated"}}
    updated |= {"frames": frames, "quote": "quote" in frames}
    if entry.seen >= MIN_COUNT:
        updated |= {"p": round(entry.cues / entry.seen, 2), "n": entry.seen}
    return updated | ({"estimated": estimated} if estimated else {})


def dump(lexicon: Mapping[str, Any]) -> str:
    """JSON with one entry a line, so that a difference names the entries that changed."""
    parts = []
    for key, value in lexicon.items():
        rows = (
            [json.dumps(row, ensure_ascii=False) for row in value]
            if isinstance(value, list)
            else [f"{json.dumps(k)}: {json.dumps(v, ensure_ascii=False)}" for k, v in value.items()]
        )
        brackets = "[]" if isinstance(value, list) else "{}"
        body = ",\n    ".join(rows)
        parts.append(f"  {json.dumps(key)}: {brackets[0]}\n    {body}\n  {brackets[1]}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def main() -> None:
    """Print the table of candidates, or update a lexicon."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpora", type=Path, required=True, help="the folder of corpora")
    parser.add_argument("--write", type=Path, help="the cues.json to put the figures into")
    arguments = parser.parse_args()
    counts = count(arguments.corpora)
    if arguments.write is None:
        print("\n".join(table(counts)))
        return
    lexicon = json.loads(arguments.write.read_text(encoding="utf-8"))
    updated = (update(cue, counts) for cue in lexicon["cues"])
    lexicon["cues"] = [cue for cue in updated if cue["frames"]]
    arguments.write.write_text(dump(lexicon), encoding="utf-8")


if __name__ == "__main__":
    main()
