"""What is printed of a module: for somebody on their own way, or for a whole cohort."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.cohorts.queries import facilitators_of
from app.kit.booklet import PictureFile
from app.kit.errors import NotFound
from app.progress.errors import NotOpenYet
from app.progress.queries.courses import course_of
from app.progress.queries.on_way import ModuleOnWay, StepOnWay
from app.progress.queries.places import CohortModule, Place
from app.progress.queries.steps import LockedStep
from app.progress.rules import Locked
from app.progress.rules.pack import CohortFacts, ModuleText, PicturesByAddress, StepText
from app.syllabus.models import Step
from app.syllabus.queries import module_with_steps
from app.syllabus.queries.pictures import pictures_by_digest

PICTURE = re.compile(r'src="(/course/pictures/([0-9a-f]{64})/[^"]+)"')


@dataclass(frozen=True)
class PackFacts:
    """A module with what may be printed of it, and whom its reader can turn to."""

    module: ModuleText
    cohort: CohortFacts
    pictures: PicturesByAddress

    def sheet_step(self, key: str) -> StepText:
        """The step with this key, which has a sheet to write on.

        Raises: NotFound.
        """
        for step in self.module.steps:
            if step.key == key and step.data.get("sheet"):
                return step
        raise NotFound


def own_pack(db: Session, at: Place, *, now: datetime) -> PackFacts:
    """A module as far as it is open on this person's way; a step in the address must be open.

    Three statements; one more when there are pictures.
    Raises: NotFound when there is no such module or step; NotOpenYet.
    """
    course = course_of(db, at.enrolment.id, now=now)
    module = course.module(at.module_key)
    wanted = module.step(at.step_key) if at.step_key else _first_locked(module)
    if wanted and isinstance(wanted.release, Locked):
        number = module.steps.index(wanted) + 1
        raise NotOpenYet(wanted.release, LockedStep(course, module, wanted, number))
    return _facts(db, at.cohort, at.module_key, {step.key: step.opens for step in module.steps})


def cohort_pack(db: Session, at: CohortModule) -> PackFacts:
    """A whole module for those who look after the cohort, open or not.

    Two statements; one more when there are pictures.
    Raises: NotFound when there is no such module.
    """
    return _facts(db, at.seat.cohort, at.module_key, {})


def _first_locked(module: ModuleOnWay) -> StepOnWay | None:
    return None if module.is_open else module.steps[0]


def _facts(db: Session, cohort: Cohort, module_key: str, locks: Mapping[str, str]) -> PackFacts:
    found = module_with_steps(db, cohort.edition_id, module_key)
    steps = [_text(step, locks.get(step.key, "")) for step in found.steps]
    written = found.module
    module = ModuleText(
        *(written.key, written.number, written.title, written.summary),
        *(written.aims, written.minutes, steps),
    )
    helpers = [person.name for person in facilitators_of(db, cohort.id)]
    return PackFacts(module, CohortFacts(cohort.name, cohort.phone, helpers), _pictures(db, steps))


def _text(step: Step, opens: str) -> StepText:
    """A step; one that is not open yet brings nothing but its title and when it opens."""
    about = (step.key, step.kind, step.title, step.minutes)
    return StepText(*about, opens=opens) if opens else StepText(*about, step.html, step.data)


def _pictures(db: Session, steps: Sequence[StepText]) -> dict[str, PictureFile]:
    texts = [text for step in steps for text in (step.html, *step.data.values())]
    named = {
        address: digest
        for text in texts
        if isinstance(text, str)
        for address, digest in PICTURE.findall(text)
    }
    files = {one.digest: one for one in pictures_by_digest(db, set(named.values()))}
    return {
        address: PictureFile(
            media_type=files[digest].media_type,
            width=files[digest].width,
            height=files[digest].height,
            content=files[digest].content,
        )
        for address, digest in named.items()
        if digest in files
    }
