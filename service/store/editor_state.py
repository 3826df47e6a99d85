"""What an editor set for a speaker, kept beside what articles say."""

from dataclasses import dataclass, fields

from service.records import ExternalId
from service.store.codec import from_json, to_json


@dataclass(frozen=True, slots=True)
class EditorState:
    """An editor's own values; None or nothing where the articles' stand.

    name: the canonical name. aliases: further names, by which the speaker is found and linked.
    """

    name: str | None = None
    aliases: tuple[str, ...] = ()
    external_ids: tuple[ExternalId, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Give all names that the editor set, the canonical one first."""
        return self.aliases if self.name is None else (self.name, *self.aliases)


STATE_FIELDS = tuple(field.name for field in fields(EditorState))


def read_state(text: str | None) -> EditorState:
    """Read the state from its column."""
    return EditorState() if text is None else from_json(EditorState, text)


def write_state(state: EditorState) -> str | None:
    """Write the state for its column."""
    return None if state == EditorState() else to_json(state)
