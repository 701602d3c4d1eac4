"""A person's own answers to scales; nobody else reads them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.cohorts.queries import Seat, seat_by_slug
from app.kit.paging import PAGE_SIZE, Page, nearest_page
from app.people.models import Person
from app.practice.models import ScaleAnswer
from app.practice.rules.keys import SCALE
from app.vault.queries import keys_of


@dataclass(frozen=True)
class SaidScale:
    """What a person said on one day with its wording, and who typed it in if another did."""

    row: ScaleAnswer
    said: Mapping[str, Any]
    entered_by: str | None


@dataclass(frozen=True)
class ScaleSeat:
    """The actor's seat in a cohort, and the scale of the address, which may not be there."""

    seat: Seat
    scale_key: str


def scale_seat(db: Session, actor: Person, *, slug: str, scale_key: str) -> ScaleSeat | None:
    """The seat and the scale of an address, for guards. One statement."""
    seat = seat_by_slug(db, actor, slug=slug)
    return ScaleSeat(seat, scale_key) if seat else None


def own_scale_answers(db: Session, actor: Person, key: str, number: int) -> Page[SaidScale]:
    """What the actor said to one scale, newest first, fifty at a time. Three statements.

    Raises: CannotOpen.
    """
    of_it = (ScaleAnswer.person_id == actor.id, ScaleAnswer.scale_key == key)
    total = db.scalar(select(func.count(ScaleAnswer.id)).where(*of_it)) or 0
    number = nearest_page(number, total)
    rows = _own(actor).where(ScaleAnswer.scale_key == key)
    return Page(
        _opened(db, actor, rows.limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE)), number, total
    )


def all_own_scale_answers(db: Session, actor: Person) -> Sequence[SaidScale]:
    """All that the actor ever said to any scale, newest first. Two statements.

    Raises: CannotOpen.
    """
    return _opened(db, actor, _own(actor))


def answered_scales(db: Session, actor: Person) -> Sequence[str]:
    """The keys of the scales that the actor has answered, also of files that are gone.

    One statement.
    """
    keys = select(ScaleAnswer.scale_key).where(ScaleAnswer.person_id == actor.id).distinct()
    return db.scalars(keys.order_by(ScaleAnswer.scale_key)).all()


def _own(actor: Person) -> Select[ScaleAnswer, str]:
    return (
        select(ScaleAnswer, Person.name)
        .outerjoin(Person, Person.id == ScaleAnswer.entered_by_id)
        .where(ScaleAnswer.person_id == actor.id)
        .order_by(ScaleAnswer.id.desc())
    )


def _opened(db: Session, actor: Person, rows: Select[ScaleAnswer, str]) -> list[SaidScale]:
    found = db.execute(rows).all()
    keys = keys_of(db, [actor.id]) if found else {}
    return [
        SaidScale(row, json.loads(keys[actor.id].open(row.sealed, SCALE, row.id)), typist)
        for row, typist in found
    ]
