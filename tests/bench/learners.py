"""Signs in people of the demo over HTTP, and knows which pages they open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.demo.accounts import ACCOUNTS, password_for
from app.gatherings.models import Gathering
from app.people.actions.sign_in import make_link
from app.people.models import Person
from app.progress.models import StepProgress
from app.progress.rules import KNOWLEDGE_CHECK
from app.syllabus.models import CourseModule, Step
from app.wiring import Platform
from tests.bench.client import Browser, WrongAnswerError

LEARNERS = 24


@dataclass(frozen=True)
class Learner:
    """Somebody who is signed in."""

    enrolment_id: UUID
    browser: Browser
    token: str


@dataclass(frozen=True)
class Course:
    """What the learners' pages are about; addresses without the site."""

    cohort: str
    module: str
    module_path: str
    # Address and title of each step, and whether a person may mark it as done.
    steps: Sequence[tuple[str, str, bool]]
    reflection_step: UUID
    slug: str
    session: str
    session_path: str


def sign_in_learners(on: Platform, port: int) -> list[Learner]:
    """The demo's participant by password, and others of the course by a link."""
    slug = course_of(on).slug
    with on.transaction() as db:
        seats = db.execute(
            select(Enrolment.id, Person.id, Person.email)
            .join(Person, Person.id == Enrolment.person_id)
            .join(Cohort, Cohort.id == Enrolment.cohort_id)
            .where(Cohort.slug == slug, Person.email.is_not(None))
            .where(Enrolment.role == "participant", Enrolment.state == "joined")
            .order_by(Person.email != _participant(), Person.email)
            .limit(LEARNERS)
        ).all()
        words = {
            person_id: on.links.sign("sign-in", make_link(db, person_id, now=on.clock.now()).id)
            for _, person_id, _ in seats
        }
    learners = []
    for enrolment_id, person_id, email in seats:
        browser = Browser(port)
        if email == _participant():
            _by_password(on, browser)
        else:
            path = f"/sign-in/link/{words[person_id]}"
            answer = browser.post(path, {}, form_at=path)
            _check(answer.leads_to, str(email))
        learners.append(Learner(enrolment_id, browser, browser.token("/home")))
    return learners


def _participant() -> str:
    return next(account.email for account in ACCOUNTS if account.role == "participant")


def _by_password(on: Platform, browser: Browser) -> None:
    account = next(account for account in ACCOUNTS if account.role == "participant")
    password = password_for(account, on.settings.secret_key)
    fields = {"email": account.email, "password": password}
    _check(browser.post("/sign-in", fields, form_at="/sign-in").leads_to, account.email)


def _check(leads_to: str, email: str) -> None:
    if leads_to != "/home":
        message = f"{email} could not sign in"
        raise WrongAnswerError(message)


def course_of(on: Platform) -> Course:
    """The cohort of the demo's participant, its first module and its next session."""
    with on.sessions() as db:
        cohort, gathering = db.execute(
            select(Cohort, Gathering)
            .join(Gathering, Gathering.cohort_id == Cohort.id)
            .join(Enrolment, Enrolment.cohort_id == Cohort.id)
            .join(Person, Person.id == Enrolment.person_id)
            .where(Person.email == _participant())
            .where(Gathering.starts_at > on.clock.now(), Gathering.state == "planned")
            .order_by(Gathering.starts_at)
            .limit(1)
        ).one()
        module = db.scalars(
            select(CourseModule)
            .where(CourseModule.edition_id == cohort.edition_id)
            .order_by(CourseModule.number)
            .limit(1)
        ).one()
        steps = _steps(db, module.id)
    path = f"/modules/{cohort.slug}/{module.key}/"
    return Course(
        cohort=cohort.name,
        module=module.title,
        module_path=path,
        steps=[(path + step.key, step.title, step.kind != KNOWLEDGE_CHECK) for step in steps],
        reflection_step=next(step.id for step in steps if step.kind == "reflection"),
        slug=cohort.slug,
        session=gathering.title,
        session_path=f"/sessions/{gathering.id}",
    )


def forget_progress(on: Platform, learners: Sequence[Learner]) -> None:
    """Let these people begin again, so that each mark is a new one."""
    own = StepProgress.enrolment_id.in_([learner.enrolment_id for learner in learners])
    with on.transaction() as db:
        db.execute(delete(StepProgress).where(own))


def _steps(db: Session, module_id: UUID) -> Sequence[Step]:
    return db.scalars(select(Step).where(Step.module_id == module_id).order_by(Step.position)).all()
