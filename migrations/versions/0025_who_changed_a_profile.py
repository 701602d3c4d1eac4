"""Who changed a mentoring profile, for whom and when; never what it said."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0025_who_changed_a_profile'
down_revision = '0024_worries_about_the_lead'

LOG = 'mentoring_profile_change'


def upgrade() -> None:
    """Go forward."""
    op.create_table(LOG,
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('what', sa.Text(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('actor_id', sa.Uuid(), nullable=True),
    sa.Column('capacity', sa.Integer(), nullable=True),
    sa.Column('held', sa.Integer(), nullable=True),
    sa.Column('taken_back', sa.Integer(), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.CheckConstraint("what IN ('made','changed','chose','rested','returned','no_room_left')", name=op.f('ck_mentoring_profile_change_known_change')),
    sa.ForeignKeyConstraint(['actor_id'], ['person.id'], name=op.f('fk_mentoring_profile_change_actor_id_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_mentoring_profile_change_person_id_person'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_mentoring_profile_change'))
    )
    op.create_index('ix_mentoring_profile_change_of', LOG, ['person_id', 'at'], unique=False)
    op.execute(f'CREATE TRIGGER {LOG}_append_only BEFORE UPDATE OR DELETE ON {LOG} '
               'FOR EACH ROW EXECUTE FUNCTION only_names_go()')


def downgrade() -> None:
    """Go back."""
    op.drop_table(LOG)
