"""Amounts are read as people write them, and days to pay count from the right day."""

from __future__ import annotations

from datetime import date

import pytest

from app.mentoring.rules.recognition import (
    ACCEPTED,
    DECLINED,
    EXPENSES_ONLY,
    KINDS,
    OFFERED,
    PAYMENT,
    answers_to,
    due_on,
    read_pounds,
    say_pounds,
)

MONDAY, THURSDAY = date(2027, 3, 1), date(2027, 3, 4)


@pytest.mark.parametrize(
    ("text", "pence"),
    [
        ("25", 2500),
        ("£25.50", 2550),
        (" £ 1,200.05 ", 120005),
        ("0", 0),
        ("10,000", 1_000_000),
        ("10,000.01", None),
        ("25.5", None),
        ("-5", None),
        ("1,20", None),
        ("٢٥", None),
        ("=1+1", None),
        ("", None),
    ],
)
def test_an_amount_is_read_as_people_write_it(text: str, pence: int | None) -> None:
    assert read_pounds(text) == pence


def test_an_amount_is_said_as_people_read_it() -> None:
    assert [say_pounds(pence) for pence in (2500, 2550, 120005, 0)] == [
        *("£25", "£25.50", "£1,200.05", "£0")
    ]


@pytest.mark.parametrize(
    ("state", "prepaid", "done", "due"),
    [
        (ACCEPTED, False, THURSDAY, date(2027, 3, 18)),
        (EXPENSES_ONLY, False, THURSDAY, date(2027, 3, 18)),
        (ACCEPTED, True, None, date(2027, 3, 15)),
        (ACCEPTED, False, None, None),
        (DECLINED, False, THURSDAY, None),
        (OFFERED, True, None, None),
    ],
)
def test_days_to_pay_count_from_the_task_or_from_the_yes(
    state: str, *, prepaid: bool, done: date | None, due: date | None
) -> None:
    assert due_on(state, prepaid=prepaid, days=14, answered_on=MONDAY, done_on=done) == due


def test_expenses_only_is_an_answer_to_a_payment_alone() -> None:
    assert [kind for kind in KINDS if EXPENSES_ONLY in answers_to(kind)] == [PAYMENT]
