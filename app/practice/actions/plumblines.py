"""Beginning a plumbline, giving its numbers, and erasing it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.cohorts.policy import may_learn
from app.cohorts.queries.seats import seat_by_slug
from app.kit.db import new_id
from app.kit.sendings import sending_key
from app.people.models import Person
from app.people.rules import clean_lines
from app.practice.errors import plumblines as errors
from app.practice.models import Plumbline, PlumblineLook, PlumblineScore
from app.practice.queries.plumblines import KeptLook, LookPlace, PlumblinePlace, looks_at
from app.practice.queries.questions import questions_of
from app.practice.rules.keys import NAME
from app.practice.rules.looks import LONGEST_NAME, MOST, is_open, read_scores
from app.vault.actions import key_for_writing


def begin_plumbline(
    db: Session, actor: Person, *, slug: str, name: str, form_key: UUID, now: datetime
) -> UUID:
    """Name a practice or service to hold the plumbline to. Six statements at most.

    The same form with the same name begins one, however often it is sent.
    Raises: CohortNeeded, NameNeeded, NameTooLong, TooMany; CannotOpen.
    """
    seat = seat_by_slug(db, actor, slug=slug)
    if seat is None or not may_learn(actor, seat):
        raise errors.CohortNeeded
    called = clean_place(name)
    begun = sending_key(form_key, actor.id, seat.cohort.id, called)
    earlier = db.scalar(select(Plumbline.id).where(Plumbline.request_key == begun))
    if earlier:
        return earlier
    key = key_for_writing(db, actor.id, now=now, alone=True)
    of_person = (Plumbline.person_id == actor.id, Plumbline.cohort_id == seat.cohort.id)
    if (db.scalar(select(func.count(Plumbline.id)).where(*of_person)) or 0) >= MOST:
        raise errors.TooMany
    made = new_id()
    db.execute(
        insert(Plumbline)
        .values(
            id=made,
            cohort_id=seat.cohort.id,
            person_id=actor.id,
            sealed_name=key.seal(called, NAME, made),
            created_at=now,
            request_key=begun,
        )
        .on_conflict_do_nothing(index_elements=["request_key"])
    )
    return db.scalars(select(Plumbline.id).where(Plumbline.request_key == begun)).one()


def give_scores(
    db: Session,
    at: LookPlace,
    *,
    sent: Mapping[str, str],
    is_all: bool,
    now: datetime,
    entered_by: Person | None = None,
) -> KeptLook:
    """Keep the numbers of one look; those that are not sent stay as they are. Six statements.

    `sent` are texts by item; `entered_by` is who begins the look for the person. `is_all`: they say
    that this is all; else the look is open again if a number was given. The same sent twice
    changes nothing more.
    Raises: NothingAsked, LookClosed, NoSuchScore.
    """
    look = _held_look(db, at, entered_by, now)
    scores = read_scores(sent, [one["item"] for one in look.asked])
    if scores is None:
        raise errors.NoSuchScore
    if scores:
        given = insert(PlumblineScore).values(
            [{"look_id": look.id, "item_key": item, "score": n} for item, n in scores.items()]
        )
        db.execute(
            given.on_conflict_do_update(
                index_elements=["look_id", "item_key"], set_={"score": given.excluded.score}
            )
        )
        look.changed_at, look.done_at = now, None
    if is_all:
        look.done_at = now
    db.flush()
    kept = looks_at(db, at.place.plumbline.id)
    return next(one for one in kept if one.row.moment == at.moment)


def erase_plumbline(db: Session, at: PlumblinePlace) -> None:
    """Do away with a plumbline and all its numbers, for good. One statement."""
    db.execute(delete(Plumbline).where(Plumbline.id == at.plumbline.id))


def clean_place(text: str) -> str:
    """What somebody calls a practice or service, as it is kept: one line.

    Raises: NameNeeded, NameTooLong.
    """
    lines = clean_lines(text, 10 * LONGEST_NAME)
    called = " ".join((lines or "").split())
    if lines is None or len(called) > LONGEST_NAME:
        raise errors.NameTooLong
    if not any(sign.isprintable() and not sign.isspace() for sign in called):
        raise errors.NameNeeded
    return called


def _held_look(
    db: Session, at: LookPlace, entered_by: Person | None, now: datetime
) -> PlumblineLook:
    """The look, begun if it was not, and held until the commit. Two statements, or four.

    Raises: NothingAsked, LookClosed; NotFound when the plumbline is gone.
    """
    # Two windows at the same plumbline write one after the other.
    db.execute(select(Plumbline.id).where(Plumbline.id == at.place.plumbline.id).with_for_update())
    looks = {
        look.moment: look
        for look in db.scalars(
            select(PlumblineLook).where(PlumblineLook.plumbline_id == at.place.plumbline.id)
        )
    }
    done = {moment for moment, look in looks.items() if look.done_at}
    if not is_open(at.moment, looks, done):
        raise errors.LookClosed
    look = looks.get(at.moment)
    return look if look is not None else _begun_look(db, at, entered_by, now)


def _begun_look(
    db: Session, at: LookPlace, entered_by: Person | None, now: datetime
) -> PlumblineLook:
    questions = questions_of(db, at.place.cohort)
    if not questions.asked or at.place.cohort.framework_id is None:
        raise errors.NothingAsked
    look = PlumblineLook(
        id=new_id(),
        plumbline_id=at.place.plumbline.id,
        moment=at.moment,
        framework_id=at.place.cohort.framework_id,
        asked=[asdict(one) for one in questions.asked],
        begun_at=now,
        changed_at=now,
        entered_by_id=entered_by.id if entered_by else None,
    )
    db.add(look)
    db.flush()
    return look
