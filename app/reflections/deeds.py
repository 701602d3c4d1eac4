"""What people do with their reflective logs, as the record says it: for their own eyes.

That a log was asked for and opened is also told to its author and in a record of its own.
"""

from __future__ import annotations

from app.kit.deeds import Deeds, own, people, unrecorded

KEPT_BY_ITSELF = "drafts are kept every few seconds; the entry that follows stands here"

DEEDS: Deeds = {
    "accept_import": own("brought a log along"),
    "add_attachment": own("added a file to an entry"),
    "ask": people("asked for a log to be opened"),
    "begin_search": unrecorded("it looks for words and writes nothing"),
    "bring_entry_back": own("brought an entry back"),
    "change_record": own("changed a record of learning"),
    "choose_renewal": own("chose the day of a renewal"),
    "choose_year": own("chose when the year of learning begins"),
    "close": people("ended the opening of a log"),
    "comment": own("commented on something that was shared"),
    "count": own("added a record of learning"),
    "decision": people("decided whether a log may be opened"),
    "end": own("ended the sharing of an entry"),
    "erase_entry": own("erased an entry"),
    "keep_ticks": unrecorded("it notes what a file shall hold, and the taking of it stands here"),
    "preview": unrecorded("it shows what others would see and writes nothing"),
    "remove": own("removed a file from an entry"),
    "remove_comment": own("removed a comment"),
    "remove_record": own("removed a record of learning"),
    "restore": own("brought back an older version of an entry"),
    "say_about": own("said what an entry is about"),
    "say_talk": own("noted a spoken reflection"),
    "send_import": own("sent in a log to bring along"),
    "share": own("shared an entry"),
    "take_everything": own("took the file of a whole log"),
    "take_portfolio": own("took the file of a portfolio"),
    "throw_draft_away": unrecorded(KEPT_BY_ITSELF),
    "throw_entry": own("threw an entry away"),
    "write": own("wrote an entry"),
    "write_draft": unrecorded(KEPT_BY_ITSELF),
    "write_version": unrecorded("every version of an entry stays with its time, for its author"),
}
