"""Walks the curriculum folder and turns its files into the written course, noting each fault."""

from __future__ import annotations

import re
from pathlib import Path

from app.syllabus.rules.content import EditionFile, Source
from app.syllabus.rules.crosschecks import remarks_on_list
from app.syllabus.rules.edition_checks import faults_in_edition
from app.syllabus.rules.faults import Fault
from app.syllabus.rules.framework import FrameworkEditionWritten
from app.syllabus.rules.located import Located
from app.syllabus.rules.notebook import Notebook, folders_in
from app.syllabus.rules.pictures import read_pictures
from app.syllabus.rules.reading_library import read_credits, read_frameworks, read_library
from app.syllabus.rules.reading_modules import read_module
from app.syllabus.rules.strays import (
    EDITION,
    module_folders,
    note_strays_at_the_top,
    note_strays_in,
)
from app.syllabus.rules.wording import shaped
from app.syllabus.rules.written import DRAFT, Curriculum, WrittenEdition

ANCHOR = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")
SOURCES = "sources.yaml"


def check(root: Path, *, drafts: bool = False) -> list[Fault]:
    """Every fault of the curriculum folder, by file and line; an empty list means all is well.

    How hard the course is to read is measured here only, since that takes longer than loading.
    """
    # Reads a long list of words.
    from app.syllabus.rules.reading_age import faults_in_reading  # noqa: PLC0415

    notebook = Notebook(root)
    curriculum = _read(notebook, drafts=drafts)
    return sorted({*curriculum.faults, *faults_in_reading(notebook, curriculum)})


def read_curriculum(root: Path, *, drafts: bool = False) -> Curriculum:
    """The written course with its faults; nothing is raised for what an author wrote.

    An edition that is still being written is passed over, unless `drafts` are asked for.
    """
    return _read(Notebook(root), drafts=drafts)


def _read(notebook: Notebook, *, drafts: bool) -> Curriculum:
    root = notebook.root
    if not root.is_dir():
        notebook.note(root, 1, "There is no such folder.", "Name the folder that holds the course.")
        return Curriculum({}, [], notebook.faults)
    note_strays_at_the_top(notebook)
    if not _read_sources(notebook):
        # Without the list, every citation would be called unknown.
        return Curriculum({}, [], notebook.faults)
    frameworks, credit_rules = read_frameworks(notebook), read_credits(notebook)
    folders = [folder for folder in folders_in(root) if drafts or not _is_draft(folder)]
    editions = [_read_edition(notebook, folder, frameworks) for folder in folders]
    if not editions:
        remedy = "Make a folder with an edition.yaml in it."
        notebook.note(root / SOURCES, 1, "There is no edition beside this file.", remedy)
    return Curriculum(
        notebook.sources,
        [edition for edition in editions if edition],
        sorted(set(notebook.faults)),
        frameworks,
        frozenset(folder.name for folder in folders if _is_draft(folder)),
        credit_rules,
    )


def _is_draft(folder: Path) -> bool:
    """Whether the edition in the folder is still being written, so that nothing reads it yet."""
    return (folder / DRAFT).is_file()


def _read_sources(notebook: Notebook) -> bool:
    """Whether the list of documents could be read."""
    path = notebook.root / SOURCES
    located = notebook.yaml(path)
    if located is None:
        return False
    for key, entry in located.data.items():
        notebook.known.add(key)
        if not ANCHOR.match(key):
            remedy = "Use small letters, digits and hyphens, as in 'manifesto-2017'."
            line = located.line_of((key,))
            notebook.note(path, line, f"'{key}' is not a key for a source.", remedy)
        source, remarks = shaped(Source, _below(located, key, entry))
        notebook.keep(path, remarks)
        if source:
            notebook.sources[key] = source
    return True


def _below(located: Located, key: str, entry: object) -> Located:
    """One entry of a file as data of its own, with the lines it has in the file."""
    below = {path[1:]: line for path, line in located.lines.items() if path[:1] == (key,)}
    return Located(entry if isinstance(entry, dict) else {}, {(): 1} | below)


def _read_edition(
    notebook: Notebook, folder: Path, frameworks: list[FrameworkEditionWritten]
) -> WrittenEdition | None:
    """The edition in the folder, or None when its own file has a fault."""
    path = folder / (DRAFT if _is_draft(folder) else EDITION)
    note_strays_in(notebook, folder)
    located = notebook.yaml(path)
    if located is None:
        return None
    front, remarks = shaped(EditionFile, located)
    notebook.keep(path, remarks)
    if front is None:
        return None
    if frameworks and front.framework not in {framework.key for framework in frameworks}:
        remedy = f"Write one of: {', '.join(framework.key for framework in frameworks)}."
        what = f"The edition '{front.framework}' is not in frameworks.yaml."
        notebook.note(path, located.line_of(("framework",)), what, remedy)
    if front.key != folder.name:
        remedy = f"Write 'key: {folder.name}', or rename the folder."
        notebook.note(path, located.line_of(("key",)), "The key is not the folder's name.", remedy)
    places = module_folders(folder)
    modules = [read_module(notebook, place) for place in places]
    edition = WrittenEdition(
        file=notebook.name(path),
        front=front,
        modules=[module for module in modules if module],
        library=read_library(notebook, folder / "library"),
        pictures=read_pictures(notebook, folder / "pictures"),
    )
    notebook.keep(path, remarks_on_list(edition, located, [place.name for place in places]))
    notebook.faults.extend(faults_in_edition(notebook, edition, places, frameworks))
    return edition
