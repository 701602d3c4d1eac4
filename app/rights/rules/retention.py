"""How long an account is kept that nobody uses, when its person is told, and what keeps it."""

from __future__ import annotations

from datetime import datetime, timedelta

# So long before it goes, the person is told, and once more.
NOTICE_DAYS, LAST_DAYS = 60, 14
NOTICE, LAST_NOTICE = timedelta(days=NOTICE_DAYS), timedelta(days=LAST_DAYS)
# The letters of a notice. So long before it goes each must have gone, whoever brings it: a notice
# that was late, came back or still lies on a list holds it up.
FIRST, LAST = "first", "last"
GONE_BEFORE = {FIRST: timedelta(days=45), LAST: timedelta(days=12)}
# A cohort is at work in the year from its first day, and while something happens in it.
COHORT_YEAR = timedelta(days=365)
COHORT_REST = timedelta(days=180)
# So many people are told at a time, and so many accounts go; the rest follow the next day.
AT_ONCE = 200

# Why an account stays that nobody used for so long.
IN_ROLE, IN_COHORT, IS_OPEN, ON_HOLD = "role", "cohort", "open", "hold"
REASONS = {
    IN_ROLE: "they have a role on the platform",
    IN_COHORT: "their cohort is at work",
    IS_OPEN: "something of theirs is still open, such as mentoring or a payment",
    ON_HOLD: "a programme lead put a hold on it",
}

# What is written by others or by itself, and says nothing of what the person did.
NOT_THEIR_DOING = frozenset(
    {"legal_hold", "letter", "contact_try", "sign_in_link", "access_copy", "need", "need_change"}
    | {"need_contact", "follow_up", "follow_up_change", "matching_line", "mentoring_call"}
)
# Moments until which something lasts, not at which something was done.
ENDS = ("ends_at", "due_at", "expires_at", "escalates_at", "closes_at", "_until", "answer_by")


def years_before(moment: datetime, years: int) -> datetime:
    """The same day so many years earlier; the last of February for a day that was not there."""
    try:
        return moment.replace(year=moment.year - years)
    except ValueError:
        return moment.replace(year=moment.year - years, day=28)


def says_doing(column: str) -> bool:
    """Whether a column with this name holds when something was done."""
    return not column.endswith(ENDS)
