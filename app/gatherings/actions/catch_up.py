"""Keeping what there is to catch up on after a session, and how far somebody is with it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment
from app.cohorts.rules import JOINED, PARTICIPANT
from app.gatherings.actions.offer_catch_up import offer_catch_up
from app.gatherings.errors.catch_up import (
    CatchUpAnswerNeeded,
    RecordingWrong,
    TaskTooLong,
    TranscriptTooLong,
)
from app.gatherings.models import CatchUp, Gathering
from app.gatherings.rules import clean_link, clean_text
from app.gatherings.rules.catch_up import LONGEST_TASK, LONGEST_TRANSCRIPT, STATES, Material
from app.kit.errors import NotFound
from app.people.models import Person


def keep_material(db: Session, gathering: Gathering, given: Material, *, now: datetime) -> int:
    """Keep the recording, the transcript and the task of a session, and offer them.

    May be kept before the session too; letters go only after it. Returns how many people get a
    letter because of it. At most four statements.
    Raises: RecordingWrong, TranscriptTooLong, TaskTooLong.
    """
    recording = clean_link(given.recording)
    if recording is None:
        raise RecordingWrong
    transcript = clean_text(given.transcript, LONGEST_TRANSCRIPT)
    if transcript is None:
        raise TranscriptTooLong
    task = clean_text(given.task, LONGEST_TASK)
    if task is None:
        raise TaskTooLong
    db.execute(
        update(Gathering)
        .where(Gathering.id == gathering.id)
        .values(recording=recording, transcript=transcript, catch_up=task)
    )
    return offer_catch_up(db, gathering, now)


def mark_catch_up(
    db: Session,
    actor: Person,
    *,
    gathering: Gathering,
    enrolment_id: UUID,
    state: str,
    now: datetime,
) -> None:
    """Keep how far somebody is, and who said so: the person, or a facilitator for them.

    The same again changes nothing. Two statements.
    Raises: CatchUpAnswerNeeded; NotFound for somebody who does not take part in the cohort.
    """
    if state not in STATES:
        raise CatchUpAnswerNeeded
    known = select(Enrolment.id).where(
        Enrolment.id == enrolment_id,
        Enrolment.cohort_id == gathering.cohort_id,
        Enrolment.state == JOINED,
        Enrolment.role == PARTICIPANT,
    )
    if db.scalar(known) is None:
        raise NotFound
    made = insert(CatchUp).values(
        gathering_id=gathering.id,
        enrolment_id=enrolment_id,
        state=state,
        opened_at=now,
        changed_at=now,
        changed_by_id=actor.id,
    )
    told = ("state", "changed_at", "changed_by_id")
    db.execute(
        made.on_conflict_do_update(
            index_elements=["gathering_id", "enrolment_id"],
            set_={name: made.excluded[name] for name in told},
            where=CatchUp.state != made.excluded.state,
        ),
    )
