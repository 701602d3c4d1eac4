"""Two accounts of one person become one, in one transaction, by what every table declares."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, literal, select, union_all, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from app.cohorts.actions.seats import hold_cohort, pass_on_seats
from app.cohorts.models import Enrolment
from app.kit.rights import PERSON, Merge, table_of
from app.people.actions.sign_ins import end_sign_ins
from app.people.models import EmailChange, Person, SignInLink
from app.post.actions.channels import move_waiting_letters
from app.rights.actions.merging import Two
from app.rights.actions.merging.apart import APART, BETWEEN, number_behind, part_from_themselves
from app.rights.actions.merging.folding import LOOSE, come_under, references
from app.rights.actions.merging.sealing import hold_all_keys, seal_anew
from app.rights.actions.merging.ways import Kept, contact_after, pass_on_letters
from app.rights.declared import declared
from app.rights.errors import BusyNow, CannotMerge, NobodyThere
from app.rights.queries.clashes import clashes


class NotMoved(Exception):  # noqa: N818 - a fault of ours: everything is undone
    """A row still names the account that is to go."""


def merge_people(db: Session, stays_id: UUID, goes_id: UUID, kept: Kept, *, now: datetime) -> None:
    """Let all that is one account's be the other's, and remove the first.

    Some hundreds of statements, and two for a hundred private texts or for a file. Nobody can
    read or write private writing meanwhile. Who said yes is the caller's to know.
    Raises: BusyNow, NobodyThere, CannotMerge (with all its sentences), CannotOpen.
    """
    two = Two(goes_id, stays_id, now)
    stays, goes = hold_both(db, two)
    if found := clashes(db, stays, goes):
        raise CannotMerge(found)
    shared = _shared_cohorts(db, two)
    pass_on_letters(db, two)
    _end(db, two)
    seal_anew(db, two)
    _move(db, two)
    _close(db, two, stays, goes, kept)
    for cohort_id in shared:
        pass_on_seats(db, hold_cohort(db, cohort_id), now=now)


def hold_both(db: Session, two: Two) -> tuple[Person, Person]:
    """Hold all keys, then both persons in the order of their ids; who stays comes first.

    Three statements. Raises: BusyNow, NobodyThere.
    """
    try:
        hold_all_keys(db)
        found = db.scalars(
            select(Person)
            .where(Person.id.in_([two.goes, two.stays]))
            .order_by(Person.id)
            .with_for_update()
            .execution_options(populate_existing=True)
        ).all()
    except OperationalError as error:
        raise BusyNow from error
    by_id = {person.id: person for person in found}
    if len(by_id) < 2:  # noqa: PLR2004 - both
        raise NobodyThere
    return by_id[two.stays], by_id[two.goes]


def _move(db: Session, two: Two) -> None:
    """Let every column that leads to a person, or may hold its id, lead to the one who stays."""
    for name in BETWEEN:
        part_from_themselves(db, declared()[name].table, two)
    for rule in APART.values():
        rule(db, two)
    for column in references(PERSON):
        how = declared()[column.table.name].merges[column.name]
        if how is Merge.BEHIND:
            number_behind(db, column, two)
        elif how is not Merge.APART:
            come_under(db, column, two.goes, two.stays)
    for column in LOOSE:
        come_under(db, column, two.goes, two.stays)


def _shared_cohorts(db: Session, two: Two) -> list[UUID]:
    """Cohorts in which both have a place, of which one becomes free."""
    theirs = select(Enrolment.cohort_id).where(Enrolment.person_id == two.goes)
    both = select(Enrolment.cohort_id).where(
        Enrolment.person_id == two.stays, Enrolment.cohort_id.in_(theirs)
    )
    return sorted(db.scalars(both).all())


def _end(db: Session, two: Two) -> None:
    """Sign-ins, second steps and what else ends with the account.

    Sign-ins that are over and links that were used stay: by them it shows that somebody has been
    in, so that nobody else says from now on where a way in is sent.
    """
    end_sign_ins(db, two.goes, now=two.now)
    unused = (SignInLink.person_id == two.goes, SignInLink.used_at.is_(None))
    db.execute(delete(SignInLink).where(*unused))
    # Whoever reads the address that comes was never asked.
    db.execute(delete(EmailChange).where(EmailChange.person_id == two.stays))
    for one in declared().values():
        for name, rule in one.merges.items():
            if rule is Merge.ENDS and one.name != PERSON:
                db.execute(delete(one.table).where(one.table.c[name] == two.goes))


def _close(db: Session, two: Two, stays: Person, goes: Person, kept: Kept) -> None:
    """Remove the account that goes, when nothing names it any more, and keep what it told."""
    if names := _still_named(db, two.goes):
        raise NotMoved(", ".join(names))
    after: dict[str, Any] = contact_after(stays, goes, kept)
    after["what_i_bring"] = stays.what_i_bring or goes.what_i_bring
    after["created_at"] = min(stays.created_at, goes.created_at)
    after["contact_changed_at"] = two.now
    db.expunge(goes)
    person = table_of(Person)
    db.execute(delete(person).where(person.c.id == two.goes))
    db.execute(update(person).where(person.c.id == two.stays).values(after))
    db.expire_all()
    move_waiting_letters(db, two.stays, channel=after["channel"], now=two.now)


def _still_named(db: Session, person_id: UUID) -> list[str]:
    """Columns that still lead to a person. One statement."""
    asked = [
        select(literal(f"{one.table.name}.{one.name}")).where(one == person_id)
        for one in references(PERSON)
    ]
    return sorted(set(db.scalars(union_all(*asked)).all()))
