"""Faults in the questions of a knowledge check."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.syllabus.planting import CHECK, Planted, assert_named

PLANTED = [
    Planted(
        "unknown citation in feedback",
        CHECK,
        "The two are easy to mix up.",
        "[@nobody]",
        "[@nobody]",
        "'nobody'",
        "sources.yaml",
    ),
    Planted(
        "no right answer",
        CHECK,
        "        text: About 19 years\n        right: true",
        "        text: About 19 years\n        right: false",
        "key: gap",
        "no right answer",
        "right: true",
    ),
    Planted(
        "two right answers",
        CHECK,
        "        text: About 2 years\n        right: false",
        "        text: About 2 years\n        right: true",
        "key: gap",
        "2 right answers",
        "exactly one",
    ),
    Planted(
        "yes for true",
        CHECK,
        "right: true",
        "right: yes",
        "right: yes",
        "true nor false",
        "without quotes",
    ),
    Planted(
        "empty feedback",
        CHECK,
        "Yes. You can forget the long word, as long as you keep the question.",
        "",
        "text: What makes people well?\n        right: true\n        feedback",
        "'feedback' is empty",
        "Write",
    ),
    Planted(
        "same option twice",
        CHECK,
        "- key: nine\n",
        "- key: two\n",
        "whenever you like.\n      - key: two",
        "option",
        "key of its own",
    ),
    Planted(
        "same question twice",
        CHECK,
        "  - key: share",
        "  - key: gap",
        "for women [@pcn-2020].\n  - key: gap",
        "question",
        "key of its own",
    ),
    Planted(
        "figures that are no list",
        CHECK,
        "questions:",
        "figures: none\nquestions:",
        "figures:",
        "not a list",
        "hyphen",
    ),
]


@pytest.mark.parametrize("planted", PLANTED, ids=str)
def test_a_fault_in_a_question_is_named(course: Path, planted: Planted) -> None:
    assert_named(course, planted)
