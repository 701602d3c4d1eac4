"""The life of a letter: its states, its times, and when the post stops trying."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import urlsplit
from uuid import UUID

# Stands in a body where the signed sign-in address goes while the letter is being sent. No text
# that people give keeps control characters, so nobody can write this into a name or a title and
# so lead another person's link to a site of their own.
SIGN_IN_LINK = "\x02sign-in link\x03"

# The same for the six figures of a code that follow from the row the letter is about.
SIGN_IN_CODE = "\x02code\x03"
TEXT_CODE = "text_code"

# Every move that a letter can make, from each state.
MOVES: dict[str, frozenset[str]] = {
    "due": frozenset({"claimed", "lapsed", "sent"}),
    # Given back, taken away, put on a facilitator's list, or found unwanted or unwritable.
    "claimed": frozenset({"sending", "listed", "due", "lapsed", "refused", "sent"}),
    # A facilitator brought it, could not, or need not any more; or the person chose a channel.
    "listed": frozenset({"sent", "refused", "lapsed", "due"}),
    # `due` again after "try again" or doubt; `refused` when it never will be.
    "sending": frozenset({"sent", "due", "refused"}),
    # Planned again for somebody who came back.
    "lapsed": frozenset({"due", "sent"}),
    # A sender that was taken to be dead may come back and tell that the letter did go; so `sent`
    # can follow any state. One that a restored backup left in doubt goes when a person says so.
    "refused": frozenset({"sent", "due"}),
    "sent": frozenset(),
}


def may_become(state: str) -> list[str]:
    """The states that a letter may come from when it moves to `state`."""
    return [start for start, ends in MOVES.items() if state in ends]


CHANNELS = ("email", "text", "call", "post")
# Channels on which people bring letters: by ringing, and on paper.
BY_HAND = frozenset({"call", "post"})


def cohort_of_letter(channel: str, cohort_id: UUID | None) -> UUID | None:
    """The cohort whose facilitators may see a letter about what is nobody else's business.

    Such as who shares with whom, or helps whom: an e-mail about it is on no page. What people may
    have to bring must be on their list.
    """
    return None if channel == "email" else cohort_id


# A worker that has not moved its letters on for this long is taken to be dead. The carrier gives
# up a letter sooner than that, so a living worker never loses the one in its hands.
LEASE = timedelta(seconds=30)
# No worker holds a letter for so long: its clock had jumped, and was set right again.
CANNOT_BE = LEASE + timedelta(minutes=5)
# One visit to the outbox; after it the worker is free for other work.
SHIFT = timedelta(seconds=20)
# How long a letter rests after each "try again"; after the last rest it is refused.
RESTS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=12),
)
# The carrier takes nobody's letters: that is not the letter's fault and counts as no try.
CARRIER_REST = timedelta(minutes=1)
# A letter in doubt goes again this often; then people decide, since something is wrong with it.
MOST_RESENDS = 2

NOT_SURE = "We are not sure that this letter arrived. Please ask the person."
PUT_BACK = (
    "Everything was put back from an older copy, and we are not sure whether this letter went "
    "before. Please ask the person."
)
WENT_BEFORE = "It went before everything was put back from an older copy."
NO_ADDRESS = "We have no e-mail address for this person."
NO_PHONE = "We have no phone number for this person."
NOT_WANTED = "The person chose not to get letters of this kind."
IN_DIGEST = "The person gets this in their weekly letter."
QUIET = "It waits until the person's quiet hours end."
NO_PERSON = "The person is not here any more."
NO_LINK = "The sign-in link in it does not exist any more."
NOT_WRITTEN = "We could not write this letter. Please tell the people who run the platform."


def rest_after(tries: int) -> timedelta | None:
    """How long a letter rests after `tries` failed tries (1 or more); None when it is enough."""
    return RESTS[tries - 1] if tries <= len(RESTS) else None


def goes_again(doubts: int) -> bool:
    """Whether a letter that has been in doubt `doubts` times is sent once more."""
    return doubts <= MOST_RESENDS


def say_enough(tries: int, reason: str) -> str:
    """Why the post stopped trying, for a facilitator."""
    return f"We tried {tries} times. {reason}"


def lease_from(now: datetime) -> datetime:
    """Until when a worker may hold a letter that it took `now`."""
    return now + LEASE


def make_message_id(letter_id: UUID, site: str) -> str:
    """The Message-ID of a letter, the same at each sending; `site` is our web address."""
    return f"<{letter_id.hex}@{_mail_host(site)}>"


def sender_of(site: str) -> str:
    """The address that letters come from; `site` is our web address."""
    return f"no-reply@{_mail_host(site)}"


def _mail_host(site: str) -> str:
    host = urlsplit(site).hostname or "localhost"
    return f"[IPv6:{host}]" if ":" in host else host.encode("idna").decode("ascii")
