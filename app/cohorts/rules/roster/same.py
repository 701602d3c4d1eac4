"""Rows of one file that name the same person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.cohorts.rules.roster.rows import RosterRow


def once(rows: Sequence[RosterRow]) -> list[RosterRow]:
    """The same rows; whoever was named before is only pointed at.

    People with an e-mail address are known by it, others by their number or address with their
    name; so those with an e-mail address are looked at first.
    """
    first: dict[tuple[str, ...], int] = {}
    same: dict[int, int] = {}
    good = [row for row in rows if row.fault is None]
    for row in sorted(good, key=lambda row: not row.email):
        keys = _keys(row)
        known = keys[:1] if row.email else keys
        before = next((first[key] for key in known if key in first), None)
        if before is not None:
            same[row.number] = before
            continue
        for key in keys:
            first.setdefault(key, row.number)
    return [replace(row, same_as=same.get(row.number)) for row in rows]


def _keys(row: RosterRow) -> list[tuple[str, ...]]:
    """What a person is known by, the surest first."""
    name = row.name.casefold()
    keys: list[tuple[str, ...]] = [("email", row.email.casefold())] if row.email else []
    if row.phone:
        keys.append(("phone", row.phone, name))
    elif row.post_address:
        keys.append(("post", plain_address(row.post_address), name))
    return keys


def plain_address(address: str) -> str:
    """An address with nothing left but its letters and figures, so that commas do not count."""
    return "".join(mark for mark in address.casefold() if mark.isalnum())
