"""The commands that a content author uses."""

from __future__ import annotations

import shutil
from pathlib import Path

from click.testing import CliRunner
from sqlalchemy.orm import Session

from app.syllabus.cli import Platform, curriculum
from app.syllabus.queries import all_editions
from tests.syllabus.planting import GAP, MODULE
from tests.syllabus.test_load import change


def say(*words: str | Path, platform: Platform | None = None) -> tuple[int, str]:
    """The exit code and everything that the command wrote."""
    result = CliRunner().invoke(curriculum, [str(word) for word in words], obj=platform)
    return result.exit_code, result.output


def test_a_sound_course_passes_the_check() -> None:
    assert say("check") == (0, "The course has no faults.\n")


def test_a_fault_fails_the_check_and_is_named(course: Path) -> None:
    change(course, GAP, "minutes: 7", "minutes: none")

    code, output = say("check", "--root", course)

    assert code == 1
    assert f"{course}/{GAP}:5: 'minutes' is not a whole number." in output


def test_the_course_is_loaded_and_kept(platform: Platform, db: Session, course: Path) -> None:
    code, output = say("load", "--root", course, platform=platform)

    assert (code, output) == (0, "Edition 2026: new (modules: 1, steps: 9).\n")
    assert [edition.key for edition in all_editions(db)] == ["2026"]


def test_a_faulty_course_is_not_loaded(platform: Platform, db: Session, course: Path) -> None:
    change(course, GAP, "minutes: 7", "minutes: none")

    code, output = say("load", "--root", course, platform=platform)

    assert code == 1
    assert "Nothing was loaded." in output
    assert all_editions(db) == []


def test_two_editions_are_compared_in_words(course: Path) -> None:
    shutil.copytree(course / "2026", course / "2027")
    change(course, "2027/edition.yaml", '"2026"', '"2027"')
    new = MODULE.replace("2026", "2027", 1)
    change(course, f"{new}/02-the-gap.md", "## Two different gaps", "## Two gaps")
    change(course, f"{new}/02-the-gap.md", "minutes: 7", "minutes: 8")
    change(course, f"{new}/module.yaml", "minutes: 66", "minutes: 60")
    (course / new / "08-what-matters-to-you.md").unlink()
    (course / new / "01-welcome.md").rename(course / new / "01-hello.md")
    change(course, f"{new}/01-hello.md", "key: welcome", "key: hello")

    code, output = say("diff", "2026", "2027", "--root", course)

    module = "Module 1 'What makes people well?'"
    gap = f"{module}, step 'The gap in healthy years'"
    change_step = f"{module}, step 'Ask one person, change one thing'"
    assert code == 0
    assert output.splitlines()[-7:] == [
        f"{module}: minutes changed from '66' to '60'.",
        f"{module}: step 'Welcome' is taken out.",
        f"{module}: step 'What matters to you?' is taken out.",
        f"{module}, step 'Welcome' is new, in place 1.",
        f"{gap}: minutes changed from '7' to '8'.",
        f"{gap}: the text changed (lines taken out: 1, lines put in: 1).",
        f"{change_step}: moved from place 9 to place 8.",
    ]


def test_a_draft_is_compared_with_the_edition_that_it_was_copied_from(course: Path) -> None:
    shutil.copytree(course / "2026", course / "2028")
    (course / "2028/edition.yaml").rename(course / "2028/edition.draft.yaml")
    change(course, "2028/edition.draft.yaml", '"2026"', '"2028"')
    change(course, f"{MODULE.replace('2026', '2028')}/02-the-gap.md", "minutes: 7", "minutes: 8")
    change(course, f"{MODULE.replace('2026', '2028')}/module.yaml", "minutes: 66", "minutes: 67")

    code, output = say("diff", "2026", "2028", "--root", course)

    assert code == 0
    assert "'The gap in healthy years': minutes changed from '7' to '8'." in output
    assert say("diff", "2026", course / "2028", "--root", course) == (code, output)


def test_the_same_edition_twice_has_no_differences(course: Path) -> None:
    assert say("diff", course / "2026", "2026") == (
        0,
        "The two editions have the same content.\n",
    )


def test_an_edition_that_is_not_there_is_a_sentence(course: Path) -> None:
    code, output = say("diff", "2026", "1999", "--root", course)

    assert code == 1
    assert f"There is no edition '1999' in {course}." in output
