"""Raising a worry, and telling whoever is named to read it; it is sealed for them alone."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.kit.sendings import sending_key
from app.mentoring.actions.worry_letters import tell_handlers
from app.mentoring.errors.worries import (
    AboutTooLong,
    ConcernNeeded,
    WordsNeeded,
    WordsTooLong,
)
from app.mentoring.models import Worry, WorryChange
from app.mentoring.queries.named import named_safeguarding
from app.mentoring.rules.keys import WORRY, WORRY_LOG
from app.mentoring.rules.worries import (
    BY_PAGE,
    BY_PHONE,
    CONCERNS,
    ESCALATED,
    LONGEST_ABOUT,
    LONGEST_WORRY,
    RAISED,
)
from app.people.models import Person
from app.people.rules import clean_lines
from app.vault.actions import key_for_writing


@dataclass(frozen=True)
class Told:
    """What somebody is worried about, as it came from a form; `about` is whom it concerns."""

    what: str
    about: str
    concerns: str
    unsafe_to_tell: bool = False
    kept_from_lead: bool = False


@dataclass(frozen=True)
class By:
    """Who wrote a worry down, and whose it is; None: they are not known here."""

    actor: Person
    raised_by_id: UUID | None

    @property
    def is_for_another(self) -> bool:
        """Whether it was told by phone and somebody else wrote it down."""
        return self.raised_by_id != self.actor.id


def raise_worry(
    db: Session, told: Told, *, by: By, open_within: timedelta, request_key: UUID, now: datetime
) -> UUID:
    """Seal a worry and tell whoever is named to read it; gives its id.

    What nobody has opened within this time goes to the deputy as well.
    The same form sent again is one worry; with other words it is another. One about the lead, and
    one that comes while nobody is the lead, goes straight to the deputy. While nobody holds either
    role it is kept until somebody does (see `escalate_worries`). At most nine statements.
    Raises: WordsNeeded, WordsTooLong, AboutTooLong, ConcernNeeded, CannotOpen.
    """
    words = _checked(told)
    flags = told.unsafe_to_tell, told.kept_from_lead
    sending = sending_key(request_key, by.actor.id, by.raised_by_id, words, *flags)
    named, worry_id = named_safeguarding(db), new_id()
    to_deputy = told.kept_from_lead or not named.leads
    key = key_for_writing(db, WORRY_LOG, now=now)
    made: Worry | None = db.scalar(
        insert(Worry)
        .values(
            id=worry_id,
            sealed_words=key.seal(words, WORRY, worry_id),
            raised_by_id=by.raised_by_id,
            entered_by_id=by.actor.id if by.is_for_another else None,
            via=BY_PHONE if by.is_for_another else BY_PAGE,
            unsafe_to_tell=told.unsafe_to_tell,
            kept_from_lead=told.kept_from_lead,
            raised_at=now,
            escalates_at=now if to_deputy else now + open_within,
            escalated_at=now if to_deputy else None,
            request_key=sending,
        )
        .on_conflict_do_nothing(index_elements=["request_key"])
        .returning(Worry)
    )
    if made is None:
        return db.scalars(select(Worry.id).where(Worry.request_key == sending)).one()
    db.add(WorryChange(worry_id=made.id, what=RAISED, at=now, actor_id=by.actor.id))
    if to_deputy:
        db.add(WorryChange(worry_id=made.id, what=ESCALATED, at=now))
    tell_handlers(db, [made], named, now=now)
    db.flush()
    return made.id


def _checked(told: Told) -> str:
    what = clean_lines(told.what, LONGEST_WORRY)
    about = clean_lines(told.about, LONGEST_ABOUT)
    if what is None:
        raise WordsTooLong
    if about is None:
        raise AboutTooLong
    if not what:
        raise WordsNeeded
    if told.concerns not in CONCERNS:
        raise ConcernNeeded
    return json.dumps({"what": what, "about": about, "concerns": told.concerns})
