"""Checks that look at more than one value of a file, or at a file and its neighbours."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from app.syllabus.rules.citing import remarks_on_facts
from app.syllabus.rules.content import Guide, KnowledgeCheck, Poll, StepFront, Watch
from app.syllabus.rules.faults import Fault, Remark
from app.syllabus.rules.links import is_web_address
from app.syllabus.rules.located import Located, Page
from app.syllabus.rules.questions import remarks_on_choices, remarks_on_questions
from app.syllabus.rules.repeats import repeated, twice
from app.syllabus.rules.written import WrittenEdition, WrittenModule

# The pages of the library stand beside those of the modules.
LIBRARY = "library"


def remarks_on_page(page: Page, front: StepFront, known: Collection[str]) -> Iterator[Remark]:
    """Everything that is wrong with a step whose front matter has its shape."""
    if not page.body.strip():
        remedy = "Write at least one paragraph below the front matter."
        yield Remark(page.body_line, "The step has no text.", remedy)
    yield from remarks_on_facts(page, front, known)
    match front:
        case KnowledgeCheck():
            yield from remarks_on_questions(front, page.front)
        case Poll():
            yield from remarks_on_choices(front, page.front)
        case Watch(recording=str(address)) if not is_web_address(address):
            remedy = "Write its whole address, from https:// on, or take the line out."
            line = page.front.line_of(("recording",))
            yield Remark(line, f"'{address}' is not an address of a recording.", remedy)


def remarks_on_guide(page: Page, front: Guide) -> Iterator[Remark]:
    """Everything that is wrong with a guide whose front matter has its shape."""
    if not page.body.strip():
        remedy = "Write at least one paragraph below the front matter."
        yield Remark(page.body_line, "The guide has no text.", remedy)
    total = sum(slot.minutes for slot in front.running_order)
    if total != front.minutes:
        what = f"The running order adds up to {total} minutes, but the guide says {front.minutes}."
        remedy = f"Write 'minutes: {total}', or change the running order."
        yield Remark(page.front.line_of(("minutes",)), what, remedy)


def remarks_on_list(
    edition: WrittenEdition, located: Located, folders: Sequence[str]
) -> Iterator[Remark]:
    """An edition's list of modules must name each folder once, in the order of the numbers."""
    listed = edition.front.modules
    keys = [folder[3:] for folder in folders]
    whole = located.line_of(("modules",))
    for place in repeated(listed):
        line = located.line_of(("modules", place))
        yield Remark(line, f"The module '{listed[place]}' is listed twice.", "Keep one of the two.")
    for place, key in enumerate(listed):
        line = located.line_of(("modules", place))
        if key == LIBRARY:
            what = f"No module can be called '{key}', since the library stands at its address."
            yield Remark(line, what, "Choose another key, also for its folder.")
        elif key not in keys:
            remedy = "Make its folder, or take it off the list."
            yield Remark(line, f"The module '{key}' has no folder.", remedy)
    for key in sorted(set(keys) - set(listed)):
        remedy = f"Add '- {key}', or take its folder away."
        yield Remark(whole, f"The module '{key}' is not on the list.", remedy)
    for place in repeated([folder[:3] for folder in folders]):
        remedy = "Give each module a number of its own."
        yield Remark(whole, f"Another folder has the number of '{folders[place]}'.", remedy)
    read = [module.front.key for module in edition.modules]
    if sorted(read) == sorted(listed) and read != listed:
        what = "The list is not in the order of the modules' numbers."
        yield Remark(whole, what, f"Write them as: {', '.join(read)}.")


def faults_between_steps(steps: Sequence[tuple[str, int, str]]) -> Iterator[Fault]:
    """Steps of one module, as (file, line of the key, key), that have the same key."""
    for place in repeated([key for _, _, key in steps]):
        file, line, key = steps[place]
        yield twice("step", key, line).at(file)


def faults_in_sum(module: WrittenModule, line: int) -> Iterator[Fault]:
    """A module whose minutes are not those of its steps together."""
    total = sum(step.front.minutes for step in module.steps)
    if total != module.front.minutes:
        what = f"The steps add up to {total} minutes, but the module says {module.front.minutes}."
        yield Fault(module.file, line, what, f"Write 'minutes: {total}', or change the steps.")
