"""Which column holds what in a list without headings, told from what stands in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from app.cohorts.rules.roster.headings import EMAIL, FIRST, LAST, NAME, PHONE
from app.people.phones import clean_phone_number

# So many rows tell what a column holds, and so large a share of their cells must agree.
ROWS_TO_JUDGE = 40
MOST_OF_THEM = 0.6
BOTH_NAMES = 2


def guess_columns(rows: Sequence[Sequence[str]]) -> Mapping[int, str] | None:
    """What the columns hold, by their place from 0, or None when that cannot be told.

    There must be a column of e-mail addresses or of phone numbers, and one or two of words.
    """
    some = [row for row in rows if any(cell.strip() for cell in row)][:ROWS_TO_JUDGE]
    width = max(map(len, some), default=0)
    kinds = {
        place: _kind_of([row[place] for row in some if place < len(row)]) for place in range(width)
    }
    found = {place: kind for place, kind in kinds.items() if kind in (EMAIL, PHONE)}
    words = [place for place, kind in kinds.items() if kind == NAME]
    if not found:
        return None
    if len(words) == 1:
        return {**found, words[0]: NAME}
    if len(words) == BOTH_NAMES and all(_single(some, place) for place in words):
        return {**found, words[0]: FIRST, words[1]: LAST}
    # Nothing but "Name <address>" in one column.
    return found if not words and EMAIL in found.values() else None


def _kind_of(cells: Sequence[str]) -> str | None:
    filled = [cell for cell in cells if cell.strip()]
    if not filled:
        return None
    if _share("@" in cell for cell in filled):
        return EMAIL
    if _share(clean_phone_number(cell) is not None for cell in filled):
        return PHONE
    return NAME if _share(any(map(str.isalpha, cell)) for cell in filled) else None


def _share(answers: Iterable[bool]) -> bool:
    said = list(answers)
    return sum(said) >= MOST_OF_THEM * len(said)


def _single(rows: Sequence[Sequence[str]], place: int) -> bool:
    cells = [row[place] for row in rows if place < len(row) and row[place].strip()]
    return _share([len(cell.split()) == 1 for cell in cells])
