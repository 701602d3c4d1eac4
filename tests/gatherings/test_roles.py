"""Who has which role at a session, and what they are told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.cohorts.actions.departure import leave
from app.gatherings.actions.remind import plan_reminders
from app.gatherings.actions.roles import add_role, remove_role
from app.gatherings.errors.replies import OneNameOnly, RoleNameNeeded, RoleUnknown
from app.gatherings.kinds import ReminderKind
from app.gatherings.models import Gathering, GatheringRole
from app.gatherings.queries import gathering_seat
from app.gatherings.rules.roles import ROLES, YOURS, by_role, say_yours
from app.people.models import Person
from tests.clock import NOON
from tests.gatherings.changing import draft, letters
from tests.make.cohorts import make_cohort, make_facilitator, make_member
from tests.make.gatherings import make_gathering, make_role
from tests.make.people import make_person

START = NOON + timedelta(days=10)


def at(db: Session, gathering: Gathering, person: Person) -> list[tuple[str, list[str]]]:
    """The roles as a person of the cohort sees them."""
    facts = gathering_seat(db, person, gathering_id=gathering.id)
    assert facts is not None
    return by_role(facts.roles)


def test_a_role_is_somebodys_of_the_cohort_or_a_guests(db: Session) -> None:
    cohort = make_cohort(db)
    farah, amina = make_facilitator(db, cohort), make_member(db, cohort)
    gathering = make_gathering(db, cohort)
    for _ in range(2):
        add_role(db, gathering=gathering, role="speaker", person_id=None, guest=" Dr Grace  Guest ")
        add_role(db, gathering=gathering, role="chair", person_id=farah.id, guest="")
        add_role(db, gathering=gathering, role="lived_experience", person_id=amina.id, guest="")
    assert at(db, gathering, amina) == [
        ("Chair", ["Farah Facilitator"]),
        ("Speaker", ["Dr Grace Guest"]),
        ("Lived experience", ["Amina Example"]),
    ]
    first = db.scalars(select(GatheringRole).where(GatheringRole.role == "chair")).one()
    for _ in range(2):
        remove_role(db, gathering=gathering, role_id=first.id)
    assert [words for words, _ in at(db, gathering, amina)] == ["Speaker", "Lived experience"]


def test_a_role_of_another_session_cannot_be_taken_back_here(db: Session) -> None:
    cohort = make_cohort(db)
    here, there = make_gathering(db, cohort), make_gathering(db, cohort)
    role = make_role(db, there)
    remove_role(db, gathering=here, role_id=role.id)
    assert db.scalars(select(GatheringRole.id)).all() == [role.id]


def test_what_does_not_name_one_person_and_one_role_is_refused(db: Session) -> None:
    cohort = make_cohort(db)
    amina, left = make_member(db, cohort), make_member(db, cohort, state="left")
    gathering = make_gathering(db, cohort)
    with pytest.raises(RoleUnknown):
        add_role(db, gathering=gathering, role="boss", person_id=amina.id, guest="")
    with pytest.raises(OneNameOnly):
        add_role(db, gathering=gathering, role="chair", person_id=amina.id, guest="Grace")
    for stranger in (left, make_person(db)):
        with pytest.raises(RoleNameNeeded):
            add_role(db, gathering=gathering, role="chair", person_id=stranger.id, guest="")
    for guest in (" ", "x" * 81):
        with pytest.raises(RoleNameNeeded):
            add_role(db, gathering=gathering, role="chair", person_id=None, guest=guest)
    assert db.scalars(select(GatheringRole)).all() == []


def test_reminders_say_who_does_what_and_to_each_what_is_theirs(db: Session) -> None:
    cohort = make_cohort(db)
    farah, amina = make_facilitator(db, cohort), make_member(db, cohort)
    gathering = make_gathering(db, cohort, starts_at=START)
    gathering.access = "Step-free way in\nHearing loop"
    make_role(db, gathering, role="chair", person=amina)
    make_role(db, gathering, role="lived_experience", person=amina)
    make_role(db, gathering, role="speaker", name="Dr Grace Guest")
    make_role(db, make_gathering(db, cohort), role="panel", person=farah)
    plan_reminders(db, NOON, gathering.id)
    moment = START - timedelta(days=7)
    hers = draft(db, ReminderKind(), letters(db, amina, "reminder")[0], moment)
    others = draft(db, ReminderKind(), letters(db, farah, "reminder")[0], moment)
    mine = "You are chairing this session. You bring your lived experience to this session."
    assert hers.body.startswith(f"Hello Amina Example,\n\n{mine}\n")
    assert hers.short.startswith(mine)
    assert "You are" not in others.body
    for told in (hers, others):
        assert "Chair: Amina Example\nSpeaker: Dr Grace Guest" in told.body
        assert "There is: Step-free way in, Hearing loop" in told.body


def test_every_role_has_words_for_all_and_for_its_own_person() -> None:
    assert ROLES.keys() == YOURS.keys()
    assert say_yours([]) == ""
    assert say_yours(["speaker"]) == "You are speaking at this session."


def test_whoever_left_the_cohort_is_shown_in_a_role_no_more(db: Session) -> None:
    cohort = make_cohort(db)
    farah, amina = make_facilitator(db, cohort), make_member(db, cohort)
    gathering = make_gathering(db, cohort)
    make_role(db, gathering, person=amina)
    make_role(db, gathering, role="speaker")
    leave(db, amina, cohort_id=cohort.id, now=NOON)
    assert at(db, gathering, farah) == [("Speaker", ["Grace Guest"])]


def test_the_name_of_somebody_who_is_erased_goes_and_guests_stay(db: Session) -> None:
    cohort = make_cohort(db)
    grace, gathering = make_member(db, cohort), make_gathering(db, cohort)
    add_role(db, gathering=gathering, role="chair", person_id=grace.id, guest="")
    add_role(db, gathering=gathering, role="speaker", person_id=None, guest="Dr Guest")
    db.execute(delete(Person).where(Person.id == grace.id))
    assert list(db.scalars(select(GatheringRole.name))) == ["Dr Guest"]
