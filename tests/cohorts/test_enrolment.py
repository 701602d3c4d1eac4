"""Adding people, one by one and many at once, from several places at the same moment."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from app.cohorts.actions.departure import leave
from app.cohorts.actions.enrolment import Added, add_facilitator, add_people
from app.cohorts.errors import UnknownStanding
from app.cohorts.models import Enrolment
from app.cohorts.queries import member_of, people_counts, states_of
from app.people.actions.newcomers import Newcomer
from app.people.errors import EmailWrong, NameNeeded
from app.people.models import Person, SignInLink
from app.people.queries import person_by_email
from app.post.models import Letter
from tests.clock import NOON
from tests.conftest import CountStatements
from tests.make.cohorts import make_cohort, make_facilitator, make_member
from tests.make.people import make_person

AMINA = Newcomer("Amina Khan", "amina@example.org")
BEN = Newcomer("Ben Cole", "ben@example.org")


def crowd(number: int) -> list[Newcomer]:
    """So many people, each with an address."""
    return [Newcomer(f"Person {n}", f"person{n}@example.org") for n in range(number)]


def test_each_person_is_made_invited_and_written_to_once(db: Session) -> None:
    cohort = make_cohort(db)
    actor = make_facilitator(db, cohort)
    added = add_people(
        db, actor, cohort_id=cohort.id, people=[AMINA, BEN], standing="pcn_staff", now=NOON
    )
    assert added == Added(invited=2, again=0, already=0)
    letters = db.scalars(select(Letter)).all()
    people = {letter.person_id for letter in letters}
    assert len(letters) == len(people) == 2
    for letter in letters:
        enrolment = db.get_one(Enrolment, letter.about_id)
        link = db.get_one(SignInLink, letter.link_id)
        assert (letter.kind, letter.occurrence, letter.due_at) == ("invitation", "", NOON)
        assert (enrolment.state, enrolment.added_by_id) == ("invited", actor.id)
        assert link.person_id == enrolment.person_id == letter.person_id
        assert link.expires_at - NOON == timedelta(days=30)


def test_adding_the_same_people_again_changes_nothing(db: Session) -> None:
    cohort = make_cohort(db)
    actor = make_facilitator(db, cohort)
    for expected in (Added(2, 0, 0), Added(0, 0, 2)):
        people = [AMINA, BEN]
        added = add_people(
            db, actor, cohort_id=cohort.id, people=people, standing="pcn_staff", now=NOON
        )
        assert added == expected
    assert db.scalar(select(func.count()).select_from(Letter)) == 2


def test_people_who_are_known_keep_their_own_name(db: Session) -> None:
    cohort = make_cohort(db)
    actor = make_facilitator(db, cohort)
    known = make_person(db, name="Dr Amina Khan", email="Amina@Example.org")
    add_people(db, actor, cohort_id=cohort.id, people=[AMINA], standing="pcn_staff", now=NOON)
    member = member_of(db, cohort.id, known.id)
    assert member is not None
    assert member.person.name == "Dr Amina Khan"


def test_the_same_person_twice_in_one_list_is_one_person(db: Session) -> None:
    cohort = make_cohort(db)
    actor = make_facilitator(db, cohort)
    twice = [AMINA, Newcomer("A. Khan", "AMINA@example.org")]
    added = add_people(db, actor, cohort_id=cohort.id, people=twice, standing="pcn_staff", now=NOON)
    assert added.invited == 1


@pytest.mark.parametrize("state", ["declined", "left"])
def test_somebody_who_left_or_said_no_is_invited_again_when_added_again(
    db: Session, state: str
) -> None:
    cohort = make_cohort(db)
    actor = make_facilitator(db, cohort)
    make_member(db, cohort, name="Amina Khan", email="amina@example.org", state=state)
    added = add_people(
        db, actor, cohort_id=cohort.id, people=[AMINA], standing="lived_experience", now=NOON
    )
    assert added == Added(invited=0, again=1, already=0)
    enrolment = db.scalars(select(Enrolment).where(Enrolment.standing == "lived_experience")).one()
    assert (enrolment.state, enrolment.left_at, enrolment.declined_at) == ("invited", None, None)
    assert db.scalars(select(Letter)).one().occurrence == "again-1"


def test_somebody_who_joined_is_left_as_they_are(db: Session) -> None:
    cohort = make_cohort(db)
    actor = make_facilitator(db, cohort)
    make_member(db, cohort, email="amina@example.org", standing="local_partner")
    added = add_people(
        db, actor, cohort_id=cohort.id, people=[AMINA], standing="pcn_staff", now=NOON
    )
    assert added == Added(0, 0, 1)
    assert people_counts(db, cohort.id).people(state="joined", standing="local_partner") == 1
    assert db.scalars(select(Letter)).all() == []


def test_two_people_who_add_the_same_lines_at_once_add_everybody_once(
    sessions: sessionmaker[Session],
) -> None:
    with sessions.begin() as db:
        cohort = make_cohort(db)
        actors = [make_facilitator(db, cohort), make_facilitator(db, cohort)]
    together = Barrier(len(actors))

    def add(actor: Person, people: list[Newcomer]) -> Added:
        together.wait(10)
        with sessions.begin() as db:
            return add_people(
                db, actor, cohort_id=cohort.id, people=people, standing="pcn_staff", now=NOON
            )

    # One of them pasted the lines the other way round.
    lists = [crowd(200), crowd(200)[::-1]]
    with ThreadPoolExecutor(len(actors)) as pool:
        added = list(pool.map(add, actors, lists))
    assert sum(one.invited for one in added) == 200
    assert sum(one.already for one in added) == 200
    with sessions() as db:
        assert db.scalar(select(func.count()).select_from(Letter)) == 200
        assert people_counts(db, cohort.id).people(state="invited") == 200


def test_many_people_cost_no_more_statements_than_few(
    db: Session, count_statements: CountStatements
) -> None:
    cohort = make_cohort(db)
    actor = make_facilitator(db, cohort)
    sent = []
    for people in (crowd(10), crowd(260)):
        with count_statements() as statements:
            add_people(
                db, actor, cohort_id=cohort.id, people=people, standing="pcn_staff", now=NOON
            )
        sent.append(len(statements))
    assert sent[0] == sent[1] <= 8


def test_what_is_not_a_person_is_refused(db: Session) -> None:
    cohort = make_cohort(db)
    actor = make_facilitator(db, cohort)
    for people, standing, refusal in (
        ([Newcomer("", "a@example.org")], "pcn_staff", NameNeeded),
        ([Newcomer("Amina", "amina")], "pcn_staff", EmailWrong),
        ([AMINA], "royalty", UnknownStanding),
    ):
        with pytest.raises(refusal):
            add_people(db, actor, cohort_id=cohort.id, people=people, standing=standing, now=NOON)


def test_a_facilitator_is_invited_to_run_the_cohort(db: Session) -> None:
    cohort = make_cohort(db)
    lead = make_person(db, roles=["programme_lead"])
    for _ in range(2):
        add_facilitator(
            db,
            lead,
            cohort_id=cohort.id,
            name="Farah Bell",
            email="farah@example.org",
            standing="local_partner",
            now=NOON,
        )
    enrolment = db.scalars(select(Enrolment)).one()
    assert (enrolment.role, enrolment.state) == ("facilitator", "invited")
    assert len(db.scalars(select(Letter)).all()) == 1


def test_a_participant_can_become_a_facilitator_without_a_new_invitation(db: Session) -> None:
    cohort = make_cohort(db)
    lead = make_person(db, roles=["programme_lead"])
    person = make_member(db, cohort, email="farah@example.org")
    add_facilitator(
        db,
        lead,
        cohort_id=cohort.id,
        name="Farah Bell",
        email="farah@example.org",
        standing="local_partner",
        now=NOON,
    )
    member = member_of(db, cohort.id, person.id)
    assert member is not None
    db.refresh(member.enrolment)
    assert (member.enrolment.role, member.enrolment.state) == ("facilitator", "joined")
    assert db.scalars(select(Letter)).all() == []


def test_states_are_found_by_address_whatever_its_capitals(db: Session) -> None:
    cohort = make_cohort(db)
    person = make_member(db, cohort, email="Amina@Example.org")
    wanted = ["amina@example.org", "ben@example.org"]
    assert states_of(db, cohort.id, wanted) == {"amina@example.org": "joined"}
    leave(db, person, cohort_id=cohort.id, now=NOON)
    assert states_of(db, cohort.id, wanted) == {"amina@example.org": "left"}
    assert person_by_email(db, "AMINA@example.ORG") is person
