"""While two accounts become one nobody opens or writes anything private, so sealing is short."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from app.people.models import Person
from app.rights.actions.merge import merge_people
from app.rights.actions.merging import Two, sealing
from app.rights.actions.merging.sealing import hold_all_keys, seal_anew
from app.rights.actions.merging.ways import Kept
from tests.clock import NOON
from tests.conftest import CountStatements
from tests.make.people import make_person
from tests.make.reflections import kept_texts, make_reflection


def wrote(db: Session, often: int) -> Person:
    """Somebody with so many entries in their log; flushed."""
    person = make_person(db)
    for number in range(often):
        make_reflection(db, person, f"Entry {number} of {often}.")
    return person


def test_sealing_many_texts_anew_costs_no_more_statements_than_one(
    db: Session, count_statements: CountStatements
) -> None:
    stays, costs = make_person(db), []
    for often in (1, 7):
        goes = wrote(db, often)
        hold_all_keys(db)
        with count_statements() as sent:
            assert seal_anew(db, Two(goes.id, stays.id, NOON)) >= often
        costs.append(len(sent))
    # The first time whoever stays gets a key, which takes more.
    assert costs[1] <= costs[0]


def test_texts_beyond_one_piece_are_sealed_as_well(
    db: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealing, "ROWS", 2)
    stays, goes = make_person(db), wrote(db, 5)
    db.commit()
    merge_people(db, stays.id, goes.id, Kept(), now=NOON)
    db.commit()
    assert sorted(kept_texts(db)) == [f"Entry {number} of 5." for number in range(5)]
