"""Faults in the keys at the top of a step."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.syllabus.planting import GAP, REFLECTION, Planted, assert_named

PLANTED = [
    Planted(
        "unknown key",
        GAP,
        "minutes: 7",
        "minutes: 7\nminuets: 7",
        "minuets",
        "'minuets'",
        "'minutes'",
    ),
    Planted(
        "missing key",
        GAP,
        "title: The gap in healthy years\n",
        "",
        "key:",
        "'title'",
        "Add",
    ),
    Planted(
        "missing kind",
        GAP,
        "kind: read\n",
        "",
        "key:",
        "'kind' is missing",
        "knowledge_check",
    ),
    Planted(
        "unknown kind",
        GAP,
        "kind: read",
        "kind: raed",
        "kind:",
        "'raed'",
        "case_study",
    ),
    Planted(
        "empty text",
        GAP,
        "title: The gap in healthy years",
        'title: ""',
        "title:",
        "empty",
        "Write",
    ),
    Planted(
        "nothing after the key",
        GAP,
        "kind: read\ntitle: The gap in healthy years",
        "kind: read\ntitle:",
        "title:",
        "'title' is not text",
        "quotes",
    ),
    Planted(
        "words for a number",
        GAP,
        "minutes: 7",
        "minutes: seven",
        "minutes:",
        "whole number",
        "digits",
    ),
    Planted(
        "no minutes",
        GAP,
        "minutes: 7",
        "minutes: 0",
        "minutes:",
        "too small",
        "at least 1",
    ),
    Planted(
        "many minutes",
        GAP,
        "minutes: 7",
        "minutes: 700",
        "minutes:",
        "too large",
        "at most 120",
    ),
    Planted(
        "key with a space",
        GAP,
        "key: the-gap",
        "key: the gap",
        "key:",
        "address",
        "hyphens",
    ),
    Planted(
        "key unlike the file",
        GAP,
        "key: the-gap",
        "key: a-gap",
        "key:",
        "file's name",
        "the-gap",
    ),
    Planted(
        "key twice in one file",
        GAP,
        "kind: read",
        "kind: read\nkind: read",
        "kind: read\nkind:",
        "there twice",
        "Keep one",
    ),
    Planted(
        "no front matter",
        GAP,
        "---\nkey",
        "key",
        "key",
        "front matter",
        "---",
    ),
    Planted(
        "open front matter",
        REFLECTION,
        "---\nThis page",
        "This page",
        "---",
        "not closed",
        "after its last key",
    ),
    Planted(
        "front matter that is no YAML",
        GAP,
        "title: The gap",
        "title: The: gap",
        "title:",
        "YAML",
        "quotes",
    ),
    Planted(
        "text with a YAML sign",
        GAP,
        "title: The",
        "title: &The",
        "title:",
        "'&'",
        "quotes",
    ),
    Planted(
        "figure without n",
        GAP,
        "    n: Not given, for the same reason.\n",
        "",
        "value: 9.4",
        "'n' is missing",
        "Add",
    ),
    Planted(
        "figure of an unknown document",
        GAP,
        "source: pcn-2020",
        "source: pcn-2019",
        "source:",
        "'pcn-2019'",
        "sources.yaml",
    ),
]


@pytest.mark.parametrize("planted", PLANTED, ids=str)
def test_a_fault_in_the_keys_of_a_step_is_named(course: Path, planted: Planted) -> None:
    assert_named(course, planted)
