"""Coming in by a word."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.actions.joining import ask_for_way_in, join_by_key
from app.cohorts.actions.keys import KeyPlan, close_key, make_key
from app.cohorts.errors import UnknownStanding
from app.cohorts.errors.seats import (
    CapWrong,
    KeyRunOut,
    KeyUnknown,
    KeyUsedUp,
    LastDayWrong,
    PlaceUnknown,
)
from app.cohorts.kinds.way_in import WayInKind
from app.cohorts.models import Cohort, Enrolment, JoinKey
from app.cohorts.rules import INVITED, JOINED, OFFERED, WAITING
from app.cohorts.rules.keys import LENGTH, LETTERS, clean_word, new_word, spaced
from app.kit.db import new_id
from app.people.models import Person, Place
from app.post.kinds import Draft, Lapse
from app.post.rules import SIGN_IN_LINK
from tests.clock import NOON
from tests.cohorts.kept import letters_of, place_of, used
from tests.make.cohorts import (
    make_cohort,
    make_facilitator,
    make_line,
    make_member,
    make_word,
)
from tests.make.desks import desk_at
from tests.make.people import make_person

LATER = NOON + timedelta(hours=1)


def make_key_by(db: Session, actor: Person, cohort: Cohort, plan: KeyPlan) -> JoinKey:
    """Make a word as the form does."""
    return make_key(db, actor, plan, cohort=cohort, now=NOON)


def test_a_word_is_easy_to_read_out_and_to_type() -> None:
    words = {new_word() for _ in range(200)}
    assert len(words) == 200
    assert all(len(word) == LENGTH and set(word) <= set(LETTERS) for word in words)
    assert not set("il1o0s5z26g9q8uv") & set(LETTERS) - {"g"}
    assert spaced("bcdfghjk") == "bcdf ghjk"
    for typed in ("BCDF GHJK", " bcdf-ghjk ", "bcdfghjk"):
        assert clean_word(typed) == "bcdfghjk"


def test_a_word_is_made_once_for_each_form_and_works_until_its_last_day_is_over(
    db: Session,
) -> None:
    cohort = make_cohort(db, time_zone="Europe/Paris")
    actor = make_facilitator(db, cohort)
    plan = KeyPlan("pcn_staff", date(2027, 1, 20), cap=5, asks_first=True, request_key=new_id())
    first = make_key_by(db, actor, cohort, plan)
    assert make_key_by(db, actor, cohort, plan).id == first.id
    assert first.expires_at.isoformat() == "2027-01-20T23:00:00+00:00"
    assert (first.cap, first.asks_first, first.made_by_id) == (5, True, actor.id)


@pytest.mark.parametrize(
    ("plan", "refusal"),
    [
        (KeyPlan("pcn_staff", date(2027, 1, 19)), LastDayWrong),
        (KeyPlan("pcn_staff", date(2028, 2, 1)), LastDayWrong),
        (KeyPlan("pcn_staff", date(2027, 2, 1), cap=0), CapWrong),
        (KeyPlan("pcn_staff", date(2027, 2, 1), cap=2001), CapWrong),
        (KeyPlan("royalty", date(2027, 2, 1)), UnknownStanding),
    ],
)
def test_a_word_that_makes_no_sense_is_refused(
    db: Session, plan: KeyPlan, refusal: type[Exception]
) -> None:
    cohort = make_cohort(db)
    actor = make_facilitator(db, cohort)
    with pytest.raises(refusal):
        make_key_by(db, actor, cohort, plan)


def test_a_place_that_is_not_the_cohorts_is_refused(db: Session) -> None:
    cohort = make_cohort(db)
    actor = make_facilitator(db, cohort)
    place = Place(name="Elsewhere", kind="other", created_at=NOON)
    db.add(place)
    db.flush()
    with pytest.raises(PlaceUnknown):
        make_key_by(db, actor, cohort, KeyPlan("pcn_staff", date(2027, 2, 1), place_id=place.id))


def test_whoever_has_the_word_is_in_once(db: Session) -> None:
    cohort = make_cohort(db)
    make_word(db, cohort, cap=3)
    person = make_person(db)
    assert join_by_key(db, person, word="BCDF GHJK", now=NOON).is_new
    again = join_by_key(db, person, word="bcdfghjk", now=NOON)
    assert (again.state, again.is_new, used(db)) == (JOINED, False, 1)
    place = place_of(db, person)
    assert (place.standing, place.role) == ("community_health_creator", "participant")
    assert (place.joined_at, place.answered_by_id) == (NOON, person.id)


@pytest.mark.parametrize("state", [INVITED, OFFERED])
def test_the_word_is_a_yes_for_those_who_are_invited_and_uses_none_of_its_cap(
    db: Session, state: str
) -> None:
    cohort = make_cohort(db, capacity=1)
    key = make_word(db, cohort, cap=1)
    key.used = 1
    person = make_member(db, cohort, state=state)
    assert join_by_key(db, person, word="bcdfghjk", now=NOON).state == JOINED
    assert used(db) == 1


def test_whoever_comes_by_the_word_stands_in_line_like_everybody_else(db: Session) -> None:
    cohort = make_cohort(db, capacity=1)
    make_member(db, cohort)
    make_line(db, cohort, 1)
    make_word(db, cohort)
    assert join_by_key(db, make_person(db), word="bcdfghjk", now=LATER).state == WAITING


def test_words_that_are_closed_unknown_run_out_or_used_up_let_nobody_in(db: Session) -> None:
    cohort = make_cohort(db)
    person = make_person(db)
    key = make_word(db, cohort, cap=1)
    with pytest.raises(KeyUnknown) as unknown:
        join_by_key(db, person, word="kjhgfdcb", now=NOON)
    with pytest.raises(KeyRunOut):
        join_by_key(db, person, word="bcdfghjk", now=NOON + timedelta(days=7))
    join_by_key(db, make_person(db), word="bcdfghjk", now=NOON)
    with pytest.raises(KeyUsedUp):
        join_by_key(db, person, word="bcdfghjk", now=NOON)
    for _ in range(2):
        close_key(db, key_id=key.id, now=NOON)
    with pytest.raises(KeyUnknown) as closed:
        join_by_key(db, person, word="bcdfghjk", now=NOON)
    assert str(closed.value) == str(unknown.value)
    assert used(db) == 1


def test_somebody_who_is_not_signed_in_gets_a_link_that_leads_back(db: Session) -> None:
    cohort = make_cohort(db, name="Riverside neighbours")
    make_word(db, cohort)
    known = make_person(db, name="Dr Amina Khan", email="amina@example.org")
    for email in ("Amina@example.org", "new@example.org"):
        ask_for_way_in(db, word="bcdf ghjk", name="Amina", email=email, now=NOON)
    letters = letters_of(db, "way_in")
    drafts = WayInKind().prepare(db, letters, desk_at(NOON))
    to_known, to_new = (drafts[letter.id] for letter in letters)
    assert letters[0].person_id == known.id
    assert isinstance(to_known, Draft)
    assert isinstance(to_new, Draft)
    assert "Hello Dr Amina Khan" in to_known.body
    assert "Hello Amina" in to_new.body
    assert f"{SIGN_IN_LINK}?next=/join/bcdfghjk" in to_new.body
    assert db.scalars(select(Enrolment)).all() == []
    late = WayInKind().prepare(db, letters, desk_at(NOON + timedelta(hours=1)))
    assert all(isinstance(answer, Lapse) for answer in late.values())
