"""A profile is kept as it was said, by whom is kept too, and room for fewer drops nobody."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.mentoring.actions.profiles import keep_profile
from app.mentoring.actions.proposing import Proposal, propose_pairing
from app.mentoring.errors.pairings import NoRoom
from app.mentoring.errors.profiles import ChangedMeanwhile, ManagerWrong, PlaceGone, WordsTooLong
from app.mentoring.models import (
    MatchingLine,
    MatchingRun,
    MentoringProfile,
    Pairing,
    PairingChange,
    PairingMember,
    ProfileChange,
)
from app.mentoring.queries.keys import own_key_to_read
from app.mentoring.queries.profiles import own_characteristics, profile_place
from app.mentoring.rules.profiles import Said
from app.mentoring.rules.states import ACTIVE, PROPOSED, SUSPENDED, WITHDRAWN
from app.people.models import Person
from app.post.models import Letter
from tests.clock import NOON
from tests.conftest import CountStatements
from tests.make.mentoring import Mentors, make_profile

LATER = NOON + timedelta(hours=1)
SAID = Said(
    side="proposes",
    what_i_bring="I grow beans.",
    offers=["listening"],
    wishes=["caring"],
    contact_modes=["phone"],
    languages=["cy", "en"],
    times=["mon_morning"],
    capacity=1,
)


def profile_of(db: Session, person: Person) -> MentoringProfile:
    """The profile as it stands."""
    return db.scalars(
        select(MentoringProfile)
        .where(MentoringProfile.person_id == person.id)
        .execution_options(populate_existing=True)
    ).one()


def log_of(db: Session, person: Person) -> list[tuple[str, str | None]]:
    """What was done, and by whom."""
    rows = db.execute(
        select(ProfileChange.what, Person.name)
        .outerjoin(Person, Person.id == ProfileChange.actor_id)
        .where(ProfileChange.person_id == person.id)
        .order_by(ProfileChange.id)
    )
    return [(what, name) for what, name in rows]


def test_who_says_it_and_who_enters_it_is_in_the_record(db: Session, mentors: Mentors) -> None:
    kept = keep_profile(db, mentors.other, mentors.other, SAID, seen=None, now=NOON).profile
    assert (kept.languages, kept.entered_by_id) == (["cy", "en"], None)
    assert mentors.other.what_i_bring == "I grow beans."
    said = replace(SAID, offer_words="Tea, too.")
    keep_profile(db, mentors.coordinator, mentors.other, said, seen=NOON, now=LATER)
    assert profile_of(db, mentors.other).entered_by_id == mentors.coordinator.id
    assert log_of(db, mentors.other) == [("made", "Ola Other"), ("changed", "Mina Mentoring")]


def test_the_same_sent_twice_is_one_change(db: Session, mentors: Mentors) -> None:
    for _ in range(2):
        keep_profile(db, mentors.other, mentors.other, SAID, seen=None, now=NOON)
    assert log_of(db, mentors.other) == [("made", "Ola Other")]


def test_what_another_window_wrote_is_not_written_over(db: Session, mentors: Mentors) -> None:
    keep_profile(db, mentors.other, mentors.other, SAID, seen=None, now=NOON)
    newer = replace(SAID, offers=["caring"])
    keep_profile(db, mentors.coordinator, mentors.other, newer, seen=NOON, now=LATER)
    older = replace(SAID, wish_words="Somebody who sings")
    for seen in (NOON, None):
        with pytest.raises(ChangedMeanwhile):
            keep_profile(db, mentors.other, mentors.other, older, seen=seen, now=LATER)
    assert profile_of(db, mentors.other).offers == ["caring"]


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        (replace(SAID, wish_words="x" * 501), WordsTooLong),
        (replace(SAID, manager_email="boss"), ManagerWrong),
        (replace(SAID, place_id=new_id()), PlaceGone),
    ],
)
def test_what_cannot_be_kept_changes_nothing(
    db: Session, mentors: Mentors, said: Said, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        keep_profile(db, mentors.other, mentors.other, said, seen=None, now=NOON)
    assert db.get(MentoringProfile, mentors.other.id) is None


def test_what_may_be_shared_is_sealed_and_opens_for_its_person_alone(
    db: Session, mentors: Mentors
) -> None:
    said = replace(SAID, characteristics=["recovery", "carer"])
    kept = keep_profile(db, mentors.coordinator, mentors.other, said, seen=None, now=NOON).profile
    assert kept.sealed_characteristics is not None
    assert b"recovery" not in kept.sealed_characteristics
    place = profile_place(db, mentors.other, person_id=mentors.other.id)
    assert place is not None
    assert own_characteristics(db, mentors.other, place) == ["carer", "recovery"]
    for actor in (mentors.coordinator, mentors.lead, mentors.petra):
        with pytest.raises(LookupError):
            own_characteristics(db, actor, place)
        with pytest.raises(LookupError):
            own_key_to_read(db, actor, mentors.other.id)
    # Whoever enters something else leaves them as they are.
    more = replace(SAID, offers=["caring"], characteristics=None)
    keep_profile(db, mentors.coordinator, mentors.other, more, seen=NOON, now=LATER)
    assert own_characteristics(db, mentors.other, place) == ["carer", "recovery"]
    none = replace(more, characteristics=[])
    keep_profile(db, mentors.other, mentors.other, none, seen=LATER, now=LATER)
    assert profile_of(db, mentors.other).sealed_characteristics is None


@pytest.mark.parametrize(
    "change",
    [
        {"characteristics_as_reason": False},
        {"characteristics_as_reason": True, "characteristics": []},
    ],
)
def test_a_yes_that_is_taken_back_takes_the_reason_out_wherever_it_stood(
    db: Session, mentors: Mentors, change: dict[str, Any]
) -> None:
    profile = make_profile(
        db, mentors.other, characteristics=["carer"], characteristics_as_reason=True
    )
    reasons = [{"key": "same_place"}, {"key": "in_common", "what": ["carer"]}, {"key": "modes"}]
    proposal = Proposal(mentors.petra.id, mentors.other.id, "stable", reasons)
    made = propose_pairing(db, proposal, by=mentors.coordinator, request_key=new_id(), now=NOON)
    run = MatchingRun(state="proposed", asked_at=NOON, request_key=new_id())
    db.add(run)
    db.flush()
    facts = {"run_id": run.id, "person_id": mentors.petra.id, "origin": "stable"}
    line = MatchingLine(**facts, other_id=mentors.other.id, reasons=reasons)
    db.add(line)
    db.flush()
    said = replace(SAID, **{"characteristics": ["carer"], "what_i_bring": "", **change})
    keep_profile(db, mentors.other, mentors.other, said, seen=profile.changed_at, now=LATER)
    db.expire_all()
    left = [{"key": "same_place"}, {"key": "modes"}]
    assert made.reasons == line.reasons == left


def propose(db: Session, mentors: Mentors, person: Person) -> Pairing:
    """Petra and this person are asked, each a little later than the one before."""
    at = NOON + timedelta(minutes=db.query(Pairing).count())
    proposal = Proposal(mentors.petra.id, person.id, "stable")
    return propose_pairing(db, proposal, by=mentors.coordinator, request_key=new_id(), now=at)


def lower(db: Session, mentors: Mentors, capacity: int) -> tuple[int, int]:
    """Petra has time for so many; how many are held then, and how many were taken back."""
    said = replace(SAID, side="answers", capacity=capacity)
    profile = profile_of(db, mentors.petra)
    kept = keep_profile(db, mentors.petra, mentors.petra, said, seen=profile.changed_at, now=LATER)
    return kept.held, kept.taken_back


@pytest.mark.parametrize("state", [ACTIVE, SUSPENDED])
def test_room_for_fewer_than_one_walks_with_drops_nobody_and_finds_nobody_new(
    db: Session, mentors: Mentors, state: str
) -> None:
    place = mentors.pairing(state)
    assert lower(db, mentors, 0) == (1, 0)
    db.refresh(place.pairing)
    assert place.pairing.state == state
    make_profile(db, mentors.other)
    with pytest.raises(NoRoom):
        propose(db, mentors, mentors.other)
    row = db.scalars(select(ProfileChange).where(ProfileChange.what == "no_room_left")).one()
    assert (row.capacity, row.held, row.taken_back) == (0, 1, 0)
    assert row.actor_id == mentors.petra.id


def test_only_the_newest_of_those_not_answered_are_taken_back(
    db: Session, mentors: Mentors
) -> None:
    profile_of(db, mentors.petra).capacity = 3
    for person in (mentors.other, mentors.facilitator):
        make_profile(db, person)
    people = (mentors.joan, mentors.other, mentors.facilitator)
    first, second, third = (propose(db, mentors, person) for person in people)
    said_yes = update(PairingMember).where(PairingMember.pairing_id == third.id)
    db.execute(said_yes.values(answer="yes"))
    assert lower(db, mentors, 2) == (2, 1)
    states = {one.id: db.get_one(Pairing, one.id).state for one in (first, second, third)}
    assert states == {first.id: PROPOSED, second.id: WITHDRAWN, third.id: PROPOSED}
    row = db.scalars(select(PairingChange).where(PairingChange.after == WITHDRAWN)).one()
    assert (row.pairing_id, row.reason, row.mover) == (second.id, "no_room", "clock")
    told = db.scalars(select(Letter.person_id).where(Letter.about_id == second.id)).all()
    assert set(told) == {mentors.petra.id, mentors.other.id}


def test_the_log_is_never_changed_and_goes_with_the_person(db: Session, mentors: Mentors) -> None:
    keep_profile(db, mentors.coordinator, mentors.other, SAID, seen=None, now=NOON)
    db.commit()
    for change in (update(ProfileChange).values(what="rested"), delete(ProfileChange)):
        with pytest.raises(DBAPIError), db.begin_nested():
            db.execute(change)
    db.delete(db.get_one(Person, mentors.coordinator.id))
    db.commit()
    assert log_of(db, mentors.other) == [("made", None)]
    db.delete(db.get_one(Person, mentors.other.id))
    db.commit()
    assert db.query(ProfileChange).count() == 0


def test_it_costs_a_known_number_of_statements(
    db: Session, mentors: Mentors, count_statements: CountStatements
) -> None:
    db.commit()
    with count_statements() as sent:
        keep_profile(db, mentors.other, mentors.other, SAID, seen=None, now=NOON)
    assert len(sent) <= 12, json.dumps(sent, indent=1)
