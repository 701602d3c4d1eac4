"""When two accounts are not made one: what shows two people, or would be spoiled."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.helping.models import Helping
from app.helping.rules import ACTS
from app.kit.db import new_id
from app.people.models import Person
from app.rights.actions.ask_erasure import ask_erasure
from app.rights.actions.merge import merge_people
from app.rights.actions.merging.ways import Kept
from app.rights.errors import BusyNow
from app.rights.queries.clashes import ERASED, HELPS, PAIRED, ROLE, SAME, clashes
from app.vault.actions import key_for_writing
from tests.clock import NOON
from tests.conftest import CountStatements
from tests.make.mentoring import Mentors
from tests.make.people import make_person

if TYPE_CHECKING:
    from app.wiring import Platform


def pair(db: Session) -> tuple[Person, Person]:
    """Two people who are in mentoring with each other."""
    circle = Mentors(db)
    circle.pairing()
    return circle.petra, circle.joan


def role(db: Session) -> tuple[Person, Person]:
    """The account that goes is a lead's."""
    return make_person(db), make_person(db, roles=["programme_lead"])


def erased(db: Session) -> tuple[Person, Person]:
    """One of them asked to be erased."""
    one, two = make_person(db), make_person(db)
    ask_erasure(db, one, one, now=NOON)
    return one, two


def helper(db: Session) -> tuple[Person, Person]:
    """The account that goes helps the one that stays."""
    one, two = make_person(db), make_person(db)
    db.add(_help(one, two))
    return one, two


def same(db: Session) -> tuple[Person, Person]:
    """There is only one."""
    one = make_person(db)
    return one, one


@pytest.mark.parametrize(
    ("made", "sentence"),
    [(pair, PAIRED), (role, ROLE), (erased, ERASED), (helper, HELPS), (same, SAME)],
)
def test_what_shows_two_people_or_would_be_spoiled_is_refused(
    db: Session, made: Callable[[Session], tuple[Person, Person]], sentence: str
) -> None:
    stays, goes = made(db)
    db.commit()
    assert sentence in clashes(db, stays, goes)


def test_what_clashes_costs_eleven_statements(
    db: Session, count_statements: CountStatements
) -> None:
    stays, goes = make_person(db), make_person(db)
    with count_statements() as sent:
        assert clashes(db, stays, goes) == []
    assert len(sent) == 11, sent


def test_nobody_is_merged_while_somebody_has_a_key_in_their_hands(
    db: Session, platform: Platform
) -> None:
    stays, goes = make_person(db), make_person(db)
    db.commit()
    with platform.transaction() as writing:
        key_for_writing(writing, goes.id, now=NOON)
        with pytest.raises(BusyNow), platform.transaction() as merging:
            merge_people(merging, stays.id, goes.id, Kept(), now=NOON)
    with platform.transaction() as merging:
        merge_people(merging, stays.id, goes.id, Kept(), now=NOON)


def test_help_between_the_two_that_has_ended_goes(db: Session) -> None:
    one, two = make_person(db), make_person(db)
    ended = _help(one, two)
    ended.ended_at = NOON
    db.add(ended)
    db.commit()
    merge_people(db, one.id, two.id, Kept(), now=NOON)
    assert db.scalars(select(Helping)).all() == []


def _help(person: Person, by: Person) -> Helping:
    return Helping(
        person_id=person.id,
        helper_id=by.id,
        acts=[*ACTS][:1],
        last_day=NOON.date(),
        asked_at=NOON,
        said_how="page",
        tries=0,
        request_key=new_id(),
    )
