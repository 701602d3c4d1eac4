"""What a cohort that runs again takes over, with nothing that points at the old one."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from uuid import UUID

import pytest
from sqlalchemy import Table, func, select
from sqlalchemy.orm import Session, sessionmaker

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.queries.places import places_of
from app.gatherings.actions.rerun import rerun_cohort
from app.gatherings.models import GatheringRole, GatheringSeries
from app.gatherings.queries import gathering_seat
from app.gatherings.queries.roles import roles_at
from app.gatherings.rules.reruns import leads_back
from app.gatherings.rules.roles import by_role
from app.kit.db import Base
from app.people.models import Person
from app.post.models import Letter, OpeningWords
from app.progress.models import SessionEnd
from tests.clock import NOON
from tests.conftest import CountStatements
from tests.make.gatherings import make_gathering, make_role
from tests.make.reruns import Old, sessions_in


def belonging_to(db: Session, cohort_id: UUID) -> dict[Table, list[dict[str, object]]]:
    """Every row of the database that leads to a cohort by its foreign keys, by table."""
    tables = Base.metadata.sorted_tables
    ids: dict[str, set[object]] = {table.name: set() for table in tables}
    ids["cohort"] = {cohort_id}
    found: dict[Table, list[dict[str, object]]] = {}
    # A person belongs to no cohort, but some tables lead to others that come later in the order.
    for _ in range(3):
        for table in tables:
            keys = [key for key in table.foreign_keys if key.column.table.name != "person"]
            rows = [dict(row._mapping) for row in db.execute(select(table))]
            found[table] = [
                row
                for row in rows
                if row.get("id") in ids[table.name]
                or any(row[key.parent.name] in ids[key.column.table.name] for key in keys)
            ]
            ids[table.name] |= {row["id"] for row in found[table] if "id" in row}
    return {table: rows for table, rows in found.items() if rows}


def ids_in(rows: Iterable[dict[str, object]]) -> set[UUID]:
    """Every id that stands in these rows, in whatever column."""
    return {value for row in rows for value in row.values() if isinstance(value, UUID)}


def test_what_belongs_to_the_cohort_comes_along(db: Session, old: Old) -> None:
    made = rerun_cohort(db, old.lead, old.cohort, old.plan(), now=NOON)
    for name in ("edition_id", "framework_id", "time_zone", "phone", "capacity", "offer_hours"):
        assert getattr(made, name) == getattr(old.cohort, name), name
    assert made.reminders == ["week_before", "day_before"]
    assert [place.name for place in places_of(db, made.id)] == ["Canalside"]
    words = db.scalars(select(OpeningWords).where(OpeningWords.cohort_id == made.id)).one()
    assert (words.kind, words.words, words.changed_by_id) == ("reminder", "Hi", old.lead.id)
    for before, after in zip(old.sessions, sessions_in(db, made), strict=True):
        for name in (
            *("title", "module_id", "how", "place", "link", "phone", "about"),
            *("access", "capacity"),
        ):
            assert getattr(after, name) == getattr(before, name), name
        assert after.ends_at - after.starts_at == timedelta(minutes=75)
    series = db.scalars(select(GatheringSeries).where(GatheringSeries.cohort_id == made.id)).one()
    assert {one.series_id for one in sessions_in(db, made)} == {series.id}
    ends = db.scalars(select(SessionEnd.ends_at).where(SessionEnd.cohort_id == made.id)).all()
    assert sorted(ends) == [one.ends_at for one in sessions_in(db, made)]


def test_no_person_recording_or_opened_module_comes_along(db: Session, old: Old) -> None:
    made = rerun_cohort(db, old.lead, old.cohort, old.plan(with_runners=False), now=NOON)
    assert {table.name for table in belonging_to(db, made.id)} == {
        *("cohort", "cohort_place", "opening_words"),
        *("gathering_series", "gathering", "session_end"),
    }
    assert {one.recording for one in sessions_in(db, made)} == {""}


def test_nothing_of_the_new_cohort_points_at_the_old_one(db: Session, old: Old) -> None:
    made = rerun_cohort(db, old.lead, old.cohort, old.plan(), now=NOON)
    before, after = belonging_to(db, old.cohort.id), belonging_to(db, made.id)
    # So that the walk is known to reach what hangs on a cohort only by way of something else.
    assert {"attendance", "reply", "gathering_role", "unlock"} <= {one.name for one in before}
    assert {"gathering", "enrolment", "letter", "opening_words"} <= {one.name for one in after}
    own = {row["id"] for rows in before.values() for row in rows}
    for table, rows in after.items():
        assert ids_in(rows) & own == set(), table.name


def test_those_who_ran_it_are_asked_and_say_yes_or_no(db: Session, old: Old) -> None:
    made = rerun_cohort(db, old.lead, old.cohort, old.plan(), now=NOON)
    asked = db.scalars(select(Enrolment).where(Enrolment.cohort_id == made.id)).one()
    assert (asked.person_id, asked.role, asked.state, asked.added_by_id) == (
        *(old.facilitator.id, "facilitator", "invited"),
        old.lead.id,
    )
    letter = db.scalars(select(Letter).where(Letter.cohort_id == made.id)).one()
    assert (letter.person_id, letter.kind, letter.about_id) == (
        *(old.facilitator.id, "invitation"),
        asked.id,
    )


def test_of_roles_only_those_of_whoever_is_asked_come_along_and_show_after_their_yes(
    db: Session, old: Old
) -> None:
    first = old.sessions[0]
    make_role(db, first, role="speaker", name="Grace Guest")
    make_role(db, first, role="panel", person=old.facilitator)
    made = rerun_cohort(db, old.lead, old.cohort, old.plan(), now=NOON)
    (role,) = db.scalars(select(GatheringRole).where(GatheringRole.gathering_id.in_(ids(db, made))))
    assert (role.role, role.person_id) == ("panel", old.facilitator.id)
    assert seen_roles(db, role.gathering_id, old.lead) == []
    place = db.scalars(select(Enrolment).where(Enrolment.cohort_id == made.id)).one()
    place.state = "joined"
    db.flush()
    assert seen_roles(db, role.gathering_id, old.lead) == [("Panel", ["Farah Facilitator"])]
    alone = rerun_cohort(db, old.lead, old.cohort, old.plan(with_runners=False), now=NOON)
    none = select(GatheringRole).where(GatheringRole.gathering_id.in_(ids(db, alone)))
    assert db.scalars(none).all() == []


def ids(db: Session, cohort: Cohort) -> list[UUID]:
    """The sessions of a cohort by their ids."""
    return [one.id for one in sessions_in(db, cohort)]


def seen_roles(db: Session, gathering_id: UUID, person: Person) -> list[tuple[str, list[str]]]:
    """The roles on the page of a session; what letters say of them is the same."""
    facts = gathering_seat(db, person, gathering_id=gathering_id)
    assert facts is not None
    shown = by_role(facts.roles)
    assert by_role(roles_at(db, [gathering_id])[gathering_id]) == shown
    return shown


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("See https://learning.example/cohorts/riverside/sessions", True),
        ("/modules/riverside/module-1/", True),
        ("https://x.example/sessions/01A21825-305f-7448-bed6-d3ac10ac305d/room", True),
        ("https://council.example/riverside and /cohorts/riverside-2/", False),
        ("Walk along the riverside.", False),
        ("", False),
    ],
)
def test_a_text_with_an_address_of_the_old_cohort_is_known(text: str, *, leads: bool) -> None:
    assert leads_back(text, "riverside") is leads


def test_a_form_sent_twice_at_once_opens_one_cohort(
    sessions: sessionmaker[Session], old: Old
) -> None:
    plan, together = old.plan(), Barrier(2)

    def send(_: int) -> UUID:
        together.wait(10)
        with sessions.begin() as db:
            return rerun_cohort(db, old.lead, old.cohort, plan, now=NOON).id

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(send, range(2))
    assert first == second
    with sessions() as db:
        assert db.scalar(select(func.count()).select_from(Cohort)) == 2
        assert db.scalar(select(func.count()).select_from(GatheringSeries)) == 2
        asked = select(func.count()).where(Letter.kind == "invitation")
        assert db.scalar(asked) == 1


def test_running_again_costs_the_same_however_long_the_cohort_was(
    db: Session, old: Old, count_statements: CountStatements
) -> None:
    old.edition.freeze(NOON)
    db.flush()
    sent = []
    for more in (0, 40):
        for number in range(more):
            starts_at = datetime(2027, 6, 1, 9, tzinfo=UTC) + timedelta(days=number)
            made = make_gathering(db, old.cohort, starts_at=starts_at)
            old.sessions.append(made)
        with count_statements() as statements:
            rerun_cohort(db, old.lead, old.cohort, old.plan(), now=NOON)
        sent.append(len(statements))
    assert sent[0] == sent[1] <= 24
