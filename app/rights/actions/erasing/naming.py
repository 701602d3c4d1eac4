"""Taking a name out of what stays: words of others, lists of people, letters, files."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    LargeBinary,
    Text,
    case,
    cast,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment, RosterFile
from app.kit.rights import Declared, Words
from app.mentoring.models import MentoringProfile
from app.post.models import Letter
from app.rights.actions.erasing import Job
from app.rights.actions.places import forget_files
from app.rights.declared import declared
from app.rights.queries.traces import former_marks, traces
from app.rights.rules.erasing import SOMEONE

# Where people may have named them in passing.
SPOKEN = (Words.NAMING, Words.OWN, Words.TOLD)
# What others are called and how they are reached: they may have the same name.
LEFT_ALONE = {"person.name", "person.email", "person.phone", "person.post_address"}
LEFT_ALONE |= {"identity.subject", "identity.label", "check_in_text.phone", "certificate.name"}
LEFT_ALONE |= {"consent.role", "consent.chosen_name", "email_change.new_email"}
# Words that others gave to reports with a yes to exactly these words, cut and counted by their
# letters: they are counted as traces, and a facilitator asks their author.
LEFT_ALONE |= {"contribution.text", "contribution.title", "contribution.slices"}
LEFT_ALONE |= {"contribution_picture.alternative"}
# An address that stands alone is taken out whole, and never in part.
LEFT_ALONE |= {"mentoring_profile.manager_email"}
ALONE = (MentoringProfile.manager_email,)


def take_names_out(db: Session, job: Job) -> dict[str, Any]:
    """Put "Someone who has left" for their name wherever words that stay plain may name people.

    Letters to others that name them say so too, and lists of people that wait for a yes in their
    communities are emptied. One statement a table.
    """
    pattern = job.marks.replaceable
    for address in ALONE:
        same = func.lower(address) == job.marks.email.lower()
        db.execute(update(address.class_).where(same, address != "").values({address: ""}))
    named = Letter.calendar.op("~*")(pattern)
    db.execute(update(Letter).where(named).values(calendar=None))
    for one in declared().values():
        spoken = [n for n, kind in one.words.items() if kind in SPOKEN]
        _rename(db, one, [n for n in spoken if f"{one.name}.{n}" not in LEFT_ALONE], pattern)
    theirs = select(Enrolment.cohort_id).where(Enrolment.person_id == job.person.id)
    lists = RosterFile.cohort_id.in_(theirs)
    # A list for another community may name them too, as far as it can be read.
    read = func.encode(RosterFile.content, "escape").op("~*")(job.marks.pattern)
    db.execute(update(RosterFile).where(or_(lists, read)).values(content=None))
    return {}


def take_former_names_out(db: Session, job: Job) -> dict[str, Any]:
    """The same, and files as well, for what they were called and reached by before.

    While rows of theirs still tell of it. One statement a table for each of them.
    """
    for marks in former_marks(db, job.person):
        before = replace(job, marks=marks)
        take_names_out(db, before)
        remove_files(db, before)
    return {}


def remove_files(_db: Session, job: Job) -> dict[str, Any]:
    """Delete letters and texts in our own folders that name them."""
    forget_files(job.places, job.marks)
    return {}


def look_for_traces(db: Session, job: Job) -> dict[str, Any]:
    """Look through the whole database; what is left is kept as counts, never as words."""
    return {"left": dict(traces(db, job.marks, person_id=job.person.id))}


def _rename(db: Session, one: Declared, names: list[str], pattern: str) -> None:
    columns = [one.table.c[name] for name in names]
    columns = [column for column in columns if not isinstance(column.type, LargeBinary)]
    if not columns:
        return
    said = {column: cast(column, Text).op("~*")(pattern) for column in columns}
    db.execute(
        update(one.table)
        .where(or_(*said.values()))
        .values({column.name: case((is_named, _said(column, pattern)), else_=column)
                 for column, is_named in said.items()})
    )  # fmt: skip


def _said(column: Any, pattern: str) -> ColumnElement[Any]:
    replaced = func.regexp_replace(cast(column, Text), pattern, SOMEONE, "gi")
    return cast(replaced, column.type) if isinstance(column.type, ARRAY | JSONB) else replaced
