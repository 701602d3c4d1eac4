"""What people wrote in their logs is sealed, with a key for each person; offered words stand alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast
from uuid import UUID

import sqlalchemy as sa
from alembic import context, op

from app.kit.sealing import DataKey

if TYPE_CHECKING:
    from app.kit.sealing import MasterKeys

revision = '0006_sealed_reflections'
down_revision = '0005_letters_of_cohorts'

# These stand in the seals; they never change, whatever the columns will be called.
TEXT = 'reflection_version.text'
BEGINNING = 'reflection_version.beginning'
SHOWN = 240

VERSIONS = """
    SELECT v.id, r.person_id, v.{columns}, k.locked
    FROM reflection_version v JOIN reflection r ON r.id = v.reflection_id
    LEFT JOIN vault_key k ON k.owner_id = r.person_id
    WHERE v.id > :after ORDER BY v.id LIMIT 500
"""


def upgrade() -> None:
    """Go forward: every text that is here is sealed."""
    op.create_table(
        'vault_key',
        sa.Column('owner_id', sa.Uuid(), nullable=False),
        sa.Column('locked', sa.LargeBinary(), nullable=False),
        sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint('owner_id', name=op.f('pk_vault_key')),
    )
    op.add_column('reflection_version', sa.Column('sealed', sa.LargeBinary(), nullable=True))
    op.add_column('reflection_version', sa.Column('sealed_beginning', sa.LargeBinary(), nullable=True))
    _seal_all()
    op.alter_column('reflection_version', 'sealed', nullable=False)
    op.alter_column('reflection_version', 'sealed_beginning', nullable=False)
    op.drop_column('reflection_version', 'text')
    op.alter_column('contribution', 'version_id', nullable=True)
    op.drop_constraint(op.f('fk_contribution_version_id_reflection_version'), 'contribution', type_='foreignkey')
    op.create_foreign_key(op.f('fk_contribution_version_id_reflection_version'), 'contribution', 'reflection_version', ['version_id'], ['id'], ondelete='SET NULL')


def downgrade() -> None:
    """Go back: every text stands in the open again, and words whose source is gone go with it."""
    op.drop_constraint(op.f('fk_contribution_version_id_reflection_version'), 'contribution', type_='foreignkey')
    op.execute('DELETE FROM contribution WHERE version_id IS NULL')
    op.create_foreign_key(op.f('fk_contribution_version_id_reflection_version'), 'contribution', 'reflection_version', ['version_id'], ['id'], ondelete='CASCADE')
    op.alter_column('contribution', 'version_id', nullable=False)
    op.add_column('reflection_version', sa.Column('text', sa.Text(), nullable=True))
    _open_all()
    op.alter_column('reflection_version', 'text', nullable=False)
    op.drop_column('reflection_version', 'sealed_beginning')
    op.drop_column('reflection_version', 'sealed')
    op.drop_table('vault_key')


def _seal_all() -> None:
    db, keys = op.get_bind(), dict[UUID, DataKey]()
    for version, person, text, locked in _versions('text'):
        if person not in keys:
            if locked is None:
                locked = _masters().new_locked(person)
                db.execute(sa.text('INSERT INTO vault_key VALUES (:p, :k, now())'), {'p': person, 'k': locked})
            keys[person] = _masters().unlock(locked, person)
        line = ' '.join(text[:SHOWN * 2].split())
        whole = len(line) <= SHOWN and len(text) <= SHOWN * 2
        beginning = line if whole else line[:SHOWN].rsplit(' ', 1)[0] + '…'
        db.execute(
            sa.text('UPDATE reflection_version SET sealed = :t, sealed_beginning = :b WHERE id = :v'),
            {'t': keys[person].seal(text, TEXT, version), 'b': keys[person].seal(beginning, BEGINNING, version), 'v': version},
        )


def _open_all() -> None:
    for version, person, sealed, locked in _versions('sealed'):
        text = _masters().unlock(locked, person).open(bytes(sealed), TEXT, version)
        op.get_bind().execute(sa.text('UPDATE reflection_version SET text = :t WHERE id = :v'), {'t': text, 'v': version})


def _versions(column: str):  # noqa: ANN202
    after = UUID(int=0)
    while rows := op.get_bind().execute(sa.text(VERSIONS.format(columns=column)), {'after': after}).all():
        yield from rows
        after = rows[-1][0]


def _masters() -> MasterKeys:
    masters = cast('MasterKeys | None', context.config.attributes['keys'])
    if masters is None:
        message = 'there is private writing, and no key to seal or open it with'
        raise LookupError(message)
    return masters
