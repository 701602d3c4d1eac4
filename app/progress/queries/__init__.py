"""Reads of people's ways through modules; each says how many statements it costs."""

from app.progress.queries.counts import StepCount, steps_done_counts
from app.progress.queries.modules import CohortModules, ModuleWay, modules_in, own_modules
from app.progress.queries.places import Place, StepAddress, place
from app.progress.queries.resume import ResumePoint, resume_point
from app.progress.queries.steps import ModulePage, StepPage, module_page, step_page
from app.progress.queries.writing import WritingStep, writing_step

__all__ = [
    "CohortModules",
    "ModulePage",
    "ModuleWay",
    "Place",
    "ResumePoint",
    "StepAddress",
    "StepCount",
    "StepPage",
    "WritingStep",
    "module_page",
    "modules_in",
    "own_modules",
    "place",
    "resume_point",
    "step_page",
    "steps_done_counts",
    "writing_step",
]
