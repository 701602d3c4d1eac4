"""What the check says of whole files and folders, and how it says it."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.syllabus.cli import CURRICULUM
from app.syllabus.rules.reading import check
from tests.syllabus.planting import EDITION, GAP, MODULE, MODULE_FILE


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


def test_hidden_files_of_an_editor_are_let_be(course: Path) -> None:
    (course / MODULE / ".DS_Store").write_bytes(b"\x00")

    assert check(course) == []


@pytest.mark.parametrize("file", ["sources.yaml", EDITION, MODULE_FILE])
def test_a_missing_file_is_named(course: Path, file: str) -> None:
    (course / file).unlink()

    assert (file, 1, "This file is missing.") in said(course)


def test_a_file_that_cannot_be_opened_is_named(course: Path) -> None:
    (course / MODULE_FILE).unlink()
    (course / MODULE_FILE).mkdir()

    (fault,) = [
        fault for fault in check(course) if fault.file == MODULE_FILE and "opened" in fault.what
    ]
    assert (fault.line, fault.remedy) == (1, "Make it a file that everybody may read.")


def test_a_list_of_documents_that_cannot_be_read_is_one_fault(course: Path) -> None:
    (course / "sources.yaml").write_text("%YAML 9.9.9\n---\na: b\n", "utf-8")

    ((file, line, what),) = said(course)
    assert (file, line) == ("sources.yaml", 1)
    assert what.startswith("This is not YAML that we can read: ")


@pytest.mark.parametrize("count", [3, 50, 5000])
def test_values_within_values_never_break_the_check(course: Path, count: int) -> None:
    (course / GAP).write_text(f"---\nkey: {'[' * count}{']' * count}\n---\nText.\n", "utf-8")

    assert said(course)[0][0] == GAP


def test_a_file_from_another_kind_of_computer_reads_the_same(course: Path) -> None:
    path = course / GAP
    windows = b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n")
    path.write_bytes(windows)

    assert check(course) == []


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert said(tmp_path / "nowhere") == [(".", 1, "There is no such folder.")]


def test_a_course_without_an_edition_is_named(tmp_path: Path) -> None:
    (tmp_path / "sources.yaml").write_text("{}", "utf-8")

    assert said(tmp_path) == [
        ("frameworks.yaml", 1, "This file is missing."),
        ("sources.yaml", 1, "There is no edition beside this file."),
    ]
