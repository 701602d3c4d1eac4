"""What is told of a poll: never a small number, and never one that can be worked out."""

from __future__ import annotations

import pytest

from app.kit.small_numbers import FEWEST, FEWEST_IN_PARTS, leading
from app.participation.rules.boxes import Box, single
from app.participation.rules.results import Counted, count, told_of_choice, told_of_dots


def choices(*votes: int) -> Counted:
    """So many votes for each answer, counted."""
    ballots = [
        single(place, len(votes)) for place, number in enumerate(votes) for _ in range(number)
    ]
    return count(Box().with_ballots(*ballots), options=len(votes), cap=1)


@pytest.mark.parametrize("votes", [(1, 0), (7, 0), (3, 4), (0, 0)])
def test_fewer_than_eight_votes_tell_nothing(votes: tuple[int, ...]) -> None:
    told = told_of_choice(choices(*votes))
    assert {(one.plotted, one.place) for one in told} == {(None, None)}
    assert len({one.text for one in told}) == 1


@pytest.mark.parametrize("votes", [(8, 0), (5, 3), (15, 0), (8, 7)])
def test_from_eight_votes_what_came_first_is_told_and_no_number(votes: tuple[int, ...]) -> None:
    told = told_of_choice(choices(*votes))
    assert [one.place for one in told] == [1, None]
    assert {one.plotted for one in told} == {None}
    # All of them or all but some: it reads the same.
    assert told == told_of_choice(choices(8, 4))


def test_equals_are_first_together() -> None:
    assert [one.place for one in told_of_choice(choices(4, 4, 1))] == [1, 1, None]


def test_larger_polls_tell_shares_as_all_other_numbers_are_told() -> None:
    told = told_of_choice(choices(40, 20, 0))
    assert [one.text for one in told] == ["about 65%", "about 35%", "0%"]
    # All of one mind reads as nearly all, so that nobody's own vote is certain.
    assert told_of_choice(choices(20, 0)) == told_of_choice(choices(13, 7))
    assert told_of_choice(choices(20, 0))[0].text == "more than 60%"


def dots(*ballots: tuple[int, ...], times: int = 1) -> Counted:
    """These ballots so many times, counted; three dots, two at most for one answer."""
    return count(Box().with_ballots(*(ballots * times)), options=len(ballots[0]), cap=2)


def test_dots_tell_places_and_shares_where_no_answer_has_a_small_number() -> None:
    told = told_of_dots(dots((2, 1, 0), (2, 0, 0), (0, 2, 0), times=9))
    assert [one.place for one in told] == [1, 2, None]
    assert [one.text for one in told] == [
        "about 55% of the dots",
        "about 45% of the dots",
        "no dots",
    ]


def test_dots_tell_no_share_where_one_could_be_worked_out() -> None:
    counted = count(Box().with_ballots(*[(2, 1, 0)] * 20, *[(0, 1, 1)] * 3), options=3, cap=2)
    told = told_of_dots(counted)
    assert {one.plotted for one in told} == {None}
    assert [one.place for one in told] == [1, 2, None]


def test_few_people_with_many_dots_are_still_few() -> None:
    assert {one.plotted for one in told_of_dots(dots((2, 1), times=7))} == {None}
    assert [one.place for one in told_of_dots(dots((2, 1), times=7))] == [None, None]
    assert [one.place for one in told_of_dots(dots((2, 1), times=8))] == [1, None]
    # Sixteen people, of whom seven gave all dots of the second answer.
    seven = count(Box().with_ballots(*[(2, 0)] * 9, *[(0, 2)] * 7), options=2, cap=2)
    assert [one.place for one in told_of_dots(seven)] == [1, None]
    assert {one.plotted for one in told_of_dots(seven)} == {None}


def test_dots_on_a_sheet_are_taken_for_as_few_people_as_can_have_given_them() -> None:
    box = Box().with_sheet(16, (14, 16))
    counted = count(box, options=2, cap=2)
    assert (counted.least, counted.most) == ((7, 8), (14, 16))
    assert [one.place for one in told_of_dots(counted)] == [None, 1]
    assert {one.plotted for one in told_of_dots(counted)} == {None}


def test_nothing_leads_where_nobody_chose() -> None:
    assert leading((), 20) == frozenset()
    assert leading((0, 0), 20) == frozenset()
    assert leading((3, 5), FEWEST - 1) == frozenset()
    assert leading((8, 8), FEWEST_IN_PARTS) == {0, 1}
