"""The database's own index of the words in claims, in the one spelling of searches.

SQLite has an FTS5 table beside `claims` that holds no text of its own, and triggers that keep it
true; PostgreSQL a table of the words of each claim, kept by a trigger: to rank by words that are
worked out for every row took three times as long.

Whoever migrates `claims` on SQLite by making it anew makes these triggers anew as well (`SQLITE`),
and lets the index read the table again (`REBUILD`) if rows changed meanwhile. REPLACE INTO deletes
rows past the triggers, so nobody may use it on claims.
"""

from sqlalchemy import DDL, Table, event

_GONE = "INSERT INTO claim_words (claim_words, rowid, search_text) VALUES ('delete', {old})"
_THERE = "INSERT INTO claim_words (rowid, search_text) VALUES (NEW.id, NEW.search_text)"
_OLD = _GONE.format(old="OLD.id, OLD.search_text")
SQLITE = (
    """CREATE VIRTUAL TABLE claim_words
        USING fts5(search_text, content='claims', content_rowid='id', tokenize='unicode61')""",
    f"CREATE TRIGGER claim_words_insert AFTER INSERT ON claims BEGIN {_THERE}; END",
    f"CREATE TRIGGER claim_words_delete AFTER DELETE ON claims BEGIN {_OLD}; END",
    f"""CREATE TRIGGER claim_words_update AFTER UPDATE OF id, search_text ON claims
        BEGIN {_OLD}; {_THERE}; END""",
)
REBUILD = "INSERT INTO claim_words (claim_words) VALUES ('rebuild')"
COMPARE = "INSERT INTO claim_words (claim_words, rank) VALUES ('integrity-check', 1)"  # or fail
POSTGRESQL = (
    """CREATE TABLE claim_words (
        claim_id INTEGER PRIMARY KEY REFERENCES claims ON DELETE CASCADE,
        words TSVECTOR NOT NULL)""",
    "CREATE INDEX ix_claim_words ON claim_words USING gin (words)",
    """CREATE OR REPLACE FUNCTION keep_claim_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO claim_words (claim_id, words)
    VALUES (NEW.id, to_tsvector('simple', NEW.search_text))
    ON CONFLICT (claim_id) DO UPDATE SET words = EXCLUDED.words;
    RETURN NULL;
END $$""",
    """CREATE TRIGGER claim_words_kept AFTER INSERT OR UPDATE OF search_text ON claims
        FOR EACH ROW EXECUTE FUNCTION keep_claim_words()""",
)


def keep_words(claims: Table) -> None:
    """Make the index, and what keeps it, whenever the table is made."""
    for dialect, statements in (("sqlite", SQLITE), ("postgresql", POSTGRESQL)):
        for statement in statements:
            made = DDL(statement)  # type: ignore[no-untyped-call]
            event.listen(claims, "after_create", made.execute_if(dialect=dialect))


def is_of_index(name: str) -> bool:
    """Whether a table is of the index, which no model tells of: SQLite has several."""
    return name.startswith("claim_words")
