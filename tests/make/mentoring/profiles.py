"""Makes what people say of themselves, and with whom they do not want to walk."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from app.mentoring.actions.keys import own_key
from app.mentoring.models import MentoringApart, MentoringProfile
from app.mentoring.rules.keys import PROFILE
from app.mentoring.rules.topics import NOT_AGAIN, PROPOSES
from app.people.models import Person
from tests.clock import NOON


def make_profile(
    db: Session, person: Person, *, characteristics: Sequence[str] = (), **more: Any
) -> MentoringProfile:
    """A profile that fits nearly everybody's, flushed; `more` are columns of it."""
    facts: dict[str, Any] = {
        "side": PROPOSES,
        "offers": ["listening"],
        "wishes": ["listening"],
        "contact_modes": ["phone", "in_person"],
        "languages": ["en"],
        "times": ["mon_morning", "wed_evening"],
        "capacity": 1,
        "created_at": NOON,
        "changed_at": NOON,
    }
    profile = MentoringProfile(person_id=person.id, **{**facts, **more})
    if characteristics:
        key = own_key(db, person.id, now=NOON)
        said = json.dumps(list(characteristics))
        profile.sealed_characteristics = key.seal(said, PROFILE, person.id)
    db.add(profile)
    db.flush()
    return profile


def make_apart(db: Session, person: Person, other: Person, why: str = NOT_AGAIN) -> MentoringApart:
    """Two who are kept apart, flushed."""
    apart = MentoringApart(person_id=person.id, other_id=other.id, why=why, made_at=NOON)
    db.add(apart)
    db.flush()
    return apart
