"""Views for tools that read the database: statements, claims, and stances by speaker and day.

SQLite renames a table only where no view would break: a migration that rebuilds one of these tables
drops the views first, and makes them anew.
"""

from alembic import op

revision = "0012"
down_revision = "0010"
branch_labels = None
depends_on = None

VIEWS = ("stances_by_speaker_day", "claims_view", "quotes_view")

# Exact texts are bytes. One that PostgreSQL cannot hold (NUL, half a character) is shown escaped,
# so that it does not take all other rows of a query with it.
FUNCTIONS = (
    """
    CREATE FUNCTION onrecord_text(bytes bytea) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT AS $$
    BEGIN
        RETURN convert_from(bytes, 'UTF8');
    EXCEPTION WHEN OTHERS THEN
        RETURN encode(bytes, 'escape');
    END $$
    """,
    """
    CREATE FUNCTION onrecord_member(document bytea, name text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE STRICT AS $$
    BEGIN
        RETURN convert_from(document, 'UTF8')::json ->> name;
    EXCEPTION WHEN OTHERS THEN
        RETURN NULL;
    END $$
    """,
)

SQLITE = {
    "text": "replace(CAST({} AS TEXT), char(0), ' ')",
    "member": "json_extract(CAST(a.document AS TEXT), '$.{}')",
    "day": "date({} + 1721424.5)",
    "moment": "strftime('%Y-%m-%dT%H:%M:%SZ', {} / 1000000, 'unixepoch')",
}
POSTGRESQL = {
    "text": "onrecord_text({})",
    "member": "onrecord_member(a.document, '{}')",
    "day": "(DATE '0001-01-01' + ({} - 1))",
    "moment": "to_timestamp({} / 1000000.0)",
}


def statements(said: dict[str, str]) -> tuple[str, ...]:
    """Give the statements that make the views; said: how a database says things."""
    text, member, day, moment = (said[name].format for name in ("text", "member", "day", "moment"))
    speaker = f"CASE WHEN p.kind <> 'unnamed' THEN {text('p.name')} END"
    article = f"""
        s.article_id AS article_id,
        {member('title')} AS article_title,
        {member('url')} AS article_url,
        {member('outlet')} AS outlet,
        {day('s.day')} AS day
    """
    joins = """
        JOIN articles a ON a.id = s.article_id
        LEFT JOIN statement_speakers h ON h.statement_id = s.id AND h.part = 'holder'
        LEFT JOIN speakers p ON p.id = h.speaker_id
    """
    return (
        f"""
        CREATE VIEW quotes_view AS SELECT
            s.id AS id, s.content AS content, s.kind AS kind,
            h.speaker_id AS speaker_id, {speaker} AS speaker, p.kind AS speaker_kind,
            s.cue_class AS cue_class, s.stance AS stance,
            s.target_id AS target_id, {text('s.target')} AS target,
            s.commitment AS commitment, s.act AS act, s.score AS score,
            {article}, {moment('s.created_at')} AS created_at
        FROM statements s {joins}
        """,
        f"""
        CREATE VIEW claims_view AS SELECT
            c.id AS id, c.text AS text, c.statement_id AS quote_id,
            c.standalone AS standalone, c.checkworthiness AS checkworthiness,
            h.speaker_id AS speaker_id, {speaker} AS speaker, p.kind AS speaker_kind,
            s.cue_class AS cue_class, s.stance AS stance,
            s.target_id AS target_id, {text('s.target')} AS target,
            s.commitment AS commitment, s.act AS act,
            {article}, {moment('s.created_at')} AS created_at
        FROM claims c JOIN statements s ON s.id = c.statement_id {joins}
        """,
        f"""
        CREATE VIEW stances_by_speaker_day AS SELECT
            p.id AS speaker_id, {text('p.name')} AS speaker,
            t.id AS target_id, {text('t.name')} AS target,
            {day('s.day')} AS day, s.stance AS stance,
            count(DISTINCT s.id) AS quotes
        FROM statement_speakers h
        JOIN speakers p ON p.id = h.speaker_id AND p.kind <> 'unnamed'
        JOIN statements s ON s.id = h.statement_id
        JOIN targets t ON t.id = s.target_id
        WHERE h.holds = 1
        GROUP BY p.id, p.name, t.id, t.name, s.day, s.stance
        """,
    )


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for function in FUNCTIONS:
            op.execute(function)
        said = POSTGRESQL
    else:
        said = SQLITE
    for statement in statements(said):
        op.execute(statement)


def downgrade() -> None:
    for view in VIEWS:
        op.execute(f"DROP VIEW {view}")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION onrecord_member(bytea, text)")
        op.execute("DROP FUNCTION onrecord_text(bytea)")
