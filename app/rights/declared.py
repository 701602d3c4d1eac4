"""All that the rooms declare about their tables, and the ways that lead from a row to a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import Column, ColumnElement, false, or_, select

from app.audit import rights as audit
from app.certificates import rights as certificates
from app.cohorts import rights as cohorts
from app.gatherings import rights as gatherings
from app.helping import rights as helping
from app.insights import rights as insights
from app.kit.rights import PERSON, Declared, Part, holds_words
from app.mentoring import rights as mentoring
from app.outputs import rights as outputs
from app.participation import rights as participation
from app.people import rights as people
from app.post import rights as post
from app.practice import rights as practice
from app.progress import rights as progress
from app.reflections import rights as reflections
from app.rights import own
from app.suggestions import rights as suggestions
from app.syllabus import rights as syllabus
from app.vault import rights as vault

ROOMS = (
    *(vault, syllabus, audit, people, post, cohorts, helping, progress),
    *(suggestions, gatherings, mentoring, practice, participation, reflections, outputs),
    *(insights, certificates, own),
)


@cache
def declared() -> Mapping[str, Declared]:
    """Every declaration by the name of its table, in the order of the rooms."""
    found = {one.name: one for room in ROOMS for one in room.DECLARED}
    return MappingProxyType(found)


def faults(one: Declared) -> Iterator[str]:
    """What a declaration leaves out, as sentences that tell what to write."""
    at = f"{one.name} (in its room's rights.py)"
    for column in one.table.columns:
        if holds_words(column) and column.name not in one.words:
            yield f"{at}: say whose words `{column.name}` holds: own, told, common, codes, ..."
        if _names_person(column) and column.name not in one.people:
            yield f"{at}: say what the person of `{column.name}` has to do with it: did, also, ..."
    for name in {*one.words, *one.people, *one.owner, *one.work.values()} - {*_names(one)}:
        yield f"{at}: there is no column `{name}`"
    for name in one.owner:
        if not _leads_on(one, name):
            yield f"{at}: `{name}` leads neither to a person nor to a row that is somebody's"


def is_theirs(one: Declared, person_id: UUID) -> ColumnElement[bool]:
    """Whether a row is this person's, by whichever of its columns."""
    return or_(false(), *(_leads_to(one, column, person_id) for column in one.owner))


def is_about(one: Declared, person_id: UUID) -> ColumnElement[bool]:
    """Whether a row is this person's or goes with them as well."""
    also = [name for name, part in one.people.items() if part is Part.ALSO]
    return or_(is_theirs(one, person_id), *(one.table.c[name] == person_id for name in also))


def _leads_to(one: Declared, column: str, person_id: UUID) -> ColumnElement[bool]:
    if one.name == PERSON or _names_person(one.table.c[column]):
        return one.table.c[column] == person_id
    (key,) = one.table.c[column].foreign_keys
    parent = declared()[key.column.table.name]
    return one.table.c[column].in_(select(key.column).where(is_theirs(parent, person_id)))


def _leads_on(one: Declared, column: str) -> bool:
    if one.name == PERSON:
        return True
    targets = [key.column.table.name for key in one.table.c[column].foreign_keys]
    return any(
        target == PERSON or (target in declared() and declared()[target].owner)
        for target in targets
    )


def _names_person(column: Column[object]) -> bool:
    return any(key.column.table.name == PERSON for key in column.foreign_keys)


def _names(one: Declared) -> list[str]:
    return [column.name for column in one.table.columns]
