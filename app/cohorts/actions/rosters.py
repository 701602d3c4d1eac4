"""A file of people: kept for a look, then one yes that writes it, then forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import PurePosixPath, PureWindowsPath
from uuid import UUID

from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from app.cohorts.actions.enrolment import Added, Entrant, seat_people
from app.cohorts.actions.seats import hold_cohort
from app.cohorts.errors import UnknownStanding
from app.cohorts.errors.rosters import FileForgotten, FileNeeded, FileUnreadable
from app.cohorts.models import RosterFile
from app.cohorts.queries.rosters import RosterPlan, plan_of
from app.cohorts.rules import STANDINGS
from app.cohorts.rules.roster import Roster, read_roster
from app.cohorts.rules.roster.fates import AGAIN, CHANGED, HERE, NEW, REFUSED, TWICE, Fate
from app.kit.db import changed
from app.people.actions.newcomers import Newcomer, persons_for
from app.people.models import Person
from app.people.rules import clean_name
from app.post.actions.channels import move_letters_of

KEPT_FOR = timedelta(days=1)
LONGEST_FILE_NAME = 120

CHANGE_SEATS = text(
    """
    UPDATE enrolment
    SET standing = coalesce(new.standing, enrolment.standing),
        place_id = coalesce(new.place_id, enrolment.place_id)
    FROM unnest(CAST(:ids AS uuid[]), CAST(:standings AS text[]), CAST(:places AS uuid[]))
        AS new (id, standing, place_id)
    WHERE enrolment.id = new.id
    """
)
# Somebody may have taken the address since the file was looked at.
CHANGE_PERSONS = text(
    """
    UPDATE person
    SET email = coalesce(new.email, person.email),
        phone = coalesce(new.phone, person.phone),
        post_address = coalesce(new.address, person.post_address),
        channel = coalesce(new.channel, person.channel)
    FROM unnest(
        CAST(:ids AS uuid[]), CAST(:emails AS text[]), CAST(:phones AS text[]),
        CAST(:addresses AS text[]), CAST(:channels AS text[])
    ) AS new (id, email, phone, address, channel)
    WHERE person.id = new.id AND NOT EXISTS (
        SELECT FROM person AS other WHERE lower(other.email) = lower(new.email)
    )
    """
)


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
    once_more = plan.groups[AGAIN] if again else []
    _change(db, [*plan.groups[CHANGED], *once_more], now=now)
    added = _enrol(db, actor, file, [*plan.groups[NEW], *once_more], now=now)
    file.choices = {**file.choices, "again": again}
    file.counts = _counts(plan, added, again=again)
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


def _enrol(
    db: Session, actor: Person | None, file: RosterFile, fates: Sequence[Fate], *, now: datetime
) -> Added:
    unknown = [fate for fate in fates if fate.known is None]
    made = persons_for(db, [_newcomer(fate) for fate in unknown], now=now) if unknown else []
    ids = {fate.row.number: made_id for fate, made_id in zip(unknown, made, strict=True)}
    entrants = [
        Entrant(
            fate.known.person_id if fate.known else ids[fate.row.number],
            _standing(fate, file.choices["standing"]),
            fate.place_id,
        )
        for fate in fates
    ]
    return seat_people(db, actor, cohort_id=file.cohort_id, entrants=entrants, now=now)


def _newcomer(fate: Fate) -> Newcomer:
    row = fate.row
    return Newcomer(row.name, row.email, row.phone, row.post_address, row.reached_by)


def _standing(fate: Fate, otherwise: str) -> str:
    before = fate.known.standing if fate.known else None
    return fate.row.standing or before or otherwise


def _change(db: Session, fates: Sequence[Fate], *, now: datetime) -> None:
    """Write what changes for people who are here; at most two statements, and two a channel."""
    some = [fate for fate in fates if fate.changes and fate.known]
    if not some:
        return
    known = [fate.known for fate in some if fate.known]
    seats = {
        "ids": [one.enrolment_id for one in known],
        "standings": [fate.new_value("standing") for fate in some],
        "places": [fate.new_value("place") for fate in some],
    }
    db.execute(CHANGE_SEATS, seats)
    persons = {
        "ids": [one.person_id for one in known],
        "emails": [fate.new_value("email") for fate in some],
        "phones": [fate.new_value("phone") for fate in some],
        "addresses": [fate.new_value("address") for fate in some],
        "channels": [fate.new_value("channel") for fate in some],
    }
    db.execute(CHANGE_PERSONS, persons)
    by_channel: dict[str, list[UUID]] = {}
    for fate, one in zip(some, known, strict=True):
        channel = fate.new_value("channel")
        if channel:
            by_channel.setdefault(str(channel), []).append(one.person_id)
    for channel, ids in sorted(by_channel.items()):
        move_letters_of(db, ids, channel=channel, now=now)


def _counts(plan: RosterPlan, added: Added, *, again: bool) -> dict[str, int]:
    """How many rows came to what; `out` are those who left or said no, and were left alone."""
    return {
        "invited": added.invited,
        "again": added.again,
        "waiting": added.waiting,
        "changed": plan.count(CHANGED),
        "here": plan.count(HERE) + added.already,
        "out": 0 if again else plan.count(AGAIN),
        "twice": plan.count(TWICE),
        "refused": plan.count(REFUSED),
    }


def _file_name(name: str) -> str:
    """The last part of a file's name, without what nobody can see; never a path."""
    last = PurePosixPath(PureWindowsPath(name).name).name
    return (clean_name(last[:LONGEST_FILE_NAME]) or "A list of people").strip()
