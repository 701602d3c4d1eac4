"""Words are cut letter for letter, and whatever is not what was stored is found."""

from __future__ import annotations

import pytest

from app.outputs.rules.words import cut, join_neighbours

TEXT = "One here. Two there.  Three 🌱 now. שלום עולם. Five."
SPANS = [(0, 9), (10, 20), (22, 34), (35, 45), (46, 51)]


@pytest.mark.parametrize(
    ("picks", "words"),
    [
        ([0], "One here."),
        ([0, 1], "One here. Two there."),
        ([1, 2], "Two there.  Three 🌱 now."),
        ([0, 2], "One here. […] Three 🌱 now."),
        ([3, 0, 3], "One here. […] שלום עולם."),
        ([0, 99, -1], "One here."),
    ],
)
def test_sentences_side_by_side_stay_as_written_and_gaps_are_marked(
    picks: list[int], words: str
) -> None:
    assert cut(TEXT, join_neighbours(SPANS, picks)) == words


def test_no_pick_is_no_words() -> None:
    assert join_neighbours(SPANS, []) == []
