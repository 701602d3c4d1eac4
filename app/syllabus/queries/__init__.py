"""Reads of the loaded course; each says how many statements it costs."""

from app.syllabus.queries.course import (
    ModuleWithSteps,
    Option,
    Question,
    Verdict,
    all_editions,
    edition_by_key,
    module_by_id,
    module_now,
    module_with_steps,
    modules_of,
    published_editions,
    questions_for_learner,
    verdict_on,
)
from app.syllabus.queries.credits import credit_rules
from app.syllabus.queries.differences import differences_between, framework_differences
from app.syllabus.queries.frameworks import all_frameworks, term_history
from app.syllabus.queries.library import card_of, cards_of, has_card

__all__ = [
    "ModuleWithSteps",
    "Option",
    "Question",
    "Verdict",
    "all_editions",
    "all_frameworks",
    "card_of",
    "cards_of",
    "credit_rules",
    "differences_between",
    "edition_by_key",
    "framework_differences",
    "has_card",
    "module_by_id",
    "module_now",
    "module_with_steps",
    "modules_of",
    "published_editions",
    "questions_for_learner",
    "term_history",
    "verdict_on",
]
