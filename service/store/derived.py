"""All that is derived from statements and editors' acts, derived anew, as after a migration."""

from sqlalchemy import Connection

from service.store import prints, speakers, targets, topic_matches


def rebuild(connection: Connection) -> None:
    """Derive it within the caller's transaction."""
    speakers.rebuild(connection)
    targets.rebuild(connection)
    topic_matches.rebuild(connection)
    prints.rebuild(connection)
