"""Throwing away, saving, bringing back and erasing at the same moment."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.reflections.actions.thrown_away import (
    bring_back,
    erase_some,
    throw_entry_away,
)
from app.reflections.actions.versions import add_version
from app.reflections.errors import ThrownAway
from app.reflections.models import Reflection
from app.reflections.rules.thrown_away import GRACE
from app.wiring import Platform
from tests.clock import NOON
from tests.make.people import make_person
from tests.make.reflections import kept_texts, make_reflection
from tests.progress.parallel import Call, all_at_once


def test_throwing_away_while_others_save_loses_nothing_silently(
    platform: Platform, db: Session
) -> None:
    person = make_person(db)
    own = make_reflection(db, person, "First.")
    db.commit()
    told = list[str]()

    def save(words: str) -> Call:
        def run(at: Session) -> None:
            try:
                add_version(at, person, reflection_id=own, text=words, seen=1, now=NOON)
            except ThrownAway:
                told.append(words)

        return run

    texts = [f"Window {number}." for number in range(16)]
    calls: list[Call] = [save(words) for words in texts]
    calls[5:5] = [lambda at: throw_entry_away(at, person, reflection_id=own, now=NOON)] * 2
    all_at_once(platform, calls)
    assert set(kept_texts(db)) | set(told) == {"First.", *texts}
    assert not set(kept_texts(db)) & set(told)


def test_bringing_back_while_the_worker_erases_is_one_or_the_other(
    platform: Platform, db: Session
) -> None:
    person = make_person(db)
    made = [make_reflection(db, person, f"Entry {number}.") for number in range(8)]
    for one in made:
        throw_entry_away(db, person, reflection_id=one, now=NOON - GRACE)
    db.commit()
    came_back = set[UUID]()

    def back(one: UUID) -> Call:
        def run(at: Session) -> None:
            if bring_back(at, person, reflection_id=one):
                came_back.add(one)

        return run

    calls = [back(one) for one in made]
    calls[3:3] = [lambda at: erase_some(at, now=NOON)] * 2
    all_at_once(platform, calls)
    db.commit()
    assert (
        set(db.scalars(select(Reflection.id).where(Reflection.deleted_at.is_(None)))) == came_back
    )
