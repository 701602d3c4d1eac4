"""How two end well: how long that takes, what is asked, and when somebody counts as absent."""

from __future__ import annotations

from datetime import datetime, timedelta

from app.mentoring.rules.states import (
    ACTIVE,
    AGREEING,
    CLOSED,
    CLOSING,
    COULD_NOT_AGREE,
    FINISHED,
    LIVE,
    ONE_WISHED,
    SAFETY,
)

LONGEST_GAINED = 2_000
# A pair that is coming to an end closes by itself after this, whoever has looked back by then.
LOOK_BACK_WITHIN = timedelta(days=28)
# How long somebody who cannot be reached has, from the kind word on, before the pair is closed.
WAIT_FOR = timedelta(days=14)
# Where somebody can be missed. Whoever is having a break is away because they said so.
CAN_BE_MISSED = (AGREEING, ACTIVE, CLOSING)
# Where the two can look back: also after the end, when words come later.
CAN_LOOK_BACK = (CLOSING, CLOSED)
CAN_BEGIN_TO_CLOSE = tuple(state for state in LIVE if state not in (AGREEING, CLOSING))

YES = "yes"
NO = "no"
# The two ways to end: looking back first, or now.
LOOK_BACK = "look_back"
NOW = "now"

# How waiting for somebody ended.
IN_TOUCH = "in_touch"
GAVE_UP = "closed"
OTHERWISE = "otherwise"


def reason_of(state: str) -> str:
    """The reason of an end that one of the two asks for; it never tells which of them."""
    return {AGREEING: COULD_NOT_AGREE, CLOSING: FINISHED}.get(state, ONE_WISHED)


def closes_at(closing_since: datetime) -> datetime:
    """When a pair that is coming to an end closes by itself."""
    return closing_since + LOOK_BACK_WITHIN


def may_be_in_touch(closed_for: str | None, said: list[str | None], *, are_apart: bool) -> bool:
    """Whether the two see each other's address after the end: only if both said yes.

    Never where the safeguarding lead ended it, or where either keeps apart from the other.
    """
    return closed_for != SAFETY and not are_apart and said == [YES, YES]
