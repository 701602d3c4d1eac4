"""What the outbox tells, and what it keeps to itself."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.post.models import Letter
from app.post.queries import (
    LetterFact,
    counts_by_state,
    doubtful_count,
    doubtful_letters,
    due_count,
    due_letters,
)
from tests.clock import NOON
from tests.make.post import letter_of, make_letters


def test_letters_that_are_due_are_listed_earliest_first(db: Session) -> None:
    people = make_letters(db, 3)
    make_letters(db, 1, due_at=NOON + timedelta(days=1))
    found = due_letters(db, now=NOON)
    assert [fact.person_id for fact in found] == [person.id for person in people]
    assert due_count(db, now=NOON) == 3
    assert len(due_letters(db, now=NOON, most=2)) == 2


def test_what_is_told_of_a_letter_holds_neither_its_text_nor_its_address(db: Session) -> None:
    [person] = make_letters(db, 1)
    [fact] = due_letters(db, now=NOON)
    assert (fact.person_id, fact.state, fact.kind) == (person.id, "due", "note")
    assert not {"body", "subject", "to_address"} & set(LetterFact.__dataclass_fields__)


def test_doubts_stay_listed_when_the_letter_has_gone(db: Session) -> None:
    first, second = make_letters(db, 2)
    letter = letter_of(db, first)
    letter.state, letter.doubted_at, letter.doubts = "sent", NOON, 1
    db.commit()
    assert [fact.person_id for fact in doubtful_letters(db)] == [first.id]
    assert doubtful_count(db) == 1
    assert counts_by_state(db) == {"sent": 1, "due": 1}
    assert letter_of(db, second).doubts == 0


def test_finding_due_letters_reads_an_index_that_holds_only_those(db: Session) -> None:
    people = make_letters(db, 1)
    db.execute(
        text(
            "INSERT INTO letter (id, person_id, kind, about_id, due_at, state, created_at) "
            "SELECT gen_random_uuid(), :person, 'note', gen_random_uuid(), :now, 'sent', :now "
            "FROM generate_series(1, 20000)"
        ),
        {"person": people[0].id, "now": NOON},
    )
    db.commit()
    db.execute(text("ANALYZE letter"))
    plan = "\n".join(
        db.scalars(
            text(
                "EXPLAIN SELECT id FROM letter WHERE state = 'due' AND due_at <= now() "
                "ORDER BY due_at LIMIT 50 FOR UPDATE SKIP LOCKED"
            )
        )
    )
    assert "ix_letter_due" in plan
    assert Letter.__tablename__ in plan
