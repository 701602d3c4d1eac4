"""A circle of people in mentoring is a session like any other, and shows where they look."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.gatherings.models import Gathering
from tests.clock import NOON
from tests.conftest import As
from tests.make.gatherings import make_gathering
from tests.make.mentoring import Mentors


@pytest.fixture
def mentors(db: Session) -> Mentors:
    return Mentors(db)


def test_a_facilitator_plans_a_circle_and_its_people_find_it(
    mentors: Mentors, db: Session, as_person: As, app: Flask
) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    here = f"/cohorts/{mentors.cohort.slug}/sessions"
    facts = {"title": "Thinking together", "day": "2027-02-02", "clock": "10:00", "minutes": "60"}
    client = as_person(mentors.facilitator)
    assert "This is a circle for people in mentoring" in client.get(f"{here}/new").text
    client.post(here, data={**facts, "how": "in_person", "is_circle": "y"})
    client.post(here, data={**facts, "title": "A lesson", "how": "in_person"})
    made = {row.title: row.purpose for row in db.scalars(select(Gathering))}
    assert made == {"Thinking together": "circle", "A lesson": "session"}
    client = as_person(mentors.joan)
    page = client.get("/mentoring/").text
    assert "Thinking together" in page
    assert "A lesson" not in page
    circle = db.scalars(select(Gathering).where(Gathering.purpose == "circle")).one()
    assert "This is a circle for people in" in client.get(f"/sessions/{circle.id}").text
    assert "Thinking together" not in as_person(mentors.outsider).get("/mentoring/").text


def test_what_is_over_or_called_off_does_not_show(
    mentors: Mentors, db: Session, as_person: As
) -> None:
    over = make_gathering(db, mentors.cohort, title="Over", starts_at=NOON - timedelta(days=2))
    off = make_gathering(db, mentors.cohort, title="Called off")
    over.purpose = off.purpose = "circle"
    off.state = "cancelled"
    assert "Circles" not in as_person(mentors.joan).get("/mentoring/").text
