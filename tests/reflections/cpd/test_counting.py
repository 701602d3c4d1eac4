"""Years that begin with any month, and sums that are made only where a rule covers the time."""

from __future__ import annotations

from datetime import date

import pytest

from app.reflections.rules.cpd.counting import Stretch, Totals, count_by, in_units
from app.reflections.rules.cpd.years import AppraisalYear, renewal_period, year_with
from app.syllabus.models import CreditRule

YEAR = AppraisalYear(2026, 4)


def in_year(totals: Totals | None = None, year: AppraisalYear = YEAR) -> Stretch:
    """A year with these records."""
    return Stretch(year.first_day, year.last_day, totals or Totals())


def rule(
    since: date,
    until: date | None = None,
    *,
    years: int = 1,
    key: str = "points",
    counts: str = "everything",
) -> CreditRule:
    each = None if counts == "accounts" else 60
    sums = [{"title": "Hours", "counts": counts, "each_minutes": each, "expected": 5}]
    return CreditRule(key=key, valid_from=since, valid_to=until, years=years, sums=sums)


@pytest.mark.parametrize(
    ("day", "month", "number", "name"),
    [
        (date(2027, 3, 31), 4, 2026, "1 April 2026 to 31 March 2027"),
        (date(2027, 4, 1), 4, 2027, "1 April 2027 to 31 March 2028"),
        (date(2027, 2, 28), 1, 2027, "1 January 2027 to 31 December 2027"),
        (date(2028, 2, 29), 3, 2027, "1 March 2027 to 29 February 2028"),
        (date(2027, 12, 1), 12, 2027, "1 December 2027 to 30 November 2028"),
    ],
)
def test_a_year_begins_with_the_chosen_month(day: date, month: int, number: int, name: str) -> None:
    year = year_with(day, month)
    assert (year.number, year.name) == (number, name)
    assert year.first_day <= day <= year.last_day


def test_the_short_name_of_a_year_names_both_years_of_the_calendar() -> None:
    assert AppraisalYear(2026, 4).short == "2026-27"
    assert AppraisalYear(2099, 9).short == "2099-00"
    assert AppraisalYear(2026, 1).short == "2026"


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(0, "0"), (60, "1"), (90, "1.5"), (100, "1.66"), (3000, "50"), (59, "0.98")],
)
def test_hours_are_never_rounded_up(minutes: int, said: str) -> None:
    assert in_units(minutes, 60) == said


@pytest.mark.parametrize(
    ("counts", "number"),
    [("everything", "10"), ("with_others", "5"), ("thought_over", "2.5"), ("accounts", "3")],
)
def test_each_sum_counts_what_its_rule_says(counts: str, number: str) -> None:
    year = in_year(Totals(600, 300, 150, 3))
    [told] = count_by([rule(date(2016, 4, 1), counts=counts)], year, {})
    assert [(one.title, one.number, one.expected) for one in told.sums] == [("Hours", number, 5)]


def test_a_rule_over_three_years_goes_by_renewals_and_not_by_years_of_appraisal() -> None:
    renewal = Stretch(date(2024, 1, 1), date(2026, 12, 31), Totals(everything=180))
    three = rule(date(2016, 4, 1), years=3)
    [told] = count_by([three], in_year(Totals(60)), {3: renewal})
    assert (told.since, told.until) == (date(2024, 1, 1), date(2026, 12, 31))
    assert told.sums[0].number == "3"
    assert not told.asks_renewal
    [unknown] = count_by([three], in_year(Totals(60)), {})
    assert unknown.sums == []
    assert unknown.asks_renewal
    assert "the 3 years between two renewals of your registration" in unknown.why_not


@pytest.mark.parametrize(
    ("last", "day", "since", "until"),
    [
        (date(2027, 2, 28), date(2026, 11, 26), date(2024, 3, 1), date(2027, 2, 28)),
        (date(2027, 2, 28), date(2027, 2, 28), date(2024, 3, 1), date(2027, 2, 28)),
        (date(2027, 2, 28), date(2027, 3, 1), date(2027, 3, 1), date(2030, 2, 28)),
        (date(2027, 2, 28), date(2024, 2, 29), date(2021, 3, 1), date(2024, 2, 29)),
        (date(2018, 9, 30), date(2026, 11, 26), date(2024, 10, 1), date(2027, 9, 30)),
        (date(2030, 6, 14), date(2026, 11, 26), date(2024, 6, 15), date(2027, 6, 14)),
        (date(2028, 2, 28), date(2026, 11, 26), date(2025, 2, 28), date(2028, 2, 28)),
    ],
)
def test_a_day_lies_in_the_time_between_two_renewals(
    last: date, day: date, since: date, until: date
) -> None:
    assert renewal_period(last, 3, day) == (since, until)


@pytest.mark.parametrize(
    ("since", "until", "years"),
    [
        (date(2026, 4, 2), None, 1),
        (date(2016, 4, 1), date(2027, 3, 30), 1),
        (date(2024, 4, 2), None, 3),
    ],
)
def test_a_rule_that_covers_a_part_makes_no_sum_and_says_so(
    since: date, until: date | None, years: int
) -> None:
    renewals = {3: Stretch(date(2024, 4, 1), date(2027, 3, 31), Totals(600))}
    [told] = count_by([rule(since, until, years=years)], in_year(Totals(600)), renewals)
    assert told.sums == []
    assert told.why_not.startswith("This rule does not cover all of th")
    assert "so we make no sum. It holds from" in told.why_not


def test_a_rule_that_has_ended_or_not_begun_says_so() -> None:
    [before] = count_by([rule(date(2027, 4, 1))], in_year(), {})
    assert before.why_not == (
        "This rule does not hold for this year, so we make no sum. It holds from 1 April 2027."
    )
    [after] = count_by([rule(date(2016, 4, 1), date(2026, 3, 31))], in_year(), {})
    assert after.why_not.endswith("It holds from 1 April 2016 to 31 March 2026.")


def test_of_two_rules_of_one_body_the_one_that_covers_the_year_is_told() -> None:
    old, new = rule(date(2016, 4, 1), date(2026, 3, 31)), rule(date(2026, 4, 1))
    [told] = count_by([old, new], in_year(Totals(60)), {})
    assert told.rule is new
    assert told.sums[0].number == "1"
    [earlier] = count_by([old, new], in_year(Totals(120), YEAR.back(1)), {})
    assert earlier.rule is old
    assert earlier.sums[0].number == "2"


def test_a_year_in_which_a_rule_changed_shows_both_and_sums_by_neither() -> None:
    old, new = rule(date(2016, 4, 1), date(2026, 9, 30)), rule(date(2026, 10, 1))
    told = count_by([old, new], in_year(Totals(60)), {})
    assert [one.rule for one in told] == [old, new]
    assert [one.sums for one in told] == [[], []]
