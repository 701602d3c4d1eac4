"""Texts that are answers: finding the one pair that each can be about, and keeping it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from app.kit.times import in_zone
from app.mentoring.actions.answers import answer_proposal
from app.mentoring.actions.calls import Reason, raise_calls
from app.mentoring.actions.check_ins import Told, answer_check_in
from app.mentoring.actions.entries import Entry
from app.mentoring.actions.happenings import Told as Met
from app.mentoring.actions.happenings import note_meeting, note_planned
from app.mentoring.queries.check_ins import check_in_place
from app.mentoring.queries.meetings import MeetingPlace, meetings_of, usual_mode
from app.mentoring.queries.pairings import place_of
from app.mentoring.queries.text_answers import Waiting, live_pairs, proposals_to, questions_by_phone
from app.mentoring.rules.calls import WANTS_CALL
from app.mentoring.rules.check_ins import TEXT
from app.mentoring.rules.replies import Reply, first_name
from app.people.models import Person

# Until the next question is asked, an answer to this one may come.
TAKEN_FOR = timedelta(days=60)


@dataclass(frozen=True)
class Taken:
    """Whose answer a text was, and to which check-in if it was about one."""

    person_id: UUID
    check_in_id: UUID | None = None


def take_check_in(
    db: Session, people: Sequence[Person], reply: Reply, now: datetime
) -> Taken | None:
    """Keep an answer to the one question that it can be about; None when that is not clear.

    At most eight statements.
    """
    since = (now - TAKEN_FOR).date()
    asked = questions_by_phone(db, [one.id for one in people], since)
    one = the_one(asked, reply.names)
    if one is None or one.check_in_id is None:
        return None
    facts = check_in_place(db, people[0], check_in_id=one.check_in_id)
    who = next(person for person in people if person.id == one.person_id)
    if facts is None:
        return None
    answer_check_in(db, who, facts, Told(reply.value, reply.wants_call, TEXT), now=now)
    return Taken(one.person_id, one.check_in_id)


def take_wish(db: Session, people: Sequence[Person], reply: Reply, now: datetime) -> Taken | None:
    """Keep the wish for a call of one person, with their question if there is one."""
    taken = take_check_in(db, people, reply, now)
    if taken is None and len(people) == 1:
        raise_calls(db, [Reason(people[0].id, None, WANTS_CALL)], now=now)
        return Taken(people[0].id)
    return taken


def take_answer(db: Session, people: Sequence[Person], reply: Reply, now: datetime) -> Taken | None:
    """Note a yes or a no to the one proposal that it can be about. At most fourteen statements.

    Raises: the refusals of answering, when it is not asked any more.
    """
    one = the_one(proposals_to(db, [one.id for one in people]), reply.names)
    place = place_of(db, one.pairing_id) if one else None
    if one is None or place is None:
        return None
    who = next(person for person in people if person.id == one.person_id)
    answer_proposal(db, place, Entry(who, who.id), says_yes=reply.value == "yes", now=now)
    return Taken(who.id)


def take_met(db: Session, people: Sequence[Person], reply: Reply, now: datetime) -> Taken | None:
    """Note that somebody met the one with whom they walk; None when it is not clear whom.

    The newest plan that has begun and of which nobody has said anything is meant, and otherwise
    today in the way in which they met last; a pair that never met has no such way, so that
    somebody rings. At most thirteen statements.
    """
    pairs = live_pairs(db, [one.id for one in people])
    one = the_one(pairs, reply.names)
    place = place_of(db, one.pairing_id) if one else None
    if one is None or place is None:
        return None
    who = next(person for person in people if person.id == one.person_id)
    told = Met(who, who, TEXT)
    unsaid = meetings_of(db, one.pairing_id, now=now).unsaid
    if unsaid and unsaid[-1].has_begun(now):
        note_planned(db, MeetingPlace(place, unsaid[-1]), told, now=now)
        return Taken(who.id)
    mode = usual_mode(db, one.pairing_id)
    if mode is None:
        return None
    today = in_zone(now, who.time_zone).date()
    note_meeting(db, place, told, mode=mode, day=today, now=now)
    return Taken(who.id)


def the_one(asked: Sequence[Waiting], names: frozenset[str]) -> Waiting | None:
    """The question that a text is about, or None when it could be about several.

    Whoever shares a number is told apart by the name in the text, and so are two pairs of one
    person. Only the newest question about each pair counts; of one person's, one that has no
    answer yet comes before those that have.
    """
    found = _named(_newest(asked), names) if names else _newest(asked)
    if len({one.person_id for one in found}) != 1:
        return None
    still = [one for one in found if one.is_open] or found
    return still[0] if len(still) == 1 else None


def _named(asked: Sequence[Waiting], names: frozenset[str]) -> Sequence[Waiting]:
    """Whoever says their own name comes before whoever names the other."""
    own = [one for one in asked if first_name(one.name) in names]
    return own or [one for one in asked if first_name(one.partner) in names]


def _newest(asked: Sequence[Waiting]) -> Sequence[Waiting]:
    by_pair: dict[tuple[UUID, UUID], Waiting] = {}
    for one in asked:
        by_pair.setdefault((one.person_id, one.pairing_id), one)
    return list(by_pair.values())
