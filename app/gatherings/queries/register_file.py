"""What a file would change in a register; nothing is written."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.cohorts.rules.roster.texts import read_text
from app.cohorts.rules.roster.unreadable import Unreadable
from app.gatherings.errors.register import FileUnreadable, HeadingsMissing, TooManyRows
from app.gatherings.models import Gathering
from app.gatherings.queries.attendance import whole_register
from app.gatherings.rules.attendance import CHOICES
from app.gatherings.rules.register_file import (
    HeadingsError,
    ReadFile,
    Registered,
    TooLongError,
    match_rows,
    write_register,
)
from app.kit.times import in_zone, say_zone


def register_in_file(db: Session, gathering: Gathering, content: bytes) -> ReadFile:
    """What each line of a file would do to the register; one statement.

    Raises: FileUnreadable, HeadingsMissing, TooManyRows.
    """
    try:
        rows = read_text(content)
    except Unreadable as why:
        raise FileUnreadable(str(why)) from None
    people = [
        Registered(line.enrolment_id, line.name, line.email, line.how)
        for line in whole_register(db, gathering)
    ]
    try:
        return match_rows(rows, people)
    except HeadingsError:
        raise HeadingsMissing from None
    except TooLongError:
        raise TooManyRows from None


def register_as_file(db: Session, gathering: Gathering, zone: str) -> bytes:
    """The whole register as CSV, times in the cohort's zone; one statement."""
    return write_register(
        [
            line.name,
            CHOICES[line.how],
            line.by or "",
            f"{in_zone(line.at, zone):%Y-%m-%d %H:%M} ({say_zone(zone)})" if line.at else "",
            str(line.enrolment_id),
        ]
        for line in whole_register(db, gathering)
    )
