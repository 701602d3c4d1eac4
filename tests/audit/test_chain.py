"""The chain of the record shows whatever was changed, left out, put in or cut off."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from click.testing import CliRunner
from sqlalchemy import Connection, Engine, text
from sqlalchemy.orm import Session, sessionmaker

from app.audit.actions.seal import seal_all
from app.audit.cli import audit
from app.audit.queries.chain import head_of, walk
from app.audit.rules.chain import Head, read_head
from app.wiring import Platform
from tests.make.record import make_entry

Tamper = Callable[[Connection], object]


def sealed(sessions: sessionmaker[Session], rows: int = 5) -> Head:
    """So many rows, sealed."""
    with sessions.begin() as db:
        for _ in range(rows):
            make_entry(db)
    seal_all(sessions)
    with sessions() as db:
        return head_of(db)


def run(statement: str) -> Tamper:
    """Run this as somebody who owns the database and knows its guards."""
    return lambda on: on.execute(text(statement))


def put_in(on: Connection) -> None:
    """Put a row between two, and number the others anew."""
    on.execute(text("UPDATE record_entry SET number = number + 1000 WHERE number >= 3"))
    on.execute(text("UPDATE record_entry SET number = number - 999 WHERE number > 1000"))
    on.execute(
        text(
            "INSERT INTO record_entry (id, at, by, actor_id, deed, readers, number, hash) "
            "SELECT gen_random_uuid(), at, by, actor_id, deed, readers, 3, hash "
            "FROM record_entry WHERE number = 2"
        )
    )


def swap(on: Connection) -> None:
    """Let two rows change places, each with the other's seal."""
    for before, after in ((2, 100), (3, 2), (100, 3)):
        on.execute(
            text("UPDATE record_entry SET number = :after WHERE number = :before"),
            {"before": before, "after": after},
        )


TAMPERINGS: dict[str, tuple[Tamper, str]] = {
    "another doer": (
        run("UPDATE record_entry SET actor_id = gen_random_uuid() WHERE number = 3"),
        "Row 3 ",
    ),
    "another time": (
        run("UPDATE record_entry SET at = at + interval '1 us' WHERE number = 2"),
        "Row 2 ",
    ),
    "other readers": (
        run("UPDATE record_entry SET readers = 'own' WHERE number = 1"),
        "Row 1 ",
    ),
    "a fact": (
        run("""UPDATE record_entry SET facts = '{"n": 1}' WHERE number = 4"""),
        "Row 4 ",
    ),
    "another hash": (
        run("UPDATE record_entry SET hash = sha256('x') WHERE number = 5"),
        "Row 5 ",
    ),
    "one left out": (run("DELETE FROM record_entry WHERE number = 3"), "Row 3 is missing"),
    "the first left out": (run("DELETE FROM record_entry WHERE number = 1"), "Row 1 is missing"),
    "one put in": (put_in, "Row 3 "),
    "two swapped": (swap, "Row 2 "),
    "a cut put in": (
        run("INSERT INTO record_cut SELECT number, hash, at FROM record_entry WHERE number = 3"),
        "Row 1 stands behind a cut at row 3",
    ),
    "a row before the first": (
        run(
            "ALTER TABLE record_entry DROP CONSTRAINT ck_record_entry_numbers_begin_at_one; "
            "INSERT INTO record_entry (id, at, by, deed, readers, number, hash) VALUES "
            "(gen_random_uuid(), now(), 'platform', 'people.it', 'people', 0, sha256('x'))"
        ),
        "Row 0 has a number that is never given",
    ),
    "the seal taken off": (
        run("UPDATE record_entry SET number = NULL, hash = NULL WHERE number = 2"),
        "Row 2 is missing",
    ),
}


@pytest.mark.parametrize("name", TAMPERINGS)
def test_whatever_was_done_to_a_sealed_row_is_found_at_that_row(
    name: str, engine: Engine, sessions: sessionmaker[Session]
) -> None:
    sealed(sessions)
    tamper, words = TAMPERINGS[name]
    with engine.begin() as on:
        # Only whoever owns the server can do this; the chain is there for that.
        on.execute(text("SET LOCAL session_replication_role = replica"))
        tamper(on)
    with sessions() as db:
        found = walk(db).broken
    assert found is not None
    assert found.startswith(words)


def test_an_end_that_was_cut_off_is_seen_by_whoever_noted_the_head(
    engine: Engine, sessions: sessionmaker[Session]
) -> None:
    head = sealed(sessions)
    with engine.begin() as on:
        on.execute(text("SET LOCAL session_replication_role = replica"))
        on.execute(text("DELETE FROM record_entry WHERE number > 3"))
    with sessions() as db:
        assert walk(db).broken is None
        assert walk(db, head).broken == (
            "The record ends with row 3; row 5 was noted, and is gone."
        )
    # Written anew behind it, as many rows as before.
    sealed(sessions, rows=2)
    with sessions() as db:
        assert "written anew" in (walk(db, head).broken or "")


def test_a_head_is_read_as_it_was_noted_and_nothing_else_is(
    sessions: sessionmaker[Session],
) -> None:
    head = sealed(sessions)
    assert read_head(f" {head}\n") == head
    for wrong in ("", "5", "5:", "x:00", "5:zz", "5:00", f"-1:{head.hash.hex()}"):
        assert read_head(wrong) is None


def test_a_head_that_is_older_than_the_record_is_kept_is_no_proof(
    platform: Platform, engine: Engine, sessions: sessionmaker[Session]
) -> None:
    noted = sealed(sessions, rows=2)
    sealed(sessions, rows=3)
    with engine.begin() as on:
        # Somebody put a cut in and took away what stood behind it.
        on.execute(text("SET LOCAL session_replication_role = replica"))
        cut = "INSERT INTO record_cut SELECT number, hash, at FROM record_entry WHERE number = 3"
        on.execute(text(cut))
        on.execute(text("DELETE FROM record_entry WHERE number <= 3"))
    said = CliRunner().invoke(audit, ["verify", "--head", str(noted)], obj=platform)
    assert said.exit_code == 1
    assert "cannot be checked" in said.output


def test_the_command_says_that_it_is_whole_or_where_it_is_not(
    platform: Platform, engine: Engine, sessions: sessionmaker[Session]
) -> None:
    shell = CliRunner()
    sealed(sessions, rows=3)
    noted = shell.invoke(audit, ["head"], obj=platform).output.strip()
    whole = shell.invoke(audit, ["verify", "--head", noted], obj=platform)
    assert (whole.exit_code, whole.output) == (
        0,
        f"The chain is whole, from row 1 to its head {noted}.\n",
    )
    assert shell.invoke(audit, ["verify", "--head", "3"], obj=platform).exit_code == 2
    with engine.begin() as on:
        on.execute(text("SET LOCAL session_replication_role = replica"))
        on.execute(text("DELETE FROM record_entry WHERE number = 2"))
    broken = shell.invoke(audit, ["verify"], obj=platform)
    assert broken.exit_code == 1
    assert broken.output == "BROKEN  Row 2 is missing; the next one is row 3.\n"
