"""The people of cohorts as the rules see them, and how their needs stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, select, union_all
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment
from app.cohorts.rules import JOINED
from app.gatherings.models import Attendance, Gathering
from app.gatherings.rules import PLANNED, SESSION
from app.gatherings.rules.attendance import TOOK_PART
from app.insights.models import KeptNeed
from app.insights.queries.needs.parts import PARTS
from app.insights.queries.needs.which import Which
from app.insights.rules.needs.facts import Came, Group, Happening, Someone
from app.insights.rules.needs.listing import Kept, NeedKey
from app.insights.rules.needs.table import NeedRule
from app.people.models import Person
from app.progress.queries.done_modules import done_modules
from app.progress.rules.done import NOTHING_YET

# What a row tells of somebody, in the order of its columns.
NAMES = (
    *("enrolment_id", "person_id", "name", "state", "added_at", "asked_at", "invited_at"),
    *("invitations", "offered_until", "joined_at", "channel", "phone", "email"),
    *("post_address", "brings"),
)


def people_of(
    db: Session, which: Which, groups: Mapping[UUID, Group], rules: Iterable[NeedRule]
) -> list[tuple[Someone, Group]]:
    """The participants of these cohorts with what the rules ask about them; four statements."""
    ways, came = done_modules(db, and_(*which.enrolments)), _came(db, which)
    found = _found(db, which, rules)
    rows = db.execute(
        select(
            *(Enrolment.cohort_id, Enrolment.id, Person.id, Person.name),
            *(Enrolment.state, Enrolment.added_at, Enrolment.asked_at),
            *(Enrolment.invited_at, Enrolment.invitations, Enrolment.offered_until),
            *(Enrolment.joined_at, Person.channel, Person.phone, Person.email),
            *(Person.post_address, Person.what_i_bring),
        )
        .join(Person, Person.id == Enrolment.person_id)
        .where(*which.enrolments)
    )
    people = []
    for row in rows:
        facts = dict(zip(NAMES, row[1:], strict=True))
        if facts["state"] != JOINED:
            # It was written for cohorts that its person is in.
            facts["brings"] = ""
        way, happened = ways.get(row[1], NOTHING_YET), found.get(row[1], {})
        one = Someone(**facts, way=way, came=came.get(row[1], Came()), found=happened)
        people.append((one, groups[row[0]]))
    return people


def _came(db: Session, which: Which) -> dict[UUID, Came]:
    """At how many sessions each took part, and when the last one began; one statement."""
    rows = db.execute(
        select(Attendance.enrolment_id, func.count(), func.max(Gathering.starts_at))
        .join(Gathering, Gathering.id == Attendance.gathering_id)
        .join(Enrolment, Enrolment.id == Attendance.enrolment_id)
        .where(*which.enrolments, Attendance.how.in_(TOOK_PART))
        .where(Gathering.state == PLANNED, Gathering.purpose == SESSION)
        .group_by(Attendance.enrolment_id)
    )
    return {row[0]: Came(row[1], row[2]) for row in rows}


def _found(
    db: Session, which: Which, rules: Iterable[NeedRule]
) -> dict[UUID, dict[str, tuple[Happening, ...]]]:
    """What the parts of these rules find about each, oldest first; one statement."""
    parts = union_all(*(PARTS[rule.part](which) for rule in rules if rule.part)).subquery()
    rows = db.execute(select(parts).order_by(parts.c.at, parts.c.about))
    found: dict[UUID, dict[str, tuple[Happening, ...]]] = {}
    for part, enrolment_id, *happening in rows:
        of_one = found.setdefault(enrolment_id, {})
        of_one[part] = (*of_one.get(part, ()), Happening(*happening))
    return found


def kept_needs(db: Session, which: Which) -> dict[NeedKey, Kept]:
    """How the needs stand on which somebody acted; one statement."""
    rows: Iterable[Sequence[Any]] = db.execute(
        select(
            *(KeptNeed.enrolment_id, KeptNeed.rule, KeptNeed.occurrence),
            *(KeptNeed.state, KeptNeed.owner_id, KeptNeed.snoozed_until, KeptNeed.changed_at),
        )
        .join(Enrolment, Enrolment.id == KeptNeed.enrolment_id)
        .where(*which.enrolments)
    )
    return {(row[0], row[1], row[2]): Kept(*row[3:]) for row in rows}
