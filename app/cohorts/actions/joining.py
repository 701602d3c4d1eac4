"""Coming in by a key, also for somebody who is not signed in yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.cohorts.actions.invitation import held_place, let_in
from app.cohorts.actions.keys import check_open, open_key
from app.cohorts.actions.seats import hold_cohort
from app.cohorts.errors.seats import (
    KeyUnknown,
    KeyUsedUp,
)
from app.cohorts.models import Cohort, Enrolment, JoinKey
from app.cohorts.rules import ASKED, DECLINED, INVITED, OFFERED, PARTICIPANT
from app.cohorts.rules import keys as rules
from app.kit.db import changed
from app.people.actions.newcomers import Newcomer, add_newcomers
from app.people.actions.sign_in import make_link
from app.people.errors import EmailWrong, NameNeeded
from app.people.models import Person
from app.people.rules import clean_email, clean_name
from app.post.actions.plan import NewLetter, plan_letters


@dataclass(frozen=True)
class CameIn:
    """What became of somebody who used a key; `is_new` tells whether this press did it."""

    cohort: Cohort
    state: str
    is_new: bool


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
    else:
        # A word lets people take part; who runs a cohort, programme leads alone say.
        place.role = PARTICIPANT
        if asks:
            place.become(ASKED)
    place.join_key_id, place.answered_by_id = key.id, actor.id
    if asks:
        place.asked_at, place.invited_at = now, None
        place.declined_at = place.left_at = place.left_by_id = None
        db.flush()
    else:
        let_in(db, cohort, place, now=now)
    return place
