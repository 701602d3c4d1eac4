"""What a file of people would do in a cohort: looked at, said yes to once, and forgotten."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.cohorts.actions.rosters import (
    apply_roster,
    keep_roster,
    roster_of,
)
from app.cohorts.models import Enrolment
from app.cohorts.queries.rosters import plan_of
from app.cohorts.rules.roster.fates import FATES
from app.people.models import Person
from app.post.models import Letter
from tests.clock import NOON
from tests.cohorts.lists import HEAD, bring, everything, fates, look, make_place
from tests.make.cohorts import make_cohort, make_member
from tests.make.rosters import crowd


def test_every_row_has_one_of_six_fates(db: Session) -> None:
    cohort = make_cohort(db)
    make_member(db, cohort, name="Here Already", email="here@example.org")
    make_member(db, cohort, name="Other Standing", email="other@example.org")
    make_member(db, cohort, name="Gone Away", email="gone@example.org", state="left")
    plan = look(
        db,
        cohort,
        "New Person,new@example.org\n"
        "Gone Away,gone@example.org\n"
        "Other Standing,other@example.org,,,,Lived experience\n"
        "Here Already,HERE@example.org\n"
        "New Person,new@example.org\n"
        "No Address,,,,,\n",
    )
    assert fates(plan) == list(FATES)
    assert [plan.count(fate) for fate in FATES] == [1] * 6
    assert plan.room is None


def test_nothing_is_written_before_the_yes(db: Session) -> None:
    cohort = make_cohort(db)
    make_member(db, cohort, email="here@example.org")
    before = everything(db)
    file = keep_roster(
        db,
        None,
        cohort_id=cohort.id,
        name="a.csv",
        content=crowd(20),
        standing="pcn_staff",
        now=NOON,
    )
    assert plan_of(db, cohort.id, None, roster_of(file)).count("new") == 20
    assert everything(db) == before


def test_each_person_gets_their_invitation_by_their_own_channel(db: Session) -> None:
    cohort = make_cohort(db)
    place = make_place(db, cohort, "Hilltop Surgery", "A12345")
    lines = (
        "Ann Mail,ann@example.org,,,,Lived experience,hilltop surgery\n"
        "Ben Text,,07700 900123,,text,,a12345\n"
        "Cy Call,,0161 496 0123,,,,\n"
        'Di Paper,,,"1 Long Lane\nTown",,Local partner,Nowhere\n'
    )
    assert bring(db, cohort, lines) == {"invited": 4}
    rows = db.execute(
        select(Person, Enrolment, Letter.channel)
        .join(Enrolment, Enrolment.person_id == Person.id)
        .join(Letter, Letter.about_id == Enrolment.id)
        .order_by(Person.name)
    ).all()
    assert [(person.channel, channel) for person, _, channel in rows] == [
        (channel, channel) for channel in ("email", "text", "call", "post")
    ]
    assert [seat.standing for _, seat, _ in rows] == [
        "lived_experience",
        "pcn_staff",
        "pcn_staff",
        "local_partner",
    ]
    assert [seat.place_id for _, seat, _ in rows] == [place.id, place.id, None, None]
    assert {seat.state for _, seat, _ in rows} == {"invited"}
    assert rows[1][0].phone == "+447700900123"
    assert rows[3][0].post_address == "1 Long Lane\nTown"


def test_the_same_file_again_changes_nothing_at_all(db: Session) -> None:
    cohort = make_cohort(db)
    make_place(db, cohort, "Hilltop")
    content = HEAD.encode() + (
        b"Ann Mail,ann@example.org,07700 900124,,text,Lived experience,Hilltop\n"
        b"Ben Text,,07700 900123,,text,,\n"
        b"Ben Phone,,07700 900123,,,,\n"
        b'Di Paper,,,"1 Long Lane\nTown",,,Hilltop\n'
        b"Wrong,,,,,,\n"
    )
    assert bring(db, cohort, content) == {"invited": 4, "refused": 1}
    before = everything(db)
    for _ in range(2):
        assert bring(db, cohort, content) == {"here": 4, "refused": 1}
        assert everything(db) == before


def test_people_who_left_or_said_no_are_invited_again_only_when_asked_for(db: Session) -> None:
    cohort = make_cohort(db)
    for state in ("left", "declined", "withdrawn"):
        make_member(db, cohort, name=f"Was {state}", email=f"{state}@example.org", state=state)
    lines = "".join(f"Was {s},{s}@example.org\n" for s in ("left", "declined", "withdrawn"))
    assert fates(look(db, cohort, lines)) == ["again"] * 3
    before = everything(db)
    assert bring(db, cohort, lines) == {"out": 3}
    assert everything(db) == before
    assert bring(db, cohort, lines, again=True) == {"again": 3}
    assert set(db.scalars(select(Enrolment.state))) == {"invited"}
    assert db.scalar(select(func.count()).select_from(Letter)) == 3


def test_when_the_seats_are_taken_the_rest_stand_in_line_in_the_order_of_the_file(
    db: Session,
) -> None:
    cohort = make_cohort(db)
    cohort.capacity = 3
    make_member(db, cohort)
    db.flush()
    lines = "".join(f"Person {n},p{n}@example.org\n" for n in range(5))
    assert look(db, cohort, lines).room == 2
    assert bring(db, cohort, lines) == {"invited": 2, "waiting": 3}
    in_line = (
        select(Person.name)
        .join(Enrolment, Enrolment.person_id == Person.id)
        .where(Enrolment.state == "waiting")
        .order_by(Enrolment.waiting_since)
    )
    assert db.scalars(in_line).all() == ["Person 2", "Person 3", "Person 4"]
    assert look(db, cohort, lines).room == 0
    assert fates(look(db, cohort, lines)) == ["here"] * 5


def test_what_changed_between_the_look_and_the_yes_is_taken_as_it_is_now(db: Session) -> None:
    cohort = make_cohort(db)
    file = keep_roster(
        db,
        None,
        cohort_id=cohort.id,
        name="a.csv",
        content=crowd(3),
        standing="pcn_staff",
        now=NOON,
    )
    make_member(db, cohort, email="person1@example.org", state="declined")
    done = apply_roster(db, None, cohort_id=cohort.id, roster_id=file.id, again=False, now=NOON)
    counts = done.file.counts or {}
    assert (counts["invited"], counts["out"]) == (2, 1)
