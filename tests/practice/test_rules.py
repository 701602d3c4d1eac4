"""In what order looks come, which numbers there are, and what can be compared."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from app.kit.db import new_id
from app.kit.dumbbells import Dumbbell, place_dumbbells
from app.practice.rules.comparing import Asked, FrameworkStep, Look, is_same, lines_of
from app.practice.rules.looks import AFTER, BACK, BEFORE, is_open, read_scores, say_score

OLD, MIDDLE, NEW = new_id(), new_id(), new_id()
STORY = [
    FrameworkStep(OLD, "Framework of 2017", {}),
    FrameworkStep(MIDDLE, "Framework of 2020", {"contact": "same", "power": "same"}),
    FrameworkStep(NEW, "Framework of 2023", {"contact": "renamed", "power": "same"}),
]
CONTACT = Asked("contact", "cs", "Contact", "How close are people?")
POWER = Asked("power", "features", "Power", "Who decides?")


def look(moment: str, framework: UUID, *asked: Asked, **scores: int | None) -> Look:
    return Look(moment, framework, asked, scores)


@pytest.mark.parametrize(
    ("begun", "done", "opens"),
    [
        ((), (), {BEFORE, AFTER}),
        ((BEFORE,), (), {BEFORE, AFTER}),
        ((BEFORE, AFTER), (BEFORE,), {AFTER}),
        ((AFTER,), (AFTER,), {AFTER, BACK}),
        ((BEFORE, AFTER, BACK), (AFTER, BACK), {BACK}),
    ],
)
def test_a_look_is_open_until_the_next_begins_and_one_looks_back_after_saying_how_it_is(
    begun: tuple[str, ...], done: tuple[str, ...], opens: set[str]
) -> None:
    assert {moment for moment in (BEFORE, AFTER, BACK) if is_open(moment, begun, done)} == opens


def test_a_number_is_from_one_to_ten_or_not_known_or_left_out() -> None:
    sent = {"contact": " 10 ", "power": "?", "ties": "", "elsewhere": "99"}
    scores = read_scores(sent, ["contact", "power", "ties"])
    assert scores == {"contact": 10, "power": None}
    said = [say_score(scores, item) for item in ("contact", "power", "ties")]
    assert said == ["10", "not sure", "left out"]


@pytest.mark.parametrize("wrong", ["0", "11", "-1", "5.5", "٥", "five", "1e1", "0" * 400, "5 5"])
def test_anything_else_is_no_number(wrong: str) -> None:
    assert read_scores({"contact": wrong}, ["contact"]) is None


def test_an_item_is_the_same_only_when_every_edition_between_says_so() -> None:
    assert is_same("power", OLD, NEW, STORY)
    assert is_same("contact", OLD, MIDDLE, STORY)
    assert not is_same("contact", OLD, NEW, STORY)
    assert not is_same("contact", NEW, OLD, STORY)
    assert not is_same("ties", OLD, MIDDLE, STORY)
    assert not is_same("power", OLD, new_id(), STORY)


def test_looks_of_two_editions_meet_only_on_items_that_are_the_same() -> None:
    first = look(BEFORE, OLD, CONTACT, POWER, contact=3, power=4)
    renamed = replace(CONTACT, label="Connections")
    second = look(AFTER, NEW, renamed, POWER, contact=8, power=None)
    lines = lines_of([first, second], STORY)
    assert [(line.asked.label, line.points) for line in lines] == [
        ("Connections", {AFTER: 8}),
        ("Power", {BEFORE: 4}),
        ("Contact", {BEFORE: 3}),
    ]
    assert lines[0].only == "As asked in the framework of 2023. Not to be compared."
    assert [line.only for line in lines[1:]] == [
        "",
        "As asked in the framework of 2017. Not to be compared.",
    ]


def test_a_question_with_other_words_is_another_question() -> None:
    first = look(BEFORE, NEW, POWER, power=4)
    second = look(AFTER, NEW, replace(POWER, ask="Who really decides?"), power=6)
    lines = lines_of([first, second], STORY)
    assert [line.points for line in lines] == [{AFTER: 6}, {BEFORE: 4}]
    assert all("other words" in line.only for line in lines)


def test_marks_stand_on_one_scale_and_a_line_without_any_keeps_its_place() -> None:
    rows = [
        Dumbbell(
            label="A label that is longer than one line of the page", points={"a": 1, "b": 10}
        ),
        Dumbbell(label="Nothing", points={}),
    ]
    drawing = place_dumbbells(rows, lowest=1, highest=10, ticks=(1, 10))
    first, second = drawing.rows
    assert [mark.x for mark in first.marks] == [4, 96] == [first.first, first.last]
    assert len(first.lines) == 2
    assert second.marks == ()
    assert first.middle < second.lines[0][0] < second.middle < drawing.height
    with pytest.raises(ValueError, match="outside"):
        place_dumbbells([Dumbbell(label="A", points={"a": 11})], lowest=1, highest=10, ticks=())
