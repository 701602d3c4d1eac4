"""Whether the pictures and voice notes of a reflection go into the file for an appraisal."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0017_files_for_an_appraisal'
down_revision = '0016_files_of_shares'


def upgrade() -> None:
    """Go forward: none goes until it is ticked."""
    op.add_column('cpd_record', sa.Column('with_files', sa.Boolean(), server_default='false', nullable=False))


def downgrade() -> None:
    """Go back: the file holds words alone."""
    op.drop_column('cpd_record', 'with_files')
