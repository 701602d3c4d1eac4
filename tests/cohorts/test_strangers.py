"""Who typed an address to join and never opened the letter is forgotten, and nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.cohorts.actions.joining import ask_for_way_in
from app.cohorts.actions.strangers import forget_strangers
from app.cohorts.kinds.way_in import WayInKind
from app.cohorts.models import Cohort
from app.cohorts.rules import DECLINED
from app.kit.db import new_id
from app.people.actions.send_link import ask_for_link
from app.people.actions.sign_in import use_link
from app.people.models import Person, SignInLink
from app.post.actions.plan import NewLetter, plan_letters
from app.post.kinds import Draft
from app.post.models import Letter
from app.post.rules.drafts import whole_letter
from app.post.rules.tongues import IN_ENGLISH
from tests.browser_like import csrf_token
from tests.clock import NOON
from tests.make.cohorts import make_cohort, make_enrolment, make_word
from tests.make.desks import desk_at

ADDRESS = "somebody@example.org"
A_DAY = timedelta(days=1)


@pytest.fixture
def cohort(db: Session) -> Cohort:
    """A cohort with a word."""
    made = make_cohort(db)
    make_word(db, made)
    return made


def ask(db: Session, email: str = ADDRESS) -> Person:
    """Somebody types a name and an address."""
    ask_for_way_in(db, word="bcdfghjk", name="Any Name", email=email, now=NOON)
    return db.scalars(select(Person).where(Person.email == email)).one()


def test_who_never_opened_the_letter_is_forgotten_after_a_day(db: Session, cohort: Cohort) -> None:
    assert cohort.id
    ask(db)
    ask_for_link(db, email=ADDRESS, now=NOON)
    assert forget_strangers(db, now=NOON + timedelta(hours=23)) == 0
    assert forget_strangers(db, now=NOON + A_DAY) == 1
    tables = (Person, Letter, SignInLink)
    left = [db.scalar(select(func.count()).select_from(table)) for table in tables]
    assert left == [0, 0, 0]


def belong(db: Session, cohort: Cohort, person: Person) -> None:
    """They were in a cohort once."""
    make_enrolment(db, cohort, person, state=DECLINED)


def go_in(db: Session, _cohort: Cohort, person: Person) -> None:
    """They opened the letter."""
    link = db.scalars(select(SignInLink.id).where(SignInLink.person_id == person.id)).one()
    use_link(db, link, now=NOON)


def get_a_letter(db: Session, _cohort: Cohort, person: Person) -> None:
    """Something else was written to them."""
    plan_letters(db, [NewLetter(person.id, "note", new_id(), NOON)], now=NOON)


def ask_once_more(db: Session, _cohort: Cohort, _person: Person) -> None:
    """They typed it again later."""
    later = NOON + timedelta(minutes=5)
    ask_for_way_in(db, word="bcdfghjk", name="Any Name", email=ADDRESS, now=later)


def run_things(_db: Session, _cohort: Cohort, person: Person) -> None:
    """They look after the programme."""
    person.roles = ["programme_lead"]


@pytest.mark.parametrize("how", [belong, go_in, get_a_letter, ask_once_more, run_things])
def test_whoever_is_somebody_here_is_kept(db: Session, cohort: Cohort, how: object) -> None:
    person = ask(db)
    how(db, cohort, person)  # type: ignore[operator]
    db.flush()
    assert forget_strangers(db, now=NOON + A_DAY) == 0


def test_one_word_sends_letters_to_a_bounded_number_of_addresses(
    db: Session, cohort: Cohort, client: FlaskClient
) -> None:
    assert cohort.id
    db.commit()
    token = csrf_token(client, "/join/bcdfghjk")
    statuses = []
    for number in range(202):
        typed = "BCDF-GHJK" if number % 2 else "bcdfghjk"
        answer = client.post(
            f"/join/{typed}",
            data={"csrf_token": token, "name": "Any", "email": f"person{number}@example.org"},
            # Each from a computer of its own.
            environ_overrides={"REMOTE_ADDR": f"192.0.2.{number}"},
        )
        statuses.append(answer.status_code)
    assert statuses == [302] * 200 + [429] * 2
    assert db.scalar(select(func.count()).select_from(Letter)) == 200


@pytest.mark.parametrize(
    "name",
    [
        "You have won https://thief.example/now",
        "Open www.thief.example",
        "Your account is shut, see thief.example",
        "Write to help@thief.example",
        "Ring us on 0909 879 0000",
    ],
)
def test_nobody_uses_the_name_to_send_a_stranger_where_they_like(db: Session, name: str) -> None:
    make_word(db, make_cohort(db, name="Riverside"))
    ask_for_way_in(db, word="bcdfghjk", name=name, email="stranger@example.org", now=NOON)
    letters = db.scalars(select(Letter)).all()
    (draft,) = WayInKind().prepare(db, letters, desk_at(NOON)).values()
    assert isinstance(draft, Draft)
    assert draft.body.startswith("Hello,\n")
    assert name not in draft.body


@pytest.mark.parametrize("name", ["Dr. Amina Khan", "J.R. Smith", "Zoë O’Neil-Łuk", "Mary 2"])
def test_people_are_greeted_by_the_names_that_they_have(name: str) -> None:
    assert whole_letter(name, "Words.", tongue=IN_ENGLISH).startswith(f"Hello {name},\n")
