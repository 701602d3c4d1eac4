"""Proposing a local indicator, agreeing on it, and taking it out of use."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.kit.db import changed, new_id
from app.kit.sendings import sending_key
from app.people.models import Person
from app.people.rules import clean_lines
from app.practice.actions.tellers import somebody_in
from app.practice.errors import indicators as errors
from app.practice.models import Indicator
from app.practice.rules.indicators import (
    AGREED,
    KINDS,
    LONGEST,
    MOST,
    POLL,
    PROPOSED,
    RETIRED,
    WAYS,
    Words,
    read_poll,
)


@dataclass(frozen=True)
class Proposal:
    """What somebody proposes to look at; `told_by`: who told it to whoever enters it."""

    words: Words
    kind: str
    unit: str
    told_by: UUID | None
    form_key: UUID


def propose_indicator(
    db: Session, actor: Person, cohort: Cohort, new: Proposal, *, now: datetime
) -> UUID:
    """Propose an indicator to one's cohort, or enter it for somebody. At most four statements.

    The same form with the same words proposes one, however often it is sent.
    Raises: WhatNeeded, HowNeeded, PartTooLong, KindNeeded, TooManyIndicators, PersonNeeded.
    """
    words = _checked(new.words)
    if new.kind not in KINDS:
        raise errors.KindNeeded
    by = somebody_in(db, actor, cohort, new.told_by) if new.told_by else actor.id
    key = sending_key(new.form_key, by, cohort.id, *asdict(words).values(), new.kind)
    earlier = db.scalar(select(Indicator.id).where(Indicator.request_key == key))
    if earlier:
        return earlier
    of_cohort = select(func.count(Indicator.id)).where(Indicator.cohort_id == cohort.id)
    if (db.scalar(of_cohort) or 0) >= MOST:
        raise errors.TooManyIndicators
    made = new_id()
    db.execute(
        insert(Indicator)
        .values(
            id=made,
            cohort_id=cohort.id,
            **asdict(words),
            kind=new.kind,
            unit=kept_words(new.unit),
            proposed_by_id=by,
            entered_by_id=actor.id if by != actor.id else None,
            proposed_at=now,
            request_key=key,
        )
        .on_conflict_do_nothing(index_elements=["request_key"])
    )
    return db.scalars(select(Indicator.id).where(Indicator.request_key == key)).one()


def agree_on_indicator(
    db: Session, actor: Person, indicator: Indicator, *, how: str, poll: str, now: datetime
) -> None:
    """Note that a cohort agreed on an indicator: talked through, or in a poll. One statement.

    Raises: WayNeeded, PollNeeded, NotProposed.
    """
    if how not in WAYS:
        raise errors.WayNeeded
    found = read_poll(poll) if how == POLL else None
    if how == POLL and found is None:
        raise errors.PollNeeded
    agreed = {"state": AGREED, "agreed_at": now, "agreed_by_id": actor.id}
    of_it = (Indicator.id == indicator.id, Indicator.state == PROPOSED)
    agree = update(Indicator).where(*of_it).values(**agreed, agreed_how=how, agreed_poll=found)
    if not changed(db, agree):
        raise errors.NotProposed


def retire_indicator(
    db: Session, actor: Person, indicator: Indicator, *, reason: str, now: datetime
) -> None:
    """Take an indicator out of use; it stays with all its values. One statement.

    Raises: ReasonNeeded, PartTooLong.
    """
    why = kept_words(reason)
    if not why:
        raise errors.ReasonNeeded
    db.execute(
        update(Indicator)
        .where(Indicator.id == indicator.id, Indicator.state != RETIRED)
        .values(state=RETIRED, retired_at=now, retired_by_id=actor.id, reason=why)
    )


def kept_words(text: str) -> str:
    """A text of an indicator as it is kept.

    Raises: PartTooLong.
    """
    kept = clean_lines(text, LONGEST)
    if kept is None:
        raise errors.PartTooLong
    return kept if any(sign.isprintable() and not sign.isspace() for sign in kept) else ""


def _checked(words: Words) -> Words:
    kept = Words(*(kept_words(part) for part in asdict(words).values()))
    if not kept.what:
        raise errors.WhatNeeded
    if not (kept.how and kept.from_whom and kept.how_often):
        raise errors.HowNeeded
    return kept
