"""Makes local indicators and their values for tests."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.kit.db import new_id
from app.people.models import Person
from app.practice.actions.indicator_values import FoundValue, record_value
from app.practice.actions.indicators import Proposal, agree_on_indicator, propose_indicator
from app.practice.models import Indicator
from app.practice.queries.indicators import IndicatorPlace, indicator_place
from app.practice.rules.indicators import PEOPLE, TALKED, Words
from tests.clock import NOON

WORDS = Words(
    "More people who live here plan with us",
    "We count those at the planning meeting",
    "Whoever runs the meeting",
    "Once a month",
)


def make_indicator(
    db: Session,
    person: Person,
    cohort: Cohort,
    *,
    kind: str = PEOPLE,
    unit: str = "",
    words: Words = WORDS,
    is_agreed: bool = True,
    now: datetime = NOON,
) -> IndicatorPlace:
    """An indicator, flushed, as a guard finds it for whoever proposed it."""
    new = Proposal(words, kind, unit, None, new_id())
    made = propose_indicator(db, person, cohort, new, now=now)
    if is_agreed:
        indicator = db.get_one(Indicator, made)
        agree_on_indicator(db, person, indicator, how=TALKED, poll="", now=now)
        db.refresh(indicator)
    found = indicator_place(db, person, slug=cohort.slug, indicator_id=made)
    assert found is not None
    return found


def make_value(
    db: Session,
    person: Person,
    at: IndicatorPlace,
    value: str,
    n: str = "",
    *,
    day: date | None = None,
    now: datetime = NOON,
) -> None:
    """A value of an indicator, flushed; of yesterday unless another day is named."""
    on = day or (now - timedelta(days=1)).date()
    found = FoundValue(on, value, n, "The list of the meeting", "It rained.", None, new_id())
    record_value(db, person, at, found, now=now)
