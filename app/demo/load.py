"""Loads the demo: a repeatable set of synthetic people, made by the actions that the web uses."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import cycle
from random import Random
from uuid import UUID

from sqlalchemy import exists, func, select

from app.cohorts.rules import PARTICIPANT
from app.demo import (
    afterwards,
    asks,
    check_ins,
    course,
    earlier,
    giving,
    helping,
    learning,
    making,
    mentors,
    messages,
    people,
    recognising,
    record,
    retelling,
    sessions,
    suggestions,
    together,
    voices,
)
from app.demo.accounts import HEALTH_CREATOR
from app.demo.scene import DemoCohort, Learner, Scene
from app.demo.words import REFLECTIONS
from app.gatherings.models import Gathering
from app.mentoring.actions.matching import match_all
from app.outputs.actions.build import build_all
from app.outputs.models import OutputBuild
from app.outputs.rules.consent import PUBLIC
from app.outputs.rules.stages import LIVE, PRIORITIES
from app.people.models import Person
from app.people.rules import MENTORING_COORDINATOR, PROGRAMME_LEAD
from app.post.actions.send import send_due
from app.wiring import Platform

SEED = 1948
PARTICIPANTS = 40
# Seconds that another worker may take for one output.
LONGEST_BUILD = 60
# Before a session: the moments when its reminders left.
REMINDED = (timedelta(days=7), timedelta(days=1), timedelta(hours=1))


@dataclass(frozen=True)
class Loaded:
    """What was made: everybody, and this year's cohorts; each had one before it, last year."""

    people: int
    cohorts: list[tuple[UUID, str]]


@dataclass(frozen=True)
class PastClock:
    """The time as it was, so that the demo has a past."""

    moment: datetime

    def now(self) -> datetime:
        """That moment."""
        return self.moment


class Loading:
    """One load of the demo on a platform."""

    def __init__(self, on: Platform, seed: int) -> None:
        self.on = on
        self.now = on.clock.now()
        self.chance = Random(seed)  # noqa: S311 - made-up people, no secrets
        self.sayings = cycle(self.chance.sample(REFLECTIONS, len(REFLECTIONS)))

    @contextmanager
    def scene(self) -> Iterator[Scene]:
        """One transaction."""
        with self.on.transaction() as db:
            yield Scene(db, self.chance, self.now, self.sayings)

    def build(self, days_ago: int) -> None:
        """Make the outputs that were asked for, as the worker does.

        A worker that runs meanwhile may have taken one of them; its end is waited for.
        """
        clock = PastClock(self.now - timedelta(days=days_ago))
        limit = time.monotonic() + LONGEST_BUILD
        build_all(self.on.sessions, self.on.press, clock=clock)
        while self._is_building() and time.monotonic() < limit:
            time.sleep(0.1)
            build_all(self.on.sessions, self.on.press, clock=clock)

    def _is_building(self) -> bool:
        with self.on.sessions.begin() as db:
            return bool(db.scalar(select(exists().where(OutputBuild.state.in_(LIVE)))))

    def match(self) -> None:
        """Work out the matching that was asked for, as the worker does."""
        match_all(self.on.sessions, clock=PastClock(self.now - timedelta(hours=1)))

    def post(self, moment: datetime) -> None:
        """Send what was due at a moment of the past, as the worker did then."""
        send_due(self.on.sessions, self.on.office, clock=PastClock(moment))


def load_demo(
    on: Platform, *, participants: int = PARTICIPANTS, cohorts: int = 1, seed: int = SEED
) -> Loaded:
    """Make the demo; the curriculum must be loaded. The same seed gives the same demo."""
    loading = Loading(on, seed)
    with loading.scene() as scene:
        accounts = people.make_accounts(scene)
    made = [_cohort(loading, accounts, number, participants) for number in range(cohorts)]
    _check_ins(loading, accounts)
    with loading.scene() as scene:
        recognising.offer_something(
            scene, accounts[MENTORING_COORDINATOR], accounts[HEALTH_CREATOR]
        )
        mentors.ask_for_matching(scene, accounts[MENTORING_COORDINATOR])
        for one in made:
            helping.let_some_help(scene, one, accounts[HEALTH_CREATOR], accounts[PARTICIPANT])
            record.say_what_was_done(scene, one, accounts[PROGRAMME_LEAD])
    for one in made:
        _last_year(loading, accounts[PROGRAMME_LEAD], one, participants)
    loading.match()
    with loading.scene() as scene:
        people.set_passwords(scene, on.settings.secret_key)
        everybody = scene.db.scalar(select(func.count(Person.id))) or 0
    return Loaded(
        people=everybody,
        cohorts=[(one.cohort.id, one.cohort.slug) for one in made],
    )


def _cohort(
    loading: Loading, accounts: dict[str, Person], number: int, participants: int
) -> DemoCohort:
    with loading.scene() as scene:
        cohort = people.invite_cohort(scene, accounts, number=number, participants=participants)
    loading.post(loading.now - timedelta(days=26))
    with loading.scene() as scene:
        demo = people.answer(scene, accounts, cohort)
        past, coming = sessions.plan_both(scene, demo)
    _past_letters(loading, demo, past, coming)
    tried_as = {person.id for person in accounts.values()}
    with loading.scene() as scene:
        course.go_through(scene, demo, slow=tried_as)
    others = [one for one in demo.joined if one.person.id not in tried_as]
    left = _first_output(loading, demo, others)
    tried = [one for one in demo.joined if one.person.id in tried_as]
    second = _second_output(loading, demo, tried, left, past)
    with loading.scene() as scene:
        sessions.note_who_was_there(scene, demo, past)
        learning.count_some(scene, demo, past, tried=tried_as)
        suggestions.talk(scene, demo)
        together.live_together(scene, demo, accounts[MENTORING_COORDINATOR], tried_as)
        together.practise(scene, demo, past, tried_as)
        making.stand_on_vote(scene, demo, second)
        making.ask_digest(scene, demo, past)
        making.suggest_brackets(scene, demo, tried_as)
    loading.build(0)
    return demo


def _last_year(loading: Loading, lead: Person, demo: DemoCohort, participants: int) -> None:
    """The cohort before this one; its letters went then, at noon, when nobody sleeps."""
    noon = loading.now.replace(hour=12)
    with loading.scene() as scene:
        cohort = earlier.invite_then(scene, lead, demo.cohort, people=participants)
    loading.post(noon - timedelta(days=earlier.OPENED - 1))
    with loading.scene() as scene:
        earlier.go_through_it(scene, cohort)
    loading.post(noon - timedelta(days=earlier.ENDED - 2))


def _messages(loading: Loading, demo: DemoCohort) -> None:
    """What the facilitator wrote to some of them, and has gone."""
    with loading.scene() as scene:
        messages.write_to_some(scene, demo)
    loading.post(loading.now - timedelta(days=2))


def _first_output(
    loading: Loading, demo: DemoCohort, authors: list[Learner]
) -> list[course.Written]:
    """An output from asking to publishing; returns writing that was not used for it."""
    with loading.scene() as scene:
        written = course.write_more(scene, authors[::2])
        voices.offer(scene, demo, written[::2], days_ago=12)
        giving.give_each(scene, demo, days_ago=11)
        first = voices.ask(scene, demo, f"What we heard in {demo.cohort.name}", days_ago=9)
        making.group_by_message(scene, demo, first, days_ago=9)
    loading.build(9)
    with loading.scene() as scene:
        voices.ask_authors(scene, demo, first, days_ago=9)
    loading.post(loading.now - timedelta(days=8))
    with loading.scene() as scene:
        voices.approve(scene, demo, first, days_ago=7)
    loading.build(6)
    with loading.scene() as scene:
        voices.publish(scene, demo, first, days_ago=5)
        asks.say_what_came(scene, demo, first)
        retelling.tell_again(scene, demo, first, days_ago=4)
    return written[1::4]


def _second_output(
    loading: Loading,
    demo: DemoCohort,
    authors: list[Learner],
    written: list[course.Written],
    past: Gathering,
) -> UUID:
    """An output that waits for its authors, so that there is something to approve."""
    with loading.scene() as scene:
        own = course.write_more(scene, authors)
        voices.offer(scene, demo, own, days_ago=2, audiences=(PUBLIC,))
        voices.offer(scene, demo, written, days_ago=2)
        title = f"What {demo.cohort.name} will do next"
        second = voices.ask(scene, demo, title, days_ago=1, template=PRIORITIES)
        making.group_by_priority(scene, demo, second, past, days_ago=1)
    loading.build(1)
    with loading.scene() as scene:
        voices.ask_authors(scene, demo, second, days_ago=1)
        afterwards.look_after_reports(scene, demo, {one.person.id for one in authors})
    loading.build(0)
    return second


def _check_ins(loading: Loading, accounts: dict[str, Person]) -> None:
    """Pairs are asked how it is going, and most have said so."""
    with loading.scene() as scene:
        check_ins.ask_how_it_goes(scene)
    loading.post(loading.now - timedelta(days=check_ins.ASKED) + timedelta(minutes=1))
    with loading.scene() as scene:
        tried = {person.id for person in accounts.values()}
        check_ins.say_how_it_goes(scene, accounts[MENTORING_COORDINATOR], tried)


def _past_letters(loading: Loading, demo: DemoCohort, past: Gathering, coming: Gathering) -> None:
    """Send what the facilitator wrote, and reminders: of the past session, and a week before."""
    for moment in [*(past.starts_at - each for each in REMINDED), coming.starts_at - REMINDED[0]]:
        loading.post(moment + timedelta(minutes=1))
    _messages(loading, demo)
