"""Claims and sources are found whatever their accents, ligatures and signs are.

Revision ID: 0005
Revises: 0004
"""

from alembic import op

from workbench.migrations.search_texts import respell
from workbench.searching import folded


revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    respell(op.get_bind(), folded)


def downgrade() -> None:
    respell(op.get_bind(), str.lower)
