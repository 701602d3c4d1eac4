"""Many who ask or give up at the same moment."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from app.gatherings.models import Reply
from app.people.models import Person
from app.post.models import Letter
from tests.clock import NOON
from tests.gatherings.replies.answering import START, reply
from tests.make.cohorts import make_cohort, make_member
from tests.make.gatherings import make_gathering, make_reply


def test_the_last_place_is_given_once_however_many_ask_at_the_same_moment(
    sessions: sessionmaker[Session],
) -> None:
    with sessions.begin() as db:
        cohort = make_cohort(db)
        gathering = make_gathering(db, cohort, starts_at=START)
        gathering.capacity = 3
        people = [make_member(db, cohort) for _ in range(8)]
    together = Barrier(8)

    def ask(person: Person) -> str:
        together.wait(10)
        with sessions.begin() as db:
            return reply(db, gathering, person)

    with ThreadPoolExecutor(8) as pool:
        said = sorted(pool.map(ask, people))
    assert said == ["coming"] * 3 + ["waiting"] * 5


def test_places_given_up_at_the_same_moment_go_to_different_people_each_told_once(
    sessions: sessionmaker[Session],
) -> None:
    with sessions.begin() as db:
        cohort = make_cohort(db)
        gathering = make_gathering(db, cohort, starts_at=START)
        gathering.capacity = 4
        coming = [make_member(db, cohort) for _ in range(4)]
        line = [make_member(db, cohort) for _ in range(6)]
        for person in coming:
            make_reply(db, gathering, person)
        for place, person in enumerate(line):
            since = NOON + timedelta(minutes=place)
            make_reply(db, gathering, person, answer="waiting", waiting_since=since)
    together = Barrier(4)

    def give_up(person: Person) -> None:
        together.wait(10)
        with sessions.begin() as db:
            reply(db, gathering, person, "sorry", now=NOON + timedelta(hours=1))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(give_up, coming))
    with sessions() as db:
        told = db.scalars(select(Letter.person_id).where(Letter.kind == "seat")).all()
        assert sorted(told) == sorted(person.id for person in line[:4])
        assert (
            db.scalar(select(func.count()).select_from(Reply).where(Reply.answer == "coming")) == 4
        )
