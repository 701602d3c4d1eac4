"""A cohort in which somebody shares, what a reader says, and the form, filled in."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.mentoring.rules.sharing import FACILITATOR, MENTOR
from tests.make.shares import PURPOSE, Sharers

COMMENT = "I have waited for a heron myself"


@pytest.fixture
def people(db: Session) -> Sharers:
    """A cohort with an author and their readers."""
    return Sharers(db)


def filled(people: Sharers, kind: str = FACILITATOR, **more: str) -> dict[str, object]:
    """The form, filled in."""
    whom = people.audience(kind)
    value = ":".join(str(part) for part in (kind, whom.cohort_id, whom.person_id) if part)
    is_mentor = kind == MENTOR
    return {
        "audience": MENTOR if is_mentor else value,
        "mentor": value if is_mentor else "",
        "purpose": PURPOSE,
        "last_day": "2027-02-03",
        "version": "1",
        "request_key": str(new_id()),
        **more,
    }
