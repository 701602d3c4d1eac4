"""Carrying over what people took back since a backup, as each table declares (`back=`)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ARRAY, LargeBinary, inspect, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session

from app.backups.addresses import WHEN_FREE, free_addresses
from app.kit.db import changed
from app.kit.rights import PERSON, Declared
from app.outputs.actions.restored import shown_otherwise, take_out_again
from app.rights.declared import declared
from app.tables import METADATA

# Rows that hold words which are asked about before they are carried over.
SHOWN = ("consent", "contribution", "selection", "redaction", "output", "output_edition")
NOTED = "gone_row"
OF_PEOPLE = (PERSON, "erasure")
# Whether the replaced schema holds any of the people in the backup: otherwise it is another
# platform's, or an empty one, and knows nothing of them.
KNOWN = "SELECT EXISTS (SELECT FROM person JOIN {old}.person AS there USING (id))"
# Deleted there since, and not made anew under the same id; older platforms noted the id itself.
GONE = """
    DELETE FROM {table} AS here USING {old}.gone_row AS told
    WHERE told.table_name = '{table}' AND told.row_id IN (concat_ws(',', {key}),
          encode(sha256(convert_to(concat_ws(',', {key}), 'UTF8')), 'hex'))
      AND NOT EXISTS (SELECT FROM gone_row AS before WHERE before.table_name = told.table_name
                      AND before.row_id = told.row_id AND before.gone_at = told.gone_at)
      AND NOT EXISTS (SELECT FROM {old}.{table} AS there WHERE {same})
"""
MARK = """CASE WHEN there.row_id ~ '^[0-9a-f]{64}$' THEN there.row_id
    ELSE encode(sha256(convert_to(there.row_id, 'UTF8')), 'hex') END"""
# Values that are not taken over as they are there.
OTHERWISE = {(PERSON, "email"): WHEN_FREE, (NOTED, "row_id"): MARK}
AS_THERE = """
    UPDATE {table} AS here SET {values} FROM {old}.{table} AS there
    WHERE {same} AND ({when}) AND ({differs}) AND NOT here.{who} = ANY(:not_of){parents}
"""
CAME = """
    INSERT INTO {table} ({columns}) SELECT {taken} FROM {old}.{table} AS there
    WHERE NOT EXISTS (SELECT FROM {table} AS here WHERE {same})
      AND NOT there.{who} = ANY(:not_of){parents}
    ON CONFLICT DO NOTHING
"""


@dataclass(frozen=True)
class Replaced:
    """The schema that is being replaced, as SQL names it, and what it is not asked about."""

    name: str
    quoted: str
    # Whether it goes on from this backup; else it was itself restored from an older one, and only
    # what was deleted or ended counts.
    is_later: bool
    # Tables of which whoever restores says that they were lost by mistake.
    lost: frozenset[str]
    # People who are erased again: nothing of theirs is looked at.
    not_of: Collection[UUID]


def carry_over(db: Session, replaced: Replaced, *, now: datetime) -> dict[str, int]:
    """Bring rows to what people want today; how many of each table were changed.

    Some four statements for each table that declares it.
    """
    there = _columns(db, replaced.name)
    if PERSON not in there or not db.scalar(text(KNOWN.format(old=replaced.quoted))):
        return {}
    asks = not replaced.lost & {*SHOWN} and all(name in there for name in SHOWN)
    shown = shown_otherwise(db, replaced.quoted) if asks and replaced.is_later else {}
    found: dict[str, int] = {}
    # What is told of as gone is looked at before it is taken over.
    order = sorted(METADATA.sorted_tables, key=lambda table: table.name == NOTED)
    for one in (declared()[table.name] for table in order):
        if one.back.is_plain or one.name in replaced.lost or one.name not in there:
            continue
        if known := _carry(db, one, replaced, there[one.name], has_gone=NOTED in there):
            found[one.name] = known
    take_out_again(db, shown, now=now)
    return found


def _carry(
    db: Session, one: Declared, replaced: Replaced, there: set[str], *, has_gone: bool
) -> int:
    key = [column.name for column in one.table.primary_key]
    common = [name for name in _stored(one) if name in there]
    if not {*key} <= {*common}:
        return 0
    words = {
        "table": one.name,
        "old": replaced.quoted,
        "key": ", ".join(f"here.{_q(name)}::text" for name in key),
        "same": " AND ".join(f"there.{_q(name)} = here.{_q(name)}" for name in key),
        "who": _q("person_id" if "person_id" in common else key[0]),
        "parents": "".join(_parent(one, name) for name in common),
        "columns": ", ".join(map(_q, common)),
        "taken": ", ".join(_taken(one, name) for name in common),
        "values": ", ".join(f"{_q(n)} = {_taken(one, n)}" for n in common if n not in key),
        "when": _when(one, {*common}, is_later=replaced.is_later),
    }
    found = 0
    # All else of theirs goes when they are erased again.
    not_of = {"not_of": list(replaced.not_of) if one.name in OF_PEOPLE else []}
    if one.back.gone and has_gone:
        found += changed(db, text(GONE.format(**words)))
    if words["when"]:
        if one.name == PERSON and replaced.is_later:
            free_addresses(db, replaced.quoted, replaced.not_of)
        named = [name for name in common if name not in key]
        differs = " OR ".join(f"here.{_q(n)} IS DISTINCT FROM there.{_q(n)}" for n in named)
        found += changed(db, text(AS_THERE.format(**words, differs=differs)), not_of)
    if one.back.came and replaced.is_later and _is_whole(one, there):
        found += changed(db, text(CAME.format(**words)), not_of)
    return found


def _when(one: Declared, common: set[str], *, is_later: bool) -> str:
    """For which rows the replaced database's word counts; empty: for none."""
    if one.back.as_there and is_later:
        return "true"
    ended = [f"there.{_q(n)} IS NOT NULL" for n in one.back.ended.split() if n in common]
    emptied = [
        f"coalesce(there.{_q(n)} = {_nothing(one, n)}, true)"
        for n in one.back.emptied.split()
        if n in common
    ]
    return " OR ".join((*ended, *emptied))


def _nothing(one: Declared, name: str) -> str:
    kind = one.table.c[name].type
    if isinstance(kind, LargeBinary):
        return r"'\x'::bytea"
    if isinstance(kind, JSONB):
        return "'[]'::jsonb"
    return "'{}'" if isinstance(kind, ARRAY) else "''"


def _parent(one: Declared, name: str) -> str:
    """A row stays away whose parents, without which it cannot be, did not come with the backup."""
    if one.table.c[name].nullable:
        return ""
    parents = _parents(one, name)
    return "".join(f"\n      AND there.{_q(name)} IN ({parent})" for parent in parents)


def _taken(one: Declared, name: str) -> str:
    """A value as it is there; an id that leads nowhere here is left out."""
    value = f"there.{_q(name)}"
    if (one.name, name) in OTHERWISE:
        return OTHERWISE[one.name, name]
    if not one.table.c[name].nullable:
        return value
    for parent in _parents(one, name):
        value = f"(CASE WHEN {value} IN ({parent}) THEN {value} END)"
    return value


def _parents(one: Declared, name: str) -> list[str]:
    """The ids that a column may name."""
    return [
        f"SELECT {_q(link.column.name)} FROM {_q(link.column.table.name)}"  # noqa: S608
        for link in one.table.c[name].foreign_keys
    ]


def _is_whole(one: Declared, there: set[str]) -> bool:
    """Whether the replaced table has all that a row needs."""
    return all(
        name in there
        for name in _stored(one)
        if not one.table.c[name].nullable and one.table.c[name].server_default is None
    )


def _stored(one: Declared) -> list[str]:
    columns = one.table.columns
    return [one.name for one in columns if one.computed is None and one.identity is None]


def _columns(db: Session, schema: str) -> dict[str, set[str]]:
    """The columns of each table of the replaced schema."""
    found = inspect(db.connection()).get_multi_columns(schema)
    return {
        name: {str(column["name"]) for column in columns} for (_, name), columns in found.items()
    }


def _q(name: str) -> str:
    """A name of our own models as SQL may read it, whatever word it is."""
    return f'"{name}"'
