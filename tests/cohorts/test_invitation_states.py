"""How far each invitation is, on the page of people and of one person."""

from __future__ import annotations

import re

import pytest
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.queries import member_of, stage_counts
from app.cohorts.rules.stages import STAGES
from app.people.models import Person
from tests.clock import NOON
from tests.cohorts.invited import invite
from tests.conftest import As, CountStatements
from tests.make.cohorts import (
    make_facilitator,
    make_line,
    make_member,
)

CASES = {
    "to_send": {"letter": "due"},
    "listed": {"letter": "listed"},
    "sent": {"letter": "sent"},
    "not_arrived": {"letter": "refused", "reason": "The address is not known there."},
    "opened": {"letter": "sent", "opened": True},
}


@pytest.mark.parametrize(
    ("facts", "stage"),
    [
        *((facts, stage) for stage, facts in CASES.items()),
        ({"letter": "sending"}, "to_send"),
        ({"letter": "lapsed", "reason": "We have no e-mail address."}, "not_arrived"),
        ({"letter": "sent", "bounced_at": NOON}, "not_arrived"),
        ({"letter": "refused", "again": "due"}, "to_send"),
        ({"letter": "sent", "opened": True, "again": "sent"}, "opened"),
    ],
)
def test_a_letter_tells_how_far_an_invitation_is(
    db: Session, cohort: Cohort, facts: dict[str, object], stage: str
) -> None:
    person = invite(db, cohort, "Ben Cole", **facts)  # type: ignore[arg-type]
    member = member_of(db, cohort.id, person.id)
    assert member is not None
    assert member.stage == stage
    assert stage_counts(db, cohort.id) == {stage: 1}


@pytest.mark.parametrize(
    "state", ["asked", "waiting", "offered", "joined", "declined", "left", "withdrawn"]
)
def test_whoever_is_not_invited_is_where_their_state_says(
    db: Session, cohort: Cohort, state: str
) -> None:
    make_member(db, cohort, state=state)
    assert stage_counts(db, cohort.id) == {state: 1}
    assert state in STAGES


def test_the_page_counts_each_stage_and_shows_one_alone(
    db: Session, cohort: Cohort, as_person: As
) -> None:
    for stage, facts in CASES.items():
        invite(db, cohort, f"Is {stage}", **facts)  # type: ignore[arg-type]
    make_line(db, cohort, 2)
    browser = as_person(make_facilitator(db, cohort))
    whole = browser.get("/cohorts/riverside/people").text
    for stage in CASES:
        assert f"{STAGES[stage]} (1)" in whole
        alone = browser.get(f"/cohorts/riverside/people?state={stage}").text
        names = re.findall(r'<th scope="row"><a[^>]*>([^<]*)<', alone)
        assert names == [f"Is {stage}"]
    assert "The letter could not be delivered. The address is not known there." in whole
    assert "They have opened the link in it." in whole
    line = browser.get("/cohorts/riverside/people?state=waiting").text
    assert line.index("In line 1") < line.index("In line, number 1") < line.index("In line 2")
    assert (
        "Nobody is here at the moment" in browser.get("/cohorts/riverside/people?state=left").text
    )
    unknown = browser.get("/cohorts/riverside/people?state=nothing").text
    assert "Everybody (8)" in unknown


def test_a_page_of_two_thousand_people_costs_no_more_than_one_of_twenty(
    db: Session, cohort: Cohort, as_person: As, count_statements: CountStatements
) -> None:
    browser = as_person(make_facilitator(db, cohort))
    sent = []
    for more in (20, 1_980):
        people = [
            Person(name=f"Person {n}", email=f"p{more}-{n}@example.org", created_at=NOON)
            for n in range(more)
        ]
        db.add_all(people)
        db.flush()
        db.add_all(
            Enrolment(
                cohort_id=cohort.id,
                person_id=person.id,
                role="participant",
                standing="pcn_staff",
                state=("invited", "asked", "waiting", "joined")[n % 4],
                added_at=NOON,
                asked_at=NOON,
                waiting_since=NOON,
                invitations=1,
            )
            for n, person in enumerate(people)
        )
        db.commit()
        for address in ("people", "people?state=waiting&name=person", "people?state=unreached"):
            with count_statements() as statements:
                page = browser.get(f"/cohorts/riverside/{address}")
            assert page.status_code == 200
            sent.append(len(statements))
    assert sent[:3] == sent[3:]
    assert max(sent) <= 10
