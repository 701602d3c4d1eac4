"""Pictures and voice notes on entries, sealed; and entries of what was said out loud."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0014_attachments_and_talks'
down_revision = '0013_learning_that_counts'


def upgrade() -> None:
    """Go forward."""
    op.create_table('attachment',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('reflection_id', sa.Uuid(), nullable=False),
    sa.Column('request_key', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('media_type', sa.Text(), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.Column('sealed_name', sa.LargeBinary(), nullable=False),
    sa.Column('sealed_description', sa.LargeBinary(), nullable=False),
    sa.Column('added_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['reflection_id'], ['reflection.id'], name=op.f('fk_attachment_reflection_id_reflection'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attachment')),
    sa.UniqueConstraint('reflection_id', 'request_key', name=op.f('uq_attachment_reflection_id_request_key'))
    )
    # What is sealed does not get smaller: the server need not try, and finds parts faster.
    op.execute('ALTER TABLE attachment ALTER COLUMN sealed SET STORAGE EXTERNAL')
    op.create_table('spoken_reflection',
    sa.Column('reflection_id', sa.Uuid(), nullable=False),
    sa.Column('happened_on', sa.Date(), nullable=False),
    sa.Column('company', sa.Text(), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['reflection_id'], ['reflection.id'], name=op.f('fk_spoken_reflection_reflection_id_reflection'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('reflection_id', name=op.f('pk_spoken_reflection'))
    )


def downgrade() -> None:
    """Go back: pictures, voice notes and what was said out loud are gone, words stay."""
    # An entry without words is nothing to a page that does not know of talks.
    op.execute('DELETE FROM reflection WHERE id IN (SELECT reflection_id FROM spoken_reflection) AND NOT EXISTS (SELECT 1 FROM reflection_version WHERE reflection_id = reflection.id AND number > 1)')
    op.drop_table('spoken_reflection')
    op.drop_table('attachment')
