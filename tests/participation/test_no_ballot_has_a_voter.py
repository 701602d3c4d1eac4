"""No secret ballot can be tied to a person from a full dump: an attacker here tries all they can.

They have every row of every table, with the hidden columns that a dump can be asked for: where
each row lies on the disk, and which transaction wrote it. They know who voted, in which order,
and in one test they have even stolen the master keys.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random
from uuid import UUID

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.kit.db import master_keys
from app.participation.actions.boxes import CONTENT
from app.participation.actions.close import close_due
from app.participation.models import Poll
from app.participation.rules import NAMES_HIDDEN
from app.participation.rules.boxes import read
from app.people.models import Person
from app.tables import METADATA
from tests.clock import NOON
from tests.make.participation import (
    ANSWERS,
    CLOSES,
    Voter,
    chosen,
    make_idea,
    make_poll,
    make_voters,
    make_votes,
)
from tests.stores import Stores

VOTERS = 18


@dataclass(frozen=True)
class DumpedRow:
    """A row of the dump, with its place on the disk and the transaction that wrote it."""

    table: str
    place: str
    written_by: str
    facts: dict[str, object]

    def mentions(self, *ids: UUID) -> bool:
        """Whether one of these ids stands in it in any spelling."""
        said = " ".join(map(str, self.facts.values()))
        return any(str(one) in said or one.hex in said for one in ids)


def dump(engine: Engine) -> list[DumpedRow]:
    """Every row of every table."""
    return [row for table in METADATA.tables for row in _rows(engine, table)]


def _rows(engine: Engine, table: str) -> Iterator[DumpedRow]:
    wanted = (
        f'SELECT t.ctid::text AS at, t.xmin::text, to_jsonb(t) FROM "{table}" AS t ORDER BY t.ctid'  # noqa: S608
    )
    with engine.connect() as on:
        for place, written_by, facts in on.execute(text(wanted)):
            yield DumpedRow(table, place, written_by, facts)


@pytest.fixture
def cast(db: Session, cohort: Cohort) -> list[tuple[Voter, list[int]]]:
    """Who chooses what, in the order of voting; every answer is chosen by somebody."""
    chance = Random(7)
    voters = make_voters(db, cohort, VOTERS)
    return [(voter, chosen(chance.randrange(len(ANSWERS)))) for voter in voters]


def roll(rows: Sequence[DumpedRow], poll: Poll) -> list[DumpedRow]:
    """Who has voted, in the order in which it lies on the disk."""
    return [row for row in rows if row.table == "poll_voter" and row.mentions(poll.id)]


def test_while_it_is_open_no_row_holds_a_vote_that_could_be_read_or_counted(
    db: Session, engine: Engine, cohort: Cohort, asker: Person, cast: list[tuple[Voter, list[int]]]
) -> None:
    poll = make_poll(db, cohort, asker)
    db.commit()
    before = len(dump(engine))
    make_votes(db, poll, cast)
    rows = dump(engine)
    # Each vote added its line of the roll and no other row.
    assert len(roll(rows, poll)) == VOTERS
    assert len(rows) == before + VOTERS
    of_poll = [row for row in rows if row.mentions(poll.id)]
    assert {row.table for row in of_poll} == {
        *("poll", "poll_option", "poll_voter", "ballot_box", "vault_key")
    }
    # The roll says who, and nothing of what or when.
    for row in roll(rows, poll):
        assert set(row.facts) == {"poll_id", "enrolment_id", "entered_by_id", "tally_id"}
        assert row.facts["entered_by_id"] is row.facts["tally_id"] is None
    # All votes are one row, which the last voter wrote: nobody else's transaction is left in it.
    (box,) = [row for row in of_poll if row.table == "ballot_box"]
    earlier = {row.written_by for row in roll(rows, poll)[:-1]}
    assert box.written_by not in earlier
    # The answers do not change while people vote.
    assert not earlier & {row.written_by for row in of_poll if row.table == "poll_option"}


def test_with_stolen_keys_the_box_still_has_no_order_and_no_names(
    db: Session, engine: Engine, cohort: Cohort, asker: Person, cast: list[tuple[Voter, list[int]]]
) -> None:
    opened = []
    for order in (cast, list(reversed(cast)), Random(3).sample(cast, len(cast))):
        poll = make_poll(db, cohort, asker, make_idea())
        make_votes(db, poll, order)
        rows = [row for row in dump(engine) if row.mentions(poll.id)]
        plain = _steal(db, engine, poll)
        # Who voted is known in the order of voting; the votes are the same heap each time.
        assert [row.facts["enrolment_id"] for row in roll(rows, poll)] == [
            str(voter.enrolment_id) for voter, _ in order
        ]
        opened.append(plain)
    assert len(set(opened)) == 1
    assert sorted(read(opened[0]).ballots) == sorted(tuple(dots) for _, dots in cast)
    for voter, _ in cast:
        assert str(voter.enrolment_id) not in opened[0]
        assert str(voter.person.id) not in opened[0]


def _steal(db: Session, engine: Engine, poll: Poll) -> str:
    """Open the box with the master keys and what the dump holds."""
    with engine.connect() as on:
        locked, content = on.execute(
            text(
                "SELECT locked, content FROM vault_key JOIN ballot_box ON poll_id = owner_id"
                " WHERE poll_id = :poll"
            ),
            {"poll": poll.id},
        ).one()
    return master_keys(db).unlock(locked, poll.id).open(content, CONTENT, poll.id)


@pytest.mark.parametrize("voters", [1, 2, VOTERS])
@pytest.mark.parametrize("all_alike", [True, False])
def test_once_it_is_closed_the_dump_tells_no_more_than_the_page(
    db: Session,
    engine: Engine,
    cohort: Cohort,
    asker: Person,
    cast: list[tuple[Voter, list[int]]],
    voters: int,
    *,
    all_alike: bool,
) -> None:
    poll = make_poll(db, cohort, asker)
    some = [(voter, chosen(1) if all_alike else dots) for voter, dots in cast[:voters]]
    make_votes(db, poll, some)
    close_due(db, now=CLOSES)
    db.commit()
    rows = [row for row in dump(engine) if row.mentions(poll.id)]
    assert {row.table for row in rows} == {"poll", "poll_option", "poll_voter"}
    options = [row for row in rows if row.table == "poll_option"]
    # All of it was written in one transaction, which is no voter's.
    written_by = {row.written_by for row in rows if row.table != "poll_voter"}
    assert len(written_by) == 1
    assert not written_by & {row.written_by for row in roll(rows, poll)}
    # One voter, or all of one mind: nobody can say of anybody for certain what they chose.
    if voters < VOTERS:
        assert {(row.facts["shown"], row.facts["place"]) for row in options} == {
            ("not shown (fewer than 8 people)", None)
        }
    assert "100%" not in {row.facts["shown"] for row in options}


def test_a_real_dump_of_the_server_holds_no_vote(
    db: Session,
    engine: Engine,
    stores: Stores,
    cohort: Cohort,
    asker: Person,
    cast: list[tuple[Voter, list[int]]],
) -> None:
    poll = make_poll(db, cohort, asker)
    make_votes(db, poll, cast)
    lines = [line for line in _pg_dump(engine, stores).splitlines() if str(poll.id) in line]
    # The poll, its answers, its box, its key, and a line of the roll for each voter.
    assert len(lines) == 1 + len(ANSWERS) + 2 + VOTERS
    of_voter = [line for line in lines if str(cast[0][0].enrolment_id) in line]
    assert of_voter == [f"{poll.id}\t{cast[0][0].enrolment_id}\t\\N\t\\N"]


def _pg_dump(engine: Engine, stores: Stores) -> str:
    url = engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    tool = Path(stores.postgres.command()[0]).with_name("pg_dump")
    done = subprocess.run(
        [tool, "--data-only", url], capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout


def test_a_poll_with_names_hidden_is_not_called_secret_because_a_dump_does_tell(
    db: Session, engine: Engine, cohort: Cohort, asker: Person
) -> None:
    poll = make_poll(db, cohort, asker, make_idea(secrecy=NAMES_HIDDEN))
    (voter,) = make_voters(db, cohort, 1)
    make_votes(db, poll, [(voter, chosen(2))])
    tied = [row for row in dump(engine) if row.mentions(voter.enrolment_id) and "dots" in row.facts]
    assert [row.facts["dots"] for row in tied] == [[0, 0, 1]]
    close_due(db, now=CLOSES + timedelta(minutes=1))
    db.commit()
    after = [row for row in dump(engine) if row.mentions(voter.enrolment_id)]
    assert {row.table for row in after if row.mentions(poll.id)} == {"poll_voter"}
    assert NOON < CLOSES
