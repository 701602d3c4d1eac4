"""What a file of people would do in a cohort, before anything is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import literal_column, or_, select, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Session, aliased, defer

from app.cohorts.models import RosterFile
from app.cohorts.queries.people import people_counts
from app.cohorts.queries.places import places_of
from app.cohorts.queries.seats import Seat, seat_by_slug
from app.cohorts.rules import PARTICIPANT, SEATED, WAITING
from app.cohorts.rules.roster import Roster, RosterRow
from app.cohorts.rules.roster.fates import FATES, Fate, Known, KnownPlace, fates_of
from app.cohorts.rules.roster.same import plain_address
from app.people.models import Person
from app.people.queries import has_been_in, has_private

# How many files a page lists.
NEWEST = 20

_one = aliased(Person, name="one")
# The one rule of whose account is theirs alone, for the statements below.
IS_THEIRS = (
    select(_one.id)
    .where(_one.id == literal_column("person.id"), or_(has_been_in(_one), has_private(_one)))
    .compile(dialect=postgresql.dialect(), compile_kwargs={"literal_binds": True})  # type: ignore[no-untyped-call]
)
KNOWN = f"""
    new.row, person.id AS person_id, person.name, person.email, person.phone,
    person.post_address, person.channel, person.roles <> '{{}}' AS has_roles,
    enrolment.id AS enrolment_id, enrolment.role, enrolment.state, enrolment.standing,
    enrolment.place_id,
    person.email IS NOT NULL OR EXISTS ({IS_THEIRS}) OR EXISTS (
        SELECT FROM enrolment AS other
        WHERE other.person_id = person.id AND other.cohort_id <> :cohort
        AND other.state NOT IN ('declined', 'left', 'withdrawn')
    ) AS is_theirs
"""
# The database compares the addresses, since its small letters are those of the unique key.
BY_EMAIL = text(
    f"""
    SELECT {KNOWN}
    FROM unnest(CAST(:rows AS int[]), CAST(:emails AS text[])) AS new (row, email)
    JOIN person ON lower(person.email) = lower(new.email)
    LEFT JOIN enrolment ON enrolment.person_id = person.id AND enrolment.cohort_id = :cohort
    """  # noqa: S608 - the parts are ours
)
# Of several people with one name and number: who is in the cohort, or else who came first. A row
# with an e-mail address that nobody has is somebody whose account was made without one.
BY_PHONE = text(
    f"""
    SELECT DISTINCT ON (new.row) {KNOWN}
    FROM unnest(
        CAST(:rows AS int[]), CAST(:names AS text[]), CAST(:phones AS text[]),
        CAST(:here AS boolean[])
    ) AS new (row, name, phone, here)
    JOIN person ON person.phone = new.phone AND lower(person.name) = lower(new.name)
    LEFT JOIN enrolment ON enrolment.person_id = person.id AND enrolment.cohort_id = :cohort
    WHERE NOT new.here OR (person.email IS NULL AND enrolment.id IS NOT NULL)
    ORDER BY new.row, enrolment.id IS NULL, person.id
    """  # noqa: S608 - the parts are ours
)
BY_POST = text(
    f"""
    SELECT DISTINCT ON (new.row) {KNOWN}
    FROM unnest(
        CAST(:rows AS int[]), CAST(:names AS text[]), CAST(:addresses AS text[])
    ) AS new (row, name, address)
    JOIN (enrolment JOIN person ON person.id = enrolment.person_id)
        ON enrolment.cohort_id = :cohort AND person.email IS NULL
        AND lower(person.name) = lower(new.name)
        AND regexp_replace(lower(person.post_address), '[^[:alnum:]]', '', 'g')
            = regexp_replace(lower(new.address), '[^[:alnum:]]', '', 'g')
    ORDER BY new.row, person.id
    """  # noqa: S608 - the parts are ours
)


@dataclass(frozen=True)
class RosterSeat:
    """The actor's seat in a cohort, and one file that was sent for it."""

    seat: Seat
    file: RosterFile


@dataclass(frozen=True)
class FileLine:
    """A file in the list, with the name of who sent it; its content is not read."""

    id: UUID
    name: str
    uploaded_at: datetime
    uploaded_by: str | None
    applied_at: datetime | None
    counts: Mapping[str, int] | None


@dataclass(frozen=True)
class RosterPlan:
    """What would become of each row of a file; `room`: free seats, None when there is no limit."""

    roster: Roster
    fates: Sequence[Fate]
    room: int | None

    @cached_property
    def groups(self) -> Mapping[str, Sequence[Fate]]:
        """The rows by what would become of them, each group in the order of the file."""
        found: dict[str, list[Fate]] = {fate: [] for fate in FATES}
        for one in self.fates:
            found[one.fate].append(one)
        return found

    def count(self, fate: str) -> int:
        """How many rows share a fate."""
        return len(self.groups[fate])


def roster_seat(db: Session, actor: Person, *, slug: str, roster_id: UUID) -> RosterSeat | None:
    """The actor's seat in a cohort and one file that was sent for it; two statements."""
    seat = seat_by_slug(db, actor, slug=slug)
    if seat is None:
        return None
    file = db.scalar(
        select(RosterFile).where(RosterFile.id == roster_id, RosterFile.cohort_id == seat.cohort.id)
    )
    return RosterSeat(seat, file) if file else None


def newest_files(db: Session, cohort_id: UUID) -> Sequence[FileLine]:
    """The newest twenty files that were sent for a cohort; one statement."""
    rows = db.execute(
        select(RosterFile, Person.name)
        .outerjoin(Person, Person.id == RosterFile.uploaded_by_id)
        .where(RosterFile.cohort_id == cohort_id)
        .options(defer(RosterFile.content))
        .order_by(RosterFile.uploaded_at.desc(), RosterFile.id.desc())
        .limit(NEWEST)
    )
    return [
        FileLine(file.id, file.name, file.uploaded_at, name, file.applied_at, file.counts)
        for file, name in rows
    ]


def plan_of(db: Session, cohort_id: UUID, capacity: int | None, roster: Roster) -> RosterPlan:
    """What each row would do in this cohort; at most five statements for any number."""
    good = [row for row in roster.rows if row.fault is None]
    places = [
        KnownPlace(place.id, place.name, place.ods_code) for place in places_of(db, cohort_id)
    ]
    fates = fates_of(roster.rows, _known(db, cohort_id, good), places)
    return RosterPlan(roster, fates, _room(db, cohort_id, capacity))


def _room(db: Session, cohort_id: UUID, capacity: int | None) -> int | None:
    if capacity is None:
        return None
    counts = people_counts(db, cohort_id)
    if counts.people(state=WAITING, role=PARTICIPANT):
        return 0
    taken = sum(counts.people(state=state, role=PARTICIPANT) for state in SEATED)
    return max(0, capacity - taken)


def _known(db: Session, cohort_id: UUID, rows: Sequence[RosterRow]) -> dict[int, Known]:
    """Whom the rows name, by the row's number: by e-mail, else by phone or address with name."""
    found = _matched(
        db,
        BY_EMAIL,
        [row for row in rows if row.email],
        cohort_id,
        emails=lambda row: row.email,
    )
    found |= _matched(
        db,
        BY_PHONE,
        [row for row in rows if row.phone and row.number not in found],
        cohort_id,
        names=lambda row: row.name,
        phones=lambda row: row.phone,
        here=lambda row: bool(row.email),
    )
    return found | _matched(
        db,
        BY_POST,
        [row for row in rows if plain_address(row.post_address) and row.number not in found],
        cohort_id,
        names=lambda row: row.name,
        addresses=lambda row: row.post_address,
    )


def _matched(
    db: Session, statement: Any, rows: Sequence[RosterRow], cohort_id: UUID, **facts: Any
) -> dict[int, Known]:
    """Whom a statement finds for these rows, by the row's number; `facts` tells what it is given.

    At most one statement.
    """
    if not rows:
        return {}
    values: dict[str, Any] = {"rows": [row.number for row in rows], "cohort": cohort_id}
    values |= {name: [fact(row) for row in rows] for name, fact in facts.items()}
    return {row[0]: Known(*row[1:]) for row in db.execute(statement, values)}
