"""The register of a session: who was there, saved with one button, and the steps it makes done."""

from __future__ import annotations

from datetime import timedelta
from gzip import compress

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment
from app.cohorts.rules import DECLINED, FACILITATOR, INVITED, LEFT
from app.gatherings.actions.attendance import keep_register
from app.gatherings.models import Attendance, Gathering
from app.gatherings.rules import CANCELLED
from app.gatherings.rules.attendance import Noted
from app.people.models import Person
from app.people.rules import PROGRAMME_LEAD
from app.wiring import Platform
from tests.browser_like import post
from tests.clock import NOON, StoppedClock
from tests.conftest import CountStatements, SignIn
from tests.make.gatherings import make_gathering
from tests.make.people import make_person
from tests.make.progress import Way, make_seat, make_way
from tests.progress.parallel import all_at_once
from tests.progress.reading import html_of, row_of, words_of

# As it travels.
LIGHT = 8 * 1024


@pytest.fixture
def way(db: Session) -> Way:
    """Lina Learner on a course whose activity is done by taking part in the session."""
    made = make_way(db, person=make_person(db, name="Lina Learner"))
    made.steps["act"].done_by = ["attended"]
    db.commit()
    return made


@pytest.fixture
def helper(db: Session, way: Way) -> Person:
    """Farah Facilitator, who runs the cohort."""
    person = make_person(db, name="Farah Facilitator")
    make_seat(db, way.cohort, person, role=FACILITATOR)
    db.commit()
    return person


@pytest.fixture
def meeting(db: Session, way: Way) -> Gathering:
    """A session on the first module that began five minutes ago."""
    started = NOON - timedelta(minutes=5)
    made = make_gathering(db, way.cohort, starts_at=started, module_id=way.modules[0].id)
    db.commit()
    return made


@pytest.fixture
def browser(client: FlaskClient, sign_in: SignIn, helper: Person) -> FlaskClient:
    """The facilitator's browser."""
    return sign_in(client, helper)


def register(meeting: Gathering) -> str:
    """The address of the register."""
    return f"/sessions/{meeting.id}/attendance"


def noted(db: Session) -> dict[str, str]:
    """How each person took part as it is kept now, by name."""
    db.commit()
    rows = db.execute(
        select(Person.name, Attendance.how)
        .join(Enrolment, Enrolment.person_id == Person.id)
        .join(Attendance, Attendance.enrolment_id == Enrolment.id)
    )
    return dict(rows.all())


def row(enrolment: Enrolment, before: str, how: str) -> dict[str, object]:
    """A form with one row."""
    return {"row": f"{enrolment.id} {before}", "how1": how}


def test_whoever_is_noted_has_the_step_done_and_sees_that_they_were_there(
    db: Session,
    way: Way,
    meeting: Gathering,
    browser: FlaskClient,
    helper: Person,
    sign_in: SignIn,
) -> None:
    session = f"/sessions/{meeting.id}"
    assert f'href="{register(meeting)}"' in html_of(browser, session)
    words = words_of(browser, register(meeting))
    assert "Lina Learner In the room Online By phone Apologies Missed Not noted" in words
    assert "they keep every step that is done" in words
    answer = post(browser, register(meeting), row(way.enrolment, "", "phone"))
    assert answer.headers["Location"] == register(meeting)
    assert "Saved for 1 person." in html_of(browser, register(meeting))
    assert noted(db) == {"Lina Learner": "phone"}
    done = row_of(db, way, "act")
    assert done is not None
    assert (done.done_at, done.done_by_rule) == (NOON, "attended")
    assert done.entered_by_id == helper.id
    own = sign_in(browser, way.person)
    assert "It is noted that you took part, by phone." in words_of(own, session)
    assert "Note who" not in words_of(own, session)
    assert "You took part in the session on this module." in words_of(own, way.address("act"))


def test_a_correction_is_kept_and_taking_somebody_off_takes_no_step_away(
    db: Session, way: Way, meeting: Gathering, browser: FlaskClient
) -> None:
    for before, how in (("", "in_person"), ("in_person", "online"), ("online", "")):
        post(browser, register(meeting), row(way.enrolment, before, how))
        assert noted(db) == ({"Lina Learner": how} if how else {})
    done = row_of(db, way, "act")
    assert done is not None
    assert done.done_at == NOON


def test_saving_again_changes_nothing_and_keeps_who_noted_it_first(
    db: Session, way: Way, meeting: Gathering, browser: FlaskClient, clock: StoppedClock
) -> None:
    for _ in range(2):
        post(browser, register(meeting), row(way.enrolment, "", "online"))
        clock.move(minutes=1)
    post(browser, register(meeting), row(way.enrolment, "online", "online"))
    assert "Nothing was changed" in html_of(browser, register(meeting))
    assert noted(db) == {"Lina Learner": "online"}
    assert db.scalars(select(Attendance.noted_at)).one() == NOON


def test_two_who_note_people_at_the_same_time_do_not_undo_each_other(
    db: Session, way: Way, meeting: Gathering, browser: FlaskClient, helper: Person
) -> None:
    own = db.scalars(select(Enrolment).where(Enrolment.person_id == helper.id)).one()
    post(browser, register(meeting), row(way.enrolment, "", "phone"))
    stale = {
        "row": [f"{own.id} ", f"{way.enrolment.id} "],
        "how1": "in_person",
        "how2": "",
    }
    post(browser, register(meeting), dict(stale))
    assert noted(db) == {"Lina Learner": "phone", "Farah Facilitator": "in_person"}


def test_many_savings_at_one_moment_make_one_row_for_each_person(
    db: Session, way: Way, meeting: Gathering, helper: Person, platform: Platform
) -> None:
    seats = [way.enrolment.id]
    seats += [make_seat(db, way.cohort, make_person(db)).id for _ in range(9)]
    db.commit()

    def save(own: Session) -> None:
        rows = [Noted(seat, "", "in_person") for seat in seats]
        keep_register(own, helper, gathering=meeting, noted=rows, now=NOON)

    all_at_once(platform, [save] * 16)
    kept = db.scalars(select(Attendance.enrolment_id)).all()
    assert sorted(kept) == sorted(seats)


@pytest.mark.parametrize("state", [INVITED, DECLINED, LEFT, None])
def test_people_who_are_not_in_the_cohort_find_no_register(
    db: Session, way: Way, meeting: Gathering, client: FlaskClient, sign_in: SignIn, state: str
) -> None:
    person = make_person(db, roles=[PROGRAMME_LEAD])
    if state:
        make_seat(db, way.cohort, person, state=state, role=FACILITATOR)
    db.commit()
    sign_in(client, person)
    assert client.get(register(meeting)).status_code == 404
    answer = post(client, register(meeting), row(way.enrolment, "", "phone"))
    assert answer.status_code == 404
    assert noted(db) == {}


def test_people_who_learn_note_nobody(
    db: Session, way: Way, meeting: Gathering, client: FlaskClient, sign_in: SignIn
) -> None:
    sign_in(client, way.person)
    assert client.get(register(meeting)).status_code == 404
    answer = post(client, register(meeting), row(way.enrolment, "", "phone"))
    assert answer.status_code == 404
    assert noted(db) == {}


def test_nobody_is_noted_before_a_session_begins_or_when_it_was_called_off(
    db: Session, way: Way, browser: FlaskClient
) -> None:
    coming = make_gathering(db, way.cohort)
    off = make_gathering(db, way.cohort, starts_at=NOON - timedelta(hours=1), state=CANCELLED)
    db.commit()
    assert "From then on you can note who is there." in words_of(browser, register(coming))
    assert "This session was called off" in words_of(browser, register(off))
    for meeting in (coming, off):
        assert "Note who" not in words_of(browser, f"/sessions/{meeting.id}")
        answer = post(browser, register(meeting), row(way.enrolment, "", "phone"))
        assert answer.status_code == 409
    assert noted(db) == {}


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"row": "nonsense", "how1": "phone"},
        {"row": "", "how1": "phone"},
        {"row": ["\0"] * 300, "how1": "phone"},
        {"how1": "phone"},
    ],
)
def test_a_form_that_makes_no_sense_notes_nobody(
    db: Session, meeting: Gathering, browser: FlaskClient, fields: dict[str, object]
) -> None:
    assert post(browser, register(meeting), dict(fields)).status_code == 302
    assert noted(db) == {}


@pytest.mark.parametrize("how", ["everywhere", "IN_PERSON", "\0", "🙂", "phone "])
def test_a_way_that_is_none_is_left_out(
    db: Session, way: Way, meeting: Gathering, browser: FlaskClient, how: str
) -> None:
    post(browser, register(meeting), row(way.enrolment, "", how))
    assert noted(db) == {}


def test_people_of_another_cohort_are_not_noted_here(
    db: Session, meeting: Gathering, browser: FlaskClient
) -> None:
    stranger = make_way(db).enrolment
    post(browser, register(meeting), row(stranger, "", "phone"))
    assert noted(db) == {}


@pytest.mark.parametrize("state", [INVITED, DECLINED])
def test_whoever_has_not_joined_is_not_noted_whatever_a_form_says(
    db: Session, way: Way, meeting: Gathering, browser: FlaskClient, state: str
) -> None:
    guest = make_seat(db, way.cohort, make_person(db), state=state)
    db.commit()
    post(browser, register(meeting), row(guest, "", "phone"))
    assert noted(db) == {}


def test_who_was_noted_stays_on_the_list_after_leaving(
    db: Session, way: Way, meeting: Gathering, browser: FlaskClient
) -> None:
    post(browser, register(meeting), row(way.enrolment, "", "phone"))
    gone = make_person(db, name="Gus Gone")
    make_seat(db, way.cohort, gone, state=LEFT)
    way.enrolment.state = LEFT
    db.commit()
    words = words_of(browser, register(meeting))
    assert "Lina Learner" in words
    assert "Gus Gone" not in words


def test_a_session_on_no_module_is_noted_too(db: Session, way: Way, browser: FlaskClient) -> None:
    meeting = make_gathering(db, way.cohort, starts_at=NOON)
    db.commit()
    post(browser, register(meeting), row(way.enrolment, "", "in_person"))
    assert noted(db) == {"Lina Learner": "in_person"}
    assert row_of(db, way, "act") is None


def test_forty_people_are_one_light_page_and_cost_what_three_cost(
    db: Session,
    way: Way,
    meeting: Gathering,
    browser: FlaskClient,
    count_statements: CountStatements,
) -> None:
    seats: list[Enrolment] = []
    for more in (1, 37):
        for _ in range(more):
            person = make_person(db, name=f"Somebody With A Longer Name {len(seats)}")
            seats.append(make_seat(db, way.cohort, person))
        db.commit()
        with count_statements() as reading:
            page = html_of(browser, register(meeting))
        assert len(reading) == 4, reading
        fields: dict[str, object] = {"row": [f"{seat.id} " for seat in seats]}
        fields |= {f"how{number}": "in_person" for number in range(1, len(seats) + 1)}
        token = page.split('name="csrf_token" value="', 1)[1].split('"')[0]
        with count_statements() as saving:
            answer = browser.post(register(meeting), data={**fields, "csrf_token": token})
        assert answer.status_code == 302
        assert len(saving) == 9, saving
    page = html_of(browser, register(meeting))
    assert page.count("<fieldset") == 40
    assert len(compress(page.encode())) < LIGHT, len(compress(page.encode()))
    assert len(noted(db)) == 38


def test_more_than_fifty_people_come_on_pages_that_are_saved_one_by_one(
    db: Session, way: Way, meeting: Gathering, browser: FlaskClient
) -> None:
    for number in range(58):
        make_seat(db, way.cohort, make_person(db, name=f"Aa {number:02}"))
    db.commit()
    first = html_of(browser, register(meeting))
    assert first.count("<fieldset") == 50
    assert len(compress(first.encode())) < LIGHT
    second = f"{register(meeting)}?page=2"
    words = words_of(browser, second)
    assert "Lina Learner" in words
    assert words_of(browser, f"{register(meeting)}?page=99") == words
    answer = post(browser, second, row(way.enrolment, "", "online"))
    assert answer.headers["Location"] == second
    assert noted(db) == {"Lina Learner": "online"}
