"""How an ask stands by what was said last, and how long it waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from app.outputs.rules.asks import (
    AGAIN,
    CANNOT,
    DONE,
    LATE,
    NO_ANSWER,
    TOLD,
    WILL_DO,
    say_age,
    say_waiting,
    standing_of,
    told_of_people,
)

DAY = date(2027, 3, 1)


@dataclass(frozen=True)
class Happened:
    """What happened on a day, counted from the day of asking."""

    kind: str
    after: int
    by: int | None = None

    @property
    def on_day(self) -> date:
        """The day."""
        return DAY + timedelta(days=self.after)

    @property
    def by_when(self) -> date | None:
        """By when."""
        return DAY + timedelta(days=self.by) if self.by is not None else None


@pytest.mark.parametrize(
    ("events", "word", "waits", "is_late"),
    [
        ([], NO_ANSWER, 0, False),
        ([Happened(AGAIN, 30)], NO_ANSWER, 0, False),
        ([Happened(DONE, 3)], TOLD[DONE], None, False),
        ([Happened(CANNOT, 3), Happened(AGAIN, 9)], NO_ANSWER, 9, False),
        ([Happened(AGAIN, 5), Happened(CANNOT, 9)], TOLD[CANNOT], None, False),
        ([Happened(WILL_DO, 3)], TOLD[WILL_DO], None, False),
        ([Happened(WILL_DO, 3, by=60)], TOLD[WILL_DO], None, False),
        ([Happened(WILL_DO, 3, by=59)], LATE, None, True),
    ],
)
def test_the_last_word_counts(
    events: list[Happened], word: str, waits: int | None, is_late: bool
) -> None:
    found = standing_of(DAY, events, today=DAY + timedelta(days=60))
    assert (found.word, found.is_late) == (word, is_late)
    assert found.waits_since == (None if waits is None else DAY + timedelta(days=waits))
    assert found.waits == (waits is not None or is_late)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-1, "today"),
        (0, "today"),
        (1, "1 day"),
        (13, "13 days"),
        (14, "2 weeks"),
        (60, "8 weeks"),
        (61, "2 months"),
        (729, "23 months"),
        (731, "2 years"),
    ],
)
def test_an_age_grows_coarser(days: int, words: str) -> None:
    assert say_age(DAY, DAY + timedelta(days=days)) == words


def test_waiting_is_told_with_its_day() -> None:
    assert say_waiting(DAY, DAY) == "Asked today, 1 March 2027"
    assert say_waiting(DAY, DAY + timedelta(days=20)) == "Asked 2 weeks ago, on 1 March 2027"


def test_pieces_that_tell_who_somebody_is_are_found_once() -> None:
    found = told_of_people("Ask Mrs Jane Smith", "jane@example.org, Mrs Jane Smith", today=DAY)
    assert found == ["Mrs Jane Smith", "jane@example.org"]
    assert told_of_people("The practice manager of Elm Surgery", today=DAY) == []
