"""Whoever opens their own reflection moves nothing that a facilitator sees."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.people.models import Person
from app.progress.actions.visit import open_step
from app.progress.models import StepProgress
from app.progress.queries import StepAddress
from tests.clock import NOON
from tests.conftest import As
from tests.insights.people import Town, make_town, read


@pytest.fixture
def town(db: Session) -> Town:
    """Nia has not begun; Dan was here a month ago, and so long has nobody heard of him."""
    town = make_town(db)
    town.way.modules[1].opens_days = 400
    town.way.cohort.starts_on = (NOON - timedelta(days=40)).date()
    for seat in (town.nia, town.dan):
        seat.joined_at = NOON - timedelta(days=40)
    for kept in db.scalars(select(StepProgress)):
        kept.seen_at = kept.visited_at = NOON - timedelta(days=30)
        if kept.done_at:
            kept.done_at = kept.seen_at
    db.commit()
    return town


def pages(client: FlaskClient, town: Town) -> dict[str, str]:
    """All that tells a facilitator how far these people are, without what differs each time."""
    addresses = [
        f"{town.here}?show=steps",
        *(f"{town.here}?far={far}" for far in ("not-begun", "on-the-way", "finished")),
        *(f"{town.here}?far={far}&module=module-1" for far in ("not-begun", "on-the-way")),
        f"{town.here}.csv?show=steps",
        f"{town.here}/{town.nia.id}",
        town.cell(town.nia, "reflect"),
        "/needs/",
        f"/needs/{town.nia.id}",
        f"/needs/{town.dan.id}",
        f"/cohorts/{town.way.cohort.slug}/modules",
    ]
    changing = re.compile(r'(name="(csrf_token|request_key)"[^>]*value|nonce)="[^"]*"')
    return {address: changing.sub("", read(client, address)) for address in addresses}


def test_nobody_learns_that_somebody_opened_their_own_reflection(
    db: Session, town: Town, as_person: As
) -> None:
    client = as_person(town.farah)
    before = pages(client, town)
    assert "Has been quiet since" in before["/needs/"]
    assert "Has not opened anything" in before["/needs/"]
    for seat in (town.nia, town.dan):
        person = db.get_one(Person, seat.person_id)
        open_step(db, person, at=StepAddress(seat.id, "module-1", "reflect"), now=NOON)
    db.commit()
    assert pages(client, town) == before


def test_a_module_that_is_shut_does_not_tell_that_a_reflection_in_it_was_opened(
    db: Session, town: Town, as_person: As
) -> None:
    client = as_person(town.farah)
    open_step(
        *(db, db.get_one(Person, town.nia.person_id)),
        at=StepAddress(town.nia.id, "module-1", "reflect"),
        now=NOON,
    )
    town.way.modules[0].opens_days = 400
    db.commit()
    page = read(client, f"{town.here}/{town.nia.id}")
    assert page.count(": opens ") == 10
    assert ": to do" not in page


def test_nobody_is_told_who_typed_in_that_a_reflection_is_done(
    db: Session, town: Town, as_person: As
) -> None:
    kept = db.scalars(select(StepProgress).where(StepProgress.enrolment_id == town.petra.id)).one()
    kept.step_id = town.way.steps["reflect"].id
    db.commit()
    assert kept.entered_by_id == town.farah.id
    client = as_person(town.farah)
    for address in (
        f"{town.here}?module=module-1",
        f"{town.here}/{town.petra.id}",
        town.cell(town.petra, "reflect"),
    ):
        page = read(client, address).split("<main", 1)[1]
        assert re.search(r"\b[Dd]one (on )?\d", page)
        assert "typed in by" not in page
        assert "entered this" not in page
