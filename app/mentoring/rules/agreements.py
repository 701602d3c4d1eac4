"""What an agreement of two says: how, how often, what stays out, and what cannot be kept."""

from __future__ import annotations

from datetime import date, timedelta
from types import MappingProxyType

from app.mentoring.rules.states import ACTIVE, AGREEING, PAUSED

RHYTHMS = {
    "weekly": "About once a week",
    "fortnightly": "About every two weeks",
    "monthly": "About once a month",
    "as_it_suits": "As it suits us both",
}
LONGEST_BOUNDARIES = 2_000
# How far ahead the last day of an agreement may lie, and what a form suggests.
LONGEST_AGREEMENT = timedelta(days=730)
USUAL_AGREEMENT = timedelta(days=182)
# The states in which a version can be written and signed.
CAN_AGREE = (AGREEING, ACTIVE, PAUSED)

PAGE = "page"
PHONE = "phone"
PAPER = "paper"
# How somebody signed when another person entered it.
ENTERED = {PHONE: "By phone, after it was read out", PAPER: "On paper"}
HOW = {PAGE: "on this page", PHONE: "by phone", PAPER: "on paper"}

# For how long whoever reads a version out over the phone can have it open.
READ_OUT_FOR = timedelta(hours=1)

# What cannot be kept between the two, by version. A version that somebody has signed is never
# changed here: a new one is added, and later agreements name it.
_EXCEPTION = (
    "There is one exception: if somebody could come to serious harm, a child or an adult, we tell "
    "the named safeguarding lead. If we can, we say so to each other first."
)
_SEEN = (
    "The coordinator can see that we are a pair, the month in which we last met, and how each of "
    "us says it is going. Nobody but us reads what we write to each other."
)
LIMITS = MappingProxyType({"1": ("What we say to each other stays between us.", _EXCEPTION, _SEEN)})
NEWEST_LIMITS = "1"


def is_good_end(day: date, today: date) -> bool:
    """Whether an agreement can name this as its last day."""
    return today < day <= today + LONGEST_AGREEMENT
