"""Lists longer than fifty rows are shown page by page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

PAGE_SIZE = 50

T = TypeVar("T")


@dataclass(frozen=True)
class Page(Generic[T]):
    """One page of a longer list; numbers start at 1."""

    rows: Sequence[T]
    number: int
    total: int
    size: int = PAGE_SIZE

    @property
    def last(self) -> int:
        """The number of the last page; an empty list has one empty page."""
        return last_page(self.total, self.size)

    @property
    def numbers(self) -> list[int | None]:
        """The numbers to show: the first, the last, and those around here; None where some lack."""
        around = range(max(1, self.number - 1), min(self.last, self.number + 1) + 1)
        shown = list[int | None]()
        for number in sorted({1, *around, self.last}):
            if number > 1 and shown[-1] != number - 1:
                shown.append(None)
            shown.append(number)
        return shown


def last_page(total: int, size: int = PAGE_SIZE) -> int:
    """The number of the last page of a list; an empty list has one empty page."""
    return max(1, -(-total // size))


def nearest_page(wanted: int, total: int, size: int = PAGE_SIZE) -> int:
    """The page that is there and nearest to the one that an address asks for."""
    return min(max(wanted, 1), last_page(total, size))
