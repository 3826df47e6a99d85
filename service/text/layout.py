"""The page: every stretch of the text gets its role."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from service.records import Block, BlockKind, Post
from service.text import dateline, furniture, headlines, lines, posts
from service.text.furniture import Piece

_OPENING_PARAGRAPHS = 4


@dataclass(frozen=True, slots=True)
class Layout:
    """The blocks of a page in text order, its posts, and the date that it gives."""

    blocks: tuple[Block, ...]
    posts: tuple[Post, ...]
    date: dt.date | None


def read(text: str, shown: str) -> Layout:
    """Divide a text into blocks; shown is the same text cleaned. They cover all but white space.

    A dateline block holds the dateline alone; its paragraph starts after it. By-lines, photo
    credits and teasers are furniture. Titles above the article and cross-headings are headlines.
    """
    pieces = _pieces(shown)
    teasers = furniture.teasers(shown, pieces)
    blocks: list[Block] = []
    found: list[Post] = []
    paragraphs = 0
    for at, piece in enumerate(pieces):
        if piece.role == "text" and at not in teasers:
            parts = _parts(text, shown, piece, found, opening=paragraphs < _OPENING_PARAGRAPHS)
            blocks.extend(parts)
            paragraphs += 1
        elif piece.role == "dateline" and at not in teasers:
            _add_dateline(shown, blocks, piece)
        else:
            blocks.append(Block("furniture", piece.start, piece.end))
    for at in headlines.mark(
        shown, [(b.start, b.end) if b.kind == "paragraph" else None for b in blocks]
    ):
        blocks[at] = replace(blocks[at], kind="headline")
    return Layout(tuple(blocks), tuple(found), _date(shown, blocks))


def _pieces(shown: str) -> list[Piece]:
    """The paragraphs of a page, and the lines that are furniture or datelines by their wording."""
    page = lines.split(shown)
    pieces: list[Piece] = []
    if page and (length := _lead(shown, page[0])):
        first = page[0]
        pieces.append(Piece(first.start, first.start + length, "dateline"))
        page[0] = replace(first, start=_skip_space(shown, first.start + length))
    width = lines.wrap_width(shown, page)
    previous: lines.Line | None = None
    below = False
    for line in page:
        goes_on = previous is not None and lines.continues(shown, previous, line, width)
        role = (
            "text"
            if goes_on and width
            else _role(shown[line.start : line.end], below=below or _after_furniture(pieces))
        )
        if role != "text":
            pieces.append(Piece(line.start, line.end, role))
            previous = None
            continue
        if goes_on or _signs_post(shown, pieces, line):
            pieces[-1] = replace(pieces[-1], end=line.end)
        else:
            pieces.append(Piece(line.start, line.end, "text"))
        previous = line
        below = below or furniture.is_sentence(shown, pieces[-1])
    return pieces


def _lead(shown: str, line: lines.Line) -> int:
    if dateline.is_dateline(shown[line.start : line.end]):
        return 0
    return dateline.length_at(shown, line.start, line.end, where=("lead",))


def _role(line: str, *, below: bool) -> furniture.Role:
    if dateline.is_dateline(line):
        return "dateline"
    if furniture.opens_teasers(line):
        return "opener"
    return "furniture" if furniture.is_furniture(line, below=below) else "text"


def _after_furniture(pieces: Sequence[Piece]) -> bool:
    return bool(pieces) and pieces[-1].role in ("furniture", "opener")


def _signs_post(shown: str, pieces: Sequence[Piece], line: lines.Line) -> bool:
    """Whether the line is the author of a post whose words are the piece above."""
    return (
        bool(pieces)
        and pieces[-1].role == "text"
        and posts.is_signature(shown, line.start, line.end)
    )


def _parts(
    text: str, shown: str, piece: Piece, found: list[Post], *, opening: bool
) -> Iterator[Block]:
    """Divide one paragraph; its posts are added to found."""
    start, end = furniture.edges(shown, piece.start, piece.end)
    yield from _block("furniture", shown, piece.start, start)
    where = ("start", "opening") if opening else ("start",)
    start = _skip_space(shown, start)
    length = dateline.length_at(shown, start, end, where=where)
    yield from _block("dateline", shown, start, start + length)
    start += length
    embedded = posts.find(text, shown, start, end)
    for post in embedded:
        yield from _around_post(shown, start, post.start)
        yield from _block("post", shown, post.start, post.end)
        found.append(post.post)
        start = post.end
    if embedded:
        yield from _around_post(shown, start, end)
    else:
        yield from _block("paragraph", shown, start, end)
    yield from _block("furniture", shown, end, piece.end)


def _block(kind: BlockKind, shown: str, start: int, end: int) -> Iterator[Block]:
    """The block without the white space around it; none where nothing is left."""
    bare = shown[start:end].strip()
    if bare:
        start = _skip_space(shown, start)
        yield Block(kind, start, start + len(bare))


def _around_post(shown: str, start: int, end: int) -> Iterator[Block]:
    """What stands before or after a post: words, or what is left of its markup."""
    left = furniture.is_furniture(shown[start:end].strip())
    yield from _block("furniture" if left else "paragraph", shown, start, end)


def _add_dateline(shown: str, blocks: list[Block], piece: Piece) -> None:
    """Append a dateline; one on the next line of a dateline belongs to it."""
    last = blocks[-1] if blocks else None
    if last and last.kind == "dateline" and shown.count("\n", last.end, piece.start) == 1:
        blocks[-1] = replace(last, end=piece.end)
    else:
        blocks.append(Block("dateline", piece.start, piece.end))


def _skip_space(shown: str, at: int) -> int:
    while at < len(shown) and shown[at].isspace():
        at += 1
    return at


def _date(shown: str, blocks: Sequence[Block]) -> dt.date | None:
    for block in blocks:
        if block.kind == "dateline" and (date := dateline.date_in(shown[block.start : block.end])):
            return date
    return None
