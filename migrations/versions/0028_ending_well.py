"""Ending well: who is missed and until when, who entered what was gained, and one reason to ring more."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0028_ending_well'
down_revision = '0027_agreements_read_out'

CALLS = "'low','two_missed','wants_call','unread_text','no_way_to_reach','absent','no_answer_yet'"


def _know(whys: str) -> None:
    op.drop_constraint(op.f('ck_mentoring_call_known_why'), 'mentoring_call')
    op.create_check_constraint(
        op.f('ck_mentoring_call_known_why'), 'mentoring_call', f'why IN ({whys})'
    )


def upgrade() -> None:
    """Go forward."""
    op.add_column('pairing_member', sa.Column('looked_back_by_id', sa.Uuid(), nullable=True))
    op.create_foreign_key(
        op.f('fk_pairing_member_looked_back_by_id_person'),
        'pairing_member',
        'person',
        ['looked_back_by_id'],
        ['id'],
        ondelete='SET NULL',
    )
    _know(f"{CALLS},'more_than_room'")
    op.create_table(
        'mentoring_absence',
        sa.Column('id', sa.Uuid(), nullable=False),
        sa.Column('pairing_id', sa.Uuid(), nullable=False),
        sa.Column('person_id', sa.Uuid(), nullable=False),
        sa.Column('told_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('told_by_id', sa.Uuid(), nullable=True),
        sa.Column('waits_until', sa.DateTime(timezone=True), nullable=False),
        sa.Column('settled_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('settled_how', sa.Text(), nullable=True),
        sa.CheckConstraint(
            "settled_how IN ('in_touch','closed','otherwise')",
            name=op.f('ck_mentoring_absence_known_end'),
        ),
        sa.CheckConstraint(
            '(settled_at IS NULL) = (settled_how IS NULL)',
            name=op.f('ck_mentoring_absence_settled_somehow'),
        ),
        sa.ForeignKeyConstraint(
            ['pairing_id'],
            ['pairing.id'],
            name=op.f('fk_mentoring_absence_pairing_id_pairing'),
            ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(
            ['person_id'],
            ['person.id'],
            name=op.f('fk_mentoring_absence_person_id_person'),
            ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(
            ['told_by_id'],
            ['person.id'],
            name=op.f('fk_mentoring_absence_told_by_id_person'),
            ondelete='SET NULL',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_mentoring_absence')),
    )
    op.create_index('ix_mentoring_absence_person_id', 'mentoring_absence', ['person_id'])
    op.create_index(
        'uq_mentoring_absence_open',
        'mentoring_absence',
        ['pairing_id', 'person_id'],
        unique=True,
        postgresql_where=sa.text('settled_at IS NULL'),
    )
    op.create_index(
        'ix_mentoring_absence_due',
        'mentoring_absence',
        ['waits_until'],
        postgresql_where=sa.text('settled_at IS NULL'),
    )


def downgrade() -> None:
    """Go back: who is missed is forgotten, and whoever was to be rung for their room."""
    op.drop_table('mentoring_absence')
    op.execute("DELETE FROM mentoring_call WHERE why = 'more_than_room'")
    _know(CALLS)
    op.drop_constraint(
        op.f('fk_pairing_member_looked_back_by_id_person'), 'pairing_member', type_='foreignkey'
    )
    op.drop_column('pairing_member', 'looked_back_by_id')
