"""What a start does with the course: a broken file never takes the site down."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from app.commands.run import read_course
from app.settings import Settings
from app.syllabus.queries import edition_by_key, module_with_steps
from tests.syllabus.planting import Planted, apply, planted
from tests.syllabus.small_course import write_small_course

PLANTED = {row.fault: row for row in planted()}


def first_text(db: Session) -> str:
    """What stands on the first page of the course."""
    db.expire_all()
    edition = edition_by_key(db, "2030")
    return module_with_steps(db, edition.id, "benches").steps[0].html


@pytest.mark.parametrize(
    "row",
    [
        PLANTED["a front matter that does not end"],
        PLANTED["a drawing with a script"],
        PLANTED["an item of which nothing is told"],
        PLANTED["a policy card with a month that is none"],
        PLANTED["one document twice"],
        PLANTED["an empty file"],
        PLANTED["brackets without end"],
        PLANTED["a file in the letters of an old computer"],
    ],
    ids=str,
)
def test_a_start_with_a_fault_goes_on_with_the_course_of_before(
    settings: Settings, db: Session, tmp_path: Path, row: Planted
) -> None:
    root = write_small_course(tmp_path / "course")
    assert read_course(settings, root) == "Edition 2030: new (modules: 1, steps: 8)."
    welcome = {"file": "2030/01-benches/01-welcome.md", "old": "good place", "new": "fine place"}

    row.plant(root)
    apply(root, welcome)
    said = read_course(settings, root)

    assert said.startswith("not loaded, and the course of before stays: ")
    assert row.file in said
    assert "good place" in first_text(db)

    write_small_course(root)
    apply(root, welcome)
    assert read_course(settings, root) == "Edition 2030: changed (modules: 1, steps: 8)."
    assert "fine place" in first_text(db)


def test_a_first_start_with_a_fault_runs_without_a_course(
    settings: Settings, db: Session, tmp_path: Path
) -> None:
    PLANTED["an empty step"].plant(tmp_path)

    assert read_course(settings, tmp_path).startswith("not loaded")
