"""The way of a report: where it is, and which steps people passed over."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.outputs.rules.path import AHEAD, DONE, HERE, PASSED, Facts, path

BARE = Facts(
    offered=3,
    notes=0,
    messages=0,
    has_draft=True,
    is_old=False,
    to_ask=2,
    waiting=0,
    yes=0,
    has_edition=False,
    is_published=False,
)
ASKED = replace(BARE, to_ask=0, waiting=2)


@pytest.mark.parametrize(
    ("facts", "states"),
    [
        (BARE, [DONE, HERE, AHEAD, DONE, AHEAD, AHEAD]),
        (replace(BARE, messages=1), [DONE, PASSED, DONE, DONE, HERE, AHEAD]),
        (replace(BARE, notes=1), [DONE, DONE, HERE, DONE, AHEAD, AHEAD]),
        (ASKED, [DONE, PASSED, PASSED, DONE, HERE, AHEAD]),
        (replace(ASKED, is_old=True), [DONE, PASSED, PASSED, HERE, AHEAD, AHEAD]),
        (replace(ASKED, waiting=0, yes=2), [DONE, PASSED, PASSED, DONE, DONE, HERE]),
        (replace(BARE, has_draft=False, to_ask=0), [DONE, HERE, AHEAD, AHEAD, AHEAD, AHEAD]),
    ],
)
def test_it_is_where_the_first_step_is_that_was_neither_taken_nor_passed_over(
    facts: Facts, states: list[str]
) -> None:
    assert [step.state for step in path(facts)] == states
