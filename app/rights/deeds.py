"""What people do in this room, as the record says it."""

from __future__ import annotations

from app.kit.deeds import Deed, Deeds, own, people

DEEDS: Deeds = {
    "ask_own_erasure": own("asked to be erased"),
    "copy_for_somebody": people("asked for a copy of all that is kept about {whom}"),
    "erasure_for_somebody": people("asked that {whom} is erased"),
    "fetch_copy": own("fetched a copy of all that is kept"),
    "new_copy": own("asked for a copy of all that is kept"),
    "record_csv": people("took a file of the record"),
    "undo_for_somebody": people("kept the account of {whom} after all", whom="person_id"),
    "undo_own_erasure": own("kept the account after all"),
}
# What is done without an address, on the command line or by the platform itself.
ERASED, EXPORTED, RESTORED = "person_erased", "person_exported", "restored"
BESIDES: dict[str, Deed] = {
    ERASED: people("erased {whom}"),
    EXPORTED: people("took a copy of what is kept about {whom}, without private writing"),
    RESTORED: people("brought back a backup"),
}
