"""Reads the folder of a module: its own file, its steps, its guide and their translations."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from app.kit.languages import LANGUAGES, is_language
from app.syllabus.rules.content import (
    Guide,
    ModuleFile,
    ModuleTranslation,
    StepTranslation,
)
from app.syllabus.rules.crosschecks import (
    faults_between_steps,
    faults_in_sum,
    remarks_on_guide,
    remarks_on_page,
)
from app.syllabus.rules.notebook import Notebook, files_in
from app.syllabus.rules.translating import remarks_on_module_words, remarks_on_step_words
from app.syllabus.rules.wording import shaped, shaped_step
from app.syllabus.rules.written import (
    WrittenGuide,
    WrittenModule,
    WrittenStep,
    WrittenTranslation,
)

NUMBERED = re.compile(r"^(\d\d)-([a-z0-9]+(?:-[a-z0-9]+)*)$")
GUIDE = "guide.md"
MODULE = "module.yaml"


def read_module(notebook: Notebook, folder: Path) -> WrittenModule | None:
    """The module in the folder, or None when its own file has a fault."""
    path = folder / MODULE
    located = notebook.yaml(path)
    front, remarks = shaped(ModuleFile, located) if located else (None, [])
    notebook.keep(path, remarks)
    steps = _read_steps(notebook, folder)
    guide = _read_guide(notebook, folder / GUIDE)
    if located is None or front is None:
        return None
    if folder.name != f"{front.number:02}-{front.key}":
        remedy = f"Call the folder {front.number:02}-{front.key}, or correct number and key."
        notebook.note(path, located.line_of(("key",)), "The folder has another name.", remedy)
    translations = _read_front_pages(notebook, folder, front)
    module = WrittenModule(notebook.name(path), front, steps, guide, translations)
    if not notebook.any_fault_in(folder):
        notebook.faults.extend(faults_in_sum(module, located.line_of(("minutes",))))
    return module


def _read_guide(notebook: Notebook, path: Path) -> WrittenGuide | None:
    page = notebook.page(path) if path.is_file() else None
    if page is None:
        return None
    front, remarks = shaped(Guide, page.front)
    notebook.keep(path, remarks)
    if front is None:
        return None
    notebook.keep(path, remarks_on_guide(page, front))
    return WrittenGuide(notebook.name(path), front, page.body)


def _read_front_pages(
    notebook: Notebook, folder: Path, front: ModuleFile
) -> dict[str, ModuleTranslation]:
    """The module's front page in other languages."""
    found = {}
    for path in files_in(folder):
        language = _language(notebook, path) if path.suffix == ".yaml" else None
        located = notebook.yaml(path) if language else None
        if language is None or located is None:
            continue
        translation, remarks = shaped(ModuleTranslation, located)
        notebook.keep(path, remarks)
        if translation:
            notebook.keep(path, remarks_on_module_words(translation, front, located))
            found[language] = translation
    return found


def _language(notebook: Notebook, path: Path) -> str | None:
    """The language in the file's name, as cy in 01-welcome.cy.md."""
    _, dot, code = path.stem.rpartition(".")
    if not dot:
        return None
    if not is_language(code):
        remedy = f"Use one of the codes that we know: {', '.join(LANGUAGES)}."
        notebook.note(path, 1, f"'{code}' is not a language that we know.", remedy)
        return None
    return code


def _read_steps(notebook: Notebook, folder: Path) -> list[WrittenStep]:
    steps: dict[str, WrittenStep] = {}
    keys: list[tuple[str, int, str]] = []
    paths = [path for path in files_in(folder) if not _is_beside_steps(path)]
    first_of: dict[str, Path] = {}
    for path in (path for path in paths if "." not in path.stem):
        named = NUMBERED.match(path.stem)
        if first_of.setdefault(path.name[:3], path) != path:
            remedy = "Give each file of the module a number of its own."
            notebook.note(path, 1, "Another file here starts with the same number.", remedy)
        if path.suffix != ".md" or not named:
            remedy = "Call a step two digits, a hyphen and its key, as in 01-welcome.md."
            notebook.note(path, 1, "The file is not named like a step.", remedy)
            continue
        step = _read_step(notebook, path, named[2], keys)
        if step:
            steps[path.stem] = step
    if not any(path.suffix == ".md" for path in paths):
        remedy = "Write its first step, as in 01-welcome.md."
        notebook.note(folder / MODULE, 1, "The module has no steps.", remedy)
    notebook.faults.extend(faults_between_steps(keys))
    for path in (path for path in paths if "." in path.stem):
        _add_translation(notebook, path, steps)
    return list(steps.values())


def _is_beside_steps(path: Path) -> bool:
    """Whether the file is the module's own, its front page in another language, or its guide."""
    return path.name == GUIDE or (path.suffix == ".yaml" and path.stem.split(".")[0] == "module")


def _read_step(
    notebook: Notebook, path: Path, key: str, keys: list[tuple[str, int, str]]
) -> WrittenStep | None:
    page = notebook.page(path)
    if page is None:
        return None
    front, remarks = shaped_step(page.front)
    notebook.keep(path, remarks)
    if front is None:
        return None
    line = page.front.line_of(("key",))
    keys.append((notebook.name(path), line, front.key))
    if front.key != key:
        remedy = f"Write 'key: {key}', or rename the file."
        notebook.note(path, line, "The key is not the one in the file's name.", remedy)
    notebook.keep(path, remarks_on_page(page, front, notebook.known))
    return WrittenStep(notebook.name(path), front, page.body)


def _add_translation(notebook: Notebook, path: Path, steps: dict[str, WrittenStep]) -> None:
    """Put the step of the file's name in its language beside the English one."""
    language = _language(notebook, path)
    name = path.stem.rpartition(".")[0]
    if not (path.parent / f"{name}.md").is_file():
        remedy = f"Write {name}.md first, or rename this file after the step that it translates."
        notebook.note(path, 1, "There is no such step in English.", remedy)
        return
    page = notebook.page(path) if language else None
    if language is None or page is None:
        return
    front, remarks = shaped(StepTranslation, page.front)
    notebook.keep(path, remarks)
    step = steps.get(name)
    if front is None or step is None:
        return
    notebook.keep(path, remarks_on_step_words(page, front, step))
    translation = WrittenTranslation(notebook.name(path), front, page.body)
    steps[name] = replace(step, translations={**step.translations, language: translation})
