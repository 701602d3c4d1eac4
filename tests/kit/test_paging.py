"""Which page of a long list is shown for what an address asks."""

from __future__ import annotations

import pytest

from app.kit.paging import Page, nearest_page


@pytest.mark.parametrize(
    ("wanted", "total", "shown"),
    [
        (1, 0, 1),
        (2, 0, 1),
        (0, 60, 1),
        (-7, 60, 1),
        (1, 50, 1),
        (2, 50, 1),
        (2, 51, 2),
        (9, 101, 3),
    ],
)
def test_an_address_outside_the_list_shows_its_nearest_page(
    wanted: int, total: int, shown: int
) -> None:
    assert nearest_page(wanted, total) == shown


def test_an_empty_list_has_one_empty_page() -> None:
    assert Page([], 1, 0).last == 1


@pytest.mark.parametrize(
    ("number", "total", "shown"),
    [
        (1, 0, [1]),
        (1, 100, [1, 2]),
        (2, 150, [1, 2, 3]),
        (3, 250, [1, 2, 3, 4, 5]),
        (4, 500, [1, None, 3, 4, 5, None, 10]),
        (10, 500, [1, None, 9, 10]),
    ],
)
def test_the_first_the_last_and_the_pages_around_are_offered(
    number: int, total: int, shown: list[int | None]
) -> None:
    assert Page([], number, total).numbers == shown
