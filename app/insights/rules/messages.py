"""Messages that whoever runs a cohort writes to some of its people: lengths, and to whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from uuid import UUID

from app.cohorts.rules import FACILITATOR, OUT, PARTICIPANT, STANDINGS, STATES
from app.insights.rules.filters import FINISHED, NO_PLACE, NOT_BEGUN, Filters

# The word kept in `letter.kind`.
MESSAGE = "message"
LONGEST_SUBJECT = 120
LONGEST_MESSAGE = 2_000
# Four parts of a text message, with room for who writes and of which group.
LONGEST_AS_TEXT = 500
# Up to so many people stand on one page, each with a box to leave them out.
MOST_TICKED = 50

CHANNEL_COUNTS = {
    "email": "by e-mail",
    "text": "by text message",
    "call": "by phone call",
    "post": "on paper",
}
_FAR = {NOT_BEGUN: "have not begun", FINISHED: "have finished"}
_NEED_A_CALL = "who need a call"
_PEOPLE = {PARTICIPANT: "Participants", FACILITATOR: "Facilitators", "": "People"}


def may_be_written_to(state: str) -> bool:
    """Whether somebody in this state has to do with the cohort, so that it may write to them."""
    return state not in OUT


def chosen_mark(enrolment_ids: Iterable[UUID]) -> str:
    """A word for a choice of people, to tell later whether it is still the same people."""
    listed = "\n".join(sorted(str(one) for one in enrolment_ids))
    return sha256(listed.encode()).hexdigest()[:16]


def say_whom(filters: Filters, *, places: Mapping[str, str], modules: Mapping[str, str]) -> str:
    """Whom filters choose, in words; `places` by id and `modules` by key give their names."""
    said = [_PEOPLE[filters.role]]
    if filters.state != "joined":
        said.append(f"({STATES[filters.state].lower()})" if filters.state else "(in any state)")
    if filters.standing:
        said.append(f"who come as “{STANDINGS[filters.standing]}”")
    if filters.place:
        where = "no place" if filters.place == NO_PLACE else places.get(filters.place, "one place")
        said.append(f"from {where}")
    if filters.how_far:
        what = modules.get(filters.module, "the course")
        said.append(f"who {_FAR.get(filters.how_far, 'are on the way through')} {what}")
    if filters.needs_call:
        said.append(_NEED_A_CALL)
    if filters.name:
        # What was looked for may be somebody's name, and is not kept.
        said.append("found by name")
    return " ".join(said)


def told_to(to_whom: str, *, sees_follow_ups: bool) -> str:
    """The same for whoever reads a message afterwards.

    Whoever does not learn that somebody was missed would learn it here, from the names below.
    """
    return to_whom if sees_follow_ups else to_whom.replace(f" {_NEED_A_CALL}", "")


def say_channels(counts: Mapping[str, int]) -> str:
    """How many people get it by which way, such as “3 by e-mail, 1 by text message”."""
    parts = [f"{counts[one]} {words}" for one, words in CHANNEL_COUNTS.items() if counts.get(one)]
    return ", ".join(parts)
