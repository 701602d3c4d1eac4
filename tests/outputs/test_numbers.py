"""The numbers of a report: of few people kept back, each with how many it is of."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from app.kit.document import Document
from app.outputs.models import Output
from app.outputs.rules.counted import Counted, CountedStep
from tests.make.outputs import HERON, Scene
from tests.make.people import make_person
from tests.make.pledges import make_answer, make_pledge
from tests.make.progress import finish_steps, make_seat


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


def _shown(scene: Scene, output: Output) -> dict[str, list[str]]:
    """All figures of the newest edition, by what they are figures of."""
    document = Document.from_json(scene.editions(output)[-1].document or {})
    rows = {
        row[0]: list(row[1:])
        for block in document.blocks
        if block.kind == "table"
        for row in block.rows
    }
    charts = [block for block in document.blocks if block.kind == "chart"]
    return rows | {bar.label: [bar.shown] for chart in charts for bar in chart.bars}


@pytest.mark.parametrize("first", [0, 3, 7, 8, 12, 17])
@pytest.mark.parametrize("more", [1, 2, 7])
def test_nobody_is_found_by_comparing_two_editions(
    scene: Scene, db: Session, first: int, more: int
) -> None:
    finish_steps(db, scene.cohort, people=20, done=first)
    output = scene.published()
    before = _shown(scene, output)
    # A few more people come, and each does the step.
    finish_steps(db, scene.cohort, people=more, done=more)
    scene.publish(output, scene.edition(output))
    assert _shown(scene, output) == before


def test_numbers_move_once_eight_people_make_the_difference(scene: Scene, db: Session) -> None:
    finish_steps(db, scene.cohort, people=12, done=11)
    output = scene.published()
    for _ in range(2):
        finish_steps(db, scene.cohort, people=4, done=4)
        scene.publish(output, scene.edition(output))
    after = _shown(scene, output)
    assert after["People in the cohort"] == ["20"]
    assert after["Step welcome"] == ["20"]


def test_another_report_of_the_same_cohort_tells_no_more(scene: Scene, db: Session) -> None:
    finish_steps(db, scene.cohort, people=12, done=11)
    before = _shown(scene, scene.published())
    finish_steps(db, scene.cohort, people=1, done=1)
    assert _shown(scene, scene.published(title="Another report")) == before


def test_never_have_more_people_done_a_step_than_there_are() -> None:
    steps = [CountedStep("m/s", "Module", "Step", 20)]
    told = {"people": 40, "steps": {"m/s": 27}}
    assert Counted(22, steps).steady([told]).steps[0].done == 22
    assert Counted(22, steps).steady([]) == Counted(22, steps)


def test_steps_are_counted_for_eight_people_and_more(scene: Scene, db: Session) -> None:
    finish_steps(db, scene.cohort, people=12, done=11)
    output = scene.drafted()
    document = Document.from_json(scene.builds(output)[0].document or {})
    chart = next(block for block in document.blocks if block.kind == "chart")
    assert chart.basis == "n = 10 people in the cohort"
    assert [(bar.shown, bar.value) for bar in chart.bars][:2] == [("10", 10.0), ("0", 0.0)]


def _block(db: Session, scene: Scene, number: int) -> None:
    """So many more people say that there is no time for what they pledged."""
    for _ in range(number):
        person = make_person(db)
        make_seat(db, scene.cohort, person)
        at = make_pledge(db, person, scene.cohort, "Nobody else reads this.")
        make_answer(db, at.pledge.id, "blocked", block="time", words="Nor this.")
    db.commit()


def test_what_is_in_the_way_of_pledges_is_counted_and_no_word_of_them_is_read(
    scene: Scene, db: Session
) -> None:
    _block(db, scene, 7)
    output = scene.published()
    assert "There is no time" not in _shown(scene, output)
    _block(db, scene, 8)
    scene.publish(output, scene.edition(output))
    shown = _shown(scene, output)
    assert (shown["There is no time"], shown["Something else"]) == (["15"], ["0"])
    # One more person between two editions is not found.
    _block(db, scene, 3)
    scene.publish(output, scene.edition(output))
    assert _shown(scene, output)["There is no time"] == ["15"]
    document = str(scene.editions(output)[-1].document)
    for secret in ("Nobody else", "Nor this"):
        assert secret not in document
