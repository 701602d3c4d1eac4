"""What is refused about backups; each says what to do instead."""

from __future__ import annotations

from app.kit.errors import Refusal


class NoBackup(Refusal):
    """A file that no backup of ours can be: cut off, damaged, changed, or something else."""


class TooNew(Refusal):
    """A backup of a version that this code does not know."""


class SomebodyHere(Refusal):
    """Putting a backup over people's work without being told to."""

    sentence = (
        "There are people in this database, and restoring would replace all that is there. "
        "Make a backup of it first; then add --force if you mean it."
    )


class RestoringAlready(Refusal):
    """Two restores of one database at once."""

    sentence = "Another restore of this database is under way. Wait until it has ended."


class CannotRestore(Refusal):
    """The database does not let us; it is as it was before."""


class CannotWrite(Refusal):
    """The place for a backup is taken, or cannot be written."""


class WrongPassphrase(Refusal):
    """The keys in a backup do not open."""

    sentence = (
        "The passphrase does not open the keys in this backup. Nothing was changed. "
        "Try it again, or restore without --with-keys and bring the keys another way."
    )


class NoKeys(Refusal):
    """Keys are asked of a backup that holds none."""

    sentence = "This backup holds no keys: it was made without --with-keys. Nothing was changed."


class NotOurs(Refusal):
    """A backup of another platform, or one that was changed, where ours is asked for."""

    sentence = (
        "This platform did not make this backup as it is now. Do not use it. Nothing was restored."
    )
