"""What every module of the course that we ship gives a learner."""

from __future__ import annotations

import re

import pytest

from app.syllabus.rules.citations import CITATION
from app.syllabus.rules.content import KnowledgeCheck
from app.syllabus.rules.written import WrittenModule
from tests.make.course import written_course

MODULES = [module for edition in written_course().editions for module in edition.modules]
PARTS_OF_A_MODULE = {"case_study", "knowledge_check", "reflection", "activity"}
# With a unit, in pounds, as a share, or as a count of people or of what happened to them.
MEASURE = re.compile(
    r"£\d+(?:[.,]\d+)*|\b1:\d+|"
    r"\b\d+(?:[.,]\d+)*(?:%| per cent| years| months| deaths| people| patients| in \d+\b)"
)
# The words for a picture, and the heads of a table: what they tell is cited beside them.
BESIDE = re.compile(r"^!\[|\|---")

every_module = pytest.mark.parametrize("module", MODULES, ids=lambda module: module.front.key)


@every_module
def test_a_module_fits_into_an_hour_and_a_quarter(module: WrittenModule) -> None:
    assert 45 <= module.front.minutes <= 75
    assert 6 <= len(module.steps) <= 10


@every_module
def test_a_module_has_a_case_a_check_a_reflection_and_an_activity(module: WrittenModule) -> None:
    assert {step.front.kind for step in module.steps} >= PARTS_OF_A_MODULE


@every_module
def test_a_check_has_three_to_five_questions(module: WrittenModule) -> None:
    for step in module.steps:
        if isinstance(step.front, KnowledgeCheck):
            assert 3 <= len(step.front.questions) <= 5


@every_module
def test_the_right_answer_is_not_always_in_the_same_place(module: WrittenModule) -> None:
    for step in module.steps:
        if isinstance(step.front, KnowledgeCheck):
            places = {
                [option.right for option in question.options].index(True)
                for question in step.front.questions
            }
            assert len(places) > 1


@every_module
def test_a_measured_figure_in_the_text_names_its_document(module: WrittenModule) -> None:
    for step in module.steps:
        told = " ".join(figure.value for figure in step.front.figures)
        above = ""
        for part in re.split(r"\n\s*\n|\n(?=[-|>] )", step.body):
            untold = [one for one in MEASURE.findall(part) if one.removeprefix("£") not in told]
            # A table belongs to the paragraph that leads to it.
            words = f"{above}{part}" if part.startswith("|") else part
            is_told = CITATION.search(words) or BESIDE.search(part)
            assert is_told or not untold, (step.file, part)
            above = words


@every_module
def test_a_figure_is_listed_beside_a_text_that_cites_its_document(module: WrittenModule) -> None:
    for step in module.steps:
        for figure in step.front.figures:
            assert figure.source in CITATION.findall(step.body), step.file
