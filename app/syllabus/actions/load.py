"""Loads the written course into the database: all of it or nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.kit.errors import Refusal
from app.syllabus.actions.shelve import (
    load_cards,
    load_credits,
    load_frameworks,
    load_pictures,
)
from app.syllabus.models import CourseModule, Edition, Step
from app.syllabus.rules.faults import Fault
from app.syllabus.rules.reading import read_curriculum
from app.syllabus.rules.rendering import Renderer
from app.syllabus.rules.written import Curriculum, WrittenEdition, WrittenModule

# Any number will do, as long as nothing else takes this advisory lock.
LOAD_LOCK = 5_411_757

State = Literal["new", "changed", "unchanged"]


class CurriculumFaulty(Refusal):
    """The course has faults; nothing was loaded and the old content stays."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
        super().__init__(
            f"The course was not loaded, because it has {count}. The first is {faults[0]}"
        )


class EditionFrozen(Refusal):
    """The edition is frozen; nothing was loaded."""

    status = 409

    def __init__(self, key: str) -> None:
        super().__init__(
            f"The edition '{key}' is frozen, so its content cannot change. "
            "Put the changes into a new edition."
        )


class StepInUse(Refusal):
    """A step that people have worked on was taken out; nothing was loaded."""

    status = 409

    def __init__(self, key: str) -> None:
        super().__init__(
            f"The edition '{key}' lost a step or a module that people have worked on. "
            "Put it back, or make the change in a new edition."
        )


@dataclass(frozen=True)
class LoadedEdition:
    """What loading did to one edition."""

    key: str
    state: State
    modules: int
    steps: int


@dataclass(frozen=True)
class LoadReport:
    """What a load did, edition by edition."""

    editions: list[LoadedEdition]
    # Drafts that were left as they were, by folder, with what is wrong with them.
    left_out: Mapping[str, list[Fault]]

    def sentences(self) -> list[str]:
        """The report in words, one sentence an edition."""
        loaded = [
            f"Edition {one.key}: {one.state} (modules: {one.modules}, steps: {one.steps})."
            for one in self.editions
        ]
        return loaded + [
            f"Draft {folder}: not loaded, since it has faults. The first is {faults[0]}"
            for folder, faults in self.left_out.items()
        ]


def load_curriculum(db: Session, root: Path, now: datetime) -> LoadReport:
    """Bring the database's editions to what the folder holds; a second run changes nothing.

    Steps and modules keep their ids as long as they keep their keys. An edition in a finished
    file is published; a draft is there to be looked at, and one with faults holds up nobody else.
    Raises: CurriculumFaulty, EditionFrozen, StepInUse; nothing is loaded then.
    """
    curriculum = read_curriculum(root, drafts=True)
    if curriculum.faults_that_count:
        raise CurriculumFaulty(curriculum.faults_that_count)
    left_out = curriculum.faults_in_drafts
    whole = [edition for edition in curriculum.editions if edition.folder not in left_out]
    db.execute(select(func.pg_advisory_xact_lock(LOAD_LOCK)))
    # One edition's refusal takes back the others too.
    with db.begin_nested():
        frameworks = load_frameworks(db, curriculum)
        load_credits(db, curriculum)
        loaded = [_load(db, edition, curriculum, frameworks, now) for edition in whole]
    return LoadReport(loaded, left_out)


def _load(
    db: Session,
    written: WrittenEdition,
    curriculum: Curriculum,
    frameworks: Mapping[str, UUID],
    now: datetime,
) -> LoadedEdition:
    read = (curriculum.sources, curriculum.frameworks)
    digest = written.digest(*read)
    edition = db.scalar(select(Edition).where(Edition.key == written.front.key))
    state = _state(edition, {digest, written.whole_digest(*read)})
    if edition is None:
        edition = Edition(id=new_id(), key=written.front.key, frozen_at=None)
        db.add(edition)
    elif state == "changed" and edition.is_frozen:
        raise EditionFrozen(edition.key)
    if state != "unchanged" or edition.digest != digest:
        edition.title, edition.digest, edition.loaded_at = written.front.title, digest, now
    edition.framework_id = frameworks.get(written.front.framework)
    if not written.is_draft:
        edition.publish(now, by=None)
    renderer = Renderer(curriculum.sources, written.pictures)
    # Also without a change: a better renderer may show the same words differently.
    _load_modules(db, edition, written, renderer)
    db.flush()
    load_cards(db, edition, written, renderer)
    load_pictures(db, edition, written)
    return LoadedEdition(edition.key, state, len(written.modules), len(list(written.steps())))


def _state(edition: Edition | None, digests: Collection[str]) -> State:
    if edition is None:
        return "new"
    # Empty after a migration that changed what fingerprints are taken of.
    return "unchanged" if edition.digest in {*digests, ""} else "changed"


def _load_modules(
    db: Session, edition: Edition, written: WrittenEdition, renderer: Renderer
) -> None:
    modules = {
        module.key: module
        for module in db.scalars(select(CourseModule).where(CourseModule.edition_id == edition.id))
    }
    steps = {
        (step.module_id, step.key): step
        for step in db.scalars(
            select(Step).join(CourseModule).where(CourseModule.edition_id == edition.id)
        )
    }
    for one in written.modules:
        module = modules.pop(one.front.key, None)
        if module is None:
            module = CourseModule(id=new_id(), edition_id=edition.id, key=one.front.key)
            db.add(module)
        _fill(module, one)
        _load_steps(db, module, one, steps, renderer)
    _take_out(db, edition, [*steps.values(), *modules.values()])


def _fill(module: CourseModule, written: WrittenModule) -> None:
    front = written.front
    module.number, module.title, module.minutes = front.number, front.title, front.minutes
    module.summary, module.aims = front.summary, list(front.aims)
    module.needs = list(front.needs)
    module.opens_days = front.opens.days_after_start if front.opens else None
    module.opens_after_session = bool(front.opens and front.opens.after_session)
    module.translations = {
        language: translation.model_dump(exclude_none=True)
        for language, translation in written.translations.items()
    }


def _load_steps(
    db: Session,
    module: CourseModule,
    written: WrittenModule,
    steps: dict[tuple[UUID, str], Step],
    renderer: Renderer,
) -> None:
    for position, one in enumerate(written.steps, start=1):
        front = one.front
        step = steps.pop((module.id, front.key), None)
        if step is None:
            step = Step(id=new_id(), module_id=module.id, key=front.key)
            db.add(step)
        shown = renderer.step(one)
        step.position, step.kind, step.title = position, front.kind, front.title
        step.minutes, step.html, step.data = front.minutes, shown.html, shown.data
        step.translations, step.done_by = shown.translations, list(front.done_by)
        step.opens_days = front.opens.days_after_start if front.opens else None
        step.opens_after_session = bool(front.opens and front.opens.after_session)
        step.needs = list(front.needs)


def _take_out(db: Session, edition: Edition, gone: list[Step | CourseModule]) -> None:
    """Delete what is no longer written, unless another room's rows hold on to it."""
    try:
        with db.begin_nested():
            for row in gone:
                db.delete(row)
            db.flush()
    except IntegrityError:
        raise StepInUse(edition.key) from None
