"""Coming in by a word, a facilitator's yes or no, and leaving."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from app.cohorts.actions.approval import answer_asking
from app.cohorts.actions.departure import leave, withdraw
from app.cohorts.actions.invitation import answer_invitation
from app.cohorts.actions.keys import KeyPlan, ask_for_way_in, close_key, join_by_key, make_key
from app.cohorts.errors import UnknownStanding
from app.cohorts.errors.seats import (
    CapWrong,
    KeyRunOut,
    KeyUnknown,
    KeyUsedUp,
    LastDayWrong,
    NotAsking,
    NothingToWithdraw,
    PlaceUnknown,
    StillAsked,
    TakenBack,
)
from app.cohorts.kinds.seats import AskedKind, TakenOutKind
from app.cohorts.kinds.way_in import WayInKind
from app.cohorts.models import Cohort, Enrolment, JoinKey
from app.cohorts.rules import DECLINED, INVITED, JOINED, LEFT, OFFERED, WAITING, WITHDRAWN
from app.cohorts.rules.keys import LENGTH, LETTERS, clean_word, new_word, spaced
from app.kit.db import new_id
from app.people.models import Person, Place, SignInLink
from app.post.actions.plan import NewLetter, plan_letters
from app.post.kinds import Draft, Lapse
from app.post.models import Letter
from app.post.rules import SIGN_IN_LINK
from tests.clock import NOON
from tests.make.cohorts import (
    make_cohort,
    make_enrolment,
    make_facilitator,
    make_line,
    make_member,
    make_word,
)
from tests.make.people import make_person

SITE = "http://learning.example"
LATER = NOON + timedelta(hours=1)


def place_of(db: Session, cohort: Cohort, person: Person) -> Enrolment:
    """Somebody's enrolment as it stands now."""
    db.flush()
    found = select(Enrolment).where(
        Enrolment.cohort_id == cohort.id, Enrolment.person_id == person.id
    )
    return db.scalars(found, execution_options={"populate_existing": True}).one()


def used(db: Session) -> int:
    """How many people the one key let in."""
    db.flush()
    return db.scalars(select(JoinKey.used)).one()


def letters_of(db: Session, kind: str) -> list[Letter]:
    """The letters of one kind, oldest first."""
    return list(db.scalars(select(Letter).where(Letter.kind == kind).order_by(Letter.id)))


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
    place = place_of(db, cohort, person)
    assert (place.standing, place.role) == ("community_health_creator", "participant")
    assert (place.joined_at, place.answered_by_id) == (NOON, person.id)


def test_with_a_yes_first_people_ask_and_a_facilitator_lets_them_in(db: Session) -> None:
    cohort = make_cohort(db)
    actor = make_facilitator(db, cohort)
    make_word(db, cohort, asks_first=True)
    person = make_person(db)
    for _ in range(2):
        assert join_by_key(db, person, word="bcdfghjk", now=NOON).state == "asked"
    assert used(db) == 1
    with pytest.raises(StillAsked):
        answer_invitation(db, person, cohort_id=cohort.id, yes=True, now=NOON)
    for _ in range(2):
        state = answer_asking(
            db, actor, cohort_id=cohort.id, person_id=person.id, yes=True, now=NOON
        )
        assert state == JOINED
    (letter,) = letters_of(db, "asked")
    (draft,) = AskedKind().prepare(db, [letter], site=SITE, now=NOON).values()
    assert isinstance(draft, Draft)
    assert "Good news: you are in" in draft.body
    assert f"{SITE}/cohorts/{cohort.slug}/" in draft.body


def test_a_no_is_a_kind_letter_and_no_is_not_changed_by_an_old_page(db: Session) -> None:
    cohort = make_cohort(db)
    actor = make_facilitator(db, cohort)
    person = make_member(db, cohort, state="asked")
    for _ in range(2):
        answer_asking(db, actor, cohort_id=cohort.id, person_id=person.id, yes=False, now=NOON)
    assert place_of(db, cohort, person).state == WITHDRAWN
    (letter,) = letters_of(db, "asked")
    (draft,) = AskedKind().prepare(db, [letter], site=SITE, now=NOON).values()
    assert isinstance(draft, Draft)
    assert "It cannot be this time" in draft.body
    with pytest.raises(NotAsking):
        answer_asking(db, actor, cohort_id=cohort.id, person_id=person.id, yes=True, now=NOON)
    with pytest.raises(TakenBack):
        answer_invitation(db, person, cohort_id=cohort.id, yes=True, now=NOON)


def test_a_yes_where_all_seats_are_taken_puts_people_in_line(db: Session) -> None:
    cohort = make_cohort(db, capacity=1)
    actor = make_facilitator(db, cohort)
    make_member(db, cohort)
    person = make_member(db, cohort, state="asked")
    state = answer_asking(db, actor, cohort_id=cohort.id, person_id=person.id, yes=True, now=NOON)
    assert state == WAITING
    assert [letter.person_id for letter in letters_of(db, "in_line")] == [person.id]


def test_nobody_gets_past_a_facilitators_yes_by_changing_their_mind(db: Session) -> None:
    cohort = make_cohort(db)
    make_word(db, cohort, asks_first=True)
    person = make_person(db)
    join_by_key(db, person, word="bcdfghjk", now=NOON)
    assert answer_invitation(db, person, cohort_id=cohort.id, yes=False, now=NOON) == DECLINED
    assert answer_invitation(db, person, cohort_id=cohort.id, yes=True, now=NOON) == "asked"


@pytest.mark.parametrize("state", [LEFT, WITHDRAWN])
def test_whoever_left_or_was_taken_off_asks_first_whatever_the_word(
    db: Session, state: str
) -> None:
    cohort = make_cohort(db)
    make_word(db, cohort)
    person = make_member(db, cohort, state=state)
    assert join_by_key(db, person, word="bcdfghjk", now=NOON).state == "asked"


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


def fifty_at_once(
    sessions: sessionmaker[Session], press: Callable[[Session, Person], object]
) -> int:
    """Let fifty new people press at the same moment; returns how many were refused."""
    with sessions.begin() as db:
        people = [make_person(db) for _ in range(50)]
    start = Barrier(10)

    def run(number: int) -> bool:
        if number < 10:
            start.wait(20)
        try:
            with sessions.begin() as db:
                press(db, people[number])
        except KeyUsedUp:
            return True
        return False

    with ThreadPoolExecutor(10) as pool:
        return sum(pool.map(run, range(50)))


def test_the_cap_holds_when_fifty_press_at_once(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as db:
        make_word(db, make_cohort(db), cap=12)
    refused = fifty_at_once(
        sessions, lambda db, person: join_by_key(db, person, word="bcdfghjk", now=NOON)
    )
    assert refused == 38
    with sessions() as db:
        assert used(db) == 12
        assert db.scalar(select(func.count()).where(Enrolment.state == JOINED)) == 12


def test_the_seats_hold_when_fifty_press_at_once(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as db:
        make_word(db, make_cohort(db, capacity=12))
    fifty_at_once(sessions, lambda db, person: join_by_key(db, person, word="bcdfghjk", now=NOON))
    with sessions() as db:
        counts = select(Enrolment.state, func.count()).group_by(Enrolment.state)
        assert {row[0]: row[1] for row in db.execute(counts)} == {JOINED: 12, WAITING: 38}


def test_somebody_who_is_not_signed_in_gets_a_link_that_leads_back(db: Session) -> None:
    cohort = make_cohort(db, name="Riverside neighbours")
    make_word(db, cohort)
    known = make_person(db, name="Dr Amina Khan", email="amina@example.org")
    for email in ("Amina@example.org", "new@example.org"):
        ask_for_way_in(db, word="bcdf ghjk", name="Amina", email=email, now=NOON)
    letters = letters_of(db, "way_in")
    drafts = WayInKind().prepare(db, letters, site=SITE, now=NOON)
    to_known, to_new = (drafts[letter.id] for letter in letters)
    assert letters[0].person_id == known.id
    assert isinstance(to_known, Draft)
    assert isinstance(to_new, Draft)
    assert "Hello Dr Amina Khan" in to_known.body
    assert "Hello Amina" in to_new.body
    assert f"{SIGN_IN_LINK}?next=/join/bcdfghjk" in to_new.body
    assert db.scalars(select(Enrolment)).all() == []
    late = WayInKind().prepare(db, letters, site=SITE, now=NOON + timedelta(hours=1))
    assert all(isinstance(answer, Lapse) for answer in late.values())


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
    place = place_of(db, cohort, person)
    assert (place.state, place.left_by_id) == (WITHDRAWN, actor.id)


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
    assert place_of(db, cohort, person).left_by_id == actor.id
    (letter,) = letters_of(db, "taken_out")
    (draft,) = TakenOutKind().prepare(db, [letter], site=SITE, now=NOON).values()
    assert isinstance(draft, Draft)
    assert "Your reflections stay yours" in draft.body
    place_of(db, cohort, person).state = INVITED
    db.flush()
    (back,) = TakenOutKind().prepare(db, [letter], site=SITE, now=NOON).values()
    assert isinstance(back, Lapse)
