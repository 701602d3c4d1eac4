"""A support map as it is kept, listed and drawn."""

from __future__ import annotations

import math

from app.participation.rules.support import DOING, GROUP, KINDS, PERSON, Support, SupportMap
from app.participation.rules.support_drawing import RADII, SIZE, draw_support

MUM = Support("1", PERSON, "Mum", 2, "She “listens” 🙂")
CHOIR = Support("2", GROUP, "Choir", 1)
BAKING = Support("3", DOING, "Baking", 1)
WHOLE = SupportMap("I ask.\nمرحبا", (MUM, CHOIR, BAKING))


def test_a_map_is_the_same_after_it_was_kept() -> None:
    assert SupportMap.from_text(WHOLE.to_text()) == WHOLE


def test_the_closest_come_first_and_the_drawing_has_the_numbers_of_the_list() -> None:
    listed = WHOLE.in_order()
    assert [one.name for one in listed] == ["Choir", "Baking", "Mum"]
    drawing = draw_support(WHOLE)
    assert drawing is not None
    assert [(mark.number, mark.name) for mark in drawing.marks] == [
        (number, one.name) for number, one in enumerate(listed, start=1)
    ]


def test_the_same_key_is_written_over_and_not_put_beside() -> None:
    newer = WHOLE.with_support(Support("1", PERSON, "Mum and Dad", 1))
    assert [one.name for one in newer.supports] == ["Mum and Dad", "Choir", "Baking"]
    assert newer.without("2").one("2") is None
    assert newer.without("not there") == newer


def test_marks_stand_inside_their_ring_and_none_on_another() -> None:
    many = tuple(
        Support(f"{kind}{ring}{place}", kind, f"{kind} {place}", ring)
        for kind in KINDS
        for ring in RADII
        for place in range(4)
    )
    drawing = draw_support(SupportMap("", many))
    assert drawing is not None
    spots = [(mark.x, mark.y) for mark in drawing.marks]
    assert len(set(spots)) == len(many)
    assert all(math.hypot(x - SIZE / 2, y - SIZE / 2) < RADII[3] for x, y in spots)
    assert draw_support(SupportMap("Only strengths")) is None
