"""A log is opened by two people, for a day: every role in every state, and both at once."""

from __future__ import annotations

from uuid import UUID

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.kit.errors import NotFound
from app.people.models import Person
from app.people.rules import PROGRAMME_LEAD, SAFEGUARDING_LEAD
from app.reflections.actions.log_openings import (
    close_opening,
    decide,
)
from app.reflections.actions.opened_logs import read_version
from app.reflections.errors.log_openings import (
    AnsweredAlready,
    NotYoursToDecide,
)
from app.reflections.models import LogOpening, LogOpeningRead
from app.wiring import Platform
from tests.browser_like import post
from tests.clock import NOON, StoppedClock
from tests.conftest import SignIn
from tests.make.cohorts import make_cohort, make_enrolment, make_facilitator
from tests.make.people import make_person
from tests.make.reflections import make_reflection
from tests.make.shares import REASON, SECRET, Leads
from tests.progress.parallel import Call, all_at_once

ROOT = "/admin/log-openings/"


WHO = (
    *("author", "asker", "second", "another_lead", "another_safe"),
    *("participant", "facilitator", "author_who_leads"),
)


MAY_DECIDE = {"second", "another_lead", "another_safe"}


MAY_SEE = MAY_DECIDE | {"asker"}


STATES = ("asked", "approved", "refused", "withdrawn", "closed", "over", "lapsed")


def somebody(leads: Leads, who: str) -> Person:
    """A person in this role."""
    if who in ("author", "asker", "second"):
        made: Person = getattr(leads, who)
        return made
    if who == "author_who_leads":
        leads.author.roles = [PROGRAMME_LEAD, SAFEGUARDING_LEAD]
        leads.db.commit()
        return leads.author
    roles = {"another_lead": [PROGRAMME_LEAD], "another_safe": [SAFEGUARDING_LEAD]}
    made = make_person(leads.db, name=f"A {who}", roles=roles.get(who, []))
    if who in ("participant", "facilitator"):
        cohort = make_cohort(leads.db)
        make_enrolment(leads.db, cohort, leads.author)
        make_enrolment(leads.db, cohort, made, role=who)
    leads.db.commit()
    return made


def in_state(leads: Leads, state: str, clock: StoppedClock) -> object:
    """A request in this state."""
    db, made = leads.db, leads.ask()
    place = leads.place(made)
    if state in ("approved", "refused", "closed", "over"):
        decide(db, leads.second, place, says_yes=state != "refused", now=NOON)
    if state in ("withdrawn", "closed"):
        close_opening(db, leads.asker, place, now=NOON)
    db.commit()
    clock.move(days={"lapsed": 7, "over": 1}.get(state, 0), minutes=1)
    return made


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("who", WHO)
def test_each_role_can_do_what_is_theirs_in_each_state_and_nothing_else(
    leads: Leads, client: FlaskClient, sign_in: SignIn, clock: StoppedClock, who: str, state: str
) -> None:
    made = in_state(leads, state, clock)
    sign_in(client, somebody(leads, who))
    one, entries = f"{ROOT}{made}", f"{ROOT}{made}/entries/"
    entry = f"{entries}{leads.entry}/versions/1"
    reads = who == "asker" and state == "approved"
    assert client.get(one).status_code == (200 if who in MAY_SEE else 404)
    assert client.get(entries).status_code == (200 if reads else 404)
    answer = client.get(entry)
    assert answer.status_code == (200 if reads else 404)
    assert (SECRET in answer.text) == reads
    own = client.get(f"/reflections/openings/{made}")
    assert own.status_code == (200 if who.startswith("author") else 404)
    decided = post(client, f"{one}/decisions", {"answer": "yes"})
    wanted = 302 if who in MAY_DECIDE and state == "asked" else 409
    assert decided.status_code == (404 if who not in MAY_SEE else 403 if who == "asker" else wanted)
    closed = post(client, f"{one}/endings")
    assert closed.status_code == (302 if who == "asker" else 404)
    read = leads.db.scalar(select(func.count()).select_from(LogOpeningRead))
    assert read == (1 if reads else 0)


def test_running_the_authors_cohort_makes_it_no_easier(
    leads: Leads, client: FlaskClient, sign_in: SignIn
) -> None:
    cohort = make_cohort(leads.db)
    make_enrolment(leads.db, cohort, leads.author)
    runner = make_facilitator(leads.db, cohort)
    runner.roles = [PROGRAMME_LEAD]
    leads.db.commit()
    sign_in(client, runner)
    fields = {"person": str(leads.author.id), "reason": REASON, "request_key": str(new_id())}
    made = post(client, ROOT, dict(fields)).location
    assert client.get(f"{made}/entries/").status_code == 404
    assert post(client, f"{made}/decisions", {"answer": "yes"}).status_code == 403
    leads.db.commit()
    assert leads.db.scalars(select(LogOpening.state)).all() == ["asked"]


def test_nobody_answers_alone_whatever_roles_they_have(leads: Leads) -> None:
    leads.asker.roles = [PROGRAMME_LEAD, SAFEGUARDING_LEAD]
    leads.db.commit()
    place = leads.place(leads.ask())
    with pytest.raises(NotYoursToDecide):
        decide(leads.db, leads.asker, place, says_yes=True, now=NOON)
    with pytest.raises(NotYoursToDecide):
        decide(leads.db, leads.author, place, says_yes=True, now=NOON)
    place.opening.decided_by_id = leads.asker.id
    with pytest.raises(IntegrityError, match="two_people"):
        leads.db.flush()


def test_of_many_who_answer_at_once_one_is_heard(leads: Leads, platform: Platform) -> None:
    made = leads.ask()
    seconds = [
        make_person(leads.db, name=f"Second {n}", roles=[SAFEGUARDING_LEAD]) for n in range(10)
    ]
    leads.db.commit()
    place = leads.place(made)
    heard = []

    def answer(number: int) -> Call:
        def call(session: Session) -> None:
            yes = number % 2 == 0
            try:
                decide(session, seconds[number], place, says_yes=yes, now=NOON)
            except AnsweredAlready:
                return
            heard.append(seconds[number].id)

        return call

    all_at_once(platform, [answer(number) for number in range(10)])
    assert len(heard) == 1
    assert leads.place(made).opening.decided_by_id == heard[0]


def test_what_is_read_while_the_log_is_closed_is_noted_or_not_read(
    leads: Leads, platform: Platform
) -> None:
    entries = [make_reflection(leads.db, leads.author, f"Thought {n}") for n in range(12)]
    made = leads.opened()
    place, read = leads.place(made), []

    def read_one(entry: UUID) -> Call:
        def call(session: Session) -> None:
            facts = {"opening_id": made, "reflection_id": entry}
            try:
                read_version(session, leads.asker, number=1, now=NOON, **facts)
            except NotFound:
                return
            read.append(entry)

        return call

    def close(session: Session) -> None:
        close_opening(session, leads.asker, place, now=NOON)
        noted = session.scalars(select(LogOpeningRead.reflection_id))
        seen_at_the_end.extend(noted)

    seen_at_the_end: list[UUID | None] = []
    calls = [read_one(entry) for entry in entries]
    all_at_once(platform, [*calls[:4], close, *calls[4:]])
    assert set(seen_at_the_end) == set(read)
    assert set(leads.db.scalars(select(LogOpeningRead.reflection_id))) == set(read)
