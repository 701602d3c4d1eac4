"""Shares of reflections with openings and comments, and requests to open a log with what was read."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0012_shares_and_opened_logs'
down_revision = '0011_entries_found_and_erased'


def upgrade() -> None:
    """Go forward."""
    op.create_table('log_opening',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('asked_by_id', sa.Uuid(), nullable=True),
    sa.Column('sealed_reason', sa.LargeBinary(), nullable=False),
    sa.Column('is_required_by_law', sa.Boolean(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('state', sa.Text(), server_default='asked', nullable=False),
    sa.Column('decided_by_id', sa.Uuid(), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ends_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('request_key', sa.Uuid(), nullable=False),
    sa.CheckConstraint("(state = 'approved') = (ends_at IS NOT NULL)", name=op.f('ck_log_opening_open_for_a_stated_time')),
    sa.CheckConstraint("state IN ('asked','approved','refused','withdrawn')", name=op.f('ck_log_opening_known_state')),
    sa.CheckConstraint('asked_by_id <> person_id', name=op.f('ck_log_opening_not_ones_own')),
    sa.CheckConstraint('decided_by_id <> asked_by_id', name=op.f('ck_log_opening_two_people')),
    sa.CheckConstraint('decided_by_id <> person_id', name=op.f('ck_log_opening_not_the_author')),
    sa.ForeignKeyConstraint(['asked_by_id'], ['person.id'], name=op.f('fk_log_opening_asked_by_id_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['decided_by_id'], ['person.id'], name=op.f('fk_log_opening_decided_by_id_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_log_opening_person_id_person'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_log_opening')),
    sa.UniqueConstraint('asked_by_id', 'request_key', name=op.f('uq_log_opening_asked_by_id_request_key'))
    )
    op.create_index('ix_log_opening_asked_at', 'log_opening', ['asked_at'], unique=False)
    op.create_index(op.f('ix_log_opening_asked_by_id'), 'log_opening', ['asked_by_id'], unique=False)
    op.create_index(op.f('ix_log_opening_decided_by_id'), 'log_opening', ['decided_by_id'], unique=False)
    op.create_index('ix_log_opening_person_id_asked_at', 'log_opening', ['person_id', 'asked_at'], unique=False)
    op.create_table('log_opening_read',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('opening_id', sa.Uuid(), nullable=False),
    sa.Column('reflection_id', sa.Uuid(), nullable=True),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('read_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['opening_id'], ['log_opening.id'], name=op.f('fk_log_opening_read_opening_id_log_opening'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['reflection_id'], ['reflection.id'], name=op.f('fk_log_opening_read_reflection_id_reflection'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_log_opening_read')),
    sa.UniqueConstraint('opening_id', 'reflection_id', 'number', 'minutes', name=op.f('uq_log_opening_read_opening_id_reflection_id_number_minutes'))
    )
    op.create_index(op.f('ix_log_opening_read_reflection_id'), 'log_opening_read', ['reflection_id'], unique=False)
    op.create_table('share',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version_id', sa.Uuid(), nullable=False),
    sa.Column('author_id', sa.Uuid(), nullable=False),
    sa.Column('cohort_id', sa.Uuid(), nullable=False),
    sa.Column('audience', sa.Text(), nullable=False),
    sa.Column('reader_id', sa.Uuid(), nullable=True),
    sa.Column('author_since', sa.DateTime(timezone=True), nullable=False),
    sa.Column('reader_since', sa.DateTime(timezone=True), nullable=True),
    sa.Column('sealed_purpose', sa.LargeBinary(), nullable=False),
    sa.Column('last_day', sa.Date(), nullable=False),
    sa.Column('ends_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('shared_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('revoked_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('looked_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('request_key', sa.Uuid(), nullable=False),
    sa.CheckConstraint("audience <> 'cohort' OR reader_id IS NULL", name=op.f('ck_share_a_cohort_is_nobody')),
    sa.CheckConstraint("audience IN ('facilitator','mentor','cohort')", name=op.f('ck_share_known_audience')),
    sa.ForeignKeyConstraint(['author_id'], ['person.id'], name=op.f('fk_share_author_id_person'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['cohort_id'], ['cohort.id'], name=op.f('fk_share_cohort_id_cohort'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['reader_id'], ['person.id'], name=op.f('fk_share_reader_id_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['version_id'], ['reflection_version.id'], name=op.f('fk_share_version_id_reflection_version'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_share')),
    sa.UniqueConstraint('author_id', 'request_key', name=op.f('uq_share_author_id_request_key'))
    )
    op.create_index('ix_share_author_id_shared_at', 'share', ['author_id', 'shared_at'], unique=False)
    op.create_index('ix_share_cohort_id_ends_at', 'share', ['cohort_id', 'ends_at'], unique=False)
    op.create_index(op.f('ix_share_reader_id'), 'share', ['reader_id'], unique=False)
    op.create_index(op.f('ix_share_version_id'), 'share', ['version_id'], unique=False)
    op.create_table('share_comment',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('share_id', sa.Uuid(), nullable=False),
    sa.Column('writer_id', sa.Uuid(), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.Column('written_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('request_key', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['share_id'], ['share.id'], name=op.f('fk_share_comment_share_id_share'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['writer_id'], ['person.id'], name=op.f('fk_share_comment_writer_id_person'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_share_comment')),
    sa.UniqueConstraint('share_id', 'writer_id', 'request_key', name=op.f('uq_share_comment_share_id_writer_id_request_key'))
    )
    op.create_index(op.f('ix_share_comment_writer_id'), 'share_comment', ['writer_id'], unique=False)
    op.create_table('share_opening',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('share_id', sa.Uuid(), nullable=False),
    sa.Column('reader_id', sa.Uuid(), nullable=True),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['reader_id'], ['person.id'], name=op.f('fk_share_opening_reader_id_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['share_id'], ['share.id'], name=op.f('fk_share_opening_share_id_share'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_share_opening')),
    sa.UniqueConstraint('share_id', 'reader_id', 'minutes', name=op.f('uq_share_opening_share_id_reader_id_minutes'))
    )
    op.create_index(op.f('ix_share_opening_reader_id'), 'share_opening', ['reader_id'], unique=False)


def downgrade() -> None:
    """Go back."""
    op.drop_index(op.f('ix_share_opening_reader_id'), table_name='share_opening')
    op.drop_table('share_opening')
    op.drop_index(op.f('ix_share_comment_writer_id'), table_name='share_comment')
    op.drop_table('share_comment')
    op.drop_index(op.f('ix_share_version_id'), table_name='share')
    op.drop_index(op.f('ix_share_reader_id'), table_name='share')
    op.drop_index('ix_share_cohort_id_ends_at', table_name='share')
    op.drop_index('ix_share_author_id_shared_at', table_name='share')
    op.drop_table('share')
    op.drop_index(op.f('ix_log_opening_read_reflection_id'), table_name='log_opening_read')
    op.drop_table('log_opening_read')
    op.drop_index('ix_log_opening_person_id_asked_at', table_name='log_opening')
    op.drop_index(op.f('ix_log_opening_decided_by_id'), table_name='log_opening')
    op.drop_index(op.f('ix_log_opening_asked_by_id'), table_name='log_opening')
    op.drop_index('ix_log_opening_asked_at', table_name='log_opening')
    op.drop_table('log_opening')
