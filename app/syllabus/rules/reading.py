"""Walks the curriculum folder and turns its files into the written course, noting each fault."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from app.syllabus.rules.content import EditionFile, ModuleFile, Source
from app.syllabus.rules.crosschecks import (
    faults_between_steps,
    faults_in_sum,
    remarks_on_list,
    remarks_on_page,
)
from app.syllabus.rules.faults import Fault, Remark, UnreadableError
from app.syllabus.rules.located import Located, read_page, read_yaml
from app.syllabus.rules.prose import remarks_on_words, unknown_source
from app.syllabus.rules.wording import shaped, shaped_step
from app.syllabus.rules.written import Curriculum, WrittenEdition, WrittenModule, WrittenStep

NUMBERED = re.compile(r"^(\d\d)-([a-z0-9]+(?:-[a-z0-9]+)*)$")
ANCHOR = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")
SOURCES = "sources.yaml"
DRAFT = "edition.draft.yaml"


def check(root: Path) -> list[Fault]:
    """Every fault of the curriculum folder, by file and line; an empty list means all is well."""
    return read_curriculum(root).faults


def read_curriculum(root: Path) -> Curriculum:
    """The written course with its faults; nothing is raised for what an author wrote."""
    reader = _Reader(root)
    if not root.is_dir():
        reader.note(root, 1, "There is no such folder.", "Name the folder that holds the course.")
        return Curriculum({}, [], reader.faults)
    sources = reader.sources()
    editions = [reader.edition(folder) for folder in _folders(root) if not _is_draft(folder)]
    if not editions:
        remedy = "Make a folder with an edition.yaml in it."
        reader.note(root / SOURCES, 1, "There is no edition beside this file.", remedy)
    found = [edition for edition in editions if edition]
    return Curriculum(sources, found, sorted(set(reader.faults)))


def _folders(parent: Path) -> list[Path]:
    return sorted(path for path in parent.iterdir() if path.is_dir() and path.name[0] not in "._")


def _is_draft(folder: Path) -> bool:
    """Whether the edition in the folder is still being written, so that nothing reads it yet."""
    return (folder / DRAFT).is_file()


class _Reader:
    """Reads one file after another and keeps what is wrong with them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.faults: list[Fault] = []
        self.known: set[str] = set()

    def note(self, path: Path, line: int, what: str, remedy: str) -> None:
        self.faults.append(Fault(self.name(path), line, what, remedy))

    def name(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()

    def _keep(self, path: Path, remarks: Iterable[Remark]) -> None:
        self.faults.extend(remark.at(self.name(path)) for remark in remarks)

    def _text(self, path: Path) -> str | None:
        try:
            return path.read_text(encoding="utf-8-sig")
        except FileNotFoundError:
            self.note(
                path, 1, "This file is missing.", "Copy it from another place and fill it in."
            )
        except UnicodeDecodeError:
            self.note(path, 1, "The file is not plain text in UTF-8.", "Save it again as UTF-8.")
        return None

    def _yaml(self, path: Path) -> Located | None:
        text = self._text(path)
        if text is None:
            return None
        try:
            located = read_yaml(text)
        except UnreadableError as error:
            self._keep(path, [error.remark])
            return None
        for place, words in located.texts():
            self._keep(path, remarks_on_words(words, located.line_of(place), self.known))
        return located

    def sources(self) -> dict[str, Source]:
        """The documents of sources.yaml; those with a fault count as known all the same."""
        path = self.root / SOURCES
        located = self._yaml(path)
        found: dict[str, Source] = {}
        for key, entry in (located.data if located else {}).items():
            self.known.add(key)
            if not ANCHOR.match(key):
                line = located.line_of((key,)) if located else 1
                remedy = "Use small letters, digits and hyphens, as in 'manifesto-2017'."
                self.note(path, line, f"'{key}' is not a key for a source.", remedy)
            source, remarks = shaped(Source, _below(located, key, entry))
            self._keep(path, remarks)
            if source:
                found[key] = source
        return found

    def edition(self, folder: Path) -> WrittenEdition | None:
        """The edition in the folder, or None when its own file has a fault."""
        path = folder / "edition.yaml"
        located = self._yaml(path)
        if located is None:
            return None
        front, remarks = shaped(EditionFile, located)
        self._keep(path, remarks)
        if front is None:
            return None
        if front.framework not in self.known:
            self._keep(path, [unknown_source(front.framework, located.line_of(("framework",)))])
        if front.key != folder.name:
            remedy = f"Write 'key: {folder.name}', or rename the folder."
            self.note(path, located.line_of(("key",)), "The key is not the folder's name.", remedy)
        modules = [self._module(place) for place in _folders(folder)]
        edition = WrittenEdition(self.name(path), front, [module for module in modules if module])
        folders = [place.name for place in _folders(folder)]
        self._keep(path, remarks_on_list(edition, located, folders))
        return edition

    def _module(self, folder: Path) -> WrittenModule | None:
        path = folder / "module.yaml"
        located = self._yaml(path)
        steps = self._steps(folder)
        if located is None:
            return None
        front, remarks = shaped(ModuleFile, located)
        self._keep(path, remarks)
        if front is None:
            return None
        if folder.name != f"{front.number:02}-{front.key}":
            remedy = f"Call the folder {front.number:02}-{front.key}, or correct number and key."
            self.note(path, located.line_of(("key",)), "The folder has another name.", remedy)
        module = WrittenModule(self.name(path), front, steps)
        if not self._any_fault_in(folder):
            self.faults.extend(faults_in_sum(module, located.line_of(("minutes",))))
        return module

    def _any_fault_in(self, folder: Path) -> bool:
        """Whether something is wrong already, so that a sum would only add confusion."""
        return any(fault.file.startswith(f"{self.name(folder)}/") for fault in self.faults)

    def _steps(self, folder: Path) -> list[WrittenStep]:
        steps: list[WrittenStep] = []
        keys: list[tuple[str, int, str]] = []
        paths = [path for path in sorted(folder.iterdir()) if path.is_file()]
        for path in paths:
            if path.name == "module.yaml" or path.name.startswith("."):
                continue
            named = NUMBERED.match(path.stem)
            if path.name[:3] in {before.name[:3] for before in paths if before < path}:
                remedy = "Give each file of the module a number of its own."
                self.note(path, 1, "Another file here starts with the same number.", remedy)
            if path.suffix != ".md" or not named:
                remedy = "Call a step two digits, a hyphen and its key, as in 01-welcome.md."
                self.note(path, 1, "The file is not named like a step.", remedy)
                continue
            step = self._step(path, named[2], keys)
            if step:
                steps.append(step)
        if not any(path.suffix == ".md" for path in paths):
            remedy = "Write its first step, as in 01-welcome.md."
            self.note(folder / "module.yaml", 1, "The module has no steps.", remedy)
        self.faults.extend(faults_between_steps(keys))
        return steps

    def _step(self, path: Path, key: str, keys: list[tuple[str, int, str]]) -> WrittenStep | None:
        text = self._text(path)
        if text is None:
            return None
        try:
            page = read_page(text)
        except UnreadableError as error:
            self._keep(path, [error.remark])
            return None
        front, remarks = shaped_step(page.front)
        self._keep(path, remarks)
        if front is None:
            return None
        line = page.front.line_of(("key",))
        keys.append((self.name(path), line, front.key))
        if front.key != key:
            remedy = f"Write 'key: {key}', or rename the file."
            self.note(path, line, "The key is not the one in the file's name.", remedy)
        self._keep(path, remarks_on_page(page, front, self.known))
        return WrittenStep(self.name(path), front, page.body)


def _below(located: Located | None, key: str, entry: object) -> Located:
    """One entry of a file as data of its own, with the lines it has in the file."""
    lines = located.lines if located else {}
    below = {path[1:]: line for path, line in lines.items() if path[:1] == (key,)}
    return Located(entry if isinstance(entry, dict) else {}, {(): 1} | below)
