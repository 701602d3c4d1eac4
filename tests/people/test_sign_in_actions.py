"""Signing in by a link that works once, and by password."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from app.people.actions.register import add_person, set_password
from app.people.actions.send_link import ask_for_link
from app.people.actions.sign_in import check_password, make_link, use_link
from app.people.errors import EmailWrong, LinkSpent, NameNeeded, PasswordWeak, WrongPassword
from app.people.models import Person
from app.post.models import Letter
from tests.clock import NOON
from tests.make.people import make_person


def test_a_link_lets_its_person_in_once(db: Session) -> None:
    person = make_person(db)
    link = make_link(db, person.id, now=NOON)
    assert use_link(db, link.id, now=NOON + timedelta(minutes=29)).id == person.id
    with pytest.raises(LinkSpent):
        use_link(db, link.id, now=NOON + timedelta(minutes=29))


def test_a_link_is_too_old_after_thirty_minutes(db: Session) -> None:
    link = make_link(db, make_person(db).id, now=NOON)
    with pytest.raises(LinkSpent):
        use_link(db, link.id, now=NOON + timedelta(minutes=30))


def test_of_many_tries_at_the_same_moment_one_wins(
    db: Session, sessions: sessionmaker[Session]
) -> None:
    link = make_link(db, make_person(db).id, now=NOON)
    db.commit()

    def attempt(link_id: UUID) -> bool:
        with sessions() as own, own.begin():
            try:
                use_link(own, link_id, now=NOON)
            except LinkSpent:
                return False
            return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(attempt, [link.id] * 16)) == 1


def test_asking_for_a_link_plans_a_letter_for_people_we_know_and_nothing_else(db: Session) -> None:
    person = make_person(db, email="Mixed.Case@learning.example")
    ask_for_link(db, email="nobody@learning.example", now=NOON)
    ask_for_link(db, email=" mixed.case@LEARNING.example ", now=NOON)
    letters = db.scalars(select(Letter)).all()
    assert [(letter.person_id, letter.kind) for letter in letters] == [(person.id, "sign_in")]


def test_a_password_lets_its_person_in(db: Session) -> None:
    person = make_person(db, email="amina@learning.example")
    set_password(db, person, password="kettle garden robin", now=NOON)
    found = check_password(db, email="AMINA@learning.example", password="kettle garden robin")
    assert found.id == person.id


@pytest.mark.parametrize("email", ["amina@learning.example", "nobody@learning.example"])
def test_a_wrong_password_and_an_unknown_address_are_refused_alike(db: Session, email: str) -> None:
    person = make_person(db, email="amina@learning.example")
    set_password(db, person, password="kettle garden robin", now=NOON)
    with pytest.raises(WrongPassword, match="We do not know that"):
        check_password(db, email=email, password="kettle garden rabbit")


@pytest.mark.parametrize(
    "password", ["short", "aaaaaaaaaaaa", "Password123", "x" * 201, "AminaExample", "example12345"]
)
def test_a_weak_password_is_refused_with_what_to_change(db: Session, password: str) -> None:
    person = make_person(db, name="Example Person", email="aminaexample@learning.example")
    with pytest.raises(PasswordWeak):
        set_password(db, person, password=password, now=NOON)


def test_a_new_password_ends_links_that_nobody_has_used_yet(db: Session) -> None:
    person = make_person(db)
    link = make_link(db, person.id, now=NOON)
    set_password(db, person, password="kettle garden robin", now=NOON)
    with pytest.raises(LinkSpent):
        use_link(db, link.id, now=NOON)


def test_a_person_is_made_once_whatever_the_capitals_of_the_address(db: Session) -> None:
    first = add_person(db, name="  Amina\u00a0 Example ", email="Amina@Learning.example", now=NOON)
    again = add_person(
        db, name="A. E.", email="amina@learning.EXAMPLE", roles=["programme_lead"], now=NOON
    )
    assert (again.id, again.name, again.roles) == (first.id, "Amina Example", ["programme_lead"])


def test_a_person_needs_a_name_and_a_true_address(db: Session) -> None:
    with pytest.raises(NameNeeded):
        add_person(db, name="  ", email=None, now=NOON)
    with pytest.raises(EmailWrong):
        add_person(db, name="Amina", email="amina at home", now=NOON)
    assert add_person(db, name="Amina", email=None, now=NOON).email is None
    assert len(db.scalars(select(Person)).all()) == 1
