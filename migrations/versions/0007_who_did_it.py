"""Who did what: the history of follow-ups, and what was entered for somebody who told it.

Of a series nobody read who made it: each of its sessions says who planned it.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0007_who_did_it'
down_revision = '0006_sealed_reflections'


def upgrade() -> None:
    """Go forward."""
    op.create_table('follow_up_change',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('follow_up_id', sa.Uuid(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('changed_by_id', sa.Uuid(), nullable=True),
    sa.Column('owner_id', sa.Uuid(), nullable=True),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('snoozed_until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('outcome', sa.Text(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.CheckConstraint("state IN ('open','snoozed','done')", name=op.f('ck_follow_up_change_known_state')),
    sa.ForeignKeyConstraint(['changed_by_id'], ['person.id'], name=op.f('fk_follow_up_change_changed_by_id_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['follow_up_id'], ['follow_up.id'], name=op.f('fk_follow_up_change_follow_up_id_follow_up'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['owner_id'], ['person.id'], name=op.f('fk_follow_up_change_owner_id_person'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_follow_up_change'))
    )
    op.create_index('ix_follow_up_change_of', 'follow_up_change', ['follow_up_id', 'changed_at'], unique=False)
    # What is known of follow-ups so far is where their history begins.
    op.execute("""
        INSERT INTO follow_up_change (id, follow_up_id, changed_at, changed_by_id, owner_id, state,
                                      snoozed_until, reason, outcome, note)
        SELECT uuidv7(), id, changed_at, changed_by_id, owner_id, state,
               snoozed_until, reason, outcome, note
        FROM follow_up WHERE changed_at IS NOT NULL
    """)
    op.drop_constraint(op.f('fk_gathering_series_made_by_id_person'), 'gathering_series', type_='foreignkey')
    op.drop_column('gathering_series', 'made_by_id')
    op.add_column('selection', sa.Column('answered_by_id', sa.Uuid(), nullable=True))
    op.add_column('selection', sa.Column('answered_how', sa.Text(), server_default='', nullable=False))
    op.add_column('selection', sa.Column('wish', sa.Text(), server_default='', nullable=False))
    op.create_foreign_key(op.f('fk_selection_answered_by_id_person'), 'selection', 'person', ['answered_by_id'], ['id'], ondelete='SET NULL')
    op.create_check_constraint(op.f('ck_selection_known_way'), 'selection', "answered_how IN ('','phone','in_person','paper')")
    op.create_check_constraint(op.f('ck_selection_a_wish_leaves_out'), 'selection', "wish = '' OR answer = 'no'")
    op.add_column('session_proposal', sa.Column('entered_by_id', sa.Uuid(), nullable=True))
    op.create_foreign_key(op.f('fk_session_proposal_entered_by_id_person'), 'session_proposal', 'person', ['entered_by_id'], ['id'], ondelete='SET NULL')


def downgrade() -> None:
    """Go back."""
    op.drop_constraint(op.f('fk_session_proposal_entered_by_id_person'), 'session_proposal', type_='foreignkey')
    op.drop_column('session_proposal', 'entered_by_id')
    op.drop_constraint(op.f('ck_selection_a_wish_leaves_out'), 'selection', type_='check')
    op.drop_constraint(op.f('ck_selection_known_way'), 'selection', type_='check')
    op.drop_constraint(op.f('fk_selection_answered_by_id_person'), 'selection', type_='foreignkey')
    op.drop_column('selection', 'wish')
    op.drop_column('selection', 'answered_how')
    op.drop_column('selection', 'answered_by_id')
    op.add_column('gathering_series', sa.Column('made_by_id', sa.UUID(), autoincrement=False, nullable=True))
    op.create_foreign_key(op.f('fk_gathering_series_made_by_id_person'), 'gathering_series', 'person', ['made_by_id'], ['id'], ondelete='SET NULL')
    op.drop_index('ix_follow_up_change_of', table_name='follow_up_change')
    op.drop_table('follow_up_change')
