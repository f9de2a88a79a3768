"""The database refuses to change or delete what was said and decided of a verdict.

Revision ID: 0049
Revises: 0048
"""

from alembic import op


revision = '0049'
down_revision = '0048'
branch_labels = None
depends_on = None

# Which rows have the place of a new one: SQLite's REPLACE would take them away.
THERE = {
    'verdict_revisions': '(verdict_id = NEW.verdict_id AND revision = NEW.revision) OR rowid = NEW.rowid',
    'reviews': 'id = NEW.id OR (verdict_id = NEW.verdict_id AND by_id = NEW.by_id)',
    'settled_readings': 'id = NEW.id',
    'votes': 'id = NEW.id OR (ballot_id = NEW.ballot_id AND by_id = NEW.by_id)',
    'verdicts': 'id = NEW.id OR (claim_id = NEW.claim_id AND number = NEW.number) OR (claim_id = NEW.claim_id AND '
        "((current AND NEW.current) OR (state = 'approved' AND NEW.state = 'approved')))",
    'ballots': 'id = NEW.id OR (round_id = NEW.round_id AND closed_at IS NULL AND NEW.closed_at IS NULL)',
}
# What may be changed nevertheless: {0} compares, also with nothing.
ALLOWED = {
    'verdicts': 'NEW.id {0} OLD.id AND NEW.claim_id {0} OLD.claim_id AND NEW.number {0} OLD.number AND '
        '((NEW.rating_id {0} OLD.rating_id AND NEW.summary {0} OLD.summary AND NEW.rationale {0} OLD.rationale '
        'AND NEW.by_id {0} OLD.by_id AND NEW.at {0} OLD.at AND NEW.round_id {0} OLD.round_id '
        'AND NEW.reading {0} OLD.reading) OR NOT EXISTS (SELECT 1 FROM reviews WHERE verdict_id = OLD.id))',
    'ballots': 'OLD.closed_at IS NULL AND NEW.id {0} OLD.id AND NEW.round_id {0} OLD.round_id '
        'AND NEW.opened_at {0} OLD.opened_at',
}
# And on SQLite, where UPDATE OR REPLACE would take another row away.
PUSHES_OUT = {
    'verdicts': ' AND NOT EXISTS (SELECT 1 FROM verdicts WHERE id <> OLD.id AND (claim_id = NEW.claim_id AND '
        "((current AND NEW.current) OR (state = 'approved' AND NEW.state = 'approved'))))",
}
REFUSED = 'the record is only added to'


def upgrade() -> None:
    make = _on_postgresql if op.get_bind().dialect.name == 'postgresql' else _on_sqlite
    for table in THERE:
        for statement in make(table):
            op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    postgresql = op.get_bind().dialect.name == 'postgresql'
    for table in THERE:
        for act in ('update', 'delete', 'truncate') if postgresql else ('insert', 'update', 'delete'):
            op.execute(f'DROP TRIGGER {table}_{act}' + (f' ON {table}' if postgresql else ''))
    for table in ALLOWED if postgresql else ():
        op.execute(f'DROP FUNCTION refuse_{table}_change()')


def _on_sqlite(table):
    change = f"NOT ({ALLOWED[table].format('IS')}{PUSHES_OUT.get(table, '')})" if table in ALLOWED else 'true'
    there = f'EXISTS (SELECT 1 FROM {table} WHERE {THERE[table]})'
    for act, when in (('INSERT', there), ('UPDATE', change), ('DELETE', 'true')):
        yield (
            f'CREATE TRIGGER {table}_{act.lower()} BEFORE {act} ON {table} WHEN {when} '
            f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
        )


def _on_postgresql(table):
    """What refuses every change is the function that does so of the record (0043)."""
    own = 'refuse_record_change'
    if table in ALLOWED:
        own = f'refuse_{table}_change'
        yield f"""CREATE FUNCTION {own}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF {ALLOWED[table].format('IS NOT DISTINCT FROM')} THEN RETURN NEW; END IF;
    RAISE EXCEPTION '{REFUSED}' USING ERRCODE = 'integrity_constraint_violation';
END $$"""
    for act, each, function in (
        ('UPDATE', 'ROW', own), ('DELETE', 'ROW', 'refuse_record_change'),
        ('TRUNCATE', 'STATEMENT', 'refuse_record_change'),
    ):
        yield (
            f'CREATE TRIGGER {table}_{act.lower()} BEFORE {act} ON {table} '
            f'FOR EACH {each} EXECUTE FUNCTION {function}()'
        )
