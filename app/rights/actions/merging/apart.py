"""Tables of which a merge needs to know more than that a column leads to a person."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Column, Table, case, exists, func, or_, select, text, update
from sqlalchemy.orm import Session, aliased

from app.certificates.models import Certificate
from app.kit.rights import table_of
from app.mentoring.models import Pairing
from app.practice.models import Plumbline
from app.reflections.models import CpdRecord
from app.rights.actions.merging import Two
from app.rights.actions.merging.folding import come_under
from app.rights.declared import declared

# Far above any number that somebody has.
ASIDE = 1_000_000


def number_behind(db: Session, column: Column[Any], two: Two) -> None:
    """Numbered for each person: those of the account that goes follow those that are there.

    Where the declaration names a moment, all are then numbered in the order of it. At most three
    statements.
    """
    table = column.table
    last = select(func.coalesce(func.max(table.c.number), 0)).where(column == two.stays)
    moved = {column.name: two.stays, "number": table.c.number + last.scalar_subquery()}
    db.execute(update(table).where(column == two.goes).values(moved))
    when = declared()[table.name].best.newest
    if not when:
        return
    aside = {"number": table.c.number + ASIDE}
    db.execute(update(table).where(column == two.stays).values(aside))
    order = func.row_number().over(order_by=(table.c[when], table.c.id)).label("place")
    placed = select(table.c.id, order).where(column == two.stays).subquery()
    db.execute(update(table).where(table.c.id == placed.c.id).values(number=placed.c.place))


def certificates(db: Session, two: Two) -> None:
    """Each stays, so that every code still opens; of two valid ones of a course one is replaced.

    One statement.
    """
    there = aliased(Certificate)
    same = or_(there.cohort_id == Certificate.cohort_id, there.edition_id == Certificate.edition_id)
    last = select(func.coalesce(func.max(there.number), 0)).where(
        there.person_id == two.stays, same
    )
    valid = exists().where(
        there.person_id == two.stays,
        there.edition_id == Certificate.edition_id,
        there.revoked_at.is_(None),
        there.replaced_at.is_(None),
    )
    is_replaced = valid & Certificate.revoked_at.is_(None) & Certificate.replaced_at.is_(None)
    db.execute(
        update(Certificate)
        .where(Certificate.person_id == two.goes)
        .values(
            person_id=two.stays,
            number=Certificate.number + last.scalar_subquery(),
            replaced_at=case((is_replaced, two.now), else_=Certificate.replaced_at),
        )
    )


def pairings(db: Session, two: Two) -> None:
    """The smaller of the two ids stands first. Four statements."""
    for here, there in ((Pairing.one_id, Pairing.two_id), (Pairing.two_id, Pairing.one_id)):
        smaller, larger = func.least(two.stays, there), func.greatest(two.stays, there)
        alone = {here.key: two.stays}
        both = {Pairing.one_id.key: smaller, Pairing.two_id.key: larger}
        db.execute(update(Pairing).where(here == two.goes, there.is_not(None)).values(both))
        db.execute(update(Pairing).where(here == two.goes, there.is_(None)).values(alone))


def plumblines(db: Session, two: Two) -> None:
    """One of a cohort is counted: that of the account that stays. One statement."""
    there = aliased(Plumbline)
    counted = exists().where(
        there.person_id == two.stays, there.is_counted, there.cohort_id == Plumbline.cohort_id
    )
    db.execute(
        update(Plumbline)
        .where(Plumbline.person_id == two.goes)
        .values(
            person_id=two.stays,
            is_counted=case((counted, False), else_=Plumbline.is_counted),
        )
    )


def records_of_learning(db: Session, two: Two) -> None:
    """Two about one session both stay, since the words are the person's; one says its session.

    Five statements.
    """
    there = aliased(CpdRecord)
    doubled = exists().where(
        there.person_id == two.stays, there.gathering_id == CpdRecord.gathering_id
    )
    db.execute(
        update(CpdRecord).where(CpdRecord.person_id == two.goes, doubled).values(gathering_id=None)
    )
    come_under(db, table_of(CpdRecord).c.person_id, two.goes, two.stays)


# A table whose rule this is, in whichever of its columns the person stands.
APART: dict[str, Callable[[Session, Two], None]] = {
    "certificate": certificates,
    "pairing": pairings,
    "plumbline": plumblines,
    "cpd_record": records_of_learning,
}
# Whom somebody would choose, or not: between the two accounts of one person it says nothing.
BETWEEN = ("mentoring_choice", "mentoring_apart", "matching_line", "helping")


def part_from_themselves(db: Session, table: Table, two: Two) -> None:
    """Take away rows in which one of the two accounts speaks of the other. One statement."""
    names = ("chosen_id", "helper_id", "other_id")
    other = next(name for name in names if name in table.c)
    db.execute(
        text(
            f"DELETE FROM {table.name} WHERE (person_id = :goes AND {other} = :stays)"  # noqa: S608
            f" OR (person_id = :stays AND {other} = :goes)"
        ),
        {"goes": two.goes, "stays": two.stays},
    )
