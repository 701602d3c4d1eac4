"""What the check says of whole files and folders, and how it says it."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.syllabus.cli import CURRICULUM
from app.syllabus.rules.reading import check
from tests.syllabus.planting import EDITION, GAP, MODULE, MODULE_FILE, REFLECTION


def said(course: Path) -> list[tuple[str, int, str]]:
    """File, line and the fault of each thing that the check finds."""
    return [(fault.file, fault.line, fault.what) for fault in check(course)]


def test_the_course_that_we_ship_has_no_faults() -> None:
    assert check(CURRICULUM) == []


def test_a_fault_reads_as_one_line_that_an_editor_can_jump_to(course: Path) -> None:
    path = course / GAP
    path.write_text(path.read_text("utf-8").replace("minutes: 7", "minutes: seven"), "utf-8")

    assert [str(fault) for fault in check(course)] == [
        f"{GAP}:5: 'minutes' is not a whole number. Write digits only, without quotes, as in 5."
    ]


def test_a_step_without_text_is_named(course: Path) -> None:
    path = course / REFLECTION
    front = path.read_text("utf-8").split("---\n")[1]
    path.write_text(f"---\n{front}---\n\n", "utf-8")

    assert said(course) == [(REFLECTION, front.count("\n") + 3, "The step has no text.")]


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("1-welcome.md", "The file is not named like a step."),
        ("10-notes.txt", "The file is not named like a step."),
        ("09-another.md", "Another file here starts with the same number."),
    ],
)
def test_a_file_with_a_stray_name_is_named(course: Path, name: str, what: str) -> None:
    (course / MODULE / name).write_text("---\n", "utf-8")

    named = [(file, text) for file, _, text in said(course) if file.startswith(MODULE)]
    assert any(what == text for _, text in named), named


def test_hidden_files_of_an_editor_are_let_be(course: Path) -> None:
    (course / MODULE / ".DS_Store").write_bytes(b"\x00")

    assert check(course) == []


@pytest.mark.parametrize("file", ["sources.yaml", EDITION, MODULE_FILE])
def test_a_missing_file_is_named(course: Path, file: str) -> None:
    (course / file).unlink()

    assert (file, 1, "This file is missing.") in said(course)


def test_a_file_that_is_not_plain_text_is_named(course: Path) -> None:
    (course / GAP).write_bytes(b"---\nkey: caf\xe9\n---\n")

    assert (GAP, 1, "The file is not plain text in UTF-8.") in said(course)


def test_a_file_from_another_kind_of_computer_reads_the_same(course: Path) -> None:
    path = course / GAP
    windows = b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n")
    path.write_bytes(windows)

    assert check(course) == []


def test_two_modules_with_one_number_are_named(course: Path) -> None:
    (course / "2026/01-twin").mkdir()

    what = "Another folder has the number of '01-what-makes-people-well'."
    assert what in [text for _, _, text in said(course)]


def test_a_module_without_steps_is_named(course: Path) -> None:
    for path in (course / MODULE).glob("*.md"):
        path.unlink()

    assert (MODULE_FILE, 1, "The module has no steps.") in said(course)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert said(tmp_path / "nowhere") == [(".", 1, "There is no such folder.")]


def test_a_course_without_an_edition_is_named(tmp_path: Path) -> None:
    (tmp_path / "sources.yaml").write_text("", "utf-8")

    assert said(tmp_path) == [
        ("frameworks.yaml", 1, "This file is missing."),
        ("sources.yaml", 1, "There is no edition beside this file."),
        ("sources.yaml", 1, "This is not a list of keys with values."),
    ]
