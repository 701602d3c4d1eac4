"""Opens the files of the course and keeps what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from app.syllabus.rules.content import Source
from app.syllabus.rules.faults import Fault, Remark, UnreadableError
from app.syllabus.rules.located import Located, Page, read_page, read_yaml
from app.syllabus.rules.passages import passages_of, passages_on
from app.syllabus.rules.prose import remarks_on

# Control characters, which a database refuses, and marks that turn a line round.
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")


def folders_in(parent: Path) -> list[Path]:
    """The folders in a folder, by name, without those that an editor hides."""
    return sorted(path for path in parent.iterdir() if path.is_dir() and path.name[0] not in "._")


def files_in(folder: Path) -> list[Path]:
    """The files in a folder, by name, without those that an editor hides."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if path.is_file() and path.name[0] != ".")


class Notebook:
    """What was read so far, by file, and the faults found in it.

    `pages` holds each Markdown file and `yamls` each YAML file with the lines of its values.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.faults: list[Fault] = []
        self.sources: dict[str, Source] = {}
        # A source with a fault counts as known all the same.
        self.known: set[str] = set()
        self.pages: dict[str, Page] = {}
        self.yamls: dict[str, Located] = {}

    def name(self, path: Path) -> str:
        """The path from the curriculum folder, as faults name it."""
        return path.relative_to(self.root).as_posix()

    def note(self, path: Path, line: int, what: str, remedy: str) -> None:
        """Keep a fault of the file."""
        self.faults.append(Fault(self.name(path), line, what, remedy))

    def keep(self, path: Path, remarks: Iterable[Remark]) -> None:
        """Keep remarks as faults of the file."""
        self.faults.extend(remark.at(self.name(path)) for remark in remarks)

    def any_fault_in(self, folder: Path) -> bool:
        """Whether something is wrong already, so that one more sentence would only confuse."""
        return any(fault.file.startswith(f"{self.name(folder)}/") for fault in self.faults)

    def front(self, file: str) -> Located:
        """The keys of a file that was read: all of a YAML file, or a page's front matter."""
        return self.pages[file].front if file in self.pages else self.yamls[file]

    def text(self, path: Path) -> str | None:
        """The text of a file, or None when it cannot be read."""
        try:
            text = path.read_text(encoding="utf-8-sig")
        except FileNotFoundError:
            remedy = "Copy it from another place and fill it in."
            self.note(path, 1, "This file is missing.", remedy)
            return None
        except UnicodeDecodeError:
            self.note(path, 1, "The file is not plain text in UTF-8.", "Save it again as UTF-8.")
            return None
        except OSError as error:
            what = f"The file cannot be opened: {error.strerror}."
            self.note(path, 1, what, "Make it a file that everybody may read.")
            return None
        unseen = UNSEEN.search(text)
        if unseen:
            line = text.count("\n", 0, unseen.start()) + 1
            what = f"Here is a sign that nobody can see (U+{ord(unseen[0]):04X})."
            self.note(path, line, what, "Delete it, or write the line again.")
            return None
        return text

    def yaml(self, path: Path) -> Located | None:
        """The data of a YAML file, or None when it cannot be read."""
        text = self.text(path)
        if text is None:
            return None
        try:
            located = read_yaml(text)
        except UnreadableError as error:
            self.keep(path, [error.remark])
            return None
        for passage in passages_of(located, path.name):
            self.keep(path, remarks_on(passage, self.known))
        self.yamls[self.name(path)] = located
        return located

    def page(self, path: Path) -> Page | None:
        """The front matter and the text of a Markdown file, or None when it cannot be read."""
        text = self.text(path)
        if text is None:
            return None
        try:
            page = read_page(text)
        except UnreadableError as error:
            self.keep(path, [error.remark])
            return None
        for passage in passages_on(page, path.name):
            self.keep(path, remarks_on(passage, self.known))
        self.pages[self.name(path)] = page
        return page
