"""What each table declares about people: whose it is, how it is given out, erased, kept, merged.

Each room declares its own tables in its `rights.py`; `app/rights` reads all of them. A column of
words whose values a check of the database lists is ours by that and needs no declaration.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from sqlalchemy import ARRAY, CheckConstraint, Column, LargeBinary, Table, Text
from sqlalchemy.dialects.postgresql import JSONB, TSVECTOR

from app.kit.db import Base
from app.kit.returning import COMES, Back

PERSON = "person"
Kind = TypeVar("Kind", bound=StrEnum)
WORDS = (Text, ARRAY, JSONB, LargeBinary, TSVECTOR)


class Words(StrEnum):
    """Whose the words of a column are."""

    OURS = "codes"  # keys, states, hashes, settings: nobody's words
    OWN = "own"  # the owner's: given out, and erased
    TOLD = "told"  # what others wrote about the owner: given out without the writer, and erased
    COMMON = "common"  # of a course or a community, by nobody in particular: they stay
    NAMING = "naming"  # they may name people: a name is taken out of them, and the rest stays
    LOCKS = "locks"  # hashes of passwords, tokens: never given out, and erased
    SEALED = "sealed"  # the owner's, sealed


class Part(StrEnum):
    """What a person has to do with a row."""

    OWNER = "owner"  # it is theirs, and `goes` says what becomes of it
    ALSO = "also"  # it is about them as well: it goes with either
    BESIDE = "beside"  # it names them: it stays, and reads "Someone who has left"
    DID = "did"  # they did it, to something that is not theirs: as beside


class Goes(StrEnum):
    """What becomes of a row when its owner is erased."""

    WHOLE = "whole"  # the row is deleted
    WORDS = "words"  # others build on it: it stays, and what they wrote in it is emptied
    STAYS = "stays"  # a law or somebody else's right needs it; `why` says which
    APART = "apart"  # a step of its own sees to it, such as taking words back from outputs


class Merge(StrEnum):
    """How two accounts of one person become one, for each column that leads to a person."""

    MOVES = "moves"
    # One for each person: it moves where the account that stays has none, else it goes.
    ONE = "one"
    # Numbered for each person: it moves behind those of the account that stays.
    BEHIND = "behind"
    # It ends with the account that goes.
    ENDS = "ends"
    # A rule of its own, which the one who merges must write; a comment says what is special.
    APART = "apart"


@dataclass(frozen=True)
class Keep:
    """How long rows are kept: so many days after something; None: as long as that is there."""

    # A column of the table, or one of ACCOUNT, COHORT, PROGRAMME.
    since: str
    days: int | None = None


ACCOUNT, COHORT, PROGRAMME = "the account", "the cohort", "the programme"
# The last activity of the account, the end of the cohort, and always.
WITH_ACCOUNT, WITH_COHORT, ALWAYS = Keep(ACCOUNT), Keep(COHORT), Keep(PROGRAMME)


@dataclass(frozen=True)
class Seal:
    """How a sealed column opens: for which place, with whose key, and for which row's id."""

    place: str
    # The column that holds the owner of the key; empty: the person whose the row is.
    key: str = ""
    row: str = "id"
    # For bytes: the column with their media type; empty: it is text.
    media: str = ""


@dataclass(frozen=True)
class Best:
    """Of two rows that a merge makes one: whose facts stay; without it, the account's that stays.

    Columns, and their values from the best on; without values any is better than none.
    """

    by: tuple[tuple[str, tuple[str, ...]], ...] = ()
    # The row with the later moment is better; and times of which the first or last of both stays.
    newest: str = ""
    earliest: tuple[str, ...] = ()
    latest: tuple[str, ...] = ()


@dataclass(frozen=True)
class Declared:
    """What a table declares. Made by `theirs` and `nobodys`."""

    table: Table
    # The heading of an export, or why the table is about nobody.
    about: str
    # Columns that lead to the owner: to a person, or to a row of a table that has one.
    owner: tuple[str, ...]
    words: Mapping[str, Words]
    people: Mapping[str, Part]
    merges: Mapping[str, Merge]
    seals: Mapping[str, Seal] = field(default_factory=dict)
    # Words that somebody wrote in a role: column, and the column that says who.
    work: Mapping[str, str] = field(default_factory=dict)
    goes: Goes = Goes.WHOLE
    why: str = ""
    keep: Keep = WITH_ACCOUNT
    best: Best = field(default_factory=Best)
    back: Back = COMES
    # Codes that a copy puts in these words: the code would tell what another said in confidence.
    said: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The table's name."""
        return str(self.table.name)


def theirs(  # noqa: PLR0913 - one word for each thing that a table may have
    model: type[Base],
    owner: str,
    about: str,
    *,
    back: Back,
    own: str = "",
    told: str = "",
    codes: str = "",
    common: str = "",
    naming: str = "",
    locks: str = "",
    seals: Mapping[str, Seal] | None = None,
    work: Mapping[str, str] | None = None,
    did: str = "",
    beside: str = "",
    also: str = "",
    merge: Merge = Merge.MOVES,
    best: Best | None = None,
    goes: Goes = Goes.WHOLE,
    why: str = "",
    keep: Keep = WITH_ACCOUNT,
    said: Mapping[str, Mapping[str, str]] | None = None,
) -> Declared:
    """A table whose rows are somebody's; names of columns are given as words in a line.

    `owner`: one column or several (the row is each one's). `about`: the heading under which the
    person finds the rows. `back`: what a restore does with them. The others: see `Declared`.
    """
    kinds = {"own": own, "told": told, "codes": codes, "common": common}
    kinds |= {"naming": naming, "locks": locks, "sealed": " ".join(seals or {})}
    table = table_of(model)
    people = _by_name({"did": did, "beside": beside, "also": also}, Part)
    columns = tuple(owner.split())
    people |= {one: Part.OWNER for one in columns if _leads_to_person(table, one)}
    return Declared(
        table=table,
        about=about,
        owner=columns,
        words=_by_name(kinds, Words) | _written(work),
        people=people,
        merges=dict.fromkeys(people, Merge.MOVES) | dict.fromkeys(columns, merge),
        seals=seals or {},
        work=work or {},
        goes=goes,
        why=why,
        keep=keep,
        best=best or Best(),
        back=back,
        said=said or {},
    )


def nobodys(  # noqa: PLR0913 - as above
    model: type[Base],
    why: str,
    *,
    common: str = "",
    codes: str = "",
    naming: str = "",
    locks: str = "",
    seals: Mapping[str, Seal] | None = None,
    work: Mapping[str, str] | None = None,
    did: str = "",
    keep: Keep = ALWAYS,
    back: Back = COMES,
) -> Declared:
    """A table that is about nobody, and why; somebody may have made its rows (`did`)."""
    kinds = {"common": common, "codes": codes, "naming": naming, "locks": locks}
    people = _by_name({"did": did}, Part)
    return Declared(
        table=table_of(model),
        about=why,
        owner=(),
        words=_by_name(kinds, Words) | _written(work),
        people=people,
        merges=dict.fromkeys(people, Merge.MOVES),
        seals=seals or {},
        work=work or {},
        goes=Goes.STAYS,
        why=why,
        keep=keep,
        back=back,
    )


def table_of(model: type[Base]) -> Table:
    """The table of a model."""
    table = model.__table__
    assert isinstance(table, Table)  # noqa: S101 - every model of ours is one table
    return table


def holds_words(column: Column[object]) -> bool:
    """Whether a column can hold words: texts, lists of them, JSON, bytes, an index of words.

    Not when a check of the database lists all that may stand there.
    """
    return isinstance(column.type, WORDS) and column.name not in _listed(column.table)


def _listed(table: Table) -> set[str]:
    """The columns whose values a check lists, as in `state IN ('open','done')`."""
    found: set[str] = set()
    for check in table.constraints:
        if isinstance(check, CheckConstraint):
            found |= set(re.findall(r"\b(\w+) (?:IN \('|<@ ARRAY\[)", str(check.sqltext)))
    return found


def _by_name(kinds: Mapping[str, str], of: type[Kind]) -> dict[str, Kind]:
    return {column: of(kind) for kind, columns in kinds.items() for column in columns.split()}


def _written(work: Mapping[str, str] | None) -> dict[str, Words]:
    return dict.fromkeys(work or {}, Words.NAMING)


def _leads_to_person(table: Table, column: str) -> bool:
    # By name, since the table of persons may not be known yet when a room declares its own.
    keys = table.c[column].foreign_keys
    return any(key.target_fullname.partition(".")[0] == PERSON for key in keys)
