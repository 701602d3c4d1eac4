"""What ends or keeps an account is settled one after the other, whoever does it at once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from app.kit.errors import Refusal
from app.people.models import Person
from app.post.models import Letter
from app.rights.actions.ask_erasure import ask_erasure
from app.rights.actions.merge import merge_people
from app.rights.actions.merging.ways import Kept
from app.rights.actions.retention import look_after_unused, set_hold
from app.rights.errors import AccountGone, OnHold
from app.rights.models import Erasure
from app.rights.rules.retention import LAST_NOTICE, NOTICE
from tests.clock import NOON
from tests.launch.waiting import LIMIT, until
from tests.locks import how_many_wait
from tests.make.people import make_person
from tests.make.sign_ins import make_sign_in

YEARS = 3
TOLD = NOON.replace(year=NOON.year + YEARS) - timedelta(days=59)
DUE = TOLD + NOTICE


def refused_after(
    sessions: sessionmaker[Session],
    first: Callable[[Session], object],
    second: Callable[[Session], object],
) -> Refusal | None:
    """What the second is refused, which begins while the first is not committed yet."""

    def late() -> Refusal | None:
        try:
            with sessions.begin() as theirs:
                second(theirs)
        except Refusal as refusal:
            return refusal
        return None

    with ThreadPoolExecutor(1) as pool:
        with sessions.begin() as ours:
            first(ours)
            going = pool.submit(late)
            until(lambda: how_many_wait(sessions) or going.done(), "the other one waits")
        return going.result(LIMIT)


def two_people(sessions: sessionmaker[Session]) -> tuple[UUID, UUID]:
    with sessions.begin() as db:
        return make_person(db, roles=["programme_lead"]).id, make_person(db).id


def test_nobody_is_to_be_erased_while_a_hold_is_put_on(sessions: sessionmaker[Session]) -> None:
    lead, mary = two_people(sessions)

    def hold(db: Session) -> None:
        set_hold(
            db, db.get_one(Person, lead), db.get_one(Person, mary), "A case at court.", now=NOON
        )

    def erase(db: Session) -> None:
        ask_erasure(db, None, db.get_one(Person, mary), now=NOON, at_once=True)

    assert isinstance(refused_after(sessions, hold, erase), OnHold)
    with sessions() as db:
        assert db.scalars(select(Erasure.id)).all() == []


def test_an_account_that_goes_into_another_is_not_said_to_be_erased(
    sessions: sessionmaker[Session],
) -> None:
    _, goes = two_people(sessions)
    _, stays = two_people(sessions)

    def merge(db: Session) -> None:
        merge_people(db, stays, goes, Kept(), now=NOON)

    with sessions() as before:
        person = before.get_one(Person, goes)
        before.expunge(person)

    def erase(db: Session) -> None:
        ask_erasure(db, None, person, now=NOON, at_once=True)

    assert isinstance(refused_after(sessions, merge, erase), AccountGone)
    with sessions() as db:
        assert db.scalars(select(Erasure.id)).all() == []


def test_whoever_comes_in_while_the_platform_looks_is_not_erased(
    sessions: sessionmaker[Session],
) -> None:
    _, mary = two_people(sessions)
    for at in (TOLD, DUE - LAST_NOTICE):
        with sessions.begin() as db:
            look_after_unused(db, now=at, years=YEARS)
            for letter in db.scalars(select(Letter).where(Letter.state == "due")):
                letter.state, letter.sent_at = "sent", at

    def come_in(db: Session) -> None:
        make_sign_in(db, db.get_one(Person, mary), now=DUE)

    def look(db: Session) -> None:
        look_after_unused(db, now=DUE, years=YEARS)

    assert refused_after(sessions, come_in, look) is None
    with sessions() as db:
        assert db.scalars(select(Erasure.id)).all() == []
