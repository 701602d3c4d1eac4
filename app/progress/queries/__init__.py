"""Reads of people's ways through modules; each says how many statements it costs."""

from app.progress.queries.counts import StepCount, steps_done_counts
from app.progress.queries.course import CourseWay
from app.progress.queries.modules import ModulePage, module_page, modules_in, own_modules
from app.progress.queries.on_way import ModuleOnWay, StepOnWay
from app.progress.queries.places import Place, StepAddress, place
from app.progress.queries.resume import ResumePoint, resume_point
from app.progress.queries.steps import LockedStep, StepPage, step_page
from app.progress.queries.writing import WritingStep, held_writing_step, writing_step

__all__ = [
    "CourseWay",
    "LockedStep",
    "ModuleOnWay",
    "ModulePage",
    "Place",
    "ResumePoint",
    "StepAddress",
    "StepCount",
    "StepOnWay",
    "StepPage",
    "WritingStep",
    "held_writing_step",
    "module_page",
    "modules_in",
    "own_modules",
    "place",
    "resume_point",
    "step_page",
    "steps_done_counts",
    "writing_step",
]
