"""Makes meetings, the time given in them, goals, and the notebook of a pair."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.mentoring.actions.keys import key_to_write
from app.mentoring.models import (
    MentoringGoal,
    MentoringHours,
    MentoringMeeting,
    NotebookEntry,
    Pairing,
)
from app.mentoring.queries.pairings import PairingPlace
from app.mentoring.rules.keys import GOAL, NOTE
from app.people.models import Person
from tests.clock import NOON


def make_meeting(
    db: Session, pairing: Pairing, *, starts_at: datetime = NOON + timedelta(days=7), **more: Any
) -> MentoringMeeting:
    """A meeting that is planned, for an hour, flushed; `more` are columns of it."""
    facts: dict[str, Any] = {
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=1),
        "mode": "phone",
        "state": "planned",
        "planned_by_id": pairing.one_id,
        "planned_at": NOON,
        "request_key": new_id(),
    }
    meeting = MentoringMeeting(pairing_id=pairing.id, **{**facts, **more})
    db.add(meeting)
    db.flush()
    return meeting


def make_hours(
    db: Session, meeting: MentoringMeeting, giver: Person, receiver: Person, minutes: int = 60
) -> list[MentoringHours]:
    """Time that one gave and the other received, as two rows; flushed."""
    rows = [
        MentoringHours(
            meeting_id=meeting.id, person_id=who.id, direction=way, minutes=minutes, noted_at=NOON
        )
        for who, way in ((giver, "gave"), (receiver, "received"))
    ]
    db.add_all(rows)
    db.flush()
    return rows


def make_goal(
    db: Session, place: PairingPlace, owner: Person, title: str = "Speak up once in a meeting"
) -> MentoringGoal:
    """A goal of this person's with one step, flushed."""
    goal = MentoringGoal(
        id=new_id(),
        pairing_id=place.pairing.id,
        owner_id=owner.id,
        sealed_words=b"",
        made_at=NOON,
        changed_at=NOON,
        request_key=new_id(),
    )
    words = json.dumps({"title": title, "steps": [{"text": "Choose which", "done_on": None}]})
    goal.sealed_words = key_to_write(db, place, now=NOON).seal(words, GOAL, goal.id)
    db.add(goal)
    db.flush()
    return goal


def make_note(
    db: Session, place: PairingPlace, author: Person, words: str = "The heron came back."
) -> NotebookEntry:
    """An entry of the notebook, flushed."""
    note = NotebookEntry(
        id=new_id(),
        pairing_id=place.pairing.id,
        author_id=author.id,
        sealed_words=b"",
        written_at=NOON,
        request_key=new_id(),
    )
    note.sealed_words = key_to_write(db, place, now=NOON).seal(words, NOTE, note.id)
    db.add(note)
    db.flush()
    return note
