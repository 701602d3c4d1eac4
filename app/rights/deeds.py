"""What people do in this room, as the record says it."""

from __future__ import annotations

from app.kit.deeds import Deed, Deeds, own, people, unrecorded

DEEDS: Deeds = {
    "ask_merge": people("asked that another account is made one with that of {whom}"),
    "ask_own_erasure": own("asked to be erased"),
    "copy_for_somebody": people("asked for a copy of all that is kept about {whom}"),
    "erasure_for_somebody": people("asked that {whom} is erased", whom="person_id"),
    "fetch_copy": own("fetched a copy of all that is kept"),
    "hear_yes": people("noted that {whom} said yes to making two accounts one"),
    "new_copy": own("asked for a copy of all that is kept"),
    "own_answer": own("said whether two accounts are theirs"),
    "keep_by_link": own("kept the account by the link of the letter that said it ends"),
    "keep_unused": people("kept the account of {whom}, which nobody had used", whom="person_id"),
    "whom_to_erase": unrecorded("it finds whom an erasure is about and writes nothing"),
    "lift_hold": people("let the account of {whom} be erased again", whom="person_id"),
    "new_hold": people("put a hold on the account of {whom}, so that nobody erases it"),
    "record_csv": people("took a file of the record"),
    "say_by_link": unrecorded("nobody is signed in, and the wish says what was answered and when"),
    "take_back_merge": people("took back that another account is made one with that of {whom}"),
    "undo_for_somebody": people("kept the account of {whom} after all", whom="person_id"),
    "undo_own_erasure": own("kept the account after all"),
}
# What is done without an address, on the command line or by the platform itself.
ERASED, EXPORTED, RESTORED = "person_erased", "person_exported", "restored"
# By whoever says the last yes.
MADE_ONE = "accounts_made_one"
UNUSED = "unused_erased"
BESIDES: dict[str, Deed] = {
    ERASED: people("erased {whom}"),
    EXPORTED: people("took a copy of what is kept about {whom}, without private writing"),
    RESTORED: people("brought back a backup"),
    MADE_ONE: people("asked for it, and the account of {whom} was made one with another of theirs"),
    UNUSED: people("began to erase the account of {whom}, which nobody had used for years"),
}
