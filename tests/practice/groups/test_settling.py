"""Two who type in what a group said lose nothing of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.practice.rules.groups import (
    ANSWERS,
    APART,
    Clash,
    Said,
    SentItem,
    say_answer,
    scores_of,
    settle,
)

SAID = st.builds(Said, st.sampled_from(ANSWERS), st.sampled_from(["", "a", "b"]))


def test_what_is_new_is_kept_and_what_is_there_is_not_kept_again() -> None:
    assert settle([], SentItem(Said("4"), 0)) == Said("4")
    assert settle([], SentItem(Said(), 0)) is None
    assert settle([Said("4")], SentItem(Said("4"), 0)) is None
    assert settle([Said("4")], SentItem(Said("5"), 1)) == Said("5")


def test_what_a_page_only_showed_does_not_undo_what_another_typed() -> None:
    history = [Said("4", "Early"), Said("6", "Early")]
    assert settle(history, SentItem(Said("4", "Early"), 1)) is None
    # One changed the number and the other the note: both are kept.
    assert settle(history, SentItem(Said("4", "Late"), 1)) == Said("6", "Late")


def test_two_different_answers_are_set_beside_each_other() -> None:
    for sent in (Said("5"), Said(APART), Said("", "note of mine")):
        with pytest.raises(Clash):
            settle([Said("6", "note of theirs")], SentItem(sent, 0))


@given(st.lists(SAID, max_size=4), SAID, st.integers(0, 6))
def test_whatever_comes_nothing_is_overwritten_that_its_writer_had_not_seen(
    history: list[Said], sent: Said, seen: int
) -> None:
    newest = history[-1] if history else Said()
    shown = history[seen - 1] if 0 < seen <= len(history) else Said()
    try:
        kept = settle(history, SentItem(sent, seen)) or newest
    except Clash:
        assert newest != shown
        return
    for part in ("answer", "note"):
        wanted, there, was = (getattr(one, part) for one in (sent, newest, shown))
        assert getattr(kept, part) in {wanted, there}
        if there != was:
            assert getattr(kept, part) == there
        if wanted != was:
            assert getattr(kept, part) == wanted


def test_a_chart_has_a_number_only_where_the_group_came_to_one() -> None:
    said = {"contact": Said("7"), "power": Said("?"), "ties": Said(APART, "Two of us left.")}
    assert scores_of(said) == {"contact": 7, "power": None}
    words = [say_answer(said, item) for item in ("contact", "power", "ties", "other")]
    assert words == ["7", "not sure", "no one number", "left out"]
