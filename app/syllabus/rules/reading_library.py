"""Reads the framework's editions, rules of credits, and the library of an edition."""

from __future__ import annotations

from pathlib import Path

from app.syllabus.rules.content import Written
from app.syllabus.rules.credits import CreditRule, CreditsFile, remarks_on_credits
from app.syllabus.rules.crosswalk import remarks_on_frameworks
from app.syllabus.rules.framework import FrameworkEditionWritten, FrameworksFile
from app.syllabus.rules.library import LIBRARY
from app.syllabus.rules.notebook import Notebook, files_in
from app.syllabus.rules.wording import shaped

FRAMEWORKS = "frameworks.yaml"
CREDITS = "credits.yaml"


def read_frameworks(notebook: Notebook) -> list[FrameworkEditionWritten]:
    """The editions of the framework, from the oldest to the newest."""
    path = notebook.root / FRAMEWORKS
    located = notebook.yaml(path)
    if located is None:
        return []
    written, remarks = shaped(FrameworksFile, located)
    notebook.keep(path, remarks)
    if written is None:
        return []
    notebook.keep(path, remarks_on_frameworks(written.editions, located, notebook.known))
    return written.editions


def read_credits(notebook: Notebook) -> list[CreditRule]:
    """The rules by which learning is counted; a course can do without."""
    path = notebook.root / CREDITS
    located = notebook.yaml(path) if path.is_file() else None
    if located is None:
        return []
    written, remarks = shaped(CreditsFile, located)
    notebook.keep(path, remarks)
    if written is None:
        return []
    notebook.keep(path, remarks_on_credits(written.rules, located, notebook.known))
    return written.rules


def read_library(notebook: Notebook, folder: Path) -> dict[str, Written]:
    """What stands in the library, by the name of its file."""
    found: dict[str, Written] = {}
    for path in files_in(folder):
        shape = LIBRARY.get(path.stem) if path.suffix == ".yaml" else None
        if shape is None:
            names = ", ".join(f"{name}.yaml" for name in LIBRARY)
            notebook.note(path, 1, "This file has no place in a library.", f"We know: {names}.")
            continue
        located = notebook.yaml(path)
        if located is None:
            continue
        written, remarks = shaped(shape, located)
        notebook.keep(path, remarks)
        if written:
            found[path.stem] = written
    return found
