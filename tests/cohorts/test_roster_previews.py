"""What a file of people would do in a cohort: looked at, said yes to once, and forgotten."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.cohorts.actions.rosters import (
    apply_roster,
    keep_roster,
    roster_of,
)
from app.cohorts.models import Cohort, CohortPlace, Enrolment
from app.cohorts.queries.rosters import RosterPlan, plan_of
from app.cohorts.rules.roster import read_roster
from app.cohorts.rules.roster.fates import FATES
from app.people.models import Person, Place
from app.post.models import Letter
from tests.clock import NOON
from tests.make.cohorts import make_cohort, make_enrolment, make_facilitator, make_member
from tests.make.people import make_person
from tests.make.rosters import crowd

HEAD = "Name,E-mail address,Phone,Address,How to reach,Standing,Place\n"


def look(db: Session, cohort: Cohort, lines: str) -> RosterPlan:
    """What these lines would do."""
    return plan_of(db, cohort.id, cohort.capacity, read_roster((HEAD + lines).encode()))


def fates(plan: RosterPlan) -> list[str]:
    """The fate of each row, in order."""
    return [one.fate for one in plan.fates]


def changes(plan: RosterPlan, number: int = 0) -> dict[str, tuple[str, str]]:
    """What would change for the person of a row."""
    return {one.what: (one.before, one.after) for one in plan.fates[number].changes}


def bring(
    db: Session, cohort: Cohort, content: bytes | str, *, again: bool = False
) -> dict[str, int]:
    """Send a file and say yes; what came of it, without noughts."""
    data = (HEAD + content).encode() if isinstance(content, str) else content
    file = keep_roster(
        db, None, cohort_id=cohort.id, name="list.csv", content=data, standing="pcn_staff", now=NOON
    )
    done = apply_roster(db, None, cohort_id=cohort.id, roster_id=file.id, again=again, now=NOON)
    assert done.just_now
    return {word: number for word, number in (done.file.counts or {}).items() if number}


def everything(db: Session) -> list[tuple[object, ...]]:
    """All that a file could write."""
    db.expire_all()
    rows: list[tuple[object, ...]] = []
    for table in (Person, Enrolment, Letter):
        columns = list(table.__table__.columns)
        rows += [tuple(row) for row in db.execute(select(*columns).order_by(columns[0]))]
    return rows


def make_place(db: Session, cohort: Cohort, name: str, code: str | None = None) -> Place:
    """A place that the cohort belongs to, flushed."""
    place = Place(name=name, kind="practice", ods_code=code, created_at=NOON)
    db.add(place)
    db.flush()
    db.add(CohortPlace(cohort_id=cohort.id, place_id=place.id))
    db.flush()
    return place


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


def test_a_known_person_keeps_their_own_name_and_the_page_says_so(db: Session) -> None:
    cohort = make_cohort(db)
    known = make_member(db, cohort, name="Dr Amina Khan", email="amina@example.org")
    plan = look(db, cohort, "A. Khan,amina@example.org\n")
    assert fates(plan) == ["here"]
    assert plan.fates[0].notes == ("They are here as Dr Amina Khan, and keep that name.",)
    bring(db, cohort, "A. Khan,amina@example.org\n")
    assert db.get_one(Person, known.id).name == "Dr Amina Khan"


def test_nothing_is_told_of_people_whom_the_cohort_does_not_know(db: Session) -> None:
    cohort = make_cohort(db)
    make_member(db, make_cohort(db), name="Dr Amina Khan", email="amina@example.org")
    (fate,) = look(db, cohort, "A. Khan,amina@example.org,07700 900123\n").fates
    assert (fate.fate, fate.notes, fate.changes) == ("new", (), ())


def test_what_changes_is_shown_and_then_written(db: Session) -> None:
    cohort = make_cohort(db)
    place = make_place(db, cohort, "Hilltop")
    joan = make_person(db, name="Joan Long", email=None, channel="post")
    joan.post_address = "1 Long Lane"
    make_enrolment(db, cohort, joan)
    line = "Joan Long,joan@example.org,07700 900123,1 LONG LANE,text,Lived experience,Hilltop\n"
    plan = look(db, cohort, line)
    assert changes(plan) == {
        "standing": ("PCN staff", "Lived experience"),
        "place": ("", "Hilltop"),
        "email": ("", "joan@example.org"),
        "phone": ("", "07700 900123"),
        "channel": ("On paper", "By text message"),
    }
    assert bring(db, cohort, line) == {"changed": 1}
    db.expire_all()
    assert (joan.email, joan.phone, joan.channel) == ("joan@example.org", "+447700900123", "text")
    seat = db.scalars(select(Enrolment).where(Enrolment.person_id == joan.id)).one()
    assert (seat.standing, seat.place_id, seat.state) == ("lived_experience", place.id, "joined")


def test_letters_that_wait_go_the_new_way(db: Session) -> None:
    cohort = make_cohort(db)
    bring(db, cohort, "Joan Long,,07700 900123,,call\n")
    assert bring(db, cohort, "Joan Long,,07700 900123,,text\n") == {"changed": 1}
    assert db.scalars(select(Letter.channel)).all() == ["text"]


def test_a_list_takes_nobodys_own_number_or_channel_away(db: Session) -> None:
    cohort = make_cohort(db)
    amina = make_person(db, email="amina@example.org", phone="+447700900123")
    make_enrolment(db, cohort, amina)
    line = f"{amina.name},amina@example.org,07700 900999,,text\n"
    plan = look(db, cohort, line)
    assert fates(plan) == ["here"]
    assert len(plan.fates[0].notes) == 2
    bring(db, cohort, line)
    db.expire_all()
    assert (amina.phone, amina.channel) == ("+447700900123", "email")


@pytest.mark.parametrize("roles", [[], ["programme_lead"]])
def test_a_list_changes_nothing_about_those_who_run_things(db: Session, roles: list[str]) -> None:
    cohort = make_cohort(db)
    if roles:
        person = make_person(db, email=None, phone="+447700900123", roles=roles)
        make_enrolment(db, cohort, person)
    else:
        person = make_facilitator(db, cohort)
        person.email, person.phone, person.channel = None, "+447700900123", "call"
    line = f"{person.name},thief@example.org,07700 900123,,text,Lived experience\n"
    assert fates(look(db, cohort, line)) == ["here"]


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


def test_people_without_email_are_known_by_number_and_name_everywhere(db: Session) -> None:
    known = make_person(db, name="Joan Long", email=None, phone="+447700900123")
    make_person(db, name="Ben Long", email=None, phone="+447700900123")
    cohort = make_cohort(db)
    assert bring(db, cohort, "joan long,,07700 900123\n") == {"invited": 1}
    assert db.scalars(select(Enrolment.person_id)).all() == [known.id]


def test_an_address_and_a_name_make_nobody_known_in_another_cohort(db: Session) -> None:
    other = make_person(db, name="Joan Long", email=None, channel="post")
    other.post_address = "the front desk"
    make_enrolment(db, make_cohort(db), other)
    cohort = make_cohort(db)
    assert bring(db, cohort, "Joan Long,,,the front desk\n") == {"invited": 1}
    new = select(Enrolment.person_id).where(Enrolment.cohort_id == cohort.id)
    assert db.scalars(new).one() != other.id


def test_two_rows_that_name_one_known_person_are_one(db: Session) -> None:
    cohort = make_cohort(db)
    known = make_person(db, name="Joan Long", email="joan@example.org", phone="+447700900123")
    make_enrolment(db, cohort, known)
    plan = look(db, cohort, "Joan Long,,07700 900123\nJ. Long,joan@example.org\n")
    assert fates(plan) == ["twice", "here"]
    assert plan.fates[0].same_as == 3


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
