"""An agreement that is read out over the phone is written down, and a form sent twice is one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0027_agreements_read_out'
down_revision = '0026_circles'


def upgrade() -> None:
    """Go forward."""
    op.add_column('agreement', sa.Column('request_key', sa.Uuid(), nullable=True))
    op.execute('UPDATE agreement SET request_key = gen_random_uuid()')
    op.alter_column('agreement', 'request_key', nullable=False)
    op.create_unique_constraint(op.f('uq_agreement_request_key'), 'agreement', ['request_key'])
    op.create_table(
        'agreement_reading',
        sa.Column('id', sa.Uuid(), nullable=False),
        sa.Column('agreement_id', sa.Uuid(), nullable=False),
        sa.Column('person_id', sa.Uuid(), nullable=True),
        sa.Column('read_by_id', sa.Uuid(), nullable=True),
        sa.Column('read_at', sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ['agreement_id'],
            ['agreement.id'],
            name=op.f('fk_agreement_reading_agreement_id_agreement'),
            ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(
            ['person_id'],
            ['person.id'],
            name=op.f('fk_agreement_reading_person_id_person'),
            ondelete='SET NULL',
        ),
        sa.ForeignKeyConstraint(
            ['read_by_id'],
            ['person.id'],
            name=op.f('fk_agreement_reading_read_by_id_person'),
            ondelete='SET NULL',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_agreement_reading')),
    )
    op.create_index('ix_agreement_reading_of', 'agreement_reading', ['agreement_id', 'read_at'])


def downgrade() -> None:
    """Go back."""
    op.drop_index('ix_agreement_reading_of', table_name='agreement_reading')
    op.drop_table('agreement_reading')
    op.drop_constraint(op.f('uq_agreement_request_key'), 'agreement', type_='unique')
    op.drop_column('agreement', 'request_key')
