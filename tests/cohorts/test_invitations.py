"""Answering an invitation, sending one again, leaving, and the letter itself."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from app.cohorts.actions.departure import leave
from app.cohorts.actions.enrolment import add_people
from app.cohorts.actions.invitation import answer_invitation, invite_again
from app.cohorts.errors import (
    AnsweredAlready,
    InvitedToday,
    JoinedAlready,
    NotInvited,
    NotTaking,
)
from app.cohorts.kinds import InvitationKind
from app.cohorts.models import Enrolment
from app.kit.errors import NotFound
from app.people.actions.newcomers import Newcomer
from app.post.kinds import Draft, Lapse
from app.post.models import Letter
from app.post.rules import SIGN_IN_LINK
from tests.clock import NOON
from tests.conftest import CountStatements
from tests.make.cohorts import make_cohort, make_enrolment, make_facilitator, make_member
from tests.make.desks import SITE, desk_at
from tests.make.people import make_person

LATER = NOON + timedelta(days=1)


def enrolment_state(db: Session) -> tuple[str, object, object]:
    """The state and times of the one enrolment."""
    db.expire_all()
    found = db.scalars(select(Enrolment)).one()
    return found.state, found.joined_at, found.declined_at


def test_a_yes_and_a_second_yes_join_once(db: Session) -> None:
    cohort = make_cohort(db)
    person = make_member(db, cohort, state="invited")
    answer_invitation(db, person, cohort_id=cohort.id, yes=True, now=NOON)
    answer_invitation(db, person, cohort_id=cohort.id, yes=True, now=LATER)
    assert enrolment_state(db) == ("joined", NOON, None)


def test_a_no_can_become_a_yes(db: Session) -> None:
    cohort = make_cohort(db)
    person = make_member(db, cohort, state="invited")
    answer_invitation(db, person, cohort_id=cohort.id, yes=False, now=NOON)
    assert enrolment_state(db) == ("declined", None, NOON)
    answer_invitation(db, person, cohort_id=cohort.id, yes=True, now=LATER)
    assert enrolment_state(db) == ("joined", LATER, None)


def test_a_yes_does_not_become_a_no_by_the_old_page(db: Session) -> None:
    cohort = make_cohort(db)
    person = make_member(db, cohort, state="joined")
    with pytest.raises(JoinedAlready):
        answer_invitation(db, person, cohort_id=cohort.id, yes=False, now=NOON)


def test_those_who_left_or_were_never_invited_cannot_let_themselves_in(db: Session) -> None:
    cohort = make_cohort(db)
    gone = make_member(db, cohort, state="left")
    for person in (gone, make_person(db)):
        with pytest.raises(NotInvited):
            answer_invitation(db, person, cohort_id=cohort.id, yes=True, now=NOON)


def test_the_record_says_who_entered_an_answer_given_by_phone(db: Session) -> None:
    cohort = make_cohort(db)
    facilitator = make_person(db)
    person = make_member(db, cohort, state="invited")
    answer_invitation(db, facilitator, cohort_id=cohort.id, person_id=person.id, yes=True, now=NOON)
    db.expire_all()
    assert db.scalars(select(Enrolment)).one().answered_by_id == facilitator.id


def test_leaving_twice_is_leaving_once(db: Session) -> None:
    cohort = make_cohort(db)
    person = make_member(db, cohort)
    leave(db, person, cohort_id=cohort.id, now=NOON)
    leave(db, person, cohort_id=cohort.id, now=LATER)
    db.expire_all()
    assert db.scalars(select(Enrolment)).one().left_at == NOON


def test_only_those_who_joined_can_leave(db: Session) -> None:
    cohort = make_cohort(db)
    for person in (make_member(db, cohort, state="invited"), make_person(db)):
        with pytest.raises(NotTaking):
            leave(db, person, cohort_id=cohort.id, now=NOON)


def test_an_invitation_goes_again_at_most_once_a_day(db: Session) -> None:
    cohort = make_cohort(db)
    person = make_member(db, cohort, state="invited")
    with pytest.raises(InvitedToday):
        invite_again(db, cohort_id=cohort.id, person_id=person.id, now=NOON + timedelta(hours=23))
    for day in (1, 2):
        now = NOON + timedelta(days=day)
        invite_again(db, cohort_id=cohort.id, person_id=person.id, now=now)
    letters = db.scalars(select(Letter).order_by(Letter.due_at)).all()
    assert [letter.occurrence for letter in letters] == ["again-1", "again-2"]
    assert len({letter.link_id for letter in letters}) == 2


def test_two_presses_at_once_send_one_more_invitation(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as db:
        cohort = make_cohort(db)
        person = make_member(db, cohort, state="invited")
    together = Barrier(2)

    def press(_: int) -> bool:
        together.wait(10)
        try:
            with sessions.begin() as db:
                invite_again(db, cohort_id=cohort.id, person_id=person.id, now=LATER)
        except InvitedToday:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(press, range(2))) == [False, True]
    with sessions() as db:
        assert db.scalar(select(func.count()).select_from(Letter)) == 1


def test_an_answered_invitation_is_not_sent_again(db: Session) -> None:
    cohort = make_cohort(db)
    person = make_member(db, cohort, state="joined")
    with pytest.raises(AnsweredAlready):
        invite_again(db, cohort_id=cohort.id, person_id=person.id, now=LATER)
    with pytest.raises(NotFound):
        invite_again(db, cohort_id=cohort.id, person_id=make_person(db).id, now=LATER)


def test_the_letter_says_who_invites_to_what_and_how_to_answer_by_phone(db: Session) -> None:
    cohort = make_cohort(db, name="Riverside neighbours", phone="020 7946 0000")
    actor = make_facilitator(db, cohort, name="Farah Bell")
    people = [Newcomer("Amina Khan", "amina@example.org")]
    add_people(db, actor, cohort_id=cohort.id, people=people, standing="pcn_staff", now=NOON)
    letters = db.scalars(select(Letter)).all()
    (draft,) = InvitationKind().prepare(db, letters, desk_at(NOON)).values()
    assert isinstance(draft, Draft)
    assert draft.subject == "An invitation from Farah Bell: Riverside neighbours"
    for words in (
        "Hello Amina Khan",
        "Monday 18 January 2027",
        SIGN_IN_LINK,
        "Saying no is fine",
        "Ring 020 7946 0000 and ask for Farah Bell",
        f"{SITE}/sign-in",
    ):
        assert words in draft.body


@pytest.mark.parametrize("state", ["joined", "declined", "left"])
def test_a_letter_lapses_when_the_person_has_answered(db: Session, state: str) -> None:
    cohort = make_cohort(db)
    person = make_person(db)
    enrolment = make_enrolment(db, cohort, person, state=state)
    letter = Letter(
        person_id=person.id, kind="invitation", about_id=enrolment.id, due_at=NOON, created_at=NOON
    )
    db.add(letter)
    db.flush()
    answers = InvitationKind().prepare(db, [letter], desk_at(NOON))
    assert isinstance(answers[letter.id], Lapse)


def test_somebody_on_paper_gets_an_invitation_without_a_link(db: Session) -> None:
    cohort = make_cohort(db)
    person = make_person(db, email=None)
    enrolment = make_enrolment(db, cohort, person, state="invited")
    letters = [
        Letter(
            person_id=person.id,
            kind="invitation",
            about_id=about,
            channel="post",
            due_at=NOON,
            created_at=NOON,
        )
        for about in (enrolment.id, cohort.id)
    ]
    db.add_all(letters)
    db.flush()
    answers = InvitationKind().prepare(db, letters, desk_at(NOON))
    here, nowhere = (answers[letter.id] for letter in letters)
    assert isinstance(here, Draft)
    assert SIGN_IN_LINK not in here.body
    assert "Just say yes or no to whoever brings you this." in here.body
    assert isinstance(nowhere, Lapse)


def test_many_letters_cost_no_more_statements_than_one(
    db: Session, count_statements: CountStatements
) -> None:
    cohort = make_cohort(db)
    actor = make_facilitator(db, cohort)
    people = [Newcomer(f"Person {n}", f"p{n}@example.org") for n in range(60)]
    add_people(db, actor, cohort_id=cohort.id, people=people, standing="pcn_staff", now=NOON)
    letters = db.scalars(select(Letter)).all()
    for some in (letters[:1], letters):
        with count_statements() as statements:
            answers = InvitationKind().prepare(db, some, desk_at(NOON))
        assert len(answers) == len(some)
        assert len(statements) == 2
