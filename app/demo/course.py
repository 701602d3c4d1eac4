"""The demo's people on their way through the first modules, and what they write."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.demo.scene import DemoCohort, Learner, Scene
from app.demo.words import PRIVATE_REFLECTIONS
from app.progress.actions.answer import Chosen, save_answers
from app.progress.actions.complete import mark_step_done
from app.progress.actions.record import note_visit
from app.progress.queries import StepAddress
from app.reflections.actions.write import write_reflection
from app.reflections.rules.origins import FromStep
from app.syllabus.models import CourseModule, Step
from app.syllabus.queries import module_with_steps, modules_of

# How many days ago people began each module, from the first on; each opens a week after another.
BEGUN = (20, 13, 6)
# Days from one step to the next.
PACE = 0.5


@dataclass(frozen=True)
class Written:
    """A reflection of somebody in the demo."""

    learner: Learner
    reflection_id: UUID
    sentences: int


def go_through(scene: Scene, demo: DemoCohort, *, slow: set[UUID]) -> list[Written]:
    """Everyone does some steps of the modules that are open; those in `slow` (persons) do three.

    Who has done a whole module goes on to the next one.
    """
    opened = modules_of(scene.db, demo.cohort.edition_id)[: len(BEGUN)]
    modules = [module_with_steps(scene.db, demo.cohort.edition_id, one.key) for one in opened]
    written = []
    for learner in demo.joined:
        for module, days in zip(modules, BEGUN, strict=False):
            count = _how_many(scene, len(module.steps), is_slow=learner.person.id in slow)
            for place, step in enumerate(module.steps[:count]):
                at = scene.ago(days=days - place * PACE, minutes=scene.chance.randrange(600))
                written += _do(scene, demo, module.module, step, learner, at)
            if count < len(module.steps):
                next_step = module.steps[count]
                note_visit(scene.db, learner.enrolment.id, next_step.id, now=scene.ago(hours=20))
                break
    return written


def _how_many(scene: Scene, all_of_them: int, *, is_slow: bool) -> int:
    count = scene.chance.choice([0, 2, 5, 7, 8, *[all_of_them] * 5])
    return 3 if is_slow else min(count, all_of_them)


def write_more(scene: Scene, learners: list[Learner]) -> list[Written]:
    """Reflections that began on a blank page; nobody repeats another while there are enough."""
    written = []
    for learner in learners:
        at = scene.ago(days=scene.chance.randrange(2, 15))
        sentences = next(scene.sayings)
        reflection_id = _write(scene, learner, " ".join(sentences), at, None)
        written.append(Written(learner, reflection_id, len(sentences)))
    return written


def _do(
    scene: Scene,
    demo: DemoCohort,
    module: CourseModule,
    step: Step,
    learner: Learner,
    at: datetime,
) -> list[Written]:
    address = StepAddress(
        enrolment_id=learner.enrolment.id,
        module_key=module.key,
        step_key=step.key,
    )
    if step.kind == "reflection":
        text = scene.chance.choice(PRIVATE_REFLECTIONS)
        begun = FromStep(step.id, demo.cohort.slug)
        return [Written(learner, _write(scene, learner, text, at, begun), 1)]
    note_visit(scene.db, learner.enrolment.id, step.id, now=at)
    if step.kind == "knowledge_check":
        options = {
            question["key"]: scene.chance.choice(question["options"])["key"]
            for question in step.data["questions"]
        }
        chosen = Chosen(options, key=scene.key())
        save_answers(scene.db, learner.person, at=address, chosen=chosen, now=at)
    else:
        mark_step_done(scene.db, learner.person, at=address, now=at)
    return []


def _write(scene: Scene, learner: Learner, text: str, at: datetime, begun: FromStep | None) -> UUID:
    return write_reflection(
        scene.db, learner.person, text=text, request_key=scene.key(), begun_at=begun, now=at
    )
