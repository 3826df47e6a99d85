"""Reading CoNLL-U treebanks, after https://universaldependencies.org/format.html."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from training.base.tree import Node, Tree


@dataclass
class Sentence:
    """A treebank sentence: its tree, the space after each token, and where it stands.

    ``space_after`` has one flag per token. ``new_document`` and ``new_paragraph`` say
    whether the sentence opens one; ``doc_id`` and ``genre`` are of its document.
    """

    tree: Tree
    space_after: list[bool]
    doc_id: str = ""
    genre: str = ""
    new_document: bool = False
    new_paragraph: bool = False
    comments: dict[str, str] = field(default_factory=dict)


def read_conllu(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of a CoNLL-U file in order."""
    with path.open(encoding="utf-8") as lines:
        yield from parse_conllu(lines)


def parse_conllu(lines: Iterator[str] | list[str]) -> Iterator[Sentence]:
    """Yield sentences from CoNLL-U lines; empty nodes (``8.1``) are skipped."""
    doc_id, genre = "", ""
    rows: list[list[str]] = []
    comments: dict[str, str] = {}
    for line in [*lines, ""]:
        line = line.rstrip("\n")
        if line.startswith("#"):
            key, _, value = line.lstrip("# ").partition("=")
            comments[key.strip()] = value.strip()
        elif line:
            rows.append(line.split("\t"))
        elif rows:
            if "newdoc id" in comments:
                doc_id = comments["newdoc id"]
                genre = comments.get("meta::genre", doc_id.split("-")[0])
            tree, spaces = _tree(rows)
            yield Sentence(
                tree=tree,
                space_after=spaces,
                doc_id=doc_id,
                genre=genre,
                new_document="newdoc id" in comments,
                new_paragraph=any(key.split()[0] == "newpar" for key in comments if key),
                comments=comments,
            )
            rows, comments = [], {}


def _tree(rows: list[list[str]]) -> tuple[Tree, list[bool]]:
    nodes: list[Node] = []
    spaces: list[bool] = []
    glued_until = 0
    last_of_word: dict[int, bool] = {}
    for row in rows:
        number = row[0]
        if "." in number:
            continue
        space = "SpaceAfter=No" not in row[9].split("|")
        if "-" in number:
            start, end = (int(part) for part in number.split("-"))
            glued_until = end
            last_of_word[end] = space
            last_of_word.update(dict.fromkeys(range(start, end), False))
            continue
        position = int(number)
        if position <= glued_until:
            space = last_of_word[position]
        head = int(row[6])
        nodes.append(
            Node(
                i=position - 1,
                form=row[1],
                lemma=row[2],
                upos=row[3],
                xpos=row[4],
                head=position - 1 if head == 0 else head - 1,
                rel=row[7],
            )
        )
        spaces.append(space)
    return Tree(nodes), spaces
