"""Writing down beside the database that two accounts are one, once that is safe."""

from __future__ import annotations

from functools import partial

from app.rights.actions.remerge import Made, note_merge
from app.rights.models import AccountMerge
from app.rights.rules.merging import DONE
from app.web.context import after_commit, platform


def remember(row: AccountMerge) -> bool:
    """Whether the two are one now; then it is noted for backups that are brought back."""
    if row.state != DONE or row.done_at is None:
        return False
    made = Made(row.goes_id, row.stays_id, row.done_at)
    after_commit(partial(note_merge, platform().settings.data_dir, made))
    return True
