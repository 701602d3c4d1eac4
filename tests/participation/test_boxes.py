"""The heap of ballots: the same votes make the same box in whatever order they were cast."""

from __future__ import annotations

from itertools import permutations

import pytest

from app.participation.rules.boxes import ROUNDED_TO, Box, fits, read, single, written


def test_the_order_of_voting_is_not_in_the_box() -> None:
    votes = [(1, 0, 2), (0, 3, 0), (1, 0, 2), (0, 0, 1)]
    boxes = set()
    for order in permutations(votes):
        box = Box()
        for ballot in order:
            box = box.with_ballots(ballot)
        boxes.add(written(box))
    assert len(boxes) == 1


def test_sheets_of_paper_run_together_in_any_order() -> None:
    one, other = (5, (4, 0, 6)), (3, (0, 3, 1))
    forward = Box().with_sheet(*one).with_sheet(*other)
    assert written(forward) == written(Box().with_sheet(*other).with_sheet(*one))
    assert (forward.people, forward.paper) == (8, (4, 3, 7))


def test_the_length_of_a_box_does_not_tell_what_was_added() -> None:
    small = Box().with_ballots((1, 0))
    assert len(written(small)) == ROUNDED_TO
    assert len(written(small.with_ballots((10, 12)))) == ROUNDED_TO
    many = Box(ballots=((1, 1, 1, 1, 1, 1),) * 600)
    assert len(written(many)) % ROUNDED_TO == 0
    assert read(written(many)) == many


@pytest.mark.parametrize(
    ("ballot", "is_good"),
    [
        ((1, 0, 2), True),
        ((0, 0, 1), True),
        ((0, 0, 0), False),
        ((2, 2, 0), False),
        ((3, 0, 0), False),
        ((-1, 2, 2), False),
        ((1, 1), False),
        ((), False),
        ((1, 0, 0, 0), False),
    ],
)
def test_a_ballot_has_at_least_one_dot_and_not_too_many(
    ballot: tuple[int, ...], *, is_good: bool
) -> None:
    assert fits(ballot, options=3, dots=3, most=2) is is_good


def test_a_choice_is_one_dot() -> None:
    assert single(1, 3) == (0, 1, 0)
