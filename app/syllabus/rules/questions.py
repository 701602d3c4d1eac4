"""Checks the questions of a knowledge check, and the choices of a poll."""

from __future__ import annotations

from collections.abc import Iterator

from app.syllabus.rules.content import KnowledgeCheck, Poll, Question
from app.syllabus.rules.faults import Remark
from app.syllabus.rules.located import Located, Path
from app.syllabus.rules.repeats import repeated, twice

QUESTIONS = range(3, 6)
OPTIONS = range(3, 5)


def remarks_on_questions(check: KnowledgeCheck, front: Located) -> Iterator[Remark]:
    """A few questions, each with a few answers of which exactly one is right."""
    questions = check.questions
    if len(questions) not in QUESTIONS:
        what = f"A knowledge check has 3 to 5 questions; this one has {len(questions)}."
        remedy = "Add questions." if len(questions) < QUESTIONS[0] else "Take some out."
        yield Remark(front.line_of(("questions",)), what, remedy)
    for place in repeated([question.key for question in questions]):
        line = front.line_of(("questions", place, "key"))
        yield twice("question", questions[place].key, line)
    for place, question in enumerate(questions):
        yield from _remarks_on_options(question, ("questions", place), front)
    yield from _remarks_on_places(questions, front)


def remarks_on_choices(poll: Poll, front: Located) -> Iterator[Remark]:
    """A poll's choices differ."""
    for place in repeated([choice.casefold() for choice in poll.choices]):
        line = front.line_of(("choices", place))
        what = f"The choice '{poll.choices[place]}' is there twice."
        yield Remark(line, what, "Keep one of the two.")


def _remarks_on_options(question: Question, path: Path, front: Located) -> Iterator[Remark]:
    options = question.options
    for place in repeated([option.key for option in options]):
        line = front.line_of((*path, "options", place, "key"))
        yield twice("option", options[place].key, line)
    for place in repeated([option.text.casefold() for option in options]):
        line = front.line_of((*path, "options", place, "text"))
        what = "Another option of this question has the same words."
        yield Remark(line, what, "Give each option words of its own.")
    if len(options) not in OPTIONS:
        what = f"A question has 3 or 4 options; '{question.key}' has {len(options)}."
        remedy = "Add an option." if len(options) < OPTIONS[0] else "Take one out."
        yield Remark(front.line_of((*path, "options")), what, remedy)
    right = sum(option.right for option in options)
    if right != 1:
        found = "no right answer" if right == 0 else f"{right} right answers"
        what = f"The question '{question.key}' has {found}."
        yield Remark(front.line_of(path), what, "Give exactly one of its options 'right: true'.")


def _remarks_on_places(questions: list[Question], front: Located) -> Iterator[Remark]:
    """Who always picks the second answer should not be right each time."""
    right = [[option.right for option in question.options] for question in questions]
    places = {options.index(True) for options in right if True in options}
    if len(questions) > 1 and len(places) == 1:
        what = f"The right answer is always number {min(places) + 1}."
        yield Remark(front.line_of(("questions",)), what, "Move some of them to other places.")
