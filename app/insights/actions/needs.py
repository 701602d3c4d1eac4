"""What a facilitator does about somebody who needs them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.insights.errors.needs import ChangedMeanwhile
from app.insights.models import KeptNeed, NeedChange, NeedContact
from app.insights.rules.needs.keeping import OPEN
from app.insights.rules.needs.listing import Need
from app.kit.db import new_id
from app.kit.sendings import sending_key
from app.people.models import Person


@dataclass(frozen=True)
class Contact:
    """That somebody was in touch: on which day, how, and what they agreed."""

    on_day: date
    how: str
    words: str


@dataclass(frozen=True)
class Settled:
    """How the chosen needs are to stand; `seen` is the newest change that the page showed."""

    state: str
    owner_id: UUID | None
    snoozed_until: datetime | None
    seen: datetime | None


def tell_needs(
    db: Session,
    actor: Person,
    needs: Sequence[Need],
    settled: Settled,
    contact: Contact | None,
    *,
    enrolment_id: UUID,
    form: UUID,
    now: datetime,
) -> None:
    """Keep a contact, and how these needs stand from now on; at most five statements.

    Sent twice, a contact is kept once; what becomes of the needs is as the last sending says. A
    contact is kept beside those of others; how a need stands is refused when somebody else changed
    it meanwhile.
    Raises: ChangedMeanwhile.
    """
    if contact:
        _keep_contact(db, actor, contact, enrolment_id, form, now)
    rows = _held(db, needs, enrolment_id)
    for row in rows:
        if _is_news(row, actor, settled.seen):
            raise ChangedMeanwhile
    stands = (settled.state, settled.owner_id, settled.snoozed_until)
    for row in rows:
        if (row.state, row.owner_id, row.snoozed_until) != stands or row.changed_at is None:
            row.state, row.owner_id, row.snoozed_until = stands
            _log(db, actor, row, now)
    db.flush()


def take_needs(
    db: Session, actor: Person, needs: Sequence[Need], *, enrolment_id: UUID, now: datetime
) -> bool:
    """Look after those of these that nobody looks after; whether there were any.

    Of two at the same moment the first does. At most four statements.
    """
    free = [row for row in _held(db, needs, enrolment_id) if row.owner_id is None]
    return _hand_over(db, actor, free, actor.id, now)


def give_back_needs(
    db: Session, actor: Person, needs: Sequence[Need], *, enrolment_id: UUID, now: datetime
) -> bool:
    """Somebody else should do it: what the actor looks after is anybody's again.

    Nothing is kept of needs that nobody ever acted on. At most three statements.
    """
    own = [row for row in _kept(db, needs, enrolment_id) if row.owner_id == actor.id]
    return _hand_over(db, actor, own, None, now)


def _hand_over(
    db: Session, actor: Person, rows: Sequence[KeptNeed], owner_id: UUID | None, now: datetime
) -> bool:
    for row in rows:
        row.owner_id = owner_id
        _log(db, actor, row, now)
    db.flush()
    return bool(rows)


def _held(db: Session, needs: Sequence[Need], enrolment_id: UUID) -> Sequence[KeptNeed]:
    """The rows of these needs, made where there are none, and held until the commit."""
    if not needs:
        return []
    made = [
        {
            "id": new_id(),
            "enrolment_id": enrolment_id,
            "rule": need.rule.key,
            "occurrence": need.found.occurrence,
            "words": need.found.words,
            "state": OPEN,
        }
        for need in needs
    ]
    unique = ["enrolment_id", "rule", "occurrence"]
    db.execute(insert(KeptNeed).on_conflict_do_nothing(index_elements=unique), made)
    return _kept(db, needs, enrolment_id)


def _kept(db: Session, needs: Sequence[Need], enrolment_id: UUID) -> Sequence[KeptNeed]:
    """The rows of these needs that there are, held until the commit."""
    chosen = {(need.rule.key, need.found.occurrence) for need in needs}
    rows = db.scalars(
        select(KeptNeed)
        .where(
            KeptNeed.enrolment_id == enrolment_id,
            KeptNeed.rule.in_({rule for rule, _ in chosen}),
            KeptNeed.occurrence.in_({occurrence for _, occurrence in chosen}),
        )
        .order_by(KeptNeed.id)
        .with_for_update()
    )
    return [row for row in rows if (row.rule, row.occurrence) in chosen]


def _is_news(row: KeptNeed, actor: Person, seen: datetime | None) -> bool:
    """Whether somebody else changed it since; what one changed oneself is no surprise."""
    if row.changed_at is None or row.changed_by_id == actor.id:
        return False
    return seen is None or row.changed_at > seen


def _log(db: Session, actor: Person, row: KeptNeed, now: datetime) -> None:
    row.changed_at, row.changed_by_id = now, actor.id
    db.add(
        NeedChange(
            need_id=row.id,
            changed_at=now,
            changed_by_id=actor.id,
            owner_id=row.owner_id,
            state=row.state,
            snoozed_until=row.snoozed_until,
        )
    )


def _keep_contact(
    db: Session, actor: Person, contact: Contact, enrolment_id: UUID, form: UUID, now: datetime
) -> None:
    """Keep it, unless the same sending was before."""
    key = sending_key(form, contact.on_day, contact.how, contact.words)
    kept = (
        insert(NeedContact)
        .values(
            id=new_id(),
            enrolment_id=enrolment_id,
            on_day=contact.on_day,
            how=contact.how,
            words=contact.words,
            by_id=actor.id,
            entered_at=now,
            request_key=key,
        )
        .on_conflict_do_nothing(index_elements=["request_key"])
    )
    db.execute(kept)
