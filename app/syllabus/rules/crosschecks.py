"""Checks that look at more than one value: keys that must differ, answers, sums and sources."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from app.syllabus.rules.content import KnowledgeCheck, Question, StepFront
from app.syllabus.rules.faults import Fault, Remark
from app.syllabus.rules.located import Located, Page
from app.syllabus.rules.prose import remarks_on, remarks_on_words, unknown_source
from app.syllabus.rules.written import WrittenEdition, WrittenModule


def remarks_on_page(page: Page, front: StepFront, sources: Collection[str]) -> Iterator[Remark]:
    """Everything that is wrong with a step whose front matter has its shape."""
    if not page.body.strip():
        remedy = "Write at least one paragraph below the front matter."
        yield Remark(page.body_line, "The step has no text.", remedy)
    yield from remarks_on(page.body, page.body_line, sources)
    for path, text in page.front.texts():
        yield from remarks_on_words(text, page.front.line_of(path), sources)
    for number, figure in enumerate(front.figures):
        if figure.source not in sources:
            line = page.front.line_of(("figures", number, "source"))
            yield unknown_source(figure.source, line)
    if isinstance(front, KnowledgeCheck):
        yield from _remarks_on_questions(front.questions, page.front)


def _remarks_on_questions(questions: list[Question], front: Located) -> Iterator[Remark]:
    for place in _repeated([question.key for question in questions]):
        line = front.line_of(("questions", place, "key"))
        yield _twice("question", questions[place].key, line)
    for number, question in enumerate(questions):
        for place in _repeated([option.key for option in question.options]):
            line = front.line_of(("questions", number, "options", place, "key"))
            yield _twice("option", question.options[place].key, line)
        right = sum(option.right for option in question.options)
        if right != 1:
            line = front.line_of(("questions", number))
            found = "no right answer" if right == 0 else f"{right} right answers"
            what = f"The question '{question.key}' has {found}."
            yield Remark(line, what, "Give exactly one of its options 'right: true'.")


def remarks_on_list(
    edition: WrittenEdition, located: Located, folders: Sequence[str]
) -> Iterator[Remark]:
    """An edition's list of modules must name each folder once, in the order of the numbers."""
    listed = edition.front.modules
    keys = [folder[3:] for folder in folders]
    whole = located.line_of(("modules",))
    for place in _repeated(listed):
        line = located.line_of(("modules", place))
        yield Remark(line, f"The module '{listed[place]}' is listed twice.", "Keep one of the two.")
    for place, key in enumerate(listed):
        if key not in keys:
            line = located.line_of(("modules", place))
            remedy = "Make its folder, or take it off the list."
            yield Remark(line, f"The module '{key}' has no folder.", remedy)
    for key in sorted(set(keys) - set(listed)):
        remedy = f"Add '- {key}', or take its folder away."
        yield Remark(whole, f"The module '{key}' is not on the list.", remedy)
    for place in _repeated([folder[:3] for folder in folders]):
        remedy = "Give each module a number of its own."
        yield Remark(whole, f"Another folder has the number of '{folders[place]}'.", remedy)
    read = [module.front.key for module in edition.modules]
    if sorted(read) == sorted(listed) and read != listed:
        what = "The list is not in the order of the modules' numbers."
        yield Remark(whole, what, f"Write them as: {', '.join(read)}.")


def faults_between_steps(steps: Sequence[tuple[str, int, str]]) -> Iterator[Fault]:
    """Steps of one module, as (file, line of the key, key), that have the same key."""
    for place in _repeated([key for _, _, key in steps]):
        file, line, key = steps[place]
        yield _twice("step", key, line).at(file)


def faults_in_sum(module: WrittenModule, line: int) -> Iterator[Fault]:
    """A module whose minutes are not those of its steps together."""
    total = sum(step.front.minutes for step in module.steps)
    if total != module.front.minutes:
        what = f"The steps add up to {total} minutes, but the module says {module.front.minutes}."
        yield Fault(module.file, line, what, f"Write 'minutes: {total}', or change the steps.")


def _repeated(keys: Sequence[str]) -> list[int]:
    """The places of the keys that stood earlier in the list already."""
    return [place for place, key in enumerate(keys) if key in keys[:place]]


def _twice(thing: str, key: str, line: int) -> Remark:
    what = f"Another {thing} here has the key '{key}' already."
    return Remark(line, what, f"Give this {thing} a key of its own.")
