"""Loading the course: all of it or nothing, as often as one likes."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from app.kit.errors import NotFound
from app.syllabus.actions.load import CurriculumFaulty, EditionFrozen, StepInUse, load_curriculum
from app.syllabus.models import CourseModule, Edition, Step
from app.syllabus.queries import all_editions, edition_by_key, module_with_steps, modules_of
from tests.clock import NOON
from tests.conftest import CountStatements
from tests.syllabus.planting import CHECK, GAP, MODULE, MODULE_FILE

KEY = "what-makes-people-well"
LATER = NOON + timedelta(days=1)
# Each module of an edition with more than one has a guide.
GUIDE = """---
title: The session
minutes: 75
prepare: [Tea]
running_order: [{minutes: 75, what: Talk, how: Talk in pairs.}]
---
Begin with tea.
"""


def change(course: Path, file: str, old: str, new: str) -> None:
    """Put other words into a file of the course."""
    path = course / file
    before = path.read_text("utf-8")
    assert old in before
    path.write_text(before.replace(old, new, 1), "utf-8")


def edition(db: Session) -> Edition:
    return edition_by_key(db, "2026")


def ids(db: Session) -> dict[str, UUID]:
    """The id of each step by its key."""
    return {step.key: step.id for step in db.scalars(select(Step))}


@pytest.fixture
def loaded(db: Session, course: Path) -> Path:
    """The course, loaded at noon and committed."""
    load_curriculum(db, course, NOON)
    db.commit()
    return course


def test_the_course_is_there_after_loading(db: Session, loaded: Path) -> None:
    (module,) = modules_of(db, edition(db).id)
    found = module_with_steps(db, edition(db).id, KEY)

    assert [one.key for one in all_editions(db)] == ["2026"]
    assert found.module is module
    assert (module.number, module.minutes, len(module.aims)) == (1, 66, 5)
    assert [step.position for step in found.steps] == list(range(1, 10))
    assert [step.kind for step in found.steps][5:] == [
        "case_study",
        "knowledge_check",
        "reflection",
        "activity",
    ]
    assert sum(step.minutes for step in found.steps) == module.minutes
    assert all(step.data["without_a_computer"] for step in found.steps)


def test_loading_says_what_it_did(db: Session, course: Path) -> None:
    first = load_curriculum(db, course, NOON).sentences()
    second = load_curriculum(db, course, NOON).sentences()

    assert first == ["Edition 2026: new (modules: 1, steps: 9)."]
    assert second == ["Edition 2026: unchanged (modules: 1, steps: 9)."]


def test_a_second_load_changes_nothing(
    db: Session, loaded: Path, count_statements: CountStatements
) -> None:
    before = ids(db)

    with count_statements() as sent:
        load_curriculum(db, loaded, LATER)
        db.commit()

    assert not [one for one in sent if one.startswith(("INSERT", "UPDATE", "DELETE"))]
    assert ids(db) == before
    assert edition(db).loaded_at == NOON


def test_a_changed_step_keeps_its_id(db: Session, loaded: Path) -> None:
    before = ids(db)
    change(loaded, GAP, "## Two different gaps", "## Two gaps")

    report = load_curriculum(db, loaded, LATER)
    db.commit()

    assert report.editions[0].state == "changed"
    assert ids(db) == before
    assert "Two gaps" in module_with_steps(db, edition(db).id, KEY).steps[1].html
    assert edition(db).loaded_at == LATER


def test_steps_can_be_taken_out_and_put_in(db: Session, loaded: Path) -> None:
    before = ids(db)
    (loaded / MODULE / "05-health-creation.md").rename(loaded / MODULE / "05-meaning.md")
    change(loaded, f"{MODULE}/05-meaning.md", "key: health-creation", "key: meaning")

    load_curriculum(db, loaded, LATER)
    db.commit()

    after = ids(db)
    assert after.keys() ^ before.keys() == {"health-creation", "meaning"}
    assert module_with_steps(db, edition(db).id, KEY).steps[4].key == "meaning"


def test_a_step_that_people_worked_on_cannot_be_taken_out(db: Session, loaded: Path) -> None:
    db.execute(text("CREATE TABLE work_of_people (step_id uuid REFERENCES step (id))"))
    db.execute(text("INSERT INTO work_of_people SELECT id FROM step WHERE key = 'the-gap'"))
    db.commit()
    before = ids(db)
    (loaded / GAP).unlink()
    change(loaded, MODULE_FILE, "minutes: 66", "minutes: 59")

    with pytest.raises(StepInUse, match="Put it back"):
        load_curriculum(db, loaded, LATER)
    db.commit()

    assert ids(db) == before
    assert modules_of(db, edition(db).id)[0].minutes == 66


def test_two_modules_can_swap_their_numbers(db: Session, course: Path) -> None:
    folder = course / MODULE
    twin = course / "2026/02-twin"
    twin.mkdir()
    (folder / "guide.md").write_text(GUIDE, "utf-8")
    for path in folder.iterdir():
        (twin / path.name).write_bytes(path.read_bytes())
    change(course, "2026/02-twin/module.yaml", f"key: {KEY}\nnumber: 1", "key: twin\nnumber: 2")
    change(course, "2026/edition.yaml", f"- {KEY}", f"- {KEY}\n  - twin")
    load_curriculum(db, course, NOON)
    db.commit()

    folder.rename(course / f"2026/02-{KEY}")
    twin.rename(course / "2026/01-twin")
    change(course, f"2026/02-{KEY}/module.yaml", "number: 1", "number: 2")
    change(course, "2026/01-twin/module.yaml", "number: 2", "number: 1")
    change(course, "2026/edition.yaml", f"- {KEY}\n  - twin", f"- twin\n  - {KEY}")
    load_curriculum(db, course, LATER)
    db.commit()

    assert [module.key for module in modules_of(db, edition(db).id)] == ["twin", KEY]


def test_a_faulty_course_changes_nothing_and_says_where(db: Session, loaded: Path) -> None:
    change(loaded, GAP, "## Two different gaps", "## Two gaps")
    change(loaded, CHECK, "right: true", "right: false")

    with pytest.raises(CurriculumFaulty) as refusal:
        load_curriculum(db, loaded, LATER)

    assert [fault.file for fault in refusal.value.faults] == [CHECK]
    assert f"{CHECK}:10" in refusal.value.sentence
    assert "Two different gaps" in module_with_steps(db, edition(db).id, KEY).steps[1].html


def test_a_frozen_edition_loads_again_but_does_not_change(db: Session, loaded: Path) -> None:
    edition(db).freeze(NOON)
    db.commit()
    assert load_curriculum(db, loaded, LATER).editions[0].state == "unchanged"

    change(loaded, GAP, "## Two different gaps", "## Two gaps")
    with pytest.raises(EditionFrozen, match="new edition"):
        load_curriculum(db, loaded, LATER)
    db.rollback()

    assert "Two different gaps" in module_with_steps(db, edition(db).id, KEY).steps[1].html


def test_one_refused_edition_keeps_the_others_out_too(db: Session, loaded: Path) -> None:
    edition(db).freeze(NOON)
    db.commit()
    change(loaded, MODULE_FILE, "title: What makes people well?", "title: Another title")
    other = loaded / "2025"
    for path in sorted((loaded / "2026").rglob("*")):
        target = other / path.relative_to(loaded / "2026")
        if path.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    change(loaded, "2025/edition.yaml", '"2026"', '"2025"')

    with pytest.raises(EditionFrozen):
        load_curriculum(db, loaded, LATER)
    db.commit()

    assert [one.key for one in all_editions(db)] == ["2026"]
    assert db.scalar(select(func.count()).select_from(CourseModule)) == 1


def test_freezing_twice_keeps_the_first_moment(db: Session, loaded: Path) -> None:
    edition(db).freeze(NOON)
    edition(db).freeze(LATER)

    assert edition(db).frozen_at == NOON


def test_a_module_page_costs_one_statement_whatever_its_steps(
    db: Session, loaded: Path, count_statements: CountStatements
) -> None:
    of = edition(db).id
    with count_statements() as sent:
        module_with_steps(db, of, KEY)
    assert len(sent) == 1
    with count_statements() as sent:
        modules_of(db, of)
    assert len(sent) == 1


def test_a_module_that_is_not_there_is_not_found(db: Session, loaded: Path) -> None:
    with pytest.raises(NotFound):
        module_with_steps(db, edition(db).id, "nothing")
    with pytest.raises(NotFound):
        edition_by_key(db, "1999")
