"""Loading frameworks, cards and pictures: all of it or nothing, and nothing twice."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from app.kit.db import Base
from app.syllabus.actions.load import CurriculumFaulty, EditionFrozen, load_curriculum
from app.syllabus.cli import CURRICULUM
from app.syllabus.models import (
    Card,
    CourseModule,
    CoursePicture,
    CreditRule,
    Edition,
    FrameworkChange,
    FrameworkEdition,
    FrameworkItem,
    Step,
)
from app.syllabus.queries import all_editions, credit_rules, edition_by_key
from app.syllabus.rules.reading import read_curriculum
from tests.clock import NOON
from tests.conftest import CountStatements
from tests.syllabus.planting import Planted, apply, planted
from tests.syllabus.small_course import write_small_course

LATER = NOON + timedelta(days=1)
TABLES: tuple[type[Base], ...] = (
    *(FrameworkEdition, FrameworkItem, FrameworkChange, Edition, CourseModule, Step, Card),
    *(CoursePicture, CreditRule),
)
WRITING = ("INSERT", "UPDATE", "DELETE")
PLANTED = {row.fault: row for row in planted()}
# Sound changes to everything that a course has, one file of each kind.
CHANGES = [
    {"file": "sources.yaml", "old": "What a bench can do", "new": "What benches can do"},
    {"file": "frameworks.yaml", "old": "Being with others.", "new": "Being with people."},
    {"file": "2030/01-benches/module.yaml", "old": "A place to sit", "new": "A place to rest"},
    {"file": "2030/01-benches/01-welcome.md", "old": "good place", "new": "fine place"},
    {"file": "2030/01-benches/06-your-place.cy.md", "old": "Mae un llinell", "new": "Mae llinell"},
    {"file": "2030/01-benches/guide.md", "old": "Some people", "new": "A few people"},
    {"file": "2030/library/glossary.yaml", "old": "*open to all*", "new": "*for all*"},
    {"file": "2030/library/policy.yaml", "old": "asks each", "new": "wants each"},
    {"file": "2030/pictures/bench.svg", "old": 'r="50"', "new": 'r="40"'},
]
# Rules of credits belong to no edition, so none of them is frozen with it.
# Neither are the questions beside the box of the log.
PROMPTS = {
    "file": "2030/library/prompts.yaml",
    "old": "Two questions for a walk home [@bench-2019].\n    sources: [bench-2019]",
    "new": "Two questions for a walk by the water [@prompts-2031].\n    sources: [prompts-2031]",
}
CREDITS = {"file": "credits.yaml", "old": "An hour on a bench", "new": "An hour by the river"}


def everything(db: Session) -> dict[str, list[dict[str, Any]]]:
    """Every row of the course, as it is in the database."""
    db.expire_all()
    found = {}
    for table in TABLES:
        query = select(table).order_by(table.__table__.c.id)
        rows = db.scalars(query.options(undefer("*"))).all()
        columns = [column.name for column in table.__table__.columns]
        found[table.__name__] = [{name: getattr(row, name) for name in columns} for row in rows]
    return found


@pytest.fixture
def small(db: Session, tmp_path: Path) -> Path:
    """The guide's small course, loaded at noon and committed."""
    root = write_small_course(tmp_path / "small")
    load_curriculum(db, root, NOON)
    db.commit()
    return root


def test_everything_that_the_guide_shows_is_loaded(db: Session, small: Path) -> None:
    rows = everything(db)

    assert {name: len(found) for name, found in rows.items()} == {
        "FrameworkEdition": 2,
        "FrameworkItem": 4,
        "FrameworkChange": 3,
        "Edition": 1,
        "CourseModule": 1,
        "Step": 8,
        "Card": 17,
        "CoursePicture": 1,
        "CreditRule": 2,
    }
    kinds = {card["kind"] for card in rows["Card"]}
    assert kinds == {"guide", "glossary", "checklist", "pledges", "cases", "policy", "prompts"} | {
        *("plumbline", "priorities")
    }
    assert (rows["CoursePicture"][0]["width"], rows["CoursePicture"][0]["height"]) == (360, 200)


@pytest.mark.parametrize(
    "row",
    [
        PLANTED["a figure without n"],
        PLANTED["a new name that is said to be the same"],
        PLANTED["a framework of an unknown document"],
        PLANTED["a term of an item that is not in the framework"],
        PLANTED["one case card twice"],
        PLANTED["a policy card without a month to look at it again"],
        PLANTED["a picture that is too heavy"],
        PLANTED["a drawing that fetches something"],
        PLANTED["a running order that is longer than the session"],
        PLANTED["a translation that cites another document"],
        PLANTED["a file beside the editions"],
        PLANTED["two rules of credits for the same day"],
    ],
    ids=str,
)
def test_one_fault_keeps_out_every_other_change(db: Session, small: Path, row: Planted) -> None:
    before = everything(db)
    for change in [*CHANGES, CREDITS, *row.changes]:
        apply(small, change)

    with pytest.raises(CurriculumFaulty) as refusal:
        load_curriculum(db, small, LATER)
    db.commit()

    assert {fault.file for fault in refusal.value.faults} == {row.file}
    assert everything(db) == before


def test_without_a_fault_every_change_is_taken_over(db: Session, small: Path) -> None:
    before = everything(db)
    for change in [*CHANGES, CREDITS]:
        apply(small, change)

    assert load_curriculum(db, small, LATER).sentences() == [
        "Edition 2030: changed (modules: 1, steps: 8)."
    ]
    db.commit()

    after = everything(db)
    same = [name for name in before if after[name] == before[name]]
    assert same == ["FrameworkEdition", "FrameworkChange"]
    for name, rows in before.items():
        assert [row["id"] for row in rows] == [row["id"] for row in after[name]]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: str(change["file"]))
def test_a_frozen_edition_refuses_a_change_to_any_of_its_files(
    db: Session, small: Path, change: dict[str, Any]
) -> None:
    edition_by_key(db, "2030").freeze(NOON)
    db.commit()
    before = everything(db)
    apply(small, change)

    with pytest.raises(EditionFrozen, match="new edition"):
        load_curriculum(db, small, LATER)
    db.commit()

    assert everything(db) == before


def test_a_rule_of_credits_may_change_under_a_frozen_edition(db: Session, small: Path) -> None:
    edition_by_key(db, "2030").freeze(NOON)
    db.commit()
    apply(small, CREDITS)
    assert {one.state for one in load_curriculum(db, small, LATER).editions} == {"unchanged"}
    assert [rule.about[:21] for rule in credit_rules(db)] == [
        "An hour by the river ",
        "Sitting with somebody",
    ]
    apply(small, {"gone": "credits.yaml"})
    load_curriculum(db, small, LATER)
    assert credit_rules(db) == []


def about_sitting(db: Session) -> str:
    """What the questions say they are about."""
    data = db.scalars(select(Card.data).where(Card.kind == "prompts", Card.key == "sitting")).one()
    return str(data["about"])


@pytest.mark.parametrize("frozen_with_them", [False, True], ids=["newly", "long ago"])
def test_questions_beside_the_box_may_change_under_a_frozen_edition(
    db: Session, small: Path, *, frozen_with_them: bool
) -> None:
    edition = edition_by_key(db, "2030")
    edition.freeze(NOON)
    if frozen_with_them:
        read = read_curriculum(small)
        edition.digest = read.editions[0].whole_digest(read.sources, read.frameworks)
        assert {one.state for one in load_curriculum(db, small, LATER).editions} == {"unchanged"}
    db.commit()
    with (small / "sources.yaml").open("a", encoding="utf-8") as book:
        book.write(
            "prompts-2031:\n  title: Sitting\n  short: Sitting 2031\n  year: 2031\n"
            "  publisher: Made up for this test\n"
        )
    apply(small, PROMPTS)
    assert {one.state for one in load_curriculum(db, small, LATER).editions} == {"unchanged"}
    assert "by the water" in about_sitting(db)
    apply(small, {"gone": "2030/library/prompts.yaml"})
    load_curriculum(db, small, LATER)
    assert not db.scalars(select(Card).where(Card.kind == "prompts")).all()


def test_what_is_taken_out_of_the_library_is_gone(db: Session, small: Path) -> None:
    apply(small, {"gone": "2030/library/policy.yaml"})
    apply(small, {"gone": "2030/pictures/bench.svg"})
    apply(
        small,
        {
            "file": "2030/01-benches/01-welcome.md",
            "old": "![Two people talk on a bench under a tree.](pictures/bench.svg)\n",
            "new": "",
        },
    )

    load_curriculum(db, small, LATER)
    db.commit()

    rows = everything(db)
    assert rows["CoursePicture"] == []
    assert "policy" not in {card["kind"] for card in rows["Card"]}


def test_loading_the_whole_course_a_second_time_writes_nothing(
    db: Session, count_statements: CountStatements
) -> None:
    load_curriculum(db, CURRICULUM, NOON)
    db.commit()
    before = everything(db)
    assert [edition.key for edition in all_editions(db)][:2] == ["2026", "2027"]

    with count_statements() as sent:
        report = load_curriculum(db, CURRICULUM, LATER)
        db.commit()

    assert [one for one in sent if one.lstrip().upper().startswith(WRITING)] == []
    assert {one.state for one in report.editions} == {"unchanged"}
    assert everything(db) == before
