"""What a report asks of whom: put by facilitators, proposed by the cohort's people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.kit.sendings import sending_key
from app.outputs.errors.asks import (
    AskNeeded,
    ChangedMeanwhile,
    DayAhead,
    DecidedBefore,
    TellsOfPeople,
    TooLongAsked,
    WhomNeeded,
    WhyNotNeeded,
)
from app.outputs.models import Ask, AskChange, Output
from app.outputs.rules import asks as rules
from app.outputs.rules.gifts import is_shown, one_line
from app.people.models import Person


@dataclass(frozen=True)
class Wording:
    """What is asked of whom; `is_looked_at`: the writer says that it names no private person."""

    text: str
    to_whom: str
    is_looked_at: bool = False

    def checked(self, *, today: date) -> Wording:
        """The same, in one line each.

        Raises: AskNeeded, WhomNeeded, TooLongAsked, TellsOfPeople.
        """
        text, whom = one_line(self.text), one_line(self.to_whom)
        if not is_shown(text):
            raise AskNeeded
        if not is_shown(whom):
            raise WhomNeeded
        if len(text) > rules.LONGEST_ASK or len(whom) > rules.LONGEST_WHOM:
            raise TooLongAsked
        check_people(text, whom, is_looked_at=self.is_looked_at, today=today)
        return Wording(text, whom, self.is_looked_at)


def check_people(*texts: str, is_looked_at: bool, today: date) -> None:
    """Warn once of what may tell who a private person is; anyone can read these texts.

    Raises: TellsOfPeople with the pieces, unless the writer has looked at them.
    """
    found = rules.told_of_people(*texts, today=today)
    if found and not is_looked_at:
        raise TellsOfPeople(found)


def put_ask(
    db: Session,
    actor: Person,
    *,
    output: Output,
    wording: Wording,
    asked_on: date,
    request_key: UUID,
    today: date,
    now: datetime,
) -> None:
    """Write down what a report asks of whom, so that anyone can read it; twice is as once.

    Raises: those of `Wording.checked`; DayAhead.
    """
    said = wording.checked(today=today)
    _check_day(asked_on, today)
    _keep(
        db,
        {
            "output_id": output.id,
            "state": rules.ASKED,
            "text": said.text,
            "to_whom": said.to_whom,
            "asked_on": asked_on,
            "entered_by_id": actor.id,
            "decided_by_id": actor.id,
            "decided_at": now,
            "request_key": sending_key(request_key, actor.id, said, asked_on),
            "created_at": now,
        },
    )


def propose_ask(
    db: Session,
    actor: Person,
    *,
    output: Output,
    wording: Wording,
    whose_id: UUID,
    request_key: UUID,
    today: date,
    now: datetime,
) -> None:
    """Propose that a report asks something; its facilitators decide. Twice is as once.

    `whose_id`: whose idea it is, when somebody types it in for them.
    Raises: those of `Wording.checked`.
    """
    said = wording.checked(today=today)
    _keep(
        db,
        {
            "output_id": output.id,
            "state": rules.PROPOSED,
            "text": said.text,
            "to_whom": said.to_whom,
            "proposed_by_id": whose_id,
            "entered_by_id": None if whose_id == actor.id else actor.id,
            "request_key": sending_key(request_key, actor.id, said, whose_id),
            "created_at": now,
        },
    )


def take_up(
    db: Session, actor: Person, ask_id: UUID, *, asked_on: date, today: date, now: datetime
) -> None:
    """Ask what somebody proposed; from now on anyone can read it.

    Raises: DayAhead; DecidedBefore.
    """
    _check_day(asked_on, today)
    ask = _proposal(db, ask_id)
    ask.state, ask.asked_on = rules.ASKED, asked_on
    ask.decided_by_id, ask.decided_at = actor.id, now
    db.flush()


def decline(db: Session, actor: Person, ask_id: UUID, *, why: str, now: datetime) -> None:
    """Do not ask what somebody proposed, and say why; the cohort can read that.

    Raises: WhyNotNeeded; DecidedBefore.
    """
    said = one_line(why)
    if not is_shown(said) or len(said) > rules.LONGEST_WHY:
        raise WhyNotNeeded
    ask = _proposal(db, ask_id)
    ask.state, ask.why_not = rules.DECLINED, said
    ask.decided_by_id, ask.decided_at = actor.id, now
    db.flush()


def change_ask(
    db: Session,
    actor: Person,
    ask_id: UUID,
    *,
    wording: Wording,
    asked_on: date,
    seen: str,
    today: date,
    now: datetime,
) -> None:
    """Put an ask otherwise; how it was put before is kept.

    `seen` is `version_of` what the page showed.
    Raises: those of `Wording.checked`; DayAhead; ChangedMeanwhile.
    """
    said = wording.checked(today=today)
    _check_day(asked_on, today)
    ask = db.scalars(select(Ask).where(Ask.id == ask_id).with_for_update()).one()
    db.refresh(ask)
    if version_of(ask.changed_at) != seen:
        raise ChangedMeanwhile
    before = {"text": ask.text, "to_whom": ask.to_whom, "asked_on": str(ask.asked_on)}
    after = {"text": said.text, "to_whom": said.to_whom, "asked_on": str(asked_on)}
    if before == after:
        return
    db.add(AskChange(ask_id=ask.id, before=before, changed_by_id=actor.id, changed_at=now))
    ask.text, ask.to_whom, ask.asked_on, ask.changed_at = said.text, said.to_whom, asked_on, now
    db.flush()


def version_of(changed_at: datetime | None) -> str:
    """Which state of something a page shows."""
    return changed_at.isoformat() if changed_at else ""


def _proposal(db: Session, ask_id: UUID) -> Ask:
    ask = db.scalars(select(Ask).where(Ask.id == ask_id).with_for_update()).one()
    db.refresh(ask)
    if ask.state != rules.PROPOSED:
        raise DecidedBefore
    return ask


def _check_day(day: date, today: date) -> None:
    if day > today:
        raise DayAhead


def _keep(db: Session, values: dict[str, object]) -> None:
    row = {"id": new_id(), **values}
    db.execute(
        insert(Ask).values(row).on_conflict_do_nothing(index_elements=["output_id", "request_key"])
    )
