"""What an edition is made of: the hash of each source and file, and what a file could not show."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0031_what_an_edition_is_made_of'
down_revision = '0030_profiles_deleted'


def upgrade() -> None:
    """Go forward; what was frozen before has no manifest, and only its PDF."""
    op.add_column('output_edition', sa.Column('manifest', postgresql.JSONB(), nullable=True))
    op.add_column(
        'output_file',
        sa.Column('not_drawn', postgresql.JSONB(), server_default='[]', nullable=False),
    )


def downgrade() -> None:
    """Go back."""
    op.drop_column('output_file', 'not_drawn')
    op.drop_column('output_edition', 'manifest')
