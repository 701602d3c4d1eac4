"""Doing what the rows of a list say: new people, changes, and invitations."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.cohorts.actions.enrolment import Added, Entrant, seat_people
from app.cohorts.models import Cohort
from app.cohorts.queries.rosters import RosterPlan
from app.cohorts.rules.roster.fates import AGAIN, CHANGED, HERE, NEW, REFUSED, TWICE, Fate
from app.people.actions.newcomers import Newcomer, persons_for
from app.people.actions.old_ends import end_links_elsewhere
from app.people.models import Person
from app.post.actions.channels import move_letters_of

CHANGE_SEATS = text(
    """
    UPDATE enrolment
    SET standing = coalesce(new.standing, enrolment.standing),
        place_id = coalesce(new.place_id, enrolment.place_id)
    FROM unnest(CAST(:ids AS uuid[]), CAST(:standings AS text[]), CAST(:places AS uuid[]))
        AS new (id, standing, place_id)
    WHERE enrolment.id = new.id
    """
)
# Somebody may have taken the address since the file was looked at.
CHANGE_PERSONS = text(
    """
    UPDATE person
    SET email = coalesce(new.email, person.email),
        phone = coalesce(new.phone, person.phone),
        post_address = coalesce(new.address, person.post_address),
        channel = coalesce(new.channel, person.channel),
        contact_changed_at = :now, contact_changed_by_id = :actor
    FROM unnest(
        CAST(:ids AS uuid[]), CAST(:emails AS text[]), CAST(:phones AS text[]),
        CAST(:addresses AS text[]), CAST(:channels AS text[])
    ) AS new (id, email, phone, address, channel)
    WHERE person.id = new.id
    AND coalesce(new.email, new.phone, new.address, new.channel) IS NOT NULL
    AND NOT EXISTS (
        SELECT FROM person AS other WHERE lower(other.email) = lower(new.email)
    )
    """
)


def carry_out(
    db: Session,
    actor: Person | None,
    cohort: Cohort,
    plan: RosterPlan,
    *,
    standing: str,
    again: bool,
    now: datetime,
) -> dict[str, int]:
    """Do what a plan says in a cohort that is held, and say how many rows came to what.

    `standing` is for new people whose row does not say it; `again`: whether those who left or
    said no are invited once more. At most 30 statements for 5,000 rows.
    """
    once_more = plan.groups[AGAIN] if again else []
    _change(db, actor, [*plan.groups[CHANGED], *once_more], now=now)
    entrants = _entrants(db, [*plan.groups[NEW], *once_more], standing, now=now)
    added = seat_people(db, actor, cohort_id=cohort.id, entrants=entrants, now=now)
    return _counts(plan, added, again=again)


def _entrants(db: Session, fates: Sequence[Fate], standing: str, *, now: datetime) -> list[Entrant]:
    """The people of these rows, in their order; those whom nobody knows are made first."""
    unknown = [fate for fate in fates if fate.known is None]
    made = persons_for(db, [_newcomer(fate) for fate in unknown], now=now) if unknown else []
    ids = {fate.row.number: made_id for fate, made_id in zip(unknown, made, strict=True)}
    return [
        Entrant(
            fate.known.person_id if fate.known else ids[fate.row.number],
            _standing(fate, standing),
            fate.place_id,
        )
        for fate in fates
    ]


def _newcomer(fate: Fate) -> Newcomer:
    row = fate.row
    return Newcomer(row.name, row.email, row.phone, row.post_address, row.reached_by)


def _standing(fate: Fate, otherwise: str) -> str:
    before = fate.known.standing if fate.known else None
    return fate.row.standing or before or otherwise


def _change(db: Session, actor: Person | None, fates: Sequence[Fate], *, now: datetime) -> None:
    """Write what changes for people who are here; at most three statements, and two a channel."""
    some = [fate for fate in fates if fate.changes and fate.known]
    if not some:
        return
    known = [fate.known for fate in some if fate.known]
    seats = {
        "ids": [one.enrolment_id for one in known],
        "standings": [fate.new_value("standing") for fate in some],
        "places": [fate.new_value("place") for fate in some],
    }
    db.execute(CHANGE_SEATS, seats)
    persons = {
        "ids": [one.person_id for one in known],
        "emails": [fate.new_value("email") for fate in some],
        "phones": [fate.new_value("phone") for fate in some],
        "addresses": [fate.new_value("address") for fate in some],
        "channels": [fate.new_value("channel") for fate in some],
        "actor": actor.id if actor else None,
        "now": now,
    }
    db.execute(CHANGE_PERSONS, persons)
    end_links_elsewhere(db, [one.person_id for one in known], now=now)
    by_channel: dict[str, list[UUID]] = {}
    for fate, one in zip(some, known, strict=True):
        channel = fate.new_value("channel")
        if channel:
            by_channel.setdefault(str(channel), []).append(one.person_id)
    for channel, ids in sorted(by_channel.items()):
        move_letters_of(db, ids, channel=channel, now=now)


def _counts(plan: RosterPlan, added: Added, *, again: bool) -> dict[str, int]:
    """How many rows came to what; `out` are those who left or said no, and were left alone."""
    return {
        "invited": added.invited,
        "again": added.again,
        "waiting": added.waiting,
        "changed": plan.count(CHANGED),
        "here": plan.count(HERE) + added.already,
        "out": 0 if again else plan.count(AGAIN),
        "twice": plan.count(TWICE),
        "refused": plan.count(REFUSED),
    }
