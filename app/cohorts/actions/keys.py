"""Keys: making and closing one, and coming in by one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.cohorts.actions.invitation import held_place, let_in
from app.cohorts.actions.seats import hold_cohort
from app.cohorts.errors import UnknownStanding
from app.cohorts.errors.seats import (
    CapWrong,
    KeyRunOut,
    KeyUnknown,
    KeyUsedUp,
    LastDayWrong,
    PlaceUnknown,
)
from app.cohorts.models import Cohort, CohortPlace, Enrolment, JoinKey
from app.cohorts.rules import ASKED, DECLINED, INVITED, OFFERED, PARTICIPANT, STANDINGS
from app.cohorts.rules import keys as rules
from app.kit.db import changed, new_id
from app.kit.errors import NotFound
from app.kit.times import in_zone, start_of
from app.people.actions.newcomers import Newcomer, add_newcomers
from app.people.actions.sign_in import make_link
from app.people.errors import EmailWrong, NameNeeded
from app.people.models import Person
from app.people.rules import clean_email, clean_name
from app.post.actions.plan import NewLetter, plan_letters


@dataclass(frozen=True)
class KeyPlan:
    """What a key is made with; it works until the end of `last_day` in the cohort's zone."""

    standing: str
    last_day: date
    cap: int | None = None
    asks_first: bool = False
    place_id: UUID | None = None
    request_key: UUID | None = None


@dataclass(frozen=True)
class CameIn:
    """What became of somebody who used a key; `is_new` tells whether this press did it."""

    cohort: Cohort
    state: str
    is_new: bool


def make_key(
    db: Session, actor: Person, plan: KeyPlan, *, cohort: Cohort, now: datetime
) -> JoinKey:
    """Make a key with a word of its own; the same `request_key` again gives the same key.

    Raises: UnknownStanding, LastDayWrong, CapWrong, PlaceUnknown.
    """
    if plan.standing not in STANDINGS:
        raise UnknownStanding
    if plan.cap is not None and not 1 <= plan.cap <= rules.MOST_SEATS:
        raise CapWrong
    today = in_zone(now, cohort.time_zone).date()
    if not today <= plan.last_day <= today + timedelta(days=rules.LONGEST_DAYS):
        raise LastDayWrong
    if plan.place_id is not None and not _is_of(db, cohort, plan.place_id):
        raise PlaceUnknown
    request_key = plan.request_key or new_id()
    facts = {
        "cohort_id": cohort.id,
        "standing": plan.standing,
        "place_id": plan.place_id,
        "asks_first": plan.asks_first,
        "cap": plan.cap,
        "expires_at": start_of(plan.last_day + timedelta(days=1), cohort.time_zone),
        "made_by_id": actor.id,
        "created_at": now,
        "request_key": request_key,
    }
    while True:
        made = db.scalar(
            insert(JoinKey)
            .values(id=new_id(), word=rules.new_word(), **facts)
            .on_conflict_do_nothing()
            .returning(JoinKey)
        )
        found = made or db.scalar(select(JoinKey).where(JoinKey.request_key == request_key))
        if found is not None:
            return _of_this(found, cohort)


def close_key(db: Session, *, key_id: UUID, now: datetime) -> None:
    """Let a key let nobody in any more; closing twice is closing once."""
    db.execute(
        update(JoinKey)
        .where(JoinKey.id == key_id, JoinKey.closed_at.is_(None))
        .values(closed_at=now)
    )


def join_by_key(db: Session, actor: Person, *, word: str, now: datetime) -> CameIn:
    """Come in by a key: joined, in line where there is no seat, or asked where somebody says yes.

    Whoever is in already uses none of its cap; an invitation or an offer is answered with yes.
    Whoever has left, or was taken off the list, asks a facilitator. Of many who press at once no
    more get in than the cap allows.
    Raises: KeyUnknown for one that is not there or closed, KeyRunOut, KeyUsedUp.
    """
    key = db.scalar(select(JoinKey).where(JoinKey.word == rules.clean_word(word)))
    if key is None:
        raise KeyUnknown
    cohort = hold_cohort(db, key.cohort_id)
    place = held_place(db, cohort.id, actor.id)
    before = place.state if place is not None else None
    if place is not None and place.state in (INVITED, OFFERED):
        check_open(key, now=now, is_known=True)
        let_in(db, cohort, place, now=now)
        place.answered_by_id = actor.id
    elif place is None or place.state in rules.USE_UP:
        _use(db, key, now=now)
        place = _enter(db, actor, cohort, key, place, now=now)
    return CameIn(cohort, place.state, is_new=place.state != before)


def ask_for_way_in(db: Session, *, word: str, name: str, email: str, now: datetime) -> None:
    """Send somebody who is not signed in a letter that lets them in and leads back to the key.

    Whoever is new here becomes known with this name; nobody is put into a cohort before they have
    opened the letter. It is the same for addresses known and unknown.
    Raises: NameNeeded, EmailWrong, and what `join_by_key` raises about the key.
    """
    good_name, good_email = clean_name(name), clean_email(email)
    if good_name is None:
        raise NameNeeded
    if good_email is None:
        raise EmailWrong
    key = open_key(db, word=word, now=now)
    (person_id,) = add_newcomers(db, [Newcomer(good_name, good_email)], now=now)
    link = make_link(db, person_id, now=now)
    letter = NewLetter(
        person_id=person_id,
        kind="way_in",
        about_id=key.id,
        due_at=now,
        occurrence=link.id.hex,
        link_id=link.id,
        channel="email",
    )
    plan_letters(db, [letter], now=now)


def open_key(db: Session, *, word: str, now: datetime) -> JoinKey:
    """The key of this word, if it still lets people in; one statement.

    Raises: KeyUnknown, KeyRunOut, KeyUsedUp.
    """
    key = db.scalar(select(JoinKey).where(JoinKey.word == rules.clean_word(word)))
    if key is None:
        raise KeyUnknown
    check_open(key, now=now)
    return key


def check_open(key: JoinKey, *, now: datetime, is_known: bool = False) -> None:
    """Check that a key lets people in; for those who are known here its cap does not count.

    Raises: KeyUnknown, KeyRunOut, KeyUsedUp.
    """
    state = rules.key_state(
        closed_at=key.closed_at, expires_at=key.expires_at, cap=key.cap, used=key.used, now=now
    )
    if state == rules.CLOSED:
        raise KeyUnknown
    if state == rules.RUN_OUT:
        raise KeyRunOut
    if state == rules.FULL and not is_known:
        raise KeyUsedUp


def _use(db: Session, key: JoinKey, *, now: datetime) -> None:
    """Take one of the places of a key, or say why there is none: compare and set."""
    used = changed(
        db,
        update(JoinKey)
        .where(
            JoinKey.id == key.id,
            JoinKey.closed_at.is_(None),
            JoinKey.expires_at > now,
            JoinKey.cap.is_(None) | (JoinKey.used < JoinKey.cap),
        )
        .values(used=JoinKey.used + 1)
        .execution_options(synchronize_session=False),
    )
    if not used:
        db.refresh(key)
        check_open(key, now=now)
        raise KeyUsedUp


def _enter(
    db: Session,
    actor: Person,
    cohort: Cohort,
    key: JoinKey,
    place: Enrolment | None,
    *,
    now: datetime,
) -> Enrolment:
    asks = key.asks_first or (place is not None and place.state != DECLINED)
    if place is None:
        place = Enrolment(
            cohort_id=cohort.id,
            person_id=actor.id,
            role=PARTICIPANT,
            standing=key.standing,
            place_id=key.place_id,
            # Until it is decided below; never seen outside this transaction.
            state=ASKED,
            added_by_id=key.made_by_id,
            added_at=now,
            offers=0,
        )
        db.add(place)
    elif asks:
        place.become(ASKED)
    place.join_key_id, place.answered_by_id = key.id, actor.id
    if asks:
        place.asked_at, place.invited_at = now, None
        place.declined_at = place.left_at = place.left_by_id = None
        db.flush()
    else:
        let_in(db, cohort, place, now=now)
    return place


def _is_of(db: Session, cohort: Cohort, place_id: UUID) -> bool:
    return (
        db.scalar(
            select(CohortPlace.id).where(
                CohortPlace.cohort_id == cohort.id, CohortPlace.place_id == place_id
            )
        )
        is not None
    )


def _of_this(key: JoinKey, cohort: Cohort) -> JoinKey:
    if key.cohort_id != cohort.id:
        raise NotFound
    return key
