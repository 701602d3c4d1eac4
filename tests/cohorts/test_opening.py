"""Opening a cohort."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.cohorts.actions.opening import CohortPlan, change_facts, open_cohort
from app.cohorts.errors import CohortNameNeeded, PhoneWrong, StrangeStart, UnknownZone
from app.cohorts.models import Cohort
from app.kit.errors import NotFound
from app.people.models import Person
from app.people.rules import PROGRAMME_LEAD
from tests.clock import NOON
from tests.make.cohorts import make_cohort, make_edition
from tests.make.people import make_person

PLAN = CohortPlan("Riverside neighbours", "course", "Europe/London", date(2027, 2, 1))


@pytest.fixture
def lead(db: Session) -> Person:
    """A programme lead, with one course to open cohorts on."""
    make_edition(db, key="course")
    return make_person(db, roles=[PROGRAMME_LEAD])


def test_opening_a_cohort_closes_its_course_to_changes(db: Session, lead: Person) -> None:
    edition = make_edition(db, key="other")
    cohort = open_cohort(db, lead, replace(PLAN, edition_key="other"), now=NOON)
    assert (cohort.slug, cohort.opened_by_id) == ("riverside-neighbours", lead.id)
    assert edition.frozen_at == NOON


def test_two_cohorts_of_one_name_get_an_address_each(db: Session, lead: Person) -> None:
    slugs = [open_cohort(db, lead, PLAN, now=NOON).slug for _ in range(3)]
    assert slugs == ["riverside-neighbours", "riverside-neighbours-2", "riverside-neighbours-3"]


def test_a_form_sent_twice_opens_one_cohort(db: Session, lead: Person) -> None:
    plan = replace(PLAN, request_key=uuid4())
    assert open_cohort(db, lead, plan, now=NOON).id == open_cohort(db, lead, plan, now=NOON).id
    assert db.scalar(select(func.count()).select_from(Cohort)) == 1


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"name": "  "}, CohortNameNeeded),
        ({"name": "x" * 121}, CohortNameNeeded),
        ({"time_zone": "Europe/Atlantis"}, UnknownZone),
        ({"starts_on": date(2072, 1, 1)}, StrangeStart),
        ({"starts_on": date(1, 1, 1)}, StrangeStart),
        ({"phone": "ask me"}, PhoneWrong),
        ({"edition_key": "nowhere"}, NotFound),
    ],
)
def test_what_does_not_fit_is_refused_with_a_sentence(
    db: Session, lead: Person, change: dict[str, object], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        open_cohort(db, lead, replace(PLAN, **change), now=NOON)  # type: ignore[arg-type]


def test_the_number_to_ring_can_be_set_and_taken_away(db: Session) -> None:
    cohort = make_cohort(db)
    change_facts(db, cohort, name=cohort.name, phone=" 020  7946 0000 ", place_ids=[])
    assert cohort.phone == "020 7946 0000"
    change_facts(db, cohort, name=cohort.name, phone=" ", place_ids=[])
    assert cohort.phone == ""
