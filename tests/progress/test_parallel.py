"""Many sendings at the same moment leave exactly the right rows."""

from __future__ import annotations

from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.progress.actions.answer import Chosen, save_answers
from app.progress.actions.complete import mark_step_done
from app.progress.actions.visit import open_step
from app.progress.models import StepProgress
from app.wiring import Platform
from tests.clock import NOON
from tests.make.progress import Way, make_way
from tests.progress.parallel import Call, all_at_once
from tests.progress.reading import row_of, tries_of


def marking(way: Way, key: str) -> Call:
    return lambda db: mark_step_done(db, way.person, at=way.at(key), now=NOON)


def answering(way: Way, question: str, option: str, key: UUID) -> Call:
    chosen = Chosen({question: option}, question, key)
    return lambda db: save_answers(db, way.person, at=way.at("check"), chosen=chosen, now=NOON)


def test_two_hundred_clicks_on_done_make_one_row_for_each_step(
    platform: Platform, db: Session
) -> None:
    way = make_way(db)
    keys = ["welcome", "story", "reflect", "act"] * 50
    all_at_once(platform, [marking(way, key) for key in keys])
    rows = list(db.scalars(select(StepProgress)))
    assert len(rows) == 4
    assert all(row.done_at == NOON for row in rows)


def test_opening_and_marking_at_once_never_lose_what_was_done(
    platform: Platform, db: Session
) -> None:
    way = make_way(db)

    def opening(db: Session) -> object:
        return open_step(db, way.person, at=way.at("story"), now=NOON)

    all_at_once(platform, [opening, marking(way, "story")] * 20)
    assert db.scalar(select(func.count()).select_from(StepProgress)) == 1
    row = row_of(db, way, "story")
    assert row is not None
    assert row.done_at == NOON


def test_the_same_answer_sent_many_times_at_once_is_one_try(
    platform: Platform, db: Session
) -> None:
    way = make_way(db)
    key = new_id()
    all_at_once(platform, [answering(way, "first", "fix", key)] * 40)
    assert tries_of(db, way) == [("first", "fix", False)]


def test_two_hundred_answers_at_once_are_all_kept(platform: Platform, db: Session) -> None:
    way = make_way(db)
    calls = [
        answering(way, question, option, new_id())
        for question, option in (("first", "fix"), ("second", "all")) * 100
    ]
    all_at_once(platform, calls)
    assert len(tries_of(db, way)) == 200
    row = row_of(db, way, "check")
    assert row is not None
    assert row.done_by_rule == "answered"


@pytest.mark.parametrize("turn", range(5))
def test_of_the_two_last_answers_sent_at_once_one_makes_the_check_done(
    platform: Platform, db: Session, turn: int
) -> None:
    way = make_way(db)
    all_at_once(
        platform,
        [
            answering(way, "first", "fix", new_id()),
            answering(way, "second", "all", new_id()),
        ],
    )
    row = row_of(db, way, "check")
    assert row is not None
    assert row.done_at == NOON
