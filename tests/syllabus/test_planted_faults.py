"""The check names every planted fault, with its file, its line, and how to mend it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.syllabus.rules import reading
from app.syllabus.rules.faults import Fault
from app.syllabus.rules.reading import check
from app.syllabus.rules.wording import UNUSUAL
from tests.syllabus.planting import Planted, planted, said
from tests.syllabus.small_course import write_small_course

ROWS = planted()
RULES = Path(reading.__file__).parent
# These say what differs or how something looks, and find no faults.
OTHERS = {"differences", "shown", "rendering", "shelves", "addresses", "citations"}
GAP = "\N{HORIZONTAL ELLIPSIS}"
TOLD = (ast.Module, ast.ClassDef, ast.FunctionDef)
# Sentences for what no file on this machine can bring about; they have tests of their own.
ELSEWHERE = {
    *(re.sub(r"\{\w+\}", GAP, words) for words in UNUSUAL),
    "There is no such folder.",
    "Name the folder that holds the course.",
    "There is no edition beside this file.",
    "Make a folder with an edition.yaml in it.",
    f"The file cannot be opened: {GAP}.",
    "Make it a file that everybody may read.",
    f"This is not YAML that we can read: {GAP}.",
    "Save the file as plain text (UTF-8).",
}


def test_the_guides_course_has_no_faults(tmp_path: Path) -> None:
    assert check(write_small_course(tmp_path)) == []


def test_each_planted_fault_has_a_name_of_its_own() -> None:
    assert len({row.fault for row in ROWS}) == len(ROWS) >= 60


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_a_planted_fault_is_named(tmp_path: Path, row: Planted) -> None:
    row.plant(tmp_path)

    faults = check(tmp_path, drafts=row.drafts)

    assert [said(fault, row.file) for fault in faults] == row.says
    assert faults == sorted(faults)
    assert all(is_in(tmp_path, fault) for fault in faults)


def is_in(root: Path, fault: Fault) -> bool:
    """Whether an editor can jump there: the file has so many lines."""
    path = root / fault.file
    if not path.is_file():
        return fault.line == 1
    return 1 <= fault.line <= path.read_bytes().count(b"\n") + 1


def test_every_sentence_of_the_check_is_said_of_some_planted_fault() -> None:
    heard = "\n".join(" ".join(row.says) for row in ROWS)
    unheard = [
        (file, sentence)
        for file, sentence in sentences()
        if sentence not in ELSEWHERE and not re.search(as_pattern(sentence), heard)
    ]
    assert unheard == []


def sentences() -> Iterator[tuple[str, str]]:
    """What the rules can say, with a gap for each value, from their own text."""
    for path in sorted(RULES.glob("*.py")):
        if path.stem in OTHERS:
            continue
        nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
        told = [node for node in nodes if isinstance(node, TOLD)]
        docs = {ast.get_docstring(node, clean=False) for node in told}
        inner = {id(part) for node in nodes for part in parts_of(node)}
        for node in nodes:
            text = text_of(node) if id(node) not in inner else ""
            if text and text not in docs and re.match(rf"[A-Z'{GAP}].* .*\.$", text):
                yield path.stem, text


def parts_of(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.JoinedStr):
        yield from node.values


def text_of(node: ast.AST) -> str:
    """The text of a constant, or of a text with values in it."""
    if isinstance(node, ast.JoinedStr):
        return "".join(
            str(part.value) if isinstance(part, ast.Constant) else GAP for part in node.values
        )
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.sub(r"\{\w+\}", GAP, node.value)
    return ""


def as_pattern(sentence: str) -> str:
    return re.escape(sentence).replace(re.escape(GAP), ".*")
