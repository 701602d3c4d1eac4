"""Drafts and entries of one form that arrive at the same moment."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.people.models import Person
from app.reflections.actions.drafts import keep_draft
from app.reflections.actions.write import write_reflection
from app.reflections.models import Reflection, ReflectionDraft
from app.reflections.rules.drafts import IsAnEntry, Kept, KeptElsewhere, SeenDraft, SentDraft
from app.wiring import Platform
from tests.clock import NOON
from tests.make.people import make_person
from tests.make.reflections import kept_texts
from tests.progress.parallel import Call, all_at_once


def count(db: Session, table: type[Reflection | ReflectionDraft]) -> int:
    db.commit()
    return db.scalar(select(func.count()).select_from(table)) or 0


def test_a_form_that_is_saved_while_its_draft_is_being_kept_leaves_no_draft(
    platform: Platform, db: Session
) -> None:
    person = make_person(db)
    db.commit()
    for _ in range(10):
        all_at_once(platform, _keeping_and_saving(person, new_id(), new_id()))
    assert count(db, Reflection) == 10
    assert count(db, ReflectionDraft) == 0
    assert kept_texts(db) == ["Half and half."] * 10


def _keeping_and_saving(person: Person, key: UUID, page: UUID) -> list[Call]:
    device = SeenDraft(0, [page])

    def keep(session: Session) -> None:
        keep_draft(session, person, SentDraft(key, "Half", device), now=NOON)

    def save(session: Session) -> None:
        write_reflection(
            session, person, text="Half and half.", request_key=key, draft=device, now=NOON
        )

    return [keep, save, keep, save, save, keep]


def test_of_many_devices_at_once_one_is_kept_and_the_others_are_told(
    platform: Platform, db: Session
) -> None:
    person = make_person(db)
    db.commit()
    key = new_id()
    told: list[Kept | KeptElsewhere | IsAnEntry] = []

    def keep(text: str) -> Call:
        def call(session: Session) -> None:
            sent = SentDraft(key, text, SeenDraft(0, [new_id()]))
            told.append(keep_draft(session, person, sent, now=NOON))

        return call

    all_at_once(platform, [keep(f"From device {number}.") for number in range(20)])
    kept = [answer for answer in told if isinstance(answer, Kept)]
    others = [answer for answer in told if isinstance(answer, KeptElsewhere)]
    assert (len(kept), len(others)) == (1, 19)
    assert {answer.revision for answer in others} == {1}
    assert len({answer.text for answer in others}) == 1
