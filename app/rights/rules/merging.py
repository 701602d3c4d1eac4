"""The states of a wish to make two accounts one, and who has to say yes to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

ASKED, DONE, DECLINED, WITHDRAWN, EXPIRED = "asked", "done", "declined", "withdrawn", "expired"
STATES = {
    ASKED: "Waits for a yes",
    DONE: "One account now",
    DECLINED: "Somebody said no",
    WITHDRAWN: "Taken back",
    EXPIRED: "No answer in time",
}
# What is known of one of the two accounts: a yes is not needed, is waited for, was given by the
# person, was told to a programme lead, or was refused.
NEEDLESS, WANTED, YES, TOLD, NO = "needless", "wanted", "yes", "told", "no"
ANSWERS = {
    NEEDLESS: "No yes is needed: nobody has ever been in, and nothing private is there",
    WANTED: "We wait for a yes",
    YES: "Said yes",
    TOLD: "A programme lead heard the yes",
    NO: "Said no",
}
AGREED = (NEEDLESS, YES, TOLD)
STAYS, GOES = "stays", "goes"
SIDES = (STAYS, GOES)
WAIT_DAYS = 30
WAIT = timedelta(days=WAIT_DAYS)
LONGEST_TOLD = 500


@dataclass(frozen=True)
class Side:
    """What matters of one of the two accounts for who has to say yes."""

    was_in: bool
    has_private: bool
    can_be_written_to: bool

    @property
    def is_blank(self) -> bool:
        """Whether nobody has ever used it, and nothing of it is for its person alone."""
        return not self.was_in and not self.has_private


def who_says_yes(stays: Side, goes: Side, *, doors_change: bool) -> tuple[bool, bool]:
    """Whether the person has to say yes at the account that stays, and at the one that goes.

    Nobody is asked at an account that is blank. An account in use takes a blank one in without
    being asked only while nothing changes where a link or a code to it is sent: otherwise whoever
    has the blank account's address would come into the other.
    """
    if stays.is_blank or goes.is_blank:
        asks_stays = not stays.is_blank and doors_change
        return asks_stays, not goes.is_blank
    return True, True


def masked(email: str | None, phone: str | None) -> str:
    """How an account is reached, so that its person knows it and nobody else learns it."""
    if email:
        name, _, place = email.partition("@")
        return f"{name[:1]}…@{place}"
    return f"…{phone[-3:]}" if phone else ""
