"""Checks a translation against the English that it stands beside."""

from __future__ import annotations

from collections.abc import Iterator

from app.syllabus.rules.citations import CITATION
from app.syllabus.rules.content import ModuleFile, ModuleTranslation, StepTranslation
from app.syllabus.rules.faults import Remark
from app.syllabus.rules.located import Located, Page
from app.syllabus.rules.written import WrittenStep


def remarks_on_module_words(
    translation: ModuleTranslation, front: ModuleFile, located: Located
) -> Iterator[Remark]:
    """A module's front page has the same aims in each language."""
    if len(translation.aims) != len(front.aims):
        what = f"The number of aims is {len(translation.aims)}; in English it is {len(front.aims)}."
        yield Remark(located.line_of(("aims",)), what, "Translate each aim, in the same order.")


def remarks_on_step_words(
    page: Page, front: StepTranslation, step: WrittenStep
) -> Iterator[Remark]:
    """A translated step says no more than the English one, and cites the same documents."""
    if not page.body.strip():
        remedy = "Write at least one paragraph below the front matter, or take the file away."
        yield Remark(page.body_line, "The translation has no text.", remedy)
    for name in ("prompt", "done_when"):
        if getattr(front, name) and not hasattr(step.front, name):
            what = f"The step in English has no '{name}'."
            yield Remark(page.front.line_of((name,)), what, "Take the line out.")
    for match in CITATION.finditer(page.body):
        if match[1] not in step.sources():
            what = f"The step in English does not cite '{match[1]}'."
            remedy = "Cite the documents that the English text cites."
            yield Remark(page.line_at(match.start()), what, remedy)
