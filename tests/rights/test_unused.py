"""Which accounts are past their time: by the newest of what somebody did, and what keeps them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from click.testing import CliRunner
from sqlalchemy.orm import Session

from app.cli import dlp
from app.cohorts.rules import FACILITATOR, JOINED, LEFT
from app.mentoring.models import Worry
from app.people.models import Person
from app.rights.declared import declared
from app.rights.queries.retention import reasons, unused
from app.rights.rules.retention import NOT_THEIR_DOING, years_before
from app.settings import Settings
from tests.clock import NOON
from tests.conftest import CountStatements
from tests.make.cohorts import make_cohort, make_enrolment, make_member
from tests.make.gatherings import make_gathering
from tests.make.mentoring.pairings import make_pairing
from tests.make.mentoring.profiles import make_profile
from tests.make.mentoring.recognition import make_offer
from tests.make.people import make_person
from tests.make.progress import make_way
from tests.make.sign_ins import make_sign_in
from tests.stores import MASTER_KEY

YEARS = 3
LATER = NOON.replace(year=NOON.year + YEARS) + timedelta(days=1)


@pytest.fixture
def gone(db: Session) -> Person:
    """Somebody who was in a cohort three years ago, and not seen since."""
    return make_member(db, make_cohort(db), name="Mary Longago")


def past_time(db: Session) -> dict[str, str]:
    """The names of those past their time, and what keeps them."""
    rows = unused(db, now=LATER, years=YEARS)
    return {db.get_one(Person, row.person_id).name: row.reason for row in rows}


def test_an_account_that_nobody_used_for_three_years_is_past_its_time(
    db: Session, gone: Person
) -> None:
    assert past_time(db) == {gone.name: ""}
    early = NOON.replace(year=NOON.year + YEARS) - timedelta(days=61)
    assert unused(db, now=early, years=YEARS) == []
    assert unused(db, now=LATER, years=YEARS + 1) == []


def test_signing_in_once_begins_the_years_anew(db: Session, gone: Person) -> None:
    make_sign_in(db, gone, now=LATER - timedelta(days=200))
    assert past_time(db) == {}


def test_somebody_in_an_old_cohort_and_in_a_new_one_of_the_same_course_stays(
    db: Session, gone: Person
) -> None:
    old = make_cohort(db)
    both = make_member(db, old, name="Bea Both")
    again = make_cohort(db, starts_on=(LATER - timedelta(days=30)).date())
    again.edition_id = old.edition_id
    make_enrolment(db, again, both)
    left = make_member(db, old, name="Lena Left")
    make_enrolment(db, again, left, state=LEFT)
    db.flush()
    assert past_time(db) == {gone.name: "", both.name: "cohort", left.name: ""}


def test_a_cohort_that_still_meets_or_learns_keeps_its_people(db: Session) -> None:
    meets = make_cohort(db)
    make_member(db, meets, name="Mo Meets", role=FACILITATOR)
    make_gathering(db, meets, starts_at=LATER + timedelta(days=3))
    way = make_way(db)
    make_enrolment(db, way.cohort, make_person(db, name="Sam Silent"), state=JOINED)
    assert past_time(db)["Sam Silent"] == ""
    assert past_time(db)["Mo Meets"] == "cohort"


def test_a_role_an_open_pair_a_payment_and_a_worry_keep_an_account(db: Session) -> None:
    lead = make_person(db, name="Lea Lead", roles=["programme_lead"])
    cohort = make_cohort(db)
    one, two = (make_member(db, cohort, name=name) for name in ("One Pair", "Two Pair"))
    for person in (one, two):
        make_profile(db, person)
    make_pairing(db, one, two, lead, lead)
    owed = make_person(db, name="Owed Money")
    make_offer(db, owed)
    worried = make_person(db, name="Worried Somebody")
    moments = {"raised_at": NOON, "escalates_at": NOON}
    key = lead.id
    db.add(
        Worry(sealed_words=b"x", raised_by_id=worried.id, via="page", request_key=key, **moments)
    )
    db.flush()
    kept = past_time(db)
    assert kept.pop(lead.name) == "role"
    assert kept == dict.fromkeys((one.name, two.name, owed.name, worried.name), "open")


def test_it_is_one_statement_for_any_number_of_people(
    db: Session, gone: Person, count_statements: CountStatements
) -> None:
    for _ in range(5):
        make_person(db, name=gone.name)
    with count_statements() as statements:
        found = unused(db, now=LATER, years=YEARS)
    assert (len(found), len(statements)) == (6, 1)
    assert reasons(found) == {"": 6}


def test_what_others_write_names_tables_that_there_are() -> None:
    assert set(declared()) >= NOT_THEIR_DOING


def test_the_last_of_february_has_a_day_in_every_year() -> None:
    leap = NOON.replace(year=2028, month=2, day=29)
    assert years_before(leap, 3) == leap.replace(year=2025, day=28)


def test_the_dry_run_says_numbers_and_no_names_and_changes_nothing(
    db: Session, gone: Person, settings: Settings
) -> None:
    old = {"created_at": NOON.replace(year=2020)}
    db.add(Person(name="Old Timer", email="old@timer.example", roles=[], **old))
    db.commit()
    env = {
        "DLP_DATA_DIR": str(settings.data_dir),
        "DLP_DATABASE_URL": settings.database_url,
        "DLP_REDIS_URL": settings.redis_url,
        "DLP_BASE_URL": settings.base_url,
        "DLP_SECRET_KEY": settings.secret_key,
        "DLP_VAULT_KEYS": MASTER_KEY,
    }
    said = CliRunner().invoke(dlp, ["retention", "--dry-run"], env=env)
    assert "     1 are past their time" in said.output
    assert "Nothing was changed." in said.output
    assert "Old" not in said.output
