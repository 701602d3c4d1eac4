"""Names files and folders that nobody would read where they stand."""

from __future__ import annotations

import re
from pathlib import Path

from app.syllabus.rules.notebook import Notebook, files_in, folders_in
from app.syllabus.rules.written import DRAFT

MODULE_FOLDER = re.compile(r"^\d\d-[a-z0-9]+(-[a-z0-9]+)*$")
EDITION = "edition.yaml"
# Folders of an edition that are no modules.
BESIDE_MODULES = frozenset({"library", "pictures"})
AT_THE_TOP = frozenset({"sources.yaml", "frameworks.yaml", "credits.yaml", "README.md"})


def note_strays_at_the_top(notebook: Notebook) -> None:
    """Files beside the editions that are none of ours."""
    for path in files_in(notebook.root):
        if path.name not in AT_THE_TOP:
            remedy = f"Here are {', '.join(sorted(AT_THE_TOP))} and the editions' folders."
            notebook.note(path, 1, "This file has no place here.", remedy)


def note_strays_in(notebook: Notebook, folder: Path) -> None:
    """Files and folders of an edition that are none of ours."""
    for path in files_in(folder):
        if path.name not in {EDITION, DRAFT}:
            remedy = "Put it into the folder of a module, into 'library' or into 'pictures'."
            notebook.note(path, 1, "This file has no place here.", remedy)
    if (folder / EDITION).is_file() and (folder / DRAFT).is_file():
        what = f"There is an {DRAFT} as well."
        notebook.note(folder / EDITION, 1, what, "Keep one of the two.")
    for place in folders_in(folder):
        for inner in folders_in(place):
            remedy = "Move its files one folder up, or take it away."
            notebook.note(inner, 1, "A folder has no place in here.", remedy)
        if not MODULE_FOLDER.match(place.name) and place.name not in BESIDE_MODULES:
            remedy = "Call it two digits, a hyphen and its key, as in 01-welcome."
            notebook.note(place, 1, "The folder is not named like a module.", remedy)


def module_folders(folder: Path) -> list[Path]:
    """The folders of an edition's modules, in the order of their numbers."""
    return [place for place in folders_in(folder) if MODULE_FOLDER.match(place.name)]
