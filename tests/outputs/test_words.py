"""Words are cut letter for letter, and whatever is not what was stored is found."""

from __future__ import annotations

import pytest

from app.outputs.rules.words import are_true, cut, hash_of, join_neighbours

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


@pytest.mark.parametrize(
    ("words", "text", "spans"),
    [
        ("One hare.", TEXT, [(0, 9)]),
        ("One here.", "Own here." + TEXT[9:], [(0, 9)]),
        ("One here.", TEXT, [(0, 8)]),
        ("", TEXT, []),
    ],
)
def test_words_that_are_not_what_their_author_wrote_are_found(
    words: str, text: str, spans: list[tuple[int, int]]
) -> None:
    stored = hash_of("One here.")
    assert not are_true(words, stored_hash=stored, text=text, spans=spans)


def test_words_as_they_were_written_are_true() -> None:
    words = cut(TEXT, [(0, 9), (22, 34)])
    assert are_true(words, stored_hash=hash_of(words), text=TEXT, spans=[(0, 9), (22, 34)])


def test_a_changed_hash_is_found() -> None:
    assert not are_true("One here.", stored_hash=hash_of("x"), text=TEXT, spans=[(0, 9)])
