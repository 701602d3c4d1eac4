"""Checks an edition as a whole, when all its files have been read: what refers to what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from app.syllabus.rules.faults import Fault
from app.syllabus.rules.framework import FrameworkEditionWritten
from app.syllabus.rules.library_checks import Around, remarks_on_library
from app.syllabus.rules.links import Targets, anchors_on, remarks_on_links
from app.syllabus.rules.notebook import Notebook, files_in
from app.syllabus.rules.passages import passages_of, passages_on
from app.syllabus.rules.reading_modules import NUMBERED
from app.syllabus.rules.release import remarks_on_release
from app.syllabus.rules.wholeness import remarks_on_whole
from app.syllabus.rules.written import WrittenEdition


def faults_in_edition(
    notebook: Notebook,
    edition: WrittenEdition,
    places: Sequence[Path],
    frameworks: Sequence[FrameworkEditionWritten],
) -> list[Fault]:
    """What is wrong between the files of an edition; `places` are the folders of its modules.

    A file with a fault of its own counts as being there, so that one fault is named once.
    """
    folder = (notebook.root / edition.file).parent
    steps = {place.name[3:]: _keys_in(place) for place in places}
    targets = Targets(
        steps=steps,
        words=_words(notebook, folder),
        pictures=[path.name for path in files_in(folder / "pictures")],
    )
    return [
        *_faults_in_order(notebook, edition, steps),
        *_faults_in_links(notebook, f"{notebook.name(folder)}/", targets),
        *_faults_in_library(notebook, edition, list(steps), frameworks),
        *_faults_in_whole(notebook, edition),
    ]


def _keys_in(folder: Path) -> list[str]:
    """The keys of a module's steps, in order, from the names of their files."""
    named = [NUMBERED.match(path.stem) for path in files_in(folder) if path.suffix == ".md"]
    return [match[2] for match in named if match]


def _words(notebook: Notebook, folder: Path) -> list[str]:
    located = notebook.yamls.get(notebook.name(folder / "library" / "glossary.yaml"))
    terms = located.data.get("terms") if located else None
    found = terms if isinstance(terms, list) else []
    return [str(term["key"]) for term in found if isinstance(term, dict) and "key" in term]


def _faults_in_order(
    notebook: Notebook, edition: WrittenEdition, steps: Mapping[str, Sequence[str]]
) -> Iterator[Fault]:
    for module in edition.modules:
        located = notebook.front(module.file)
        for remark in remarks_on_release("module", module.front, located, list(steps)):
            yield remark.at(module.file)
        order = steps.get(module.front.key, [])
        for step in module.steps:
            front = notebook.front(step.file)
            for remark in remarks_on_release("step", step.front, front, order):
                yield remark.at(step.file)


def _faults_in_links(notebook: Notebook, start: str, targets: Targets) -> Iterator[Fault]:
    for file, page in notebook.pages.items():
        passages = passages_on(page, file) if file.startswith(start) else ()
        anchors = anchors_on(page)
        for passage in passages:
            yield from (one.at(file) for one in remarks_on_links(passage, targets, anchors))
    for file, located in notebook.yamls.items():
        passages = passages_of(located, file) if file.startswith(start) else ()
        for passage in passages:
            yield from (one.at(file) for one in remarks_on_links(passage, targets))


def _faults_in_library(
    notebook: Notebook,
    edition: WrittenEdition,
    modules: Sequence[str],
    frameworks: Sequence[FrameworkEditionWritten],
) -> Iterator[Fault]:
    used = [one for one in frameworks if one.key == edition.front.framework]
    items = [item.key for one in used for item in one.items]
    around = Around(notebook.known, modules, items)
    folder = Path(edition.file).parent / "library"
    for name, written in edition.library.items():
        file = (folder / f"{name}.yaml").as_posix()
        for remark in remarks_on_library(written, notebook.yamls[file], around):
            yield remark.at(file)


def _faults_in_whole(notebook: Notebook, edition: WrittenEdition) -> Iterator[Fault]:
    """An edition with one module is a pilot, of which less is asked."""
    if len(edition.front.modules) == 1:
        return
    for module in edition.modules:
        if not notebook.any_fault_in((notebook.root / module.file).parent):
            for remark in remarks_on_whole(module, notebook.front(module.file)):
                yield remark.at(module.file)
