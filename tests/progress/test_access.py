"""Who may go through a cohort's modules, and whose progress they touch."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.cohorts.rules import DECLINED, FACILITATOR, INVITED, LEFT
from app.people.models import Person
from app.people.rules import PROGRAMME_LEAD
from app.progress.models import Answer, StepProgress
from app.progress.policy import may_go_through
from app.progress.queries import Place, place
from tests.browser_like import post
from tests.conftest import SignIn
from tests.make.people import make_person
from tests.make.progress import Way, make_seat, make_way

READ = ("", "welcome", "check")
WRITE = ("welcome/completions", "check/answers")
ANSWERS = {"answer-first": "fix"}


def refused(client: FlaskClient, way: Way) -> bool:
    """Whether every page and form of the cohort is not found."""
    answers = [client.get(f"/modules/{way.cohort.slug}/")]
    answers += [client.get(way.address(end)) for end in READ]
    answers += [post(client, way.address(end), dict(ANSWERS)) for end in WRITE]
    return {answer.status_code for answer in answers} == {404}


def nothing_kept(db: Session) -> bool:
    db.commit()
    return not any(
        db.scalar(select(func.count()).select_from(table)) for table in (StepProgress, Answer)
    )


@pytest.mark.parametrize("state", [INVITED, DECLINED, LEFT])
def test_people_who_have_not_joined_or_have_left_find_nothing(
    db: Session, client: FlaskClient, sign_in: SignIn, state: str
) -> None:
    way = make_way(db, state=state)
    assert refused(sign_in(client, way.person), way)
    assert nothing_kept(db)


@pytest.mark.parametrize("roles", [(), (PROGRAMME_LEAD,)])
def test_people_outside_the_cohort_find_nothing_whatever_their_role(
    db: Session, client: FlaskClient, sign_in: SignIn, roles: tuple[str, ...]
) -> None:
    way = make_way(db)
    outsider = make_person(db, roles=roles)
    make_way(db, person=outsider)
    assert refused(sign_in(client, outsider), way)
    assert nothing_kept(db)


def test_nobody_who_is_not_signed_in_gets_past_the_door(db: Session, client: FlaskClient) -> None:
    way = make_way(db)
    for address in ("/modules/", f"/modules/{way.cohort.slug}/", way.address("welcome")):
        answer = client.get(address)
        assert answer.status_code == 302
        assert "/sign-in" in answer.headers["Location"]


def test_a_facilitator_goes_through_the_modules_with_progress_of_their_own(
    db: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    way = make_way(db)
    facilitator = make_person(db)
    seat = make_seat(db, way.cohort, facilitator, role=FACILITATOR)
    db.commit()
    sign_in(client, facilitator)
    post(client, way.address("welcome/completions"))
    db.commit()
    assert list(db.scalars(select(StepProgress.enrolment_id))) == [seat.id]


def test_a_form_from_elsewhere_without_its_token_changes_nothing(
    db: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    way = make_way(db)
    sign_in(client, way.person)
    assert client.post(way.address("welcome/completions")).status_code == 400
    assert nothing_kept(db)


def test_policy_looks_at_whose_seat_it_is(db: Session) -> None:
    way = make_way(db)
    mine = place(db, way.person, slug=way.cohort.slug)
    assert mine is not None
    assert may_go_through(way.person, mine)
    somebody: Person = make_person(db, roles=(PROGRAMME_LEAD,))
    assert not may_go_through(somebody, Place(way.cohort, way.enrolment))
    assert place(db, somebody, slug=way.cohort.slug) is None
    assert place(db, way.person, slug="no-such-cohort") is None
