"""Who is brought together again after it came to nothing, and who never is."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.mentoring.models import MentoringProfile, Pairing, PairingMember
from app.mentoring.queries.matching_input import read_entrants
from app.mentoring.rules.states import ACTIVE, CLOSED, DECLINED, EXPIRED, PROPOSED
from app.people.models import Person
from tests.conftest import CountStatements
from tests.make.mentoring import make_pairing
from tests.make.people import make_person
from tests.make.runs import Matchmaking


@pytest.fixture
def two(making: Matchmaking) -> tuple[Person, Person]:
    """Two who fit, with room for three."""
    return making.somebody("Ana Ash", capacity=3), making.somebody("Cy Cedar", capacity=3)


def are_apart(db: Session, two: tuple[Person, Person]) -> bool:
    ids = {one.id for one in two}
    return any(set(pair) == ids for pair in read_entrants(db).pool.apart)


def walked(making: Matchmaking, two: tuple[Person, Person], state: str) -> Pairing:
    lead = make_person(making.db, roles=["safeguarding_lead"])
    place = make_pairing(making.db, *two, making.mina, lead, state)
    making.db.commit()
    return place.pairing


@pytest.mark.parametrize(
    ("state", "apart", "when_both_named_each_other"),
    [
        (PROPOSED, True, True),
        (ACTIVE, True, True),
        (DECLINED, True, False),
        (EXPIRED, False, False),
        (CLOSED, True, False),
    ],
)
def test_a_pair_that_was_is_proposed_again_only_where_both_name_each_other(
    making: Matchmaking,
    two: tuple[Person, Person],
    state: str,
    apart: bool,
    when_both_named_each_other: bool,
) -> None:
    ana, cy = two
    walked(making, two, state)
    making.choose(ana, cy)
    assert are_apart(making.db, two) is apart
    making.choose(cy, ana)
    assert are_apart(making.db, two) is when_both_named_each_other


@pytest.mark.parametrize("what", ["safety", "kept_apart", "wants_again"])
def test_some_are_never_proposed_again(
    making: Matchmaking, two: tuple[Person, Person], what: str
) -> None:
    ana, cy = two
    pairing = walked(making, two, CLOSED)
    making.choose(ana, cy)
    making.choose(cy, ana)
    if what == "wants_again":
        member = making.db.scalars(
            select(PairingMember).where(PairingMember.pairing_id == pairing.id)
        ).first()
        assert member is not None
        member.wants_again = "no"
    else:
        pairing.closed_for = what
    making.db.commit()
    assert are_apart(making.db, two)


def test_room_is_less_by_every_open_pairing(
    making: Matchmaking, two: tuple[Person, Person]
) -> None:
    walked(making, two, ACTIVE)
    walked(making, (two[0], making.somebody("Di Dale")), PROPOSED)
    room = {one.id: one.room for one in read_entrants(making.db).pool.people}
    assert [room[one.id] for one in two] == [1, 2]


def test_all_is_read_in_six_statements_however_many_take_part(
    making: Matchmaking, count_statements: CountStatements
) -> None:
    said: dict[str, Any] = {"characteristics": ["carer"]}
    for number in range(8):
        making.somebody(f"Person {number}", **said)
    with count_statements() as sent:
        entrants = read_entrants(making.db)
    assert len(sent) <= 6
    assert all(one.characteristics == {"carer"} for one in entrants.pool.people)


def test_an_address_of_a_manager_is_held_against_addresses_in_any_case(
    making: Matchmaking, two: tuple[Person, Person]
) -> None:
    ana, cy = two
    ana.email = "Ana@Work.example"
    profile = making.db.get(MentoringProfile, cy.id)
    assert profile is not None
    profile.manager_email = "ana@work.example"
    making.db.commit()
    run = making.proposed()
    assert making.left(run) == {"Ana": ["line_management"], "Cy": ["line_management"]}
