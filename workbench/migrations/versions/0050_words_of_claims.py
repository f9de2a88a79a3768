"""The words of claims, in an index of the database's own.

Revision ID: 0050
Revises: 0048
"""

from alembic import op

revision = '0050'
down_revision = '0049'
branch_labels = None
depends_on = None

SQLITE = (
    """CREATE VIRTUAL TABLE claim_words
        USING fts5(search_text, content='claims', content_rowid='id', tokenize='unicode61')""",
    """CREATE TRIGGER claim_words_insert AFTER INSERT ON claims BEGIN INSERT INTO claim_words (rowid, search_text) VALUES (NEW.id, NEW.search_text); END""",
    """CREATE TRIGGER claim_words_delete AFTER DELETE ON claims BEGIN INSERT INTO claim_words (claim_words, rowid, search_text) VALUES ('delete', OLD.id, OLD.search_text); END""",
    """CREATE TRIGGER claim_words_update AFTER UPDATE OF id, search_text ON claims
        BEGIN INSERT INTO claim_words (claim_words, rowid, search_text) VALUES ('delete', OLD.id, OLD.search_text); INSERT INTO claim_words (rowid, search_text) VALUES (NEW.id, NEW.search_text); END""",
    """INSERT INTO claim_words (claim_words) VALUES ('rebuild')""",
)
POSTGRESQL = (
    """CREATE TABLE claim_words (
        claim_id INTEGER PRIMARY KEY REFERENCES claims ON DELETE CASCADE,
        words TSVECTOR NOT NULL)""",
    """INSERT INTO claim_words SELECT id, to_tsvector('simple', search_text) FROM claims""",
    """CREATE INDEX ix_claim_words ON claim_words USING gin (words)""",
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


def upgrade() -> None:
    on_sqlite = op.get_bind().dialect.name == 'sqlite'
    for statement in SQLITE if on_sqlite else POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name == 'sqlite':
        for act in ('insert', 'delete', 'update'):
            op.execute(f'DROP TRIGGER claim_words_{act}')
    else:
        op.execute('DROP TRIGGER claim_words_kept ON claims')
        op.execute('DROP FUNCTION keep_claim_words')
    op.execute('DROP TABLE claim_words')
