"""A file of people: kept for a look, then one yes that writes it, then forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import PurePosixPath, PureWindowsPath
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.cohorts.actions.bringing import carry_out
from app.cohorts.actions.seats import hold_cohort
from app.cohorts.errors import UnknownStanding
from app.cohorts.errors.rosters import FileForgotten, FileNeeded, FileUnreadable
from app.cohorts.models import RosterFile
from app.cohorts.queries.rosters import plan_of
from app.cohorts.rules import STANDINGS
from app.cohorts.rules.roster import Roster, read_roster
from app.kit.db import changed
from app.people.models import Person
from app.people.rules import clean_name

KEPT_FOR = timedelta(days=1)
LONGEST_FILE_NAME = 120


@dataclass(frozen=True)
class Applied:
    """A file that somebody has said yes to; `just_now` is true for the yes that did it."""

    file: RosterFile
    just_now: bool


def keep_roster(
    db: Session,
    actor: Person | None,
    *,
    cohort_id: UUID,
    name: str,
    content: bytes,
    standing: str,
    now: datetime,
) -> RosterFile:
    """Keep a file for a day, for somebody to look at and say yes to; nobody is added by this.

    `standing` is who people come as where the file does not say it.
    Raises: FileNeeded, FileUnreadable, UnknownStanding.
    """
    if standing not in STANDINGS:
        raise UnknownStanding
    if not name and not content:
        raise FileNeeded
    fault = read_roster(content).fault
    if fault is not None:
        raise FileUnreadable(fault)
    file = RosterFile(
        cohort_id=cohort_id,
        name=_file_name(name),
        content=content,
        choices={"standing": standing},
        uploaded_by_id=actor.id if actor else None,
        uploaded_at=now,
    )
    db.add(file)
    db.flush()
    return file


def apply_roster(
    db: Session,
    actor: Person | None,
    *,
    cohort_id: UUID,
    roster_id: UUID,
    again: bool,
    now: datetime,
) -> Applied:
    """Do what a file says, once, however often and by however many people the yes is said.

    The file is read again and held against who is here now. `again`: whether those who left or
    said no are invited once more. At most 40 statements for 5,000 rows.
    Raises: FileForgotten, NotFound.
    """
    cohort = hold_cohort(db, cohort_id)
    this = (RosterFile.id == roster_id, RosterFile.cohort_id == cohort_id)
    file = db.scalar(
        update(RosterFile)
        .where(*this, RosterFile.applied_at.is_(None), RosterFile.content.is_not(None))
        .values(applied_at=now, applied_by_id=actor.id if actor else None)
        .returning(RosterFile)
        .execution_options(populate_existing=True)
    )
    if file is None:
        done = db.scalar(select(RosterFile).where(*this, RosterFile.applied_at.is_not(None)))
        if done is None:
            raise FileForgotten
        return Applied(done, just_now=False)
    plan = plan_of(db, cohort_id, cohort.capacity, roster_of(file))
    standing = file.choices["standing"]
    counts = carry_out(db, actor, cohort, plan, standing=standing, again=again, now=now)
    file.choices = {**file.choices, "again": again}
    file.counts = counts
    db.flush()
    return Applied(file, just_now=True)


def roster_of(file: RosterFile) -> Roster:
    """The rows of a file that is kept.

    Raises: FileForgotten.
    """
    if file.content is None:
        raise FileForgotten
    return read_roster(file.content)


def forget_rosters(db: Session, *, now: datetime) -> int:
    """Empty the files that were sent more than a day ago, and say how many; one statement."""
    return changed(
        db,
        update(RosterFile)
        .where(RosterFile.content.is_not(None), RosterFile.uploaded_at <= now - KEPT_FOR)
        .values(content=None),
    )


def _file_name(name: str) -> str:
    """The last part of a file's name, without what nobody can see; never a path."""
    last = PurePosixPath(PureWindowsPath(name).name).name
    return (clean_name(last[:LONGEST_FILE_NAME]) or "A list of people").strip()
