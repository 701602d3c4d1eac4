"""A cohort with much done, and an edition to move to."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.progress.actions.answer import Chosen, save_answers
from app.progress.actions.complete import mark_step_done
from app.progress.actions.visit import open_step
from tests.clock import NOON
from tests.make.people import make_person
from tests.make.progress import (
    PROMPT,
    make_edition,
    make_module,
    make_way,
)
from tests.progress.moving.cohort_move import NEW_QUESTIONS, Move


@pytest.fixture
def move(db: Session) -> Move:
    """The new edition has no story, a new step, and other questions."""
    way = make_way(db)
    edition = make_edition(db)
    steps: list[tuple[str, str, int, dict[str, Any]]] = [
        ("act", "activity", 20, {"done_when": "You asked."}),
        ("new", "read", 5, {}),
        ("check", "knowledge_check", 5, {"questions": NEW_QUESTIONS}),
        ("welcome", "read", 5, {}),
        ("reflect", "reflection", 5, {"prompt": PROMPT}),
    ]
    make_module(db, edition.id, 1, steps)
    for key in ("welcome", "story"):
        mark_step_done(db, way.person, at=way.at(key), now=NOON)
    open_step(db, way.person, at=way.at("act"), now=NOON)
    for option in ("fix", "listen", "fix"):
        chosen = Chosen({"first": option, "second": "all"}, key=new_id())
        save_answers(db, way.person, at=way.at("check"), chosen=chosen, now=NOON)
    lead = make_person(db)
    db.commit()
    return Move(way, edition, lead)
