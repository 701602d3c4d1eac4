"""The move of a cohort itself: once, on record, at a steady cost, whatever happens meanwhile."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.progress.actions.complete import mark_step_done
from app.progress.actions.move import move_cohort
from app.progress.errors import EditionUnknown
from app.progress.models import CohortMove
from app.progress.queries import StepAddress, step_page
from app.syllabus.models import Edition, FrameworkEdition
from app.wiring import Platform
from tests.clock import NOON
from tests.conftest import CountStatements
from tests.make.people import make_person
from tests.make.progress import (
    Way,
    make_entry,
    make_seat,
)
from tests.progress.moving.cohort_move import LATER, Move, rows
from tests.progress.parallel import all_at_once


def test_a_second_click_is_harmless_and_the_move_is_on_record_once(db: Session, move: Move) -> None:
    first = move.way.cohort.edition_id
    assert move.to(db).is_new
    after = rows(db)
    assert not move.to(db).is_new
    assert rows(db) == after
    record = db.scalars(select(CohortMove)).one()
    assert (record.from_edition_id, record.to_edition_id) == (first, move.edition.id)
    assert (record.moved_at, record.moved_by_id) == (LATER, move.lead.id)


def test_only_the_framework_may_change_too(db: Session, move: Move) -> None:
    framework = FrameworkEdition(
        key="2021", title="T", source="s", source_short="S", dated="2021", position=1
    )
    db.add(framework)
    db.flush()
    before = rows(db)
    same = db.get_one(Edition, move.way.cohort.edition_id)
    moved = move.to(db, same, "2021")
    assert moved.is_new
    assert moved.framework is framework
    assert move.way.cohort.framework_id == framework.id
    assert rows(db) == before
    record = db.scalars(select(CohortMove)).one()
    assert (record.from_framework_id, record.to_framework_id) == (None, framework.id)


def test_an_edition_takes_its_own_framework_along_unless_another_is_chosen(
    db: Session, move: Move
) -> None:
    framework = FrameworkEdition(
        key="2021", title="T", source="s", source_short="S", dated="2021", position=1
    )
    db.add(framework)
    db.flush()
    move.edition.framework_id = framework.id
    db.commit()
    assert move.to(db).framework is framework


@pytest.mark.parametrize(("edition", "framework"), [("nothing", ""), ("", "nothing")])
def test_what_was_never_loaded_cannot_be_moved_to(
    db: Session, move: Move, edition: str, framework: str
) -> None:
    with pytest.raises(EditionUnknown):
        move_cohort(
            db,
            move.lead,
            cohort=move.way.cohort,
            edition_key=edition or move.edition.key,
            framework_key=framework,
            now=LATER,
        )
    assert list(db.scalars(select(CohortMove))) == []


def test_a_move_costs_the_same_however_much_was_done(
    db: Session, move: Move, count_statements: CountStatements
) -> None:
    for _ in range(20):
        seat = make_seat(db, move.way.cohort, make_person(db))
        step = StepAddress(seat.id, "module-1", "welcome")
        mark_step_done(db, move.lead, at=step, now=NOON, entry=make_entry(move.lead))
    db.commit()
    with count_statements() as sent:
        move.to(db)
    assert len(sent) <= 9, sent


def test_nothing_written_while_the_cohort_moves_is_left_behind(
    platform: Platform, db: Session, move: Move
) -> None:
    ways = [
        Way(person, move.way.cohort, make_seat(db, move.way.cohort, person), move.way.modules, {})
        for person in (make_person(db) for _ in range(40))
    ]
    db.commit()

    def moving(db: Session) -> object:
        return move_cohort(
            db,
            move.lead,
            cohort=move.way.cohort,
            edition_key=move.edition.key,
            framework_key=None,
            now=LATER,
        )

    def marking(way: Way) -> Any:
        return lambda db: mark_step_done(db, way.person, at=way.at("welcome"), now=NOON)

    calls = [marking(way) for way in ways]
    calls[13:13] = [moving] * 3
    all_at_once(platform, calls)
    db.expire_all()
    for way in ways:
        assert step_page(db, way.at("welcome"), now=LATER).step.done_at == NOON
    assert len(list(db.scalars(select(CohortMove)))) == 1
