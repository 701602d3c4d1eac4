"""Files of people as they are read: the rows of one, and who would be added."""

from __future__ import annotations

from app.cohorts.rules.roster import Roster, RosterRow, read_roster


def people(roster: Roster) -> list[tuple[str, str]]:
    """The names and addresses of those who would be added."""
    return [
        (row.name, row.email) for row in roster.rows if row.fault is None and row.same_as is None
    ]


def only(content: bytes | str) -> RosterRow:
    """The one row of a file."""
    (row,) = read_roster(content.encode() if isinstance(content, str) else content).rows
    return row
