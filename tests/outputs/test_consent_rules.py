"""Consent: names as authors choose, last days in the cohort's own zone."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from app.outputs.rules.consent import (
    Known,
    attribution,
    ends_at,
    hash_of_shown,
    is_in_force,
    name_choices,
    today_in,
)


@pytest.mark.parametrize(
    ("named_as", "standing", "named"),
    [
        ("full_name", "pcn_staff", "Bea Example"),
        ("first_name", "pcn_staff", "Bea"),
        ("standing", "community_health_creator", "a community health creator"),
        ("standing", None, ""),
        ("nobody", "pcn_staff", "a contributor"),
    ],
)
def test_words_stand_under_the_name_that_was_chosen(
    named_as: str, standing: str | None, named: str
) -> None:
    assert attribution(named_as, Known("Bea Example", standing)) == named


def test_somebody_with_one_name_is_not_offered_it_twice() -> None:
    keys = list(name_choices(Known("Bea")))
    assert keys == ["full_name", "name_and_role", "chosen", "nobody"]


def test_the_last_day_counts_and_the_day_after_does_not() -> None:
    until = date(2027, 3, 27)
    assert is_in_force(withdrawn_at=None, until=until, today=until)
    assert not is_in_force(withdrawn_at=None, until=until, today=date(2027, 3, 28))


def test_a_withdrawal_wins_over_any_day() -> None:
    taken = datetime(2027, 1, 1, tzinfo=UTC)
    assert not is_in_force(withdrawn_at=taken, until=None, today=date(2026, 1, 1))


def test_a_last_day_ends_at_midnight_of_the_cohort_across_a_clock_change() -> None:
    assert ends_at(date(2027, 3, 28), "Europe/London") == datetime(2027, 3, 28, 23, tzinfo=UTC)
    assert ends_at(date(2027, 3, 27), "Europe/London") == datetime(2027, 3, 28, tzinfo=UTC)
    assert ends_at(None, "Europe/London") is None


def test_it_can_be_another_day_in_the_cohorts_zone() -> None:
    late = datetime(2027, 6, 1, 23, 30, tzinfo=UTC)
    assert today_in("Europe/London", late) == date(2027, 6, 2)


def test_a_yes_is_for_words_and_name_together() -> None:
    assert hash_of_shown("We met.", "Bea") != hash_of_shown("We met.", "")
    assert hash_of_shown("We met.", "Bea") != hash_of_shown("We met!", "Bea")
