"""Invitations that are taken back, and people who leave or are taken out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.actions.departure import leave, withdraw
from app.cohorts.errors.seats import (
    NothingToWithdraw,
)
from app.cohorts.kinds.seats import TakenOutKind, WithdrawnKind
from app.cohorts.models import Cohort
from app.cohorts.rules import DECLINED, INVITED, JOINED, LEFT, WITHDRAWN
from app.kit.db import new_id
from app.people.models import Person, SignInLink
from app.post.actions.plan import NewLetter, plan_letters
from app.post.kinds import Draft, Lapse
from app.post.models import Letter
from tests.clock import NOON
from tests.cohorts.kept import letters_of, place_of
from tests.make.cohorts import (
    make_cohort,
    make_enrolment,
    make_facilitator,
    make_member,
)
from tests.make.desks import desk_at
from tests.make.people import make_person

LATER = NOON + timedelta(hours=1)


def test_an_invitation_that_is_taken_back_ends_its_letter_and_its_link(db: Session) -> None:
    cohort = make_cohort(db)
    actor = make_facilitator(db, cohort)
    person = make_person(db)
    enrolment = make_enrolment(db, cohort, person, state="invited")
    link = SignInLink(person_id=person.id, created_at=NOON, expires_at=NOON + timedelta(days=30))
    db.add(link)
    db.flush()
    letter = NewLetter(
        person.id, "invitation", enrolment.id, NOON, link_id=link.id, cohort_id=cohort.id
    )
    plan_letters(db, [letter], now=NOON)
    for _ in range(2):
        withdraw(db, actor, cohort_id=cohort.id, person_id=person.id, now=LATER)
    db.expire_all()
    assert [letter.state for letter in letters_of(db, "invitation")] == ["lapsed"]
    assert db.scalars(select(SignInLink.expires_at)).one() == LATER
    place = place_of(db, person)
    assert (place.state, place.left_by_id) == (WITHDRAWN, actor.id)


def test_who_had_heard_of_an_invitation_is_told_kindly_that_it_is_taken_back(db: Session) -> None:
    cohort, person, letter = invited(db)
    letter.state = "sent"
    assert withdraw(db, person, cohort_id=cohort.id, person_id=person.id, now=LATER)
    assert not withdraw(db, person, cohort_id=cohort.id, person_id=person.id, now=LATER)
    (told,) = letters_of(db, "withdrawn")
    assert (told.person_id, told.cohort_id, told.due_at) == (person.id, cohort.id, LATER)
    (draft,) = WithdrawnKind().prepare(db, [told], desk_at(LATER)).values()
    assert isinstance(draft, Draft)
    assert f"about joining “{cohort.name}”. We have taken that back" in draft.body
    assert "It says nothing about you" in draft.body
    told.channel = "call"
    (by_hand,) = WithdrawnKind().prepare(db, [told], desk_at(LATER)).values()
    assert isinstance(by_hand, Draft)
    assert "link" not in by_hand.body
    place_of(db, person).state = INVITED
    db.flush()
    (back,) = WithdrawnKind().prepare(db, [told], desk_at(LATER)).values()
    assert isinstance(back, Lapse)


@pytest.mark.parametrize(
    "fate",
    [
        {"state": "due"},
        {"state": "listed", "channel": "call"},
        {"state": "lapsed"},
        {"state": "refused"},
        {"state": "sent", "bounced_at": NOON},
    ],
)
def test_who_never_heard_of_an_invitation_hears_nothing_of_its_end(
    db: Session, fate: dict[str, object]
) -> None:
    cohort, person, letter = invited(db)
    for name, value in fate.items():
        setattr(letter, name, value)
    assert not withdraw(db, person, cohort_id=cohort.id, person_id=person.id, now=LATER)
    assert letters_of(db, "withdrawn") == []


def invited(db: Session) -> tuple[Cohort, Person, Letter]:
    """Somebody who is invited to a cohort, and their letter."""
    cohort, person = make_cohort(db), make_person(db)
    enrolment = make_enrolment(db, cohort, person, state="invited")
    plan_letters(
        db, [NewLetter(person.id, "invitation", enrolment.id, NOON, cohort_id=cohort.id)], now=NOON
    )
    (letter,) = letters_of(db, "invitation")
    return cohort, person, letter


@pytest.mark.parametrize("state", [JOINED, LEFT, DECLINED])
def test_there_is_nothing_to_take_back_from_those_who_answered(db: Session, state: str) -> None:
    cohort = make_cohort(db)
    actor = make_facilitator(db, cohort)
    person = make_member(db, cohort, state=state)
    with pytest.raises(NothingToWithdraw):
        withdraw(db, actor, cohort_id=cohort.id, person_id=person.id, now=NOON)


def test_letters_that_wait_for_somebody_who_leaves_lapse_but_for_those_about_their_words(
    db: Session,
) -> None:
    cohort, other = make_cohort(db), make_cohort(db)
    person, stays = make_member(db, cohort), make_member(db, cohort)
    about = new_id()
    plan_letters(
        db,
        [
            NewLetter(person.id, "reminder", about, LATER, cohort_id=cohort.id),
            NewLetter(person.id, "approval", about, LATER, cohort_id=cohort.id),
            NewLetter(person.id, "reminder", new_id(), LATER, cohort_id=other.id),
            NewLetter(stays.id, "reminder", about, LATER, cohort_id=cohort.id),
        ],
        now=NOON,
    )
    leave(db, person, cohort_id=cohort.id, now=NOON)
    db.expire_all()
    lapsed = db.scalars(select(Letter).where(Letter.state == "lapsed")).all()
    assert [(letter.person_id, letter.kind, letter.cohort_id) for letter in lapsed] == [
        (person.id, "reminder", cohort.id)
    ]


def test_somebody_taken_out_gets_one_letter_that_says_what_stays_theirs(db: Session) -> None:
    cohort = make_cohort(db)
    actor = make_facilitator(db, cohort)
    person = make_member(db, cohort)
    for _ in range(2):
        leave(db, actor, cohort_id=cohort.id, person_id=person.id, now=NOON)
    assert place_of(db, person).left_by_id == actor.id
    (letter,) = letters_of(db, "taken_out")
    (draft,) = TakenOutKind().prepare(db, [letter], desk_at(NOON)).values()
    assert isinstance(draft, Draft)
    assert "Your reflections stay yours" in draft.body
    place_of(db, person).state = INVITED
    db.flush()
    (back,) = TakenOutKind().prepare(db, [letter], desk_at(NOON)).values()
    assert isinstance(back, Lapse)
