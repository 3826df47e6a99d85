"""Editors' acts: each one transaction, written down, and undone by the step back."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, insert, select

from service import ids
from service.errors import Conflict, InvalidEdit, NotFound
from service.records import Edit, EditAction, EventKind, Statement, StoredClaim, StoredStatement
from service.store import audit, contents, names, reviews
from service.store.claims import load_claim
from service.store.codec import from_json
from service.store.corrections import FIELDS, Correction
from service.store.dialects import ignoring
from service.store.editor_state import STATE_FIELDS
from service.store.events import Happening, note
from service.store.linker import suggestion_values
from service.store.listings import Change, Editor
from service.store.queries import load_quote
from service.store.schema import (
    appearances,
    articles,
    corrections,
    speakers,
    statements,
    suggestions,
)
from service.store.states import STEPS, State
from service.store.units import writing
from service.store.validators import ANYTHING, Expected

_OF_SPEAKERS: Mapping[EditAction, EventKind] = {
    "merge": "speaker.merged",
    "split": "speaker.split",
    "speaker": "speaker.changed",
}
_MOST_PARTED = 2_000  # appearances that one split moves


def utc_now() -> dt.datetime:
    """Tell the time."""
    return dt.datetime.now(dt.UTC)


class Editing:
    """Merges, splits and names speakers, corrects quotes, and takes all that back.

    Where a method is told what to expect of what it changes, it raises PreconditionFailed if that
    is otherwise: nobody else can change it between the check and the act.
    """

    def __init__(self, engine: Engine, now: Callable[[], dt.datetime] = utc_now) -> None:
        self._engine = engine
        self._now = now

    def merge(
        self,
        into: str,
        merged: Sequence[str],
        editor: Editor,
        expected: Expected = ANYTHING,
    ) -> Change:
        """Make speakers one with another, which is as expected. Raises NotFound, InvalidEdit."""
        with writing(self._engine) as connection:
            target = _speaker(connection, into, expected)
            sources = [_speaker(connection, one) for one in dict.fromkeys(merged)]
            same = [one for one in sources if one == target]
            if same or not sources:
                raise InvalidEdit("Name speakers to merge that are others than the one they join.")
            after = {"merged_into": dict.fromkeys(sources, target)}
            return self.step(connection, "merge", after, editor, [target, *sources])

    def split(
        self,
        speaker_id: str,
        editor: Editor,
        *,
        articles: Sequence[str] = (),
        spellings: Sequence[str] = (),
        name: str | None = None,
        expected: Expected = ANYTHING,
    ) -> Change:
        """Part what some articles say of a speaker, or say under some names, as another speaker.

        Raises NotFound, and InvalidEdit where nothing or everything would be parted.
        """
        with writing(self._engine) as connection:
            source = _speaker(connection, speaker_id, expected)
            rows = connection.execute(
                select(appearances)
                .where(appearances.c.speaker_id == source)
                .order_by(appearances.c.article_id, appearances.c.key)
            ).all()
            keys = {ids.name_key(one) for one in spellings}
            chosen = [
                row
                for row in rows
                if (not articles or row.article_id in articles)
                and (not keys or ids.name_key(row.name) in keys)
            ]
            if not (articles or keys) or not chosen:
                raise InvalidEdit("No article says anything of the speaker that is named so.")
            if len(chosen) == len(rows):
                raise InvalidEdit("Nothing would be left of the speaker; name fewer articles.")
            if len(chosen) > _MOST_PARTED:
                raise InvalidEdit(
                    f"{len(chosen)} articles would be parted; at most {_MOST_PARTED} are at once."
                )
            number = audit.next_number(connection)
            made = ids.parted_speaker_id(source, number)
            first = chosen[0].name
            connection.execute(
                insert(speakers),
                [
                    {
                        "id": made,
                        "name": name or first,
                        "name_key": ids.name_key(name or first),
                        "kind": chosen[0].kind,
                        "rank": 0,
                        "relays": 0,
                        "created_at": self._now(),
                        "edited": 1,
                    }
                ],
            )
            if name is not None:
                STEPS["speaker"].write(connection, {"speaker_id": made, "name": name}, self._now())
            # That they are two is settled.
            told = {**suggestion_values(source, made, "several", 0.0), "dismissed": 1}
            connection.execute(ignoring(suggestions), [told])
            pins = [
                {
                    "article_id": row.article_id,
                    "key": row.key,
                    "name": row.name,
                    "speaker_id": made,
                }
                for row in chosen
            ]
            return self.step(connection, "split", {"pins": pins}, editor, [made, source])

    def change_speaker(
        self,
        speaker_id: str,
        fields: Mapping[str, Any],
        editor: Editor,
        expected: Expected = ANYTHING,
    ) -> Change:
        """Set an editor's name, aliases or external ids; None or nothing takes them away."""
        with writing(self._engine) as connection:
            target = _speaker(connection, speaker_id, expected)
            chosen = {name: fields[name] for name in STATE_FIELDS if name in fields}
            if not chosen:
                raise InvalidEdit(f"Nothing to change; give {', '.join(STATE_FIELDS)}.")
            after = {"speaker_id": target, **chosen}
            return self.step(connection, "speaker", after, editor, [target])

    def correct_quote(
        self,
        quote_id: str,
        fields: Mapping[str, Any],
        editor: Editor,
        expected: Expected = ANYTHING,
    ) -> Change:
        """Set fields of a statement; those not given stay as they are, corrected or not.

        speaker: {"id"} of a known one, or {"name", "kind", "role"} as the article has it, or None.
        """
        with writing(self._engine) as connection:
            present = load_quote(connection, quote_id)
            if present is None:
                raise NotFound("quote", quote_id)
            expected.check(present)
            chosen = {name: fields[name] for name in FIELDS if name in fields}
            if not chosen:
                raise InvalidEdit(f"Nothing to correct; give {', '.join(FIELDS)}.")
            if (chosen.get("speaker") or {}).get("id"):
                chosen["speaker"] = _known(connection, chosen["speaker"]["id"])
            article_id = present.article.id
            fix = _correction(connection, article_id, quote_id)
            after = {
                "article_id": article_id,
                "correction_id": fix.id,
                "fields": {**fix.fields, **chosen},
            }
            return self.step(connection, "quote", after, editor, [], quote_id)

    def dismiss(self, suggestion_id: str, editor: Editor) -> Change:
        """Settle that two speakers are two. Raises NotFound."""
        with writing(self._engine) as connection:
            pair = connection.execute(
                select(suggestions.c.first_id, suggestions.c.second_id).where(
                    suggestions.c.id == suggestion_id
                )
            ).one_or_none()
            if pair is None:
                raise NotFound("suggestion", suggestion_id)
            after = {"suggestion_id": suggestion_id, "dismissed": True}
            return self.step(connection, "suggestion", after, editor, list(pair))

    def undo(self, edit_id: str, editor: Editor) -> Change:
        """Take an act back, also one that took another back.

        Raises NotFound; Conflict where it is undone already, or what it changed has been changed
        since.
        """
        with writing(self._engine) as connection:
            row = audit.find(connection, edit_id)
            if row is None:
                raise NotFound("edit", edit_id)
            (edit,) = audit.read_edits(connection, [row])
            if edit.undone_by is not None:
                raise Conflict(f"The edit '{edit_id}' is undone already, by '{edit.undone_by}'.")
            if STEPS[edit.action].read(connection, edit.after) != edit.after:
                raise Conflict(
                    f"What the edit '{edit_id}' changed has been changed since; "
                    "undo the later edits first."
                )
            return self.step(
                connection, edit.action, edit.before, editor, edit.speakers, edit.quote_id, edit_id
            )

    def step(
        self,
        connection: Connection,
        action: EditAction,
        after: State,
        editor: Editor,
        concerned: Sequence[str],
        quote_id: str | None = None,
        undoes: str | None = None,
    ) -> Change:
        """Lead from the present state to another one, and write that down.

        concerned: the speakers whose history it belongs to. Raises InvalidEdit where nothing would
        change.
        """
        step = STEPS[action]
        before = step.read(connection, after)
        if before == after:
            raise InvalidEdit("The edit would change nothing.")
        told = set(concerned)
        if action == "quote":
            quote_id = _shown_as(connection, after, quote_id)
            told |= _holders(connection, quote_id)
        step.write(connection, after, self._now())
        if action == "quote":
            quote_id = _shown_as(connection, after, quote_id)
            told |= _holders(connection, quote_id)
        edit = audit.note(
            connection,
            action,
            before,
            after,
            at=self._now(),
            by=editor.by,
            remark=editor.note,
            speakers=told,
            number=audit.next_number(connection),
            quote_id=quote_id,
            article_id=after.get("article_id"),
            correction_id=after.get("correction_id"),
            topic_id=after.get("topic_id"),
            review_id=after.get("review_id"),
            claim_id=after.get("claim_id"),
            undoes=undoes,
        )
        roots = list(dict.fromkeys(names.root_of(connection, one) for one in concerned))
        rows = {
            row.id: row
            for row in connection.execute(select(speakers).where(speakers.c.id.in_(roots)))
        }
        found = names.read_speakers(connection, [rows[one] for one in roots if one in rows])
        quote = None if quote_id is None else load_quote(connection, quote_id)
        claim_id = None if action != "review" else reviews.claim_of(connection, after["review_id"])
        claim = None if claim_id is None else load_claim(connection, claim_id)
        note(connection, edit.at, list(_happened(edit, quote, claim)))
        return Change(edit, found, quote, claim)


def _speaker(connection: Connection, speaker_id: str, expected: Expected = ANYTHING) -> str:
    """Give the speaker that an id leads to. Raises NotFound, PreconditionFailed."""
    root = names.root_of(connection, speaker_id)
    rows = connection.execute(select(speakers).where(speakers.c.id == root)).all()
    if not rows:
        raise NotFound("speaker", speaker_id)
    if expected is not ANYTHING:
        expected.check(names.read_speakers(connection, rows)[0])
    return root


def _known(connection: Connection, speaker_id: str) -> dict[str, Any]:
    root = _speaker(connection, speaker_id)
    query = select(speakers.c.id, speakers.c.name, speakers.c.kind).where(speakers.c.id == root)
    row = connection.execute(query).one()
    return {"id": row.id, "name": row.name, "kind": row.kind}


def _correction(connection: Connection, article_id: str, quote_id: str) -> Correction:
    """Give the correction of a statement, made without effect where there is none yet."""
    fixes = contents.read_corrections(connection, article_id)
    revision = connection.execute(
        select(articles.c.revision).where(articles.c.id == article_id)
    ).scalar_one()
    for fix in contents.in_force(fixes, revision):
        if fix.original.id == quote_id:
            return fix
    record = connection.execute(
        select(statements.c.record).where(statements.c.id == quote_id)
    ).scalar_one()
    left_behind = sum(fix.original.id == quote_id for fix in fixes)
    made = Correction(
        ids.correction_id(quote_id, left_behind),
        from_json(Statement, record),
        {},
        linked=contents.read_links(connection, article_id),
        revision=revision,
    )
    contents.write_corrections(connection, article_id, [*fixes, made])
    return made


def _shown_as(connection: Connection, state: State, otherwise: str | None) -> str | None:
    """Give the present id of a corrected statement, which another analysis may have changed."""
    query = select(corrections.c.statement_id).where(corrections.c.id == state["correction_id"])
    return connection.execute(query).scalar_one_or_none() or otherwise


def _happened(
    edit: Edit, quote: StoredStatement | None, claim: StoredClaim | None
) -> Iterator[Happening]:
    """Tell an act in the event log: of each speaker that it concerns, the quote, claim or topic."""
    if edit.action == "quote":
        if quote is not None:  # taking it back may leave nothing of what an analysis lacks
            yield Happening(
                "statement.corrected", quote.article.id, quote.statement.id, edit_id=edit.id
            )
    elif edit.action == "review":
        if claim is not None:  # a later text may not make it any more
            made = claim.stored
            yield Happening(
                "claim.reviewed",
                made.article.id,
                made.statement.id,
                claim.claim.id,
                edit_id=edit.id,
            )
    elif edit.action == "topic":
        yield Happening("topic.changed", topic_id=edit.topic_id, edit_id=edit.id)
    elif edit.action != "suggestion":
        for speaker_id in edit.speakers:
            yield Happening(_OF_SPEAKERS[edit.action], speaker_id=speaker_id, edit_id=edit.id)


def _holders(connection: Connection, quote_id: str | None) -> set[str]:
    found = None if quote_id is None else load_quote(connection, quote_id)
    holder = None if found is None else found.statement.speaker.id
    return set() if holder is None else {holder}
