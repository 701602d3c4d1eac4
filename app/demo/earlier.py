"""The demo's cohort of last year, which is over: a second year, and certificates to look at."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from random import Random

from sqlalchemy import insert, select

from app.certificates.actions.issue import issue_certificates
from app.cohorts.actions.enrolment import add_facilitator, add_people
from app.cohorts.actions.invitation import answer_invitation
from app.cohorts.actions.opening import CohortPlan, open_cohort
from app.cohorts.models import Cohort, Enrolment
from app.cohorts.queries.places import places_of
from app.cohorts.rules import FACILITATOR, PARTICIPANT
from app.demo.people import EDITION, STANDINGS, ZONE, come_from
from app.demo.scene import DemoCohort, Learner, Scene
from app.demo.sessions import note_who_was_there, session_on
from app.demo.words import FIRST_NAMES, LAST_NAMES
from app.gatherings.actions.series import SeriesPlan, plan_series
from app.gatherings.models import Gathering
from app.people.actions.newcomers import Newcomer
from app.people.models import Person
from app.progress.models import StepProgress
from app.progress.rules.completion import MARKED, RULES
from app.syllabus.models import CourseModule, Step

# Nobody is asked for so many people of last year, however large this year's cohort is.
MOST = 26
# Days ago.
OPENED, STARTED, ENDED = 400, 390, 300
# Of so many people one did not finish, and of so many one did not come into the course at all.
ONE_LEFT_OFF_IN, ONE_SILENT_IN = 4, 13
# Of the steps, whoever left off did the first part.
LEFT_OFF_AFTER = 3


def invite_then(scene: Scene, lead: Person, beside: Cohort, *, people: int) -> Cohort:
    """The cohort of last year with its invitations; it comes from where this year's comes from."""
    then = scene.ago(days=OPENED)
    # Chance of its own, so that this year's people are the same with and without it.
    chance = Random(str(beside.slug))  # noqa: S311 - made-up people, no secrets
    plan = CohortPlan(
        name=f"{beside.name}, last year",
        edition_key=EDITION,
        time_zone=ZONE,
        starts_on=scene.ago(days=STARTED).date(),
        phone="0161 496 0123",
        request_key=scene.key(),
        place_ids=[place.id for place in places_of(scene.db, beside.id)],
    )
    cohort = open_cohort(scene.db, lead, plan, now=then)
    runner = Newcomer("Gwen Griffiths", f"gwen.{beside.slug}@demo.example")
    add_facilitator(
        *(scene.db, lead),
        cohort_id=cohort.id,
        name=runner.name,
        email=runner.email,
        standing="pcn_staff",
        now=then,
    )
    by_standing: dict[str, list[Newcomer]] = {}
    for number in range(min(people, MOST)):
        name = f"{chance.choice(FIRST_NAMES)} {chance.choice(LAST_NAMES)}"
        address = f"last.year.{number + 1}.{beside.slug}@demo.example"
        standing = STANDINGS[number % len(STANDINGS)]
        by_standing.setdefault(standing, []).append(Newcomer(name, address))
    for standing, some in by_standing.items():
        add_people(*(scene.db, lead), cohort_id=cohort.id, people=some, standing=standing, now=then)
    return cohort


def go_through_it(scene: Scene, cohort: Cohort) -> None:
    """Most joined, came to the sessions, did every step, and have a certificate."""
    at = scene.ago(days=OPENED - 2)
    places = [place.id for place in places_of(scene.db, cohort.id)]
    rows = scene.db.execute(
        select(Person, Enrolment)
        .join(Enrolment, Enrolment.person_id == Person.id)
        .where(Enrolment.cohort_id == cohort.id)
        .order_by(Person.email)
    ).all()
    came = [
        Learner(person, enrolment)
        for number, (person, enrolment) in enumerate(rows, start=1)
        if enrolment.role == FACILITATOR or number % ONE_SILENT_IN
    ]
    for one in came:
        answer_invitation(scene.db, one.person, cohort_id=cohort.id, yes=True, now=at)
        come_from(one.enrolment, places)
    runner = next(one.person for one in came if one.enrolment.role == FACILITATOR)
    joined = [one for one in came if one.enrolment.role == PARTICIPANT]
    demo = DemoCohort(cohort, runner, joined)
    for meeting in _meetings(scene, demo, at):
        note_who_was_there(scene, demo, meeting)
    _do_steps(scene, demo)
    issue_certificates(scene.db, now=scene.ago(days=ENDED - 1))


def _meetings(scene: Scene, demo: DemoCohort, at: datetime) -> list[Gathering]:
    days = (STARTED - 7, STARTED - 35)
    plan = SeriesPlan(
        {
            number: session_on(title, scene.ago(days=day).date(), time(10), None)
            for number, (title, day) in enumerate(
                zip(("Meeting each other", "What we found out"), days, strict=True)
            )
        },
        scene.key(),
    )
    made = plan_series(scene.db, demo.facilitator, plan, cohort=demo.cohort, now=at)
    return list(scene.db.scalars(select(Gathering).where(Gathering.series_id == made.id)))


def _do_steps(scene: Scene, demo: DemoCohort) -> None:
    """In one statement: these are thousands of steps."""
    steps = scene.db.scalars(
        select(Step.id)
        .join(CourseModule, CourseModule.id == Step.module_id)
        .where(CourseModule.edition_id == demo.cohort.edition_id)
        .order_by(CourseModule.number, Step.position)
    ).all()
    rule, pace = RULES[MARKED], timedelta(days=STARTED - ENDED - 1) / max(len(steps), 1)
    rows = []
    for number, learner in enumerate(demo.joined):
        left_off = number % ONE_LEFT_OFF_IN == 0
        done = steps[: len(steps) // LEFT_OFF_AFTER] if left_off else steps
        for place, step_id in enumerate(done):
            at = scene.ago(days=STARTED - 1) + place * pace
            facts = {"done_by_rule": rule.name, "rule_version": rule.version}
            moments = {"seen_at": at, "visited_at": at, "done_at": at}
            whose = {"enrolment_id": learner.enrolment.id, "step_id": step_id}
            rows.append({**whose, **moments, **facts, "evidence": {}})
    if rows:
        scene.db.execute(insert(StepProgress), rows)
