"""Keeping what somebody says for the matching, and what becomes of proposals when room shrinks."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.kit.sealing import DataKey
from app.mentoring.actions.keys import own_key
from app.mentoring.actions.letters import tell_not_now
from app.mentoring.actions.pairings import BY_CLOCK, move_pairing
from app.mentoring.errors.profiles import ChangedMeanwhile, ManagerWrong, PlaceGone, WordsTooLong
from app.mentoring.models import MentoringProfile, Pairing, PairingMember, ProfileChange
from app.mentoring.rules.keys import PROFILE
from app.mentoring.rules.profiles import (
    CHANGED,
    MADE,
    NO_ROOM_LEFT,
    WORDS,
    Said,
    fault_in,
    surplus,
    tidy,
)
from app.mentoring.rules.states import NO_ROOM, OPEN, PROPOSED, WITHDRAWN
from app.people.actions.register import hold_what_they_bring
from app.people.models import Person, Place

# What stands in columns of the profile under the same name.
COLUMNS = (
    *("side", "offers", "offer_words", "wishes", "wish_words", "contact_modes", "languages"),
    *("place_id", "furthest_km", "times", "capacity", "manager_email"),
    "characteristics_as_reason",
)
# That two have something in common is named as a reason only as long as both say yes.
_UNSAY = """
    UPDATE {table} SET reasons = (
        SELECT coalesce(jsonb_agg(one ORDER BY place), '[]')
        FROM jsonb_array_elements(reasons) WITH ORDINALITY AS all_of (one, place)
        WHERE one ->> 'key' <> 'in_common'
    )
    WHERE reasons @> '[{{"key": "in_common"}}]' AND {theirs}
"""
UNSAY = (
    text(_UNSAY.format(table="pairing", theirs=":person IN (one_id, two_id)")),
    text(_UNSAY.format(table="matching_line", theirs=":person IN (person_id, other_id)")),
)


@dataclass(frozen=True)
class Kept:
    """A profile as it stands now; `held` are open pairings, less those proposals `taken_back`."""

    profile: MentoringProfile
    held: int = 0
    taken_back: int = 0


def keep_profile(
    db: Session,
    actor: Person,
    person: Person,
    said: Said,
    *,
    seen: datetime | None,
    seen_bring: str | None = None,
    now: datetime,
) -> Kept:
    """Keep what the person says, or the actor for them; flushed.

    `seen` is when what the form showed was changed, None for nothing, and `seen_bring` the mark of
    what it showed that they bring; the same sent again changes nothing. Where somebody else says
    what the person may share, nothing counts as the same: whoever guesses must not learn from it
    what is kept. With room for fewer than there are, pairs stay, and the newest proposals are taken
    back, of which both are told. At most thirteen statements, and nine for each proposal.
    Raises: WordsTooLong, ManagerWrong, PlaceGone, ChangedMeanwhile, DescribedMeanwhile.
    """
    _check(db, said)
    hold_what_they_bring(db, person, said.what_i_bring, seen=seen_bring)
    profile, is_new = _own_row(db, person, said, now)
    key = own_key(db, person.id, now=now)
    before = _opened(key, profile)
    said = tidy(said, kept=before)
    facts = _facts(said)
    characteristics = before if said.characteristics is None else list(said.characteristics)
    was = {name: getattr(profile, name) for name in COLUMNS}
    same = (was, before, person.what_i_bring) == (facts, characteristics, said.what_i_bring)
    may_guess = actor.id != person.id and said.characteristics is not None
    if same and not is_new and not may_guess:
        return Kept(profile)
    if not is_new and profile.changed_at != seen:
        raise ChangedMeanwhile
    for name, value in facts.items():
        setattr(profile, name, value)
    if characteristics != before:
        profile.sealed_characteristics = _sealed(key, profile, characteristics)
    if was["characteristics_as_reason"] and (
        not said.characteristics_as_reason or set(before) - set(characteristics)
    ):
        unsay_in_common(db, person)
    person.what_i_bring = said.what_i_bring
    _stamp(profile, actor, now)
    note_change(db, actor, person, MADE if is_new else CHANGED, now=now)
    return _fit(db, actor, profile, now)


def note_change(
    db: Session, actor: Person | None, person: Person, what: str, *, now: datetime
) -> None:
    """Write in the log of a profile that something was done; flushed. One statement."""
    actor_id = actor.id if actor else None
    db.add(ProfileChange(person_id=person.id, what=what, at=now, actor_id=actor_id))
    db.flush()


def _check(db: Session, said: Said) -> None:
    fault = fault_in(said)
    if fault is not None:
        raise WordsTooLong if fault == WORDS else ManagerWrong
    if said.place_id is not None and db.get(Place, said.place_id) is None:
        raise PlaceGone


def _own_row(
    db: Session, person: Person, said: Said, now: datetime
) -> tuple[MentoringProfile, bool]:
    """The row, made if there is none and held until the commit; and whether it was made.

    Raises: ChangedMeanwhile when it is deleted at the same moment.
    """
    made = db.scalar(
        insert(MentoringProfile)
        .values(person_id=person.id, side=said.side, created_at=now, changed_at=now)
        .on_conflict_do_nothing()
        .returning(MentoringProfile.person_id)
    )
    profile = hold_profile(db, person)
    if profile is None:
        raise ChangedMeanwhile
    return profile, made is not None


def hold_profile(db: Session, person: Person) -> MentoringProfile | None:
    """A profile, held until the commit; None when it was deleted meanwhile. One statement."""
    return db.scalars(
        select(MentoringProfile)
        .where(MentoringProfile.person_id == person.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()


def _facts(said: Said) -> Mapping[str, object]:
    return {name: getattr(said, name) for name in COLUMNS}


def _opened(key: DataKey, profile: MentoringProfile) -> list[str]:
    sealed = profile.sealed_characteristics
    return list(json.loads(key.open(sealed, PROFILE, profile.person_id))) if sealed else []


def _sealed(key: DataKey, profile: MentoringProfile, words: list[str]) -> bytes | None:
    return key.seal(json.dumps(words), PROFILE, profile.person_id) if words else None


def unsay_in_common(db: Session, person: Person) -> None:
    """Nothing that was in common stands as a reason any more; two statements."""
    for statement in UNSAY:
        db.execute(statement, {"person": person.id})


def _stamp(profile: MentoringProfile, actor: Person, now: datetime) -> None:
    profile.changed_at = now
    profile.entered_by_id = None if actor.id == profile.person_id else actor.id


def _fit(db: Session, actor: Person, profile: MentoringProfile, now: datetime) -> Kept:
    """Take proposals back that there is no room for: first those they have not answered."""
    rows = db.execute(
        select(Pairing.id, Pairing.state)
        .join(PairingMember, PairingMember.pairing_id == Pairing.id)
        .where(PairingMember.person_id == profile.person_id, Pairing.state.in_(OPEN))
        .order_by(PairingMember.answer.is_not(None), Pairing.proposed_at.desc(), Pairing.id)
    ).all()
    asked = [pairing_id for pairing_id, state in rows if state == PROPOSED]
    back = asked[: surplus(len(rows), profile.capacity, len(asked))]
    for pairing_id in back:
        move_pairing(db, pairing_id, WITHDRAWN, by=BY_CLOCK, reason=NO_ROOM, now=now)
        tell_not_now(db, pairing_id, now=now)
    if len(rows) > profile.capacity:
        facts = {"held": len(rows), "capacity": profile.capacity, "taken_back": len(back)}
        change = ProfileChange(person_id=profile.person_id, what=NO_ROOM_LEFT, at=now, **facts)
        change.actor_id = actor.id
        db.add(change)
    db.flush()
    return Kept(profile, len(rows) - len(back), len(back))
