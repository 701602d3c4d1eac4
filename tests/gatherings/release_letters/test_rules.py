"""When a module opens, and when people are told of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.progress.rules import AT_ONCE, Opening
from app.progress.rules.announcing import opens_at, told_at
from tests.clock import NOON
from tests.gatherings.release_letters.releasing import (
    BEGINS,
    FIRST_DAY,
    LONDON,
)


@pytest.mark.parametrize(
    ("opening", "ends_at", "opens"),
    [
        (AT_ONCE, None, BEGINS),
        (Opening(days=0), None, BEGINS),
        (Opening(days=7), None, BEGINS + timedelta(days=7)),
        # What others have to be done first is not a matter of the calendar.
        (Opening(days=7, needs=("module-1",)), None, BEGINS + timedelta(days=7)),
        (Opening(after_session=True), None, None),
        (Opening(after_session=True), NOON, NOON),
        (Opening(days=7, after_session=True), NOON, BEGINS + timedelta(days=7)),
        # Summer time: the day begins an hour earlier in UTC.
        (Opening(days=55), None, datetime(2027, 3, 28, 0, tzinfo=UTC)),
        (Opening(days=56), None, datetime(2027, 3, 28, 23, tzinfo=UTC)),
    ],
)
def test_a_module_opens_by_the_calendar_of_its_cohort(
    opening: Opening, ends_at: datetime | None, opens: datetime | None
) -> None:
    assert opens_at(opening, ends_at, FIRST_DAY, LONDON) == opens


@pytest.mark.parametrize(
    ("opened_at", "told"),
    [
        ("2027-02-01T00:00+00:00", "2027-02-01T08:00+00:00"),
        ("2027-02-01T15:30+00:00", "2027-02-01T15:30+00:00"),
        ("2026-03-29T00:00+00:00", "2026-03-29T07:00+00:00"),
        ("2026-10-24T23:00+00:00", "2026-10-25T08:00+00:00"),
    ],
)
def test_people_are_told_at_once_but_not_before_eight(opened_at: str, told: str) -> None:
    assert told_at(datetime.fromisoformat(opened_at), LONDON) == datetime.fromisoformat(told)
