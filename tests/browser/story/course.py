"""The newest edition as its authors wrote it, so that the story follows the course."""

from __future__ import annotations

from app.syllabus.rules.content import KnowledgeCheck, Question
from app.syllabus.rules.written import WrittenModule
from tests.make.course import written_course

MODULES = written_course().editions[-1].modules
EVERY_STEP = [f"{module.front.key}/{step.front.key}" for module in MODULES for step in module.steps]
FIRST = MODULES[0]


def place_of_check(module: WrittenModule) -> int:
    """The place of the module's knowledge check among its steps, from nought."""
    kinds = [step.front.kind for step in module.steps]
    return kinds.index("knowledge_check")


def questions_of(module: WrittenModule) -> list[Question]:
    """The questions of the module's knowledge check."""
    front = module.steps[place_of_check(module)].front
    assert isinstance(front, KnowledgeCheck)
    return front.questions


def answer(question: Question, *, right: bool) -> str:
    """The first answer that is right, or wrong."""
    return next(option.text for option in question.options if option.right == right)
