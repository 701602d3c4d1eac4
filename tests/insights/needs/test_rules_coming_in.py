"""Rules about people on their way in: who should be on the list, and who should not."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.clock import NOON
from tests.insights.needs.people import days, found, group, someone, words

ASKS, SEAT, INVITED = "asks", "seat", "invited"
OVER = group(next_at=None, last_ended_at=NOON - days(60))


def test_who_asked_to_join_waits_for_a_yes_of_a_facilitator() -> None:
    one = someone(state="asked", joined_at=None, asked_at=NOON - days(2))
    assert words(ASKS, one) == [
        "asked to join (Monday 18 January), and only a facilitator can say yes"
    ]


@pytest.mark.parametrize("state", ["joined", "invited", "waiting", "left", "declined", "withdrawn"])
def test_nobody_else_asks(state: str) -> None:
    assert words(ASKS, someone(state=state, asked_at=NOON - days(2))) == []


def test_who_asks_again_is_there_for_a_new_reason() -> None:
    first, second = (
        found(ASKS, someone(state="asked", asked_at=NOON - days(number)))[0].occurrence
        for number in (9, 2)
    )
    assert first != second


def test_a_seat_on_its_last_day_is_worth_a_call() -> None:
    one = someone(state="offered", offered_until=NOON + days(1))
    assert words(SEAT, one) == ["has a seat kept until tomorrow, and has not answered yet"]


@pytest.mark.parametrize("left", [-0.01, 2, 5])
def test_a_seat_that_is_kept_for_longer_or_no_more_is_not(left: float) -> None:
    assert words(SEAT, someone(state="offered", offered_until=NOON + days(left))) == []


def test_the_last_day_is_that_of_the_cohorts_own_calendar() -> None:
    late = datetime(2027, 1, 21, 23, 30, tzinfo=UTC)
    one = someone(state="offered", offered_until=late)
    assert words(SEAT, one)
    # In Auckland that is already the day after.
    assert (
        words(SEAT, one, group(zone="Pacific/Auckland"), datetime(2027, 1, 20, 9, tzinfo=UTC)) == []
    )


def test_an_invitation_without_an_answer_for_a_week() -> None:
    one = someone(state="invited", invited_at=NOON - days(7), invitations=1)
    assert words(INVITED, one) == ["was invited on Wednesday 13 January, and has not answered yet"]


@pytest.mark.parametrize("state", ["joined", "declined", "offered", "asked", "left", "withdrawn"])
def test_who_answered_is_not_asked_again(state: str) -> None:
    assert words(INVITED, someone(state=state, invited_at=NOON - days(30))) == []


def test_a_fresh_invitation_has_time() -> None:
    assert words(INVITED, someone(state="invited", invited_at=NOON - days(6))) == []


def test_nobody_is_asked_into_a_cohort_that_is_over() -> None:
    assert words(INVITED, someone(state="invited", invited_at=NOON - days(90)), OVER) == []


def test_an_invitation_sent_again_is_a_new_reason() -> None:
    first = found(INVITED, someone(state="invited", invited_at=NOON - days(20), invitations=1))
    again = found(INVITED, someone(state="invited", invited_at=NOON - days(8), invitations=2))
    assert first[0].occurrence != again[0].occurrence


def test_a_week_is_seven_midnights_also_when_the_clocks_change() -> None:
    # The clocks go forward on 28 March: that week has an hour less.
    sent = datetime(2027, 3, 24, 0, 30, tzinfo=UTC)
    one = someone(state="invited", invited_at=sent)
    assert words(INVITED, one, now=datetime(2027, 3, 30, 22, 59, tzinfo=UTC)) == []
    assert words(INVITED, one, now=datetime(2027, 3, 30, 23, 1, tzinfo=UTC))
