"""The yes to a file of people: once, by whoever is first, in few statements, and then forgotten."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from app.cohorts.actions.rosters import apply_roster, forget_rosters, keep_roster
from app.cohorts.errors.rosters import FileForgotten, FileNeeded, FileUnreadable
from app.cohorts.models import Cohort, Enrolment, RosterFile
from app.cohorts.queries.rosters import plan_of
from app.cohorts.rules.roster import read_roster
from app.people.models import Person
from app.post.models import Letter
from tests.clock import NOON
from tests.conftest import CountStatements
from tests.make.cohorts import make_cohort, make_member
from tests.make.rosters import crowd


def send(db: Session, cohort: Cohort, content: bytes) -> UUID:
    """Send a file, for others to say yes to."""
    file = keep_roster(
        db, None, cohort_id=cohort.id, name="a.csv", content=content, standing="pcn_staff", now=NOON
    )
    db.commit()
    return file.id


def test_two_yeses_at_once_are_one(db: Session, sessions: sessionmaker[Session]) -> None:
    cohort = make_cohort(db)
    roster_id = send(db, cohort, crowd(200))
    start = Barrier(4)

    def say_yes(_: int) -> bool:
        with sessions() as own, own.begin():
            start.wait()
            done = apply_roster(
                own, None, cohort_id=cohort.id, roster_id=roster_id, again=False, now=NOON
            )
            assert (done.file.counts or {})["invited"] == 200
            return done.just_now

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(say_yes, range(4))) == [False, False, False, True]
    for table in (Person, Enrolment, Letter):
        assert db.scalar(select(func.count()).select_from(table)) == 200


def test_two_files_of_the_same_people_at_once_make_each_person_once(
    db: Session, sessions: sessionmaker[Session]
) -> None:
    cohort = make_cohort(db)
    files = [send(db, cohort, crowd(60)), send(db, cohort, crowd(60))]
    start = Barrier(2)

    def say_yes(roster_id: UUID) -> dict[str, int]:
        with sessions() as own, own.begin():
            start.wait()
            done = apply_roster(
                own, None, cohort_id=cohort.id, roster_id=roster_id, again=False, now=NOON
            )
            return dict(done.file.counts or {})

    with ThreadPoolExecutor(2) as pool:
        counts = list(pool.map(say_yes, files))
    assert sorted((one["invited"], one["here"]) for one in counts) == [(0, 60), (60, 0)]
    assert db.scalar(select(func.count()).select_from(Person)) == 60


def test_a_look_and_a_yes_at_5000_rows_take_few_statements(
    db: Session, count_statements: CountStatements
) -> None:
    cohort = make_cohort(db)
    cohort.capacity = 10_000
    for n in range(0, 50, 5):
        make_member(db, cohort, name=f"Person {n}", email=f"person{n}@example.org")
    db.commit()
    with count_statements() as sent:
        plan = plan_of(db, cohort.id, cohort.capacity, read_roster(crowd(5000)))
    assert (plan.count("new"), plan.count("here")) == (4990, 10)
    assert len(sent) <= 5
    roster_id = send(db, cohort, crowd(5000))
    with count_statements() as sent:
        done = apply_roster(
            db, None, cohort_id=cohort.id, roster_id=roster_id, again=False, now=NOON
        )
        db.commit()
    assert (done.file.counts or {})["invited"] == 4990
    assert len(sent) <= 40


def test_a_file_is_forgotten_after_a_day_and_its_counts_stay(db: Session) -> None:
    cohort = make_cohort(db)
    done = send(db, cohort, crowd(5))
    apply_roster(db, None, cohort_id=cohort.id, roster_id=done, again=False, now=NOON)
    waiting = send(db, cohort, crowd(7))
    assert forget_rosters(db, now=NOON + timedelta(hours=23)) == 0
    assert forget_rosters(db, now=NOON + timedelta(days=1)) == 2
    assert forget_rosters(db, now=NOON + timedelta(days=1)) == 0
    db.expire_all()
    files = db.scalars(select(RosterFile).order_by(RosterFile.id)).all()
    assert [file.content for file in files] == [None, None]
    assert [bool(file.counts) for file in files] == [True, False]
    with pytest.raises(FileForgotten):
        apply_roster(db, None, cohort_id=cohort.id, roster_id=waiting, again=False, now=NOON)


def test_a_file_of_another_cohort_is_not_there(db: Session) -> None:
    roster_id = send(db, make_cohort(db), crowd(2))
    other = make_cohort(db)
    for which in (roster_id, uuid4()):
        with pytest.raises(FileForgotten):
            apply_roster(db, None, cohort_id=other.id, roster_id=which, again=False, now=NOON)


def test_a_file_that_is_no_list_is_not_kept(db: Session) -> None:
    cohort = make_cohort(db)
    for name, content, refusal in (("", b"", FileNeeded), ("a.pdf", b"%PDF-", FileUnreadable)):
        with pytest.raises(refusal):
            keep_roster(
                db,
                None,
                cohort_id=cohort.id,
                name=name,
                content=content,
                standing="pcn_staff",
                now=NOON,
            )
    assert db.scalar(select(func.count()).select_from(RosterFile)) == 0


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("C:\\Users\\ann\\list.xlsx", "list.xlsx"),
        ("../../etc/list.csv", "list.csv"),
        ("\u202elist.csv", "list.csv"),
        ("", "A list of people"),
        ("n" * 300, "n" * 120),
    ],
)
def test_only_the_last_part_of_a_files_name_is_kept(db: Session, sent: str, kept: str) -> None:
    file = keep_roster(
        db,
        None,
        cohort_id=make_cohort(db).id,
        name=sent,
        content=crowd(1),
        standing="pcn_staff",
        now=NOON,
    )
    assert file.name == kept
