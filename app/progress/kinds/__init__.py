"""The letter that something is open as the post sees it: looked at again when it leaves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.cohorts.letters import contacts_of
from app.cohorts.models import Cohort, Enrolment
from app.cohorts.queries.people import facilitators_by_cohort
from app.cohorts.rules.reminders import SWITCHED_OFF
from app.kit.times import start_of
from app.people.models import Person
from app.post.kinds import Desk, Draft, Lapse
from app.post.models import Letter
from app.post.rules import BY_HAND
from app.post.rules.topics import RELEASE
from app.progress.letters import OpenFacts, OpenText, open_text
from app.progress.queries.announcing import ReleaseReceiver, courses_of, release_receivers
from app.progress.queries.done_modules import done_modules
from app.progress.queries.doors import DoorFacts, to_person
from app.progress.rules import Standpoint, release
from app.progress.rules.announcing import (
    COURSE,
    NO_MODULE,
    NOT_HERE,
    NOT_OPEN,
    OTHERS_FIRST,
    SEEN,
    opens_at,
)
from app.progress.rules.done import DoneModules

Course = Mapping[str, DoorFacts]


class ReleaseKind:
    """Letters that a module, or the whole course, is open; about a cohort."""

    name = RELEASE
    topic = RELEASE
    waits = True

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """Four statements; each text is written once for all its people."""
        receivers = release_receivers(db, letters)
        cohort_ids = list({one.cohort.id for one in receivers.values()})
        courses = courses_of(db, cohort_ids)
        running = facilitators_by_cohort(db, cohort_ids)
        enrolment_ids = [one.enrolment_id for one in receivers.values() if one.enrolment_id]
        done = done_modules(db, Enrolment.id.in_(enrolment_ids))
        texts: dict[tuple[UUID, str, bool], OpenText] = {}
        answers: dict[UUID, Draft | Lapse] = {}
        for letter in letters:
            receiver, course = receivers.get(letter.id), courses.get(letter.about_id, {})
            reason = _not_for(letter.occurrence, receiver, course, done, desk.now)
            if reason or receiver is None:
                answers[letter.id] = Lapse(reason or NOT_HERE)
                continue
            by_hand = letter.channel in BY_HAND
            about = (letter.about_id, letter.occurrence, by_hand)
            if about not in texts:
                people = running.get(letter.about_id, [])
                module = course.get(letter.occurrence)
                texts[about] = open_text(
                    _facts(receiver.cohort, module, people, desk, by_hand=by_hand)
                )
            answers[letter.id] = texts[about].to(receiver.name)
        return answers


def _not_for(
    occurrence: str,
    receiver: ReleaseReceiver | None,
    course: Course,
    done: Mapping[UUID, DoneModules],
    now: datetime,
) -> str | None:
    """Why nobody gets this letter; None when somebody does."""
    if receiver is None or not receiver.joined or receiver.enrolment_id is None:
        return NOT_HERE
    if RELEASE not in receiver.cohort.reminders:
        return SWITCHED_OFF
    own = done.get(receiver.enrolment_id, DoneModules())
    if occurrence == COURSE:
        return _course_not_for(receiver.cohort, own, now)
    if occurrence not in course:
        return NO_MODULE
    return _module_not_for(course[occurrence], course, receiver.cohort, own, now)


def _course_not_for(cohort: Cohort, own: DoneModules, now: datetime) -> str | None:
    if start_of(cohort.starts_on, cohort.time_zone) > now:
        return NOT_OPEN
    return SEEN if own.begun else None


def _module_not_for(
    module: DoorFacts, course: Course, cohort: Cohort, own: DoneModules, now: datetime
) -> str | None:
    if module.key in own.begun:
        return SEEN
    at = Standpoint(now, cohort.starts_on, cohort.time_zone)
    facts = to_person(module, own)
    if release.of_module(facts, [to_person(one, own) for one in course.values()], at).is_open:
        return None
    opens = opens_at(facts.opening, facts.session_ends_at, cohort.starts_on, cohort.time_zone)
    return OTHERS_FIRST if opens is not None and opens <= now else NOT_OPEN


def _facts(
    cohort: Cohort,
    module: DoorFacts | None,
    running: Sequence[Person],
    desk: Desk,
    *,
    by_hand: bool,
) -> OpenFacts:
    address = f"{desk.site}/modules/{cohort.slug}/"
    return OpenFacts(
        cohort=cohort.name,
        module=(module.number, module.title) if module else None,
        address=f"{address}{module.key}/" if module else address,
        contacts=contacts_of(running, by_hand=by_hand),
        cohort_phone=cohort.phone,
        tongue=desk.tongue,
        by_hand=by_hand,
    )
