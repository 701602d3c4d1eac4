"""Editions that are still being written: looked at, published, and never in anybody's way."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from app.cohorts.actions.opening import CohortPlan, open_cohort
from app.cohorts.errors import EditionNotPublished
from app.syllabus.actions.load import CurriculumFaulty, load_curriculum
from app.syllabus.actions.publish import publish_edition
from app.syllabus.queries import all_editions, edition_by_key, published_editions
from app.syllabus.rules.written import DRAFT
from tests.clock import NOON
from tests.make.people import make_person
from tests.syllabus.planting import MODULE_FILE
from tests.syllabus.test_load import change

LATER = NOON + timedelta(days=1)


@pytest.fixture
def drafted(course: Path) -> Path:
    """The course with a second edition that is still being written."""
    shutil.copytree(course / "2026", course / "2028")
    (course / "2028/edition.yaml").rename(course / "2028" / DRAFT)
    change(course, f"2028/{DRAFT}", '"2026"', '"2028"')
    return course


def plan_on(edition_key: str) -> CohortPlan:
    return CohortPlan("Riverside neighbours", edition_key, "Europe/London", date(2027, 1, 18))


def test_a_finished_edition_is_published_when_it_is_loaded(db: Session, drafted: Path) -> None:
    load_curriculum(db, drafted, NOON)

    assert [one.key for one in all_editions(db)] == ["2026", "2028"]
    assert [one.key for one in published_editions(db)] == ["2026"]
    assert edition_by_key(db, "2026").published_at == NOON


def test_no_cohort_is_opened_on_a_draft_until_it_is_published(db: Session, drafted: Path) -> None:
    lead = make_person(db, roles=["programme_lead"])
    load_curriculum(db, drafted, NOON)

    with pytest.raises(EditionNotPublished):
        open_cohort(db, lead, plan_on("2028"), now=NOON)
    publish_edition(db, lead.id, edition_by_key(db, "2028"), now=LATER)
    cohort = open_cohort(db, lead, plan_on("2028"), now=LATER)

    assert cohort.framework_id == edition_by_key(db, "2028").framework_id is not None


def test_publishing_twice_and_loading_again_keep_the_first_moment(
    db: Session, drafted: Path
) -> None:
    load_curriculum(db, drafted, NOON)
    first, second = make_person(db), make_person(db)
    draft = edition_by_key(db, "2028")

    publish_edition(db, first.id, draft, now=LATER)
    publish_edition(db, second.id, draft, now=LATER + timedelta(days=1))
    load_curriculum(db, drafted, LATER + timedelta(days=2))

    assert (draft.published_at, draft.published_by_id) == (LATER, first.id)


def test_a_draft_with_faults_is_left_out_and_the_rest_is_loaded(db: Session, drafted: Path) -> None:
    change(drafted, "2028/01-what-makes-people-well/module.yaml", "minutes: 66", "minutes: 67")

    said = load_curriculum(db, drafted, NOON).sentences()

    assert [one.key for one in all_editions(db)] == ["2026"]
    assert "Draft 2028: not loaded" in said[1]
    assert "module.yaml" in said[1]


def test_a_draft_that_breaks_later_stays_as_it_was(db: Session, drafted: Path) -> None:
    load_curriculum(db, drafted, NOON)
    change(drafted, f"2028/{DRAFT}", "title: ", "titel: ")

    said = load_curriculum(db, drafted, LATER).sentences()

    assert "Draft 2028: not loaded" in said[1]
    assert edition_by_key(db, "2028").loaded_at == NOON


def test_a_fault_in_a_finished_edition_still_stops_the_load(db: Session, drafted: Path) -> None:
    change(drafted, MODULE_FILE, "minutes: 66", "minutes: 67")

    with pytest.raises(CurriculumFaulty) as refusal:
        load_curriculum(db, drafted, NOON)

    assert [fault.file for fault in refusal.value.faults] == [MODULE_FILE]
    assert all_editions(db) == []
