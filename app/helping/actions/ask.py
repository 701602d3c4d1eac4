"""Choosing somebody who helps, alone or with a facilitator."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.helping import errors
from app.helping.actions.letters import plan_asked
from app.helping.letters import HELPING
from app.helping.models import Helping
from app.helping.queries import choices_for
from app.helping.rules import (
    ASKED,
    HOWS,
    LONGEST_WITNESS,
    MOST,
    OPEN,
    PAGE,
    PAPER,
    TEXT,
    is_good_last_day,
    known_acts,
    same_name,
)
from app.kit.db import changed, new_id
from app.kit.errors import Refusal, refusals_of
from app.kit.sendings import sending_key
from app.kit.times import in_zone
from app.people.models import Person
from app.people.queries import name_of, person_by_email
from app.people.rules import clean_email, clean_line
from app.post.actions.plan import lapse_letters

ASKED_BY_NAME = "They are asked by name now."


@dataclass(frozen=True)
class Wish:
    """What a form says: whom (one of the two), for what, until when.

    `helper_id` and `cohort_id` name somebody of a cohort. `how` and `witness` are for what a
    facilitator sets up.
    """

    acts: tuple[str, ...]
    last_day: date | None
    form: UUID
    helper_id: UUID | None = None
    cohort_id: UUID | None = None
    email: str = ""
    how: str = PAGE
    witness: str = ""


def ask_helper(db: Session, person: Person, wish: Wish, *, now: datetime) -> Helping:
    """Somebody asks another to help them; the other has to say yes. Ten statements at most.

    With an e-mail address nothing tells whether anybody here has it: the same statements, and the
    same row. The same form makes one.
    Raises: ActsNeeded, HelperNeeded, EmailOfHelperWrong, LastDayWrong, HelperIsOneself,
    AskedAlready, TooManyHelpers.
    """
    return _ask(db, person, person, wish, now=now)


def set_up_helper(
    db: Session, actor: Person, person: Person, wish: Wish, *, cohort_id: UUID, now: datetime
) -> Helping:
    """A facilitator of this cohort sets it up with the person there. Eleven statements at most.

    By name they choose among its people: who is in another one is not for them to know.
    On paper the person has said yes then; with a code by text they say it by that.
    Raises: as `ask_helper`; HowNeeded, WitnessNeeded, NoTexts.
    """
    if wish.cohort_id not in (None, cohort_id):
        raise errors.HelperNeeded
    _check_yes(actor, person, wish)
    return _ask(db, actor, person, wish, now=now)


def faults_in(person: Person, wish: Wish, *, now: datetime) -> list[Refusal]:
    """All that a form lacks, so that it is said in one round; no statement."""
    return refusals_of(
        lambda: _check_whom(wish), lambda: _acts(wish), lambda: _last_day(person, wish, now)
    )


def _ask(db: Session, actor: Person, person: Person, wish: Wish, *, now: datetime) -> Helping:
    acts, last_day = _acts(wish), _last_day(person, wish, now)
    _check_whom(wish)
    # Two forms of one person come one after the other; what others write about them does not wait.
    db.execute(select(Person.id).where(Person.id == person.id).with_for_update(key_share=True))
    key = sending_key(wish.form, person.id, wish.helper_id, wish.email.lower(), *acts, last_day)
    earlier = db.scalar(select(Helping).where(Helping.request_key == key))
    if earlier is not None:
        return earlier
    helper_id, cohort_id = _chosen(db, actor, person, wish)
    helper_id = _alone(db, person, helper_id, wish, now=now)
    _check_witness(db, helper_id, wish)
    made = Helping(
        id=new_id(),
        person_id=person.id,
        helper_id=helper_id,
        cohort_id=cohort_id,
        email=clean_email(wish.email) or "" if wish.email else "",
        acts=acts,
        last_day=last_day,
        asked_at=now,
        entered_by_id=None if actor.id == person.id else actor.id,
        said_how=wish.how,
        witness=_witness(wish),
        person_yes_at=None if wish.how == TEXT else now,
        request_key=key,
    )
    db.add(made)
    db.flush()
    if made.person_yes_at is not None:
        plan_asked(db, made, now=now)
    return made


def _chosen(
    db: Session, actor: Person, person: Person, wish: Wish
) -> tuple[UUID | None, UUID | None]:
    """Who it is, and in which cohort; no id: nobody here has the address. One statement."""
    if wish.email:
        address = clean_email(wish.email)
        if address is None:
            raise errors.EmailOfHelperWrong
        if person.email and address.lower() == person.email.lower():
            raise errors.HelperIsOneself
        found = person_by_email(db, address)
        _check_not_own(actor, person, found.id if found else None)
        return (found.id if found else None), None
    _check_not_own(actor, person, wish.helper_id)
    for one in choices_for(db, person.id):
        if (one.person_id, one.cohort_id) == (wish.helper_id, wish.cohort_id):
            return one.person_id, one.cohort_id
    raise errors.HelperNeeded


def _check_witness(db: Session, helper_id: UUID | None, wish: Wish) -> None:
    # Of an address this would tell the name, to whoever tries some.
    is_checked = wish.how == PAPER and not wish.email
    if is_checked and same_name(_witness(wish), name_of(db, helper_id) or ""):
        raise errors.WitnessNeeded


def _check_not_own(actor: Person, person: Person, helper_id: UUID | None) -> None:
    """Nobody helps themselves, and no facilitator makes themselves somebody's helper."""
    if helper_id is not None and helper_id in (person.id, actor.id):
        raise errors.HelperIsOneself


def _alone(
    db: Session, person: Person, helper_id: UUID | None, wish: Wish, *, now: datetime
) -> UUID | None:
    """The helper, once what is over with them is ended. Four statements at most.

    Raises: AskedAlready for somebody chosen by name; TooManyHelpers. An address of somebody who
    helps already asks nobody again, and tells nothing; nor does choosing somebody by name whose
    address was asked before.
    """
    rows = db.scalars(
        select(Helping).where(Helping.person_id == person.id, Helping.ended_at.is_(None))
    ).all()
    live = [one for one in rows if one.state(now, person.time_zone) in (ASKED, OPEN)]
    if len(live) >= MOST:
        raise errors.TooManyHelpers
    past = [one.id for one in rows if one not in live]
    db.execute(update(Helping).where(Helping.id.in_(past)).values(ended_at=now))
    if wish.email:
        same = [one for one in live if one.email.lower() == wish.email.strip().lower()]
        if same:
            raise errors.AskedAlready
    theirs = [one for one in live if helper_id is not None and one.helper_id == helper_id]
    if wish.email:
        return None if theirs else helper_id
    if any(not one.email or one.helper_yes_at is not None for one in theirs):
        raise errors.AskedAlready
    _ask_no_more(db, [one.id for one in theirs])
    return helper_id


def _ask_no_more(db: Session, helping_ids: list[UUID]) -> None:
    """Whoever was asked by an address is asked by name now. Two statements, whoever it is.

    What stands beside the address looks as before, and waits for nobody.
    Raises: AskedAlready where they answer at this moment.
    """
    unanswered = Helping.helper_yes_at.is_(None), Helping.ended_at.is_(None)
    asked = update(Helping).where(Helping.id.in_(helping_ids), *unanswered)
    if changed(db, asked.values(helper_id=None)) != len(helping_ids):
        raise errors.AskedAlready
    lapse_letters(db, helping_ids, [HELPING], ASKED_BY_NAME)


def _check_whom(wish: Wish) -> None:
    if bool(wish.email) == (wish.helper_id is not None):
        raise errors.HelperNeeded
    if wish.email and clean_email(wish.email) is None:
        raise errors.EmailOfHelperWrong


def _acts(wish: Wish) -> list[str]:
    acts = known_acts(wish.acts)
    if not acts:
        raise errors.ActsNeeded
    return acts


def _last_day(person: Person, wish: Wish, now: datetime) -> date:
    today = in_zone(now, person.time_zone).date()
    if wish.last_day is None or not is_good_last_day(wish.last_day, today):
        raise errors.LastDayWrong
    return wish.last_day


def _witness(wish: Wish) -> str:
    return (clean_line(wish.witness, LONGEST_WITNESS) or "") if wish.how == PAPER else ""


def _check_yes(actor: Person, person: Person, wish: Wish) -> None:
    if wish.how not in HOWS:
        raise errors.HowNeeded
    if wish.how == TEXT and person.phone is None:
        raise errors.NoTexts
    witness = _witness(wish)
    own = any(same_name(witness, one.name) for one in (actor, person))
    if wish.how == PAPER and (not witness or own):
        raise errors.WitnessNeeded
