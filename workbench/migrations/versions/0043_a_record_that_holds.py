"""Lines of the record are chained, and the database refuses to change them.

Revision ID: 0043
Revises: 0042
"""

import sqlalchemy as sa
from alembic import op

from workbench.db import UTCDateTime
from workbench.history.hashing import FIRST, links_of


revision = '0043'
down_revision = '0042'
branch_labels = None
depends_on = None

AT_ONCE = 5_000  # lines of the record
TOLD = ('id', 'desk_id', 'article_id', 'claim_id', 'kind', 'by_id', 'by_name', 'at', 'undoes_id')


def upgrade() -> None:
    op.add_column('events', sa.Column('retold_by_id', sa.Integer(), nullable=True))
    op.create_index('ix_events_person', 'events', ['desk_id', 'by_id', 'id'])
    links = op.create_table('chained_events',
        sa.Column('event_id', sa.Integer(), nullable=False),
        sa.Column('desk_id', sa.Integer(), nullable=False),
        sa.Column('number', sa.Integer(), nullable=False),
        sa.Column('previous_hash', sa.String(), nullable=False),
        sa.Column('hash', sa.String(), nullable=False),
        sa.Column('words_hash', sa.String(), nullable=False),
        sa.Column('salt', sa.String(), nullable=True),
        sa.Column('address_hash', sa.String(), nullable=True),
        sa.ForeignKeyConstraint(['event_id'], ['events.id'], name=op.f('fk_chained_events_event_id_events')),
        sa.PrimaryKeyConstraint('event_id', name=op.f('pk_chained_events')),
        sa.UniqueConstraint('desk_id', 'number', name='uq_chained_events_number'),
    )
    ends = op.create_table('chain_ends',
        sa.Column('desk_id', sa.Integer(), autoincrement=False, nullable=False),
        sa.Column('number', sa.Integer(), nullable=False),
        sa.Column('hash', sa.String(), nullable=False),
        sa.Column('live_from', sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint('desk_id', name=op.f('pk_chain_ends')),
    )
    op.create_table('event_addresses',
        sa.Column('event_id', sa.Integer(), nullable=False),
        sa.Column('address', sa.String(), nullable=False),
        sa.Column('salt', sa.String(), nullable=False),
        sa.Column('at', sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(['event_id'], ['events.id'], name=op.f('fk_event_addresses_event_id_events')),
        sa.PrimaryKeyConstraint('event_id', name=op.f('pk_event_addresses')),
    )
    op.create_index('ix_event_addresses_at', 'event_addresses', ['at'])
    for desk_id in op.get_bind().scalars(sa.select(EVENTS.c.desk_id).distinct()).all():
        _chain(desk_id, links, ends)
    for statement in GUARDS[op.get_bind().dialect.name]:
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name == 'postgresql':
        for table in GUARDED:
            op.execute(f'DROP FUNCTION refuse_{table}_change() CASCADE')
        op.execute('DROP FUNCTION refuse_record_change() CASCADE')
    else:
        for act in ('insert', 'update', 'delete'):
            op.execute(f'DROP TRIGGER events_{act}')
    op.drop_table('event_addresses')
    op.drop_table('chain_ends')
    op.drop_table('chained_events')
    op.drop_index('ix_events_person', table_name='events')
    op.drop_column('events', 'retold_by_id')


EVENTS = sa.table('events', *(sa.column(name) for name in TOLD), sa.column('details', sa.JSON(none_as_null=True)))
EVENTS.c.at.type = UTCDateTime()


def _chain(desk_id, links, ends) -> None:
    """The lines there are, in the order of their ids: that nobody changed them before is not known."""
    bind, number, last, before = op.get_bind(), 0, FIRST, 0
    next_ones = sa.select(EVENTS).where(EVENTS.c.desk_id == desk_id).order_by(EVENTS.c.id).limit(AT_ONCE)
    while lines := bind.execute(next_ones.where(EVENTS.c.id > before)).mappings().all():
        chained = list(links_of(lines, number, last, {}))
        bind.execute(sa.insert(links), chained)
        number, last, before = chained[-1]['number'], chained[-1]['hash'], lines[-1]['id']
    bind.execute(sa.insert(ends).values(desk_id=desk_id, number=number, hash=last, live_from=number + 1))


GUARDED = ('events', 'chained_events', 'chain_ends')
GUARDS = {
    'sqlite': (
        r"""CREATE TRIGGER events_insert BEFORE INSERT ON events WHEN EXISTS (SELECT 1 FROM events
            WHERE id = NEW.id OR undoes_id = NEW.undoes_id) BEGIN SELECT RAISE(ABORT, 'the record is only added to'); END""",
        r"""CREATE TRIGGER events_update BEFORE UPDATE ON events WHEN NOT (NEW.id IS OLD.id AND NEW.desk_id IS OLD.desk_id AND NEW.article_id IS OLD.article_id AND NEW.claim_id IS OLD.claim_id AND NEW.kind IS OLD.kind AND NEW.by_id IS OLD.by_id AND NEW.by_name IS OLD.by_name AND NEW.at IS OLD.at AND NEW.undoes_id IS OLD.undoes_id AND (NEW.undo IS NULL OR NEW.undo IS OLD.undo) AND EXISTS (
    SELECT 1 FROM events AS later WHERE later.id = NEW.retold_by_id AND later.id > OLD.id
    AND later.desk_id = OLD.desk_id AND json_type(later.details, '$.retold."' || OLD.id || '"') IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM chained_events WHERE event_id = later.id))) BEGIN SELECT RAISE(ABORT, 'the record is only added to'); END""",
        r"""CREATE TRIGGER events_delete BEFORE DELETE ON events WHEN true BEGIN SELECT RAISE(ABORT, 'the record is only added to'); END""",
        r"""CREATE TRIGGER chained_events_insert BEFORE INSERT ON chained_events WHEN EXISTS (SELECT 1 FROM chained_events WHERE
            event_id = NEW.event_id OR (desk_id = NEW.desk_id AND number = NEW.number)) BEGIN SELECT RAISE(ABORT, 'the record is only added to'); END""",
        r"""CREATE TRIGGER chained_events_update BEFORE UPDATE ON chained_events WHEN NOT (NEW.event_id IS OLD.event_id AND NEW.desk_id IS OLD.desk_id AND NEW.number IS OLD.number AND NEW.previous_hash IS OLD.previous_hash AND NEW.hash IS OLD.hash AND NEW.words_hash IS OLD.words_hash AND NEW.address_hash IS OLD.address_hash AND NEW.salt IS NULL AND EXISTS (
    SELECT 1 FROM events WHERE id = OLD.event_id AND retold_by_id IS NOT NULL)) BEGIN SELECT RAISE(ABORT, 'the record is only added to'); END""",
        r"""CREATE TRIGGER chained_events_delete BEFORE DELETE ON chained_events WHEN true BEGIN SELECT RAISE(ABORT, 'the record is only added to'); END""",
        r"""CREATE TRIGGER chain_ends_insert BEFORE INSERT ON chain_ends WHEN EXISTS (SELECT 1 FROM chain_ends WHERE desk_id = NEW.desk_id) BEGIN SELECT RAISE(ABORT, 'the record is only added to'); END""",
        r"""CREATE TRIGGER chain_ends_update BEFORE UPDATE ON chain_ends WHEN NOT (NEW.desk_id = OLD.desk_id AND NEW.live_from = OLD.live_from AND NEW.number > OLD.number) BEGIN SELECT RAISE(ABORT, 'the record is only added to'); END""",
        r"""CREATE TRIGGER chain_ends_delete BEFORE DELETE ON chain_ends WHEN true BEGIN SELECT RAISE(ABORT, 'the record is only added to'); END""",
    ),
    'postgresql': (
        r"""CREATE OR REPLACE FUNCTION refuse_record_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF false THEN RETURN NEW; END IF;
    RAISE EXCEPTION 'the record is only added to' USING ERRCODE = 'integrity_constraint_violation';
END $$""",
        r"""CREATE OR REPLACE FUNCTION refuse_events_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (to_jsonb(NEW) - 'details' - 'undo' - 'retold_by_id') = (to_jsonb(OLD) - 'details' - 'undo' - 'retold_by_id')
        AND (NEW.undo IS NULL OR NEW.undo::text = OLD.undo::text) AND EXISTS (
            SELECT 1 FROM events AS later WHERE later.id = NEW.retold_by_id AND later.id > OLD.id
            AND later.desk_id = OLD.desk_id AND later.details->'retold'->>OLD.id::text IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM chained_events WHERE event_id = later.id)) THEN RETURN NEW; END IF;
    RAISE EXCEPTION 'the record is only added to' USING ERRCODE = 'integrity_constraint_violation';
END $$""",
        r"""CREATE TRIGGER events_update BEFORE UPDATE ON events FOR EACH ROW EXECUTE FUNCTION refuse_events_change()""",
        r"""CREATE TRIGGER events_delete BEFORE DELETE ON events FOR EACH ROW EXECUTE FUNCTION refuse_record_change()""",
        r"""CREATE TRIGGER events_truncate BEFORE TRUNCATE ON events FOR EACH STATEMENT EXECUTE FUNCTION refuse_record_change()""",
        r"""CREATE OR REPLACE FUNCTION refuse_chained_events_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (to_jsonb(NEW) - 'salt') = (to_jsonb(OLD) - 'salt')
        AND NEW.salt IS NULL AND EXISTS (
            SELECT 1 FROM events WHERE id = OLD.event_id AND retold_by_id IS NOT NULL) THEN RETURN NEW; END IF;
    RAISE EXCEPTION 'the record is only added to' USING ERRCODE = 'integrity_constraint_violation';
END $$""",
        r"""CREATE TRIGGER chained_events_update BEFORE UPDATE ON chained_events FOR EACH ROW EXECUTE FUNCTION refuse_chained_events_change()""",
        r"""CREATE TRIGGER chained_events_delete BEFORE DELETE ON chained_events FOR EACH ROW EXECUTE FUNCTION refuse_record_change()""",
        r"""CREATE TRIGGER chained_events_truncate BEFORE TRUNCATE ON chained_events FOR EACH STATEMENT EXECUTE FUNCTION refuse_record_change()""",
        r"""CREATE OR REPLACE FUNCTION refuse_chain_ends_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.desk_id = OLD.desk_id AND NEW.live_from = OLD.live_from AND NEW.number > OLD.number THEN RETURN NEW; END IF;
    RAISE EXCEPTION 'the record is only added to' USING ERRCODE = 'integrity_constraint_violation';
END $$""",
        r"""CREATE TRIGGER chain_ends_update BEFORE UPDATE ON chain_ends FOR EACH ROW EXECUTE FUNCTION refuse_chain_ends_change()""",
        r"""CREATE TRIGGER chain_ends_delete BEFORE DELETE ON chain_ends FOR EACH ROW EXECUTE FUNCTION refuse_record_change()""",
        r"""CREATE TRIGGER chain_ends_truncate BEFORE TRUNCATE ON chain_ends FOR EACH STATEMENT EXECUTE FUNCTION refuse_record_change()""",
    ),
}
