"""The language of letters: the one that a person chose, and the one that a letter is written in.

A letter that is here already is in English, which the column says without touching a row.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0008_letters_in_languages'
down_revision = '0007_who_did_it'


def upgrade() -> None:
    """Go forward."""
    op.add_column('person', sa.Column('letter_language', sa.Text()))
    op.add_column('letter', sa.Column('language', sa.Text(), nullable=False, server_default='en'))


def downgrade() -> None:
    """Go back: letters are in English again, whatever people chose."""
    op.drop_column('letter', 'language')
    op.drop_column('person', 'letter_language')
