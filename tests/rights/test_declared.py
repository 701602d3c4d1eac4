"""Every table says whose it is, how it is given out and erased; a new one cannot forget to."""

from __future__ import annotations

import re

from sqlalchemy import Engine, Table, UniqueConstraint

from app.kit.rights import Declared, Goes, Merge
from app.rights.declared import declared, faults
from app.tables import METADATA

HOW = (
    "These tables do not say what they hold about people. Add each to DECLARED in the rights.py of "
    "its room, with theirs(...) or nobodys(...) as its neighbours do; app/kit/rights.py explains "
    "the words. A new room is added to ROOMS in app/rights/declared.py: {names}"
)

# Columns that say that something was taken back, ended or used up.
ENDED = {"withdrawn_at", "revoked_at", "ended_at", "used_at", "closed_at", "deleted_at", "gone_at"}
ENDED |= {"taken_down_at", "undone_at", "stopped_at"}
# All sign-ins end with a restore; a worry that was settled is looked at once more.
SAID_ELSEWHERE = {"sign_in", "worry"}


def test_every_table_is_declared_once() -> None:
    names = {name for name in METADATA.tables if name not in declared()}
    assert not names, HOW.format(names=sorted(names))
    assert set(declared()) == set(METADATA.tables)


def test_every_column_of_words_and_every_person_is_declared() -> None:
    found = [fault for one in declared().values() for fault in faults(one)]
    assert not found, "\n".join(found)


def test_what_may_not_come_back_is_noted_when_it_goes(engine: Engine) -> None:
    asked = "SELECT tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger"
    with engine.connect() as on:
        rows = on.exec_driver_sql(f"{asked} WHERE tgname = 'remember_gone'").all()
    noted = {table: [*re.findall(r"'(\w+)'", made)] for table, made in rows}
    wanted = {
        name: [column.name for column in one.table.primary_key]
        for name, one in declared().items()
        if one.back.gone
    }
    assert noted == wanted, "a migration makes the trigger remember_gone, as in 0071_gone_rows"


def test_what_ends_says_so_to_a_restore() -> None:
    silent = [
        f"{name} (in its room's rights.py): say what a restore does about {column.name} (back=)"
        for name, one in declared().items()
        for column in one.table.columns
        if column.name in ENDED and one.back.is_plain and name not in SAID_ELSEWHERE
    ]
    assert not silent, "\n".join(silent)
    columns = {name: {*one.table.columns.keys()} for name, one in declared().items()}
    for name, one in declared().items():
        assert {*one.back.ended.split(), *one.back.emptied.split()} <= columns[name], name


def test_what_stays_says_why() -> None:
    silent = [
        name for name, one in declared().items() if one.goes is not Goes.WHOLE and not one.why
    ]
    assert silent == []


def test_what_is_unique_for_each_person_does_not_simply_move_in_a_merge() -> None:
    clashing = [
        f"{name}.{column}: say merge=Merge.ONE, BEHIND, ENDS or APART"
        for name, one in declared().items()
        for column in one.owner
        if one.merges[column] is Merge.MOVES and column in _alone(one.table) and _meets(one, column)
    ]
    assert not clashing, "\n".join(clashing)


def _meets(one: Declared, column: str) -> bool:
    """Whether rows of two accounts come under one: the person's, or that of a cohort."""
    targets = {key.column.table.name for key in one.table.c[column].foreign_keys}
    return bool(targets & {"person", "enrolment"})


def _alone(table: Table) -> set[str]:
    """Columns of unique keys that hold no key of a sending."""
    sets = [
        {column.name for column in one.columns}
        for one in table.constraints
        if isinstance(one, UniqueConstraint)
    ]
    sets += [{column.name for column in one.columns} for one in table.indexes if one.unique]
    sets.append({column.name for column in table.primary_key})
    return {name for names in sets if not names & {"request_key", "id"} for name in names}
