"""Rows are sealed once, in one line, whoever writes or seals at the same moment."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Engine, func, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, sessionmaker
from structlog.testing import capture_logs

from app.audit.actions.seal import let_go, seal, seal_all
from app.audit.models import Cut, Entry
from app.audit.queries.chain import head_of, walk
from app.audit.rules.entries import KEPT_FOR_DAYS
from app.kit.clock import SystemClock
from app.wiring import Platform
from tests.make.record import make_entry
from tests.progress.parallel import all_at_once

WRITERS = 100


def test_a_hundred_write_while_others_seal_and_all_stand_in_one_chain(
    platform: Platform, sessions: sessionmaker[Session]
) -> None:
    def write(db: Session) -> None:
        make_entry(db)

    def look(db: Session) -> None:
        seal(db)

    all_at_once(platform, [call for _ in range(WRITERS // 5) for call in (*[write] * 5, look)])
    seal_all(sessions)
    with sessions() as db:
        found = walk(db)
    assert (found.broken, found.head.number, found.waiting) == (None, WRITERS, 0)


def test_a_row_whose_transaction_ends_late_is_sealed_next_time_without_a_gap(
    sessions: sessionmaker[Session],
) -> None:
    with sessions() as late, sessions.begin() as other:
        make_entry(late)
        make_entry(other)
        other.commit()
        assert seal_all(sessions) == 1
        late.commit()
    assert seal_all(sessions) == 1
    with sessions() as db:
        assert walk(db).head.number == 2
        assert walk(db).broken is None


def test_two_seal_at_once_and_one_of_them_does_nothing(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as db:
        make_entry(db)
    with sessions() as one, sessions() as other:
        assert seal(one)[0] == 1
        assert seal(other)[0] == 0
        one.commit()
    assert seal_all(sessions) == 0


def test_a_sealer_that_dies_leaves_nothing_half_sealed(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as db:
        for _ in range(3):
            make_entry(db)
    with sessions() as dying:
        assert seal(dying)[0] == 3
        # It never commits.
    with sessions() as db:
        assert walk(db).waiting == 3
        assert walk(db).head.number == 0
    assert seal_all(sessions) == 3


def test_the_head_goes_into_the_log_and_more_than_one_round_is_sealed(
    sessions: sessionmaker[Session],
) -> None:
    with sessions.begin() as db:
        db.execute(
            text(
                "INSERT INTO record_entry (id, at, by, deed, readers) SELECT gen_random_uuid(), "
                "now(), 'platform', 'people.it', 'people' FROM generate_series(1, 2300)"
            )
        )
    with capture_logs() as lines:
        assert seal_all(sessions) == 2300
    with sessions() as db:
        assert [one["head"] for one in lines][-1] == str(head_of(db))
        assert walk(db).head.number == 2300


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE record_entry SET actor_id = gen_random_uuid()",
        "UPDATE record_entry SET hash = sha256('x')",
        "UPDATE record_entry SET number = NULL, hash = NULL",
        "UPDATE record_entry SET number = 9, hash = sha256('x'), deed = 'a.b' WHERE number IS NULL",
        "DELETE FROM record_entry WHERE number IS NULL",
        "DELETE FROM record_entry",
        "TRUNCATE record_entry",
        "TRUNCATE record_cut",
    ],
)
def test_the_database_lets_nobody_change_or_delete_a_row(
    statement: str, engine: Engine, sessions: sessionmaker[Session]
) -> None:
    with sessions.begin() as db:
        make_entry(db)
    seal_all(sessions)
    with sessions.begin() as db:
        make_entry(db)
    refused = pytest.raises(IntegrityError, match="can be added to, and nothing else")
    with refused, engine.begin() as on:
        on.execute(text(statement))
    with sessions() as db:
        assert db.scalar(select(func.count()).select_from(Entry)) == 2


def test_what_is_older_than_six_years_goes_and_the_chain_goes_on_from_a_cut(
    engine: Engine, sessions: sessionmaker[Session]
) -> None:
    today = SystemClock().now()
    long_ago = today - timedelta(days=KEPT_FOR_DAYS + 1)
    with sessions.begin() as db:
        for at in (long_ago, long_ago, today, long_ago):
            make_entry(db, at=at)
            seal(db)
    with sessions.begin() as db:
        assert let_go(db, now=today) == 2
    with sessions.begin() as db:
        assert let_go(db, now=today) == 0
        found = walk(db)
        assert (found.broken, found.first.number, found.head.number) == (None, 2, 4)
        assert db.scalar(select(func.count()).select_from(Cut)) == 1
    with pytest.raises(IntegrityError, match="can be added to"), engine.begin() as on:
        on.execute(text("UPDATE record_cut SET number = 3"))
    # A cut stands at a row that is there and old enough, so that it hides nothing younger.
    for row in ("4, sha256('x')", "number, hash FROM record_entry WHERE number = 3"):
        what, _, of = row.partition(" FROM ")
        put = f"INSERT INTO record_cut SELECT {what}, now() {f'FROM {of}' if of else ''}"
        with pytest.raises(IntegrityError, match="a cut stands at an old row"):
            run_alone(engine, put)
    with pytest.raises(IntegrityError, match="can be added to"), engine.begin() as on:
        on.execute(text("DELETE FROM record_entry WHERE number = 3"))


@pytest.mark.parametrize("number", ["3", "99", "0", "-1"])
def test_a_row_is_sealed_after_it_was_written_and_behind_the_last(
    number: str, engine: Engine, sessions: sessionmaker[Session]
) -> None:
    with sessions.begin() as db:
        for _ in range(2):
            make_entry(db)
    seal_all(sessions)
    with sessions.begin() as db:
        waits = make_entry(db).id
    row = "gen_random_uuid(), now(), 'platform', 'people.it', 'people'"
    put = "INSERT INTO record_entry (id, at, by, deed, readers, number, hash)"
    with pytest.raises(IntegrityError, match="sealed after it was written"):
        run_alone(engine, f"{put} VALUES ({row}, {number}, sha256('x'))")
    if number != "3":
        given = (
            f"UPDATE record_entry SET number = {number}, hash = sha256('x') "  # noqa: S608
            f"WHERE id = '{waits}'"
        )
        with pytest.raises(IntegrityError):
            run_alone(engine, given)
    assert seal_all(sessions) == 1


def run_alone(engine: Engine, statement: str) -> None:
    """Run a statement in a transaction of its own."""
    with engine.begin() as on:
        on.execute(text(statement))
