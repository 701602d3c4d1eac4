"""Who helps whom when two accounts are made one, and what the two copies of data say."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.helping.models import Helping
from app.helping.queries.entering import Entering, may_enter_for
from app.helping.rights import DECLARED
from app.helping.rules import SESSIONS
from app.kit.rights import Goes
from app.people.models import Person
from app.rights.actions.merge import merge_people
from app.rights.actions.merging.ways import Kept
from app.rights.declared import is_about
from app.rights.errors import CannotMerge
from tests.clock import NOON
from tests.make.helping import make_helping
from tests.make.people import make_person


def three(db: Session) -> tuple[Person, Person, Person]:
    """Somebody, their helper, and another account of the helper; committed."""
    person, helper, other = (make_person(db, name=name) for name in ("Ottoline", "Hal", "Hal H"))
    db.commit()
    return person, helper, other


def may(db: Session, helper: Person, person: Person) -> bool:
    """Whether one may enter an answer for the other."""
    return may_enter_for(db, helper, Entering(person.id, SESSIONS, False), now=NOON)


def test_the_account_that_stays_helps_whom_the_other_helped(db: Session) -> None:
    person, goes, stays = three(db)
    make_helping(db, person, goes)
    db.commit()
    merge_people(db, stays.id, goes.id, Kept(), now=NOON)
    assert may(db, stays, person)


def test_both_accounts_that_help_the_same_person_become_one_helper(db: Session) -> None:
    person, goes, stays = three(db)
    make_helping(db, person, goes)
    make_helping(db, person, stays)
    db.commit()
    merge_people(db, stays.id, goes.id, Kept(), now=NOON)
    assert db.scalars(select(Helping.helper_id)).all() == [stays.id]


def test_nobody_helps_themselves_after_two_accounts_were_made_one(db: Session) -> None:
    person, helper, other = three(db)
    between = make_helping(db, person, helper)
    make_helping(db, person, other)
    db.commit()
    with pytest.raises(CannotMerge, match="helps the other"):
        merge_people(db, helper.id, person.id, Kept(), now=NOON)
    between.ended_at = NOON
    db.commit()
    merge_people(db, helper.id, person.id, Kept(), now=NOON)
    # What the account that went allowed ended with it.
    assert db.scalars(select(Helping)).all() == []


def test_it_goes_whole_with_either_of_the_two_and_is_in_the_copy_of_the_person(
    db: Session,
) -> None:
    person, helper, other = three(db)
    make_helping(db, person, helper)
    db.flush()
    (declared,) = DECLARED
    assert declared.goes is Goes.WHOLE
    table = declared.table
    found = {
        one.name: db.scalars(select(table.c.id).where(is_about(declared, one.id))).all()
        for one in (person, helper, other)
    }
    assert [len(found[name]) for name in ("Ottoline", "Hal", "Hal H")] == [1, 1, 0]
