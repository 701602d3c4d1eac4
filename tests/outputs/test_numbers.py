"""The numbers of a report: of few people kept back, each with how many it is of."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.kit.document import Document
from tests.make.outputs import HERON, Scene, finish_steps
from tests.make.people import make_person
from tests.make.progress import make_seat


def test_numbers_of_few_people_are_kept_back_and_every_number_has_its_n(
    scene: Scene, db: Session
) -> None:
    for number in range(3):
        make_seat(db, scene.cohort, make_person(db, name=f"Person {number}"))
    db.commit()
    scene.offer(scene.author(), HERON)
    output = scene.drafted()
    document = Document.from_json(scene.builds(output)[0].document or {})
    table = next(block for block in document.blocks if block.kind == "table")
    assert [list(row) for row in table.rows] == [
        ["People in the cohort", "fewer than 8"],
        ["Contributions in this report", "fewer than 8"],
        ["People who gave those words", "fewer than 8"],
    ]


def test_steps_are_counted_for_eight_people_and_more(scene: Scene, db: Session) -> None:
    finish_steps(db, scene, people=12, done=11)
    output = scene.drafted()
    document = Document.from_json(scene.builds(output)[0].document or {})
    chart = next(block for block in document.blocks if block.kind == "chart")
    assert chart.basis == "n = 10 people in the cohort"
    assert [(bar.shown, bar.value) for bar in chart.bars][:2] == [("10", 10.0), ("0", 0.0)]
