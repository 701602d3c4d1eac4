"""The record in plain sentences: who reads of what, and what never stands there."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from html import unescape

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.audit.actions.seal import seal_all
from app.audit.queries.chain import head_of
from app.audit.rules.entries import COMMAND_LINE, PLATFORM
from app.cohorts.models import Cohort
from app.kit.db import new_id
from app.kit.deeds import COHORT, OWN, PEOPLE
from app.people.models import Person
from app.rights.rules.all_deeds import WORDS
from app.rights.rules.record import ROOMS
from app.wiring import Platform
from tests.clock import NOON
from tests.conftest import As, CostsOf
from tests.make.cohorts import make_cohort, make_facilitator, make_member
from tests.make.people import make_person
from tests.make.record import make_entry, recorded

HERE = "/admin/record"


@pytest.fixture
def lead(db: Session) -> Person:
    """Somebody who looks after the programme."""
    return make_person(db, name="Lowri Lead", roles=["programme_lead"])


@pytest.fixture
def cohort(db: Session) -> Cohort:
    """A cohort."""
    return make_cohort(db, name="Riverside")


def _read(browser: FlaskClient, address: str, status: int = 200) -> str:
    answer = browser.get(address)
    assert answer.status_code == status, address
    return unescape(answer.get_data(as_text=True))


def _do_everything(db: Session, cohort: Cohort, person: Person, *readers: str) -> int:
    """This person does once all that these readers read of; how much that is."""
    keys = [key for key, deed in WORDS.items() if deed.readers in readers]
    for key in keys:
        make_entry(
            *(db, person.id),
            deed=key,
            readers=WORDS[key].readers,
            whom_id=person.id,
            cohort_id=cohort.id,
        )
    return len(keys)


def test_a_lead_reads_who_did_what_where_for_whom_and_when_newest_first(
    db: Session, cohort: Cohort, lead: Person, as_person: As
) -> None:
    tom, amina = make_facilitator(db, cohort, name="Tom Bell"), make_member(db, cohort)
    make_entry(db, tom.id, whom_id=amina.id, cohort_id=cohort.id)
    later = NOON + timedelta(days=2)
    make_entry(db, tom.id, deed="cohorts.take_out", whom_id=amina.id, cohort_id=cohort.id, at=later)
    page = _read(as_person(lead), HERE)
    moved = page.index("Tom Bell moved a session in Riverside, for Amina Example.")
    taken = page.index("Tom Bell took Amina Example out of Riverside.")
    assert page.index("Friday 22 January 2027") < taken < page.index("Wednesday 20 Jan") < moved
    assert "12pm" in page
    assert "Times are UK time" in page


def test_nothing_that_is_somebodys_own_is_read_by_anybody_else(
    db: Session, cohort: Cohort, lead: Person, as_person: As
) -> None:
    alone, others = make_person(db, name="Private Person"), make_person(db, name="Open Person")
    runs = make_facilitator(db, cohort)
    assert _do_everything(db, cohort, alone, OWN) > 50
    number = _do_everything(db, cohort, others, PEOPLE, COHORT)
    of_cohort = f"/cohorts/{cohort.slug}/record"
    for person, root in ((lead, HERE), (lead, f"{HERE}.csv"), (runs, of_cohort)):
        browser, found = as_person(person), ""
        for asked in ("?", "?who=private&", "?whom=private&", "?room=outputs&", "?word=a&"):
            pages = [_read(browser, f"{root}{asked}page={page}") for page in (1, 2, 3, 4)]
            assert "Private Person" not in "".join(pages), (root, asked)
            found = found or "".join(pages)
        assert "Open Person" in found
        if root == HERE:
            assert f"of {number}" in found


def test_who_runs_a_cohort_reads_how_it_was_run_and_nothing_else(
    db: Session, cohort: Cohort, as_person: As
) -> None:
    runs, elsewhere = make_facilitator(db, cohort), make_cohort(db, name="Canalside")
    make_entry(db, runs.id, cohort_id=cohort.id)
    make_entry(db, runs.id, cohort_id=elsewhere.id, deed="gatherings.call_off")
    make_entry(db, runs.id, cohort_id=cohort.id, deed="cohorts.make_facilitator", readers=PEOPLE)
    make_entry(db, runs.id, deed="gatherings.change")
    here = f"/cohorts/{cohort.slug}/record"
    page = _read(as_person(runs), here)
    assert "Farah Facilitator moved a session." in page
    assert "called off" not in page
    assert "invited somebody to run" not in page
    assert "changed a session" not in page
    assert "Nothing is found" in _read(as_person(runs), f"{here}?who=nobody")
    assert as_person(runs).get(f"/cohorts/{elsewhere.slug}/record").status_code == 404
    assert as_person(make_member(db, cohort)).get(here).status_code == 404
    assert as_person(runs).get(HERE).status_code == 403


def test_everybody_reads_what_they_did_and_what_was_done_for_them(
    db: Session, cohort: Cohort, as_person: As
) -> None:
    amina, tom = make_member(db, cohort), make_facilitator(db, cohort, name="Tom Bell")
    make_entry(db, amina.id, deed="reflections.write", readers=OWN)
    make_entry(db, tom.id, deed="practice.enter", readers=OWN, whom_id=amina.id)
    make_entry(
        db, tom.id, deed="insights.tell_of", readers=OWN, whom_id=amina.id, cohort_id=cohort.id
    )
    lost = "people.reset_lost_second_step"
    make_entry(db, tom.id, whom_id=amina.id, deed=lost, readers=PEOPLE)
    make_entry(db, tom.id, deed="reflections.write", readers=OWN)
    page = _read(as_person(amina), "/account/record")
    assert f"You {WORDS['reflections.write'].words}." in page
    assert "Tom Bell entered a plumbline, for you." in page
    assert "Tom Bell noted what came of why you are on the list in Riverside." in page
    assert "Tom Bell took away your second step." in page
    assert f"Tom Bell {WORDS['reflections.write'].words}" not in page
    assert 'href="/account/record"' in _read(as_person(amina), "/account/")
    assert "Nothing stands here yet" in _read(as_person(make_person(db)), "/account/record")


def test_who_is_gone_has_no_name_and_the_platform_and_the_server_have_words(
    db: Session, lead: Person, as_person: As
) -> None:
    make_entry(db, new_id(), whom_id=new_id(), cohort_id=new_id())
    make_entry(db, by=PLATFORM, deed="people.second_step_reset", readers=PEOPLE)
    make_entry(db, by=COMMAND_LINE, deed="people.person_added", readers=PEOPLE, whom_id=lead.id)
    make_entry(db, lead.id, deed="gone.and_forgotten", readers=PEOPLE)
    page = _read(as_person(lead), HERE)
    assert "Someone who has left moved a session, for someone who has left." in page
    assert "The platform itself took away the second step of somebody." in page
    assert "Somebody who looks after the server added Lowri Lead, or gave a role." in page
    assert "Lowri Lead did something." in page


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("who=tom", {"moved", "called off"}),
        ("who=TOM+b&whom=amina", {"moved"}),
        ("place=canal", {"called off"}),
        ("room=cohorts", {"took"}),
        ("word=session", {"moved", "called off"}),
        ("room=cohorts&word=session", set()),
        ("since=2027-01-21", {"took"}),
        ("until=2027-01-21", {"moved", "called off"}),
        ("since=9999-12-31", set()),
        ("until=0001-01-01", set()),
        ("who=%00%25_", set()),
    ],
)
def test_what_somebody_looks_for_is_found(
    db: Session, lead: Person, as_person: As, asked: str, found: set[str]
) -> None:
    cohort = make_cohort(db, name="Canalside", slug="canal")
    tom, amina = make_person(db, name="Tom Bell"), make_person(db)
    make_entry(db, tom.id, whom_id=amina.id)
    make_entry(db, tom.id, deed="gatherings.call_off", cohort_id=cohort.id)
    later = NOON + timedelta(days=2)
    make_entry(db, amina.id, deed="cohorts.take_out", whom_id=tom.id, at=later)
    page = _read(as_person(lead), f"{HERE}?{asked}").split("<section", 1)[-1]
    assert {word for word in ("moved", "called off", "took") if f" {word} " in page} == found


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("since=tomorrow", "write it like 2027-02-28"),
        ("since=2027-02-03&until=2027-02-01", "before the first day"),
        ("room=cellar", "choose one of the list"),
        ("place=nowhere", "choose one of the list"),
        (f"who={'x' * 61}", "at most 60 letters"),
    ],
)
def test_what_cannot_be_looked_for_is_said(
    lead: Person, as_person: As, asked: str, said: str
) -> None:
    for address in (HERE, f"{HERE}.csv"):
        assert said in _read(as_person(lead), f"{address}?{asked}", 422)


def test_the_file_has_the_lines_of_the_screen_and_runs_nothing(
    db: Session, cohort: Cohort, lead: Person, as_person: As
) -> None:
    tricky = make_person(db, name="=cmd()")
    for _ in range(51):
        make_entry(db, lead.id, cohort_id=cohort.id)
    make_entry(db, tricky.id, whom_id=tricky.id, at=NOON - timedelta(days=1))
    browser = as_person(lead)
    assert 'href="/admin/record.csv?page=2"' in _read(browser, f"{HERE}?page=2")
    answer = browser.get(f"{HERE}.csv?page=2")
    rows = list(csv.reader(io.StringIO(answer.get_data().decode("utf-8-sig"))))
    assert [row[3] for row in rows] == ["Who", "Lowri Lead", "'=cmd()"]
    assert rows[2][2] == "'=cmd() moved a session."
    assert "record_csv" in [one.deed.partition(".")[2] for one in recorded(db)]


def test_the_page_says_up_to_where_the_record_is_sealed(
    db: Session, platform: Platform, lead: Person, as_person: As
) -> None:
    assert "Nothing is sealed yet" in _read(as_person(lead), HERE)
    make_entry(db, lead.id)
    db.commit()
    seal_all(platform.sessions)
    page = _read(as_person(lead), HERE)
    assert str(head_of(db)) in page
    assert "Sealed since Wednesday 20 January 2027, 12pm (UK time), up to number 1." in page


def test_a_long_record_costs_as_many_statements_as_a_short_one(
    db: Session, platform: Platform, cohort: Cohort, lead: Person, costs_of: CostsOf
) -> None:
    runs = make_facilitator(db, cohort)
    addresses = [HERE, f"{HERE}?who=f&whom=a&room=gatherings&since=2027-01-01"]
    pages = {lead: addresses, runs: [f"/cohorts/{cohort.slug}/record", "/account/record"]}

    def grow(number: int) -> None:
        for _ in range(number):
            person = make_member(db, cohort)
            make_entry(db, runs.id, whom_id=person.id, cohort_id=cohort.id)
        db.commit()
        seal_all(platform.sessions)

    grow(1)
    few = {person.id: costs_of(person, there) for person, there in pages.items()}
    grow(60)
    assert few == {person.id: costs_of(person, there) for person, there in pages.items()}


def test_every_room_has_a_name_to_choose_it_by() -> None:
    assert {key.partition(".")[0] for key in WORDS} <= ROOMS.keys()
