"""What makes somebody's account theirs alone, in the ways that there are."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.people.models import Person, SignInLink
from tests.clock import NOON
from tests.make.cohorts import make_cohort, make_enrolment


def go_in(db: Session, person: Person) -> None:
    """Somebody has used a link, as one gets by text."""
    link = SignInLink(
        id=new_id(), person_id=person.id, created_at=NOON, expires_at=NOON, used_at=NOON
    )
    db.add(link)
    db.flush()


def belong_elsewhere(db: Session, person: Person) -> None:
    """Somebody is in a cohort that other people run."""
    make_enrolment(db, make_cohort(db), person)


def set_password(db: Session, person: Person) -> None:
    """Somebody has a password."""
    person.password_hash = "kept"
    db.flush()


ACCOUNTS = pytest.mark.parametrize("theirs", [go_in, belong_elsewhere, set_password])
