"""Faults in the text of a step."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.syllabus.planting import GAP, Planted, assert_named

HEADING = "## Two different gaps"

PLANTED = [
    Planted(
        "unknown citation in the text",
        GAP,
        "as\n  large [@pcn-2020]",
        "as\n  large [@pcn-2012]",
        "[@pcn-2012]",
        "'pcn-2012'",
        "sources.yaml",
    ),
    Planted(
        "single heading sign",
        GAP,
        HEADING,
        "# Two different gaps",
        "# Two",
        "single #",
        "##",
    ),
    Planted(
        "left-out heading level",
        GAP,
        HEADING,
        "#### Two different gaps",
        "#### Two",
        "leaves out",
        "##.",
    ),
    Planted(
        "underlined heading",
        GAP,
        HEADING,
        "Two different gaps\n---",
        "Two different gaps\n---",
        "heading",
        "##",
    ),
    Planted(
        "raw HTML",
        GAP,
        HEADING,
        f"{HEADING}\n\n<b>x</b>",
        "<b>",
        "Raw HTML",
        "Markdown",
    ),
    Planted(
        "script",
        GAP,
        HEADING,
        f"{HEADING}\n\n<script>x()</script>",
        "<script>",
        "Raw HTML",
        "Markdown",
    ),
    Planted(
        "raw HTML in the front matter",
        GAP,
        "title: The",
        "title: <i>The</i>",
        "title:",
        "Raw HTML",
        "Markdown",
    ),
    Planted(
        "picture without words",
        GAP,
        HEADING,
        f"{HEADING}\n\n![](a.png)",
        "![]",
        "alternative text",
        "picture shows",
    ),
    Planted(
        "link without words",
        GAP,
        HEADING,
        f"{HEADING}\n\n[](#sources)",
        "[](#",
        "link has no words",
        "leads",
    ),
]


@pytest.mark.parametrize("planted", PLANTED, ids=str)
def test_a_fault_in_the_text_of_a_step_is_named(course: Path, planted: Planted) -> None:
    assert_named(course, planted)
