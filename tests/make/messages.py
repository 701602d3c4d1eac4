"""Makes messages to some of a cohort, for tests."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.insights.actions.messages import Written, send_message
from app.insights.queries.messages import group_of
from app.insights.rules.filters import EVERYBODY
from app.kit.db import new_id
from app.people.models import Person
from tests.clock import NOON


def make_message(db: Session, cohort: Cohort, writer: Person, words: str = "At nine.") -> UUID:
    """A message to everybody who takes part, flushed; nothing has gone."""
    group = group_of(db, writer, cohort, EVERYBODY, runs=True, now=NOON)
    written = Written("Tea", words, new_id())
    return send_message(db, writer, written, group, cohort=cohort, to_whom="All", now=NOON)
