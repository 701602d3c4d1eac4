"""Small numbers are kept back everywhere by one rule."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kit.small_numbers import TOO_FEW, shown_count, shown_mean, shown_share

PEOPLE = st.integers(min_value=0, max_value=5000)


@pytest.mark.parametrize(
    ("people", "words"),
    [(0, "0"), (1, TOO_FEW), (7, TOO_FEW), (8, "10"), (12, "10"), (13, "15"), (1234, "1,235")],
)
def test_counts_are_none_few_or_to_the_nearest_five(people: int, words: str) -> None:
    assert shown_count(people).text == words


@given(PEOPLE)
def test_no_count_from_one_to_seven_is_ever_told_or_drawn(people: int) -> None:
    shown = shown_count(people)
    assert shown.is_suppressed == (1 <= people <= 7)
    if shown.plotted is not None:
        assert shown.plotted % 5 == 0
        assert abs(shown.plotted - people) <= 2


@given(PEOPLE, PEOPLE)
def test_a_share_tells_nothing_that_the_counts_keep_back(part: int, rest: int) -> None:
    shown = shown_share(part, part + rest)
    if 1 <= part <= 7 or 1 <= rest <= 7 or part + rest < 8:
        assert shown.is_suppressed
        assert "%" not in shown.text
    else:
        assert shown.plotted is not None
        assert 0 <= shown.plotted <= 100


def test_a_share_is_worked_out_from_what_is_shown_only() -> None:
    assert shown_share(10, 40).text == shown_share(11, 41).text == "about 25%"
    assert shown_share(40, 40).text == "100%"
    assert shown_share(0, 40).text == "0%"


def test_numbers_that_cannot_be_are_refused() -> None:
    with pytest.raises(ValueError, match="below nought"):
        shown_count(-1)
    with pytest.raises(ValueError, match="between nought and the whole"):
        shown_share(5, 4)


def test_no_mean_is_told_under_eight_answers() -> None:
    assert shown_mean([]).text == "no answers"
    assert shown_mean([9.0] * 7).is_suppressed
    assert shown_mean([1, 2, 3, 4, 5, 6, 7, 9]).text == "4.6"
