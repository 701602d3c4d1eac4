"""Offers of payment or expenses: their states, what may be answered, amounts and days to pay."""

from __future__ import annotations

import re
from datetime import date, timedelta

PAYMENT, EXPENSES, TRAVEL, DATA = "payment", "expenses", "travel", "data"
KINDS = {
    PAYMENT: "A payment for a task",
    EXPENSES: "Expenses, paid back",
    TRAVEL: "Travel, paid before",
    DATA: "Phone data, paid before",
}
# Nobody has to lay out money for these: they are paid once there is a yes.
PAID_BEFORE = frozenset({TRAVEL, DATA})

OFFERED, ACCEPTED, DECLINED = "offered", "accepted", "declined"
EXPENSES_ONLY, PAID, WITHDRAWN = "expenses_only", "paid", "withdrawn"
STATES = {
    OFFERED: "Waits for an answer",
    ACCEPTED: "Yes",
    DECLINED: "No, thank you",
    EXPENSES_ONLY: "My expenses only",
    PAID: "Paid",
    WITHDRAWN: "Taken back",
}
# Until it is paid or taken back an answer can be changed.
CAN_BE_ANSWERED = frozenset({OFFERED, ACCEPTED, DECLINED, EXPENSES_ONLY})
IS_OWED = frozenset({ACCEPTED, EXPENSES_ONLY})
NOTHING_OWED = frozenset({DECLINED, WITHDRAWN})
IS_OVER = frozenset({PAID, WITHDRAWN})

LONGEST_TITLE = 80
LONGEST_TASK = 160
MOST_PENCE = 1_000_000
MOST_DAYS = 365
MOST_TIMES = 40
POUNDS = re.compile(r"£?\s*([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,6})(?:\.([0-9]{2}))?")


def answers_to(kind: str) -> dict[str, str]:
    """What somebody can answer, in the order of the buttons; all are fine."""
    given = (ACCEPTED, EXPENSES_ONLY, DECLINED) if kind == PAYMENT else (ACCEPTED, DECLINED)
    return {state: STATES[state] for state in given}


def read_pounds(text: str) -> int | None:
    """An amount such as `25`, `£25.50` or `1,200` in pence; None when it is no amount."""
    found = POUNDS.fullmatch(text.strip())
    if found is None:
        return None
    pence = int(found[1].replace(",", "")) * 100 + int(found[2] or 0)
    return pence if pence <= MOST_PENCE else None


def say_pounds(pence: int) -> str:
    """Pence in words, such as `£25` or `£1,200.50`."""
    pounds, rest = divmod(pence, 100)
    return f"£{pounds:,}.{rest:02d}" if rest else f"£{pounds:,}"


def due_on(
    state: str, *, prepaid: bool, days: int, answered_on: date | None, done_on: date | None
) -> date | None:
    """The last day to pay: so many days after the yes, or after the task; None: nothing is owed."""
    since = answered_on if prepaid else done_on
    return since + timedelta(days=days) if state in IS_OWED and since is not None else None
