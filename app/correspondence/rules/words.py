"""Letters in words: their kinds, ways and fates, and the tabs of their page."""

from __future__ import annotations

from datetime import datetime

# What each kind of letter is about, on pages for facilitators.
KINDS = {
    "invitation": "Invitation to the cohort",
    "in_line": "In line for a seat",
    "offer": "A seat is offered",
    "asked": "Answer to asking to join",
    "taken_out": "Taken out of the cohort",
    "withdrawn": "An invitation is taken back",
    "moved_person": "Moved to this cohort",
    "session": "A new session",
    "sessions": "The sessions that are planned",
    "reminder": "Reminder of a session",
    "cancelled": "A session is called off",
    "moved": "A session has changed",
    "series_moved": "Several sessions have new times",
    "series_cancelled": "Several sessions are called off",
    "seat": "A place at a session after all",
    "proposal": "Answer to a proposed session",
    "way_in": "Link to join by a key",
    "catch_up": "What to catch up on",
    "release": "A module is open",
    "pledge_follow_up": "How a pledge is going",
    "asset_check": "Is what they told about their place still so",
    "approval": "Asking for a yes to words in a report",
    "approval_reminder": "Reminder to answer about words in a report",
    "approval_reply": "What became of a wish about words in a report",
    "redaction": "Asking whether something is taken out of their words",
    "published": "A report with their words is published",
    "placed_ahead": "Where words stand that they said yes to ahead",
    "written_down": "Words that were written down for them",
    "taken_down": "For facilitators: words were taken out of a report",
    "support_shared": "Something to look at, from somebody in the cohort",
    "came_of_it": "What came of a report with their words",
    "retold": "Asking for a yes to words told in other words",
    "certificate": "About their certificate",
    "shared": "Something to read, from somebody in the cohort",
    "commented": "An answer to read",
    "log_asked": "For programme leads: a request to answer",
    "log_opened": "News about their own pages",
    "message": "A message from whoever runs the cohort",
    "digest": "Weekly letter",
    "account_ending": "Their account ends, since nobody uses it",
    "access_copy": "A copy of what we keep about them is ready",
    "erasure_asked": "Their account will be erased",
    "erasure_undone": "Their account stays",
    "merge_done": "Two accounts of theirs are one now",
}
WAYS = {"email": "E-mail", "text": "Text message", "call": "Phone call", "post": "Paper"}
# The tabs of the page of letters, by the word in its address.
TABS = {
    "to-come": "To come",
    "gone": "Gone",
    "not-arrived": "Did not arrive",
    "not-gone": "Not sent",
    "in-doubt": "In doubt",
}
FIRST_TAB = "to-come"


def say_kind(kind: str) -> str:
    """What a letter of this kind is about."""
    return KINDS.get(kind, kind.replace("_", " ").capitalize())


def say_fate(
    state: str, channel: str, *, due_at: datetime, now: datetime, came_back: bool, arrived: bool
) -> str:
    """What became of a letter, or will, in a few words."""
    if came_back:
        return "Came back"
    if state == "sent":
        if channel in {"call", "post"}:
            return "Brought"
        return "Arrived" if arrived else "Went out"
    if state == "due":
        return "On the way" if due_at <= now else "Will go"
    return {
        "claimed": "On the way",
        "sending": "On the way",
        "listed": "On the call and post list",
        "lapsed": "Not sent",
        "refused": "Could not be delivered",
    }[state]
