"""Faults in the files that hold a course together."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.syllabus.planting import EDITION, MODULE_FILE, Planted, assert_named

PLANTED = [
    Planted(
        "module without aims",
        MODULE_FILE,
        "aims:",
        "aims: []\nwas:",
        "aims:",
        "too few",
        "at least 1",
    ),
    Planted(
        "sum of minutes",
        MODULE_FILE,
        "minutes: 66",
        "minutes: 60",
        "minutes:",
        "66 minutes",
        "minutes: 66",
    ),
    Planted(
        "module unlike its folder",
        MODULE_FILE,
        "number: 1",
        "number: 2",
        "key:",
        "another name",
        "02-what",
    ),
    Planted(
        "module that is not there",
        EDITION,
        "  - what",
        "  - three-cs\n  - what",
        "three-cs",
        "no folder",
        "Make",
    ),
    Planted(
        "module listed twice",
        EDITION,
        "  - what",
        "  - what-makes-people-well\n  - what",
        "people-well\n  - what",
        "twice",
        "Keep one",
    ),
    Planted(
        "module off the list",
        EDITION,
        "  - what-makes-people-well",
        "  - three-cs",
        "modules:",
        "not on the list",
        "Add",
    ),
    Planted(
        "unknown framework",
        EDITION,
        'framework: "2023"',
        'framework: "2022"',
        "framework:",
        "'2022' is not in frameworks.yaml",
        "2017, 2020, 2021, 2023",
    ),
    Planted(
        "edition unlike its folder",
        EDITION,
        '"2026"',
        '"2027"',
        "key:",
        "folder's name",
        "2026",
    ),
    Planted(
        "source with a stray key",
        "sources.yaml",
        "  short: Manifesto",
        "  shrot: Manifesto",
        "shrot",
        "'shrot'",
        "'short'",
    ),
    Planted(
        "source with a year in words",
        "sources.yaml",
        "  year: 2017",
        "  year: then",
        "year: then",
        "whole number",
        "digits",
    ),
    Planted(
        "source key with a space",
        "sources.yaml",
        "nhs75-2023:",
        "nhs75 2023:",
        "nhs75 2023:",
        "not a key",
        "hyphens",
    ),
]


@pytest.mark.parametrize("planted", PLANTED, ids=str)
def test_a_fault_in_a_file_of_the_course_is_named(course: Path, planted: Planted) -> None:
    assert_named(course, planted)
