"""Where marks stand on the map that we draw, and how sure we are of what is on the list."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.participation.rules.asset_map import HEIGHT, MARGIN, MIDDLE, WIDTH, Point, draw
from app.participation.rules.assets import ASKED_AFTER, DUE, FRESH, OLD, OLD_AFTER, standing
from tests.clock import NOON

CHOIR = Point(1, "Choir", 53.481, -2.243)
HALL = Point(2, "Hall", 53.491, -2.223)


def test_a_map_has_north_at_the_top_and_all_of_it_inside() -> None:
    drawing = draw([CHOIR, HALL])
    assert drawing is not None
    choir, hall = drawing.marks
    assert hall.y < choir.y
    assert hall.x > choir.x
    for one in drawing.marks:
        assert MARGIN <= one.x <= WIDTH - MARGIN
        assert MARGIN <= one.y <= HEIGHT - MARGIN


def test_what_lies_on_each_other_shares_a_mark() -> None:
    others = [Point(number, "Near", 53.481, -2.243) for number in range(3, 9)]
    drawing = draw([CHOIR, HALL, *others])
    assert drawing is not None
    assert [one.label for one in drawing.marks] == ["1 +6", "2"]
    assert [point.number for point in drawing.marks[0].points] == [1, *range(3, 9)]


def test_one_point_alone_is_in_the_middle_and_its_scale_is_of_streets() -> None:
    drawing = draw([CHOIR])
    assert drawing is not None
    assert (drawing.marks[0].x, drawing.marks[0].y) == (WIDTH / 2, MIDDLE)
    assert drawing.scale_words == "200 metres"


def test_without_a_position_there_is_no_map() -> None:
    assert draw([], [HALL]) is None


@pytest.mark.parametrize("point", [(90.0, 0.0), (-90.0, 180.0), (0.0, -180.0)])
def test_the_ends_of_the_earth_are_drawn_inside_too(point: tuple[float, float]) -> None:
    drawing = draw([CHOIR, Point(2, "Far", *point)])
    assert drawing is not None
    assert all(0 <= one.x <= WIDTH and 0 <= one.y <= HEIGHT for one in drawing.marks)


def test_after_half_a_year_we_are_not_sure_and_after_nine_months_it_is_old() -> None:
    second = timedelta(seconds=1)
    assert standing(NOON, NOON + ASKED_AFTER - second) == FRESH
    assert standing(NOON, NOON + ASKED_AFTER) == DUE
    assert standing(NOON, NOON + OLD_AFTER) == OLD
