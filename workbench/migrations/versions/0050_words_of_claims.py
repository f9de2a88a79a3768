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
POSTGRESQL = """CREATE INDEX ix_claims_words ON claims USING gin (to_tsvector('simple', search_text))"""


def upgrade() -> None:
    on_sqlite = op.get_bind().dialect.name == 'sqlite'
    for statement in SQLITE if on_sqlite else (POSTGRESQL,):
        op.execute(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name == 'sqlite':
        for act in ('insert', 'delete', 'update'):
            op.execute(f'DROP TRIGGER claim_words_{act}')
        op.execute('DROP TABLE claim_words')
    else:
        op.execute('DROP INDEX ix_claims_words')
