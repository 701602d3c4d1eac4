"""`dlp cohort import`: the same import as on the page, for those who run the platform."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.cohorts.cli import NoSuchCohort, cohort_commands
from app.cohorts.errors.rosters import FileUnreadable
from app.cohorts.models import Enrolment, RosterFile
from app.people.models import Person
from app.post.models import Letter
from app.wiring import Platform
from tests.make.cohorts import make_cohort, make_member

GOOD = "Name,Email,Mobile\nAnn,ann@example.org,\nBen,,07700 900123\n"
BAD = GOOD + "Cy,cy@,\n"


@pytest.fixture
def folder(db: Session, tmp_path: Path) -> Path:
    """A folder for files, and a cohort with the address `riverside`."""
    make_cohort(db, slug="riverside")
    db.commit()
    return tmp_path


def run(
    on: Platform, folder: Path, content: str, *options: str, cohort: str = "riverside"
) -> Result:
    """Type the command for a file with this content."""
    file = folder / "list.csv"
    file.write_text(content)
    words = ["import", cohort, str(file), *options]
    return CliRunner().invoke(cohort_commands, words, obj=on, standalone_mode=False)


def count(db: Session, table: type[Person | Letter | Enrolment | RosterFile]) -> int:
    """How many rows a table has."""
    return db.scalar(select(func.count()).select_from(table)) or 0


def test_all_good_ends_with_0_and_each_has_an_invitation(
    platform: Platform, db: Session, folder: Path
) -> None:
    ran = run(platform, folder, GOOD)
    assert (ran.return_value, ran.output) == (0, "2 invited.\n")
    assert db.scalars(select(Letter.channel).order_by(Letter.channel)).all() == ["call", "email"]
    assert set(db.scalars(select(Enrolment.added_by_id))) == {None}


def test_some_refused_ends_with_3_and_says_why(platform: Platform, folder: Path) -> None:
    ran = run(platform, folder, BAD)
    assert ran.return_value == 3
    assert "2 invited, 1 refused." in ran.output
    assert "Row 4: This is not a whole e-mail address" in ran.output


def test_a_dry_run_tells_and_writes_nothing(platform: Platform, db: Session, folder: Path) -> None:
    ran = run(platform, folder, BAD, "--dry-run", "--json")
    told = json.loads(ran.output)
    assert (ran.return_value, told["dry_run"]) == (3, True)
    assert (told["counts"]["new"], told["counts"]["refused"]) == (2, 1)
    assert told["refused"][0]["row"] == 4
    assert [count(db, table) for table in (Person, Letter, Enrolment, RosterFile)] == [0] * 4


def test_the_same_file_again_changes_nothing(platform: Platform, db: Session, folder: Path) -> None:
    run(platform, folder, GOOD)
    ran = run(platform, folder, GOOD, "--json")
    counts = {word: number for word, number in json.loads(ran.output)["counts"].items() if number}
    assert counts == {"here": 2}
    assert [count(db, table) for table in (Person, Letter, Enrolment)] == [2, 2, 2]


def test_a_standing_and_those_who_left_are_as_the_options_say(
    platform: Platform, db: Session, folder: Path
) -> None:
    cohort = make_cohort(db, slug="hilltop")
    make_member(db, cohort, email="ann@example.org", state="left")
    db.commit()
    options = ("--again", "--standing", "lived_experience")
    ran = run(platform, folder, GOOD, *options, cohort="hilltop")
    assert ran.output == "1 invited, 1 again.\n"
    by_phone = select(Enrolment.standing).join(Person, Person.id == Enrolment.person_id)
    assert db.scalar(by_phone.where(Person.email.is_(None))) == "lived_experience"


def test_a_cohort_or_a_list_that_is_none_is_a_refusal_with_a_sentence(
    platform: Platform, folder: Path
) -> None:
    assert isinstance(run(platform, folder, GOOD, cohort="nowhere").exception, NoSuchCohort)
    assert isinstance(run(platform, folder, "%PDF-1.7").exception, FileUnreadable)
