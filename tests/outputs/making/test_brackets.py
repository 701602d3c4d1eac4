"""What an author agreed to have taken out is replaced by [brackets], and nothing else changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.outputs.rules.redaction import (
    Cut,
    carried,
    clean_instead,
    clean_piece,
    places_of,
    with_brackets,
)

TEXT = "We met at Elm Surgery. The people of Elm Surgery were kind."


def test_a_piece_is_replaced_where_it_stands_and_nowhere_else() -> None:
    assert with_brackets(TEXT, [Cut(10, 21, "a practice")]) == (
        "We met at [a practice]. The people of Elm Surgery were kind."
    )
    both = [Cut(37, 48, "it"), Cut(10, 21, "a practice")]
    assert with_brackets(TEXT, both) == "We met at [a practice]. The people of [it] were kind."
    assert with_brackets(TEXT, []) == TEXT


@pytest.mark.parametrize("cut", [Cut(50, 90, "x"), Cut(5, 5, "x"), Cut(9, 3, "x")])
def test_what_does_not_lie_in_the_words_changes_nothing(cut: Cut) -> None:
    assert with_brackets(TEXT, [cut]) == TEXT


def test_a_piece_is_found_letter_for_letter_each_time_that_it_stands_there() -> None:
    assert places_of(TEXT, "Elm Surgery") == [10, 37]
    assert places_of(TEXT, "elm surgery") == []
    assert places_of(TEXT, "") == []
    assert places_of("عند الباب 👩🏽‍⚕️ عند", "عند") == [0, 16]


@pytest.mark.parametrize(
    ("text", "piece"),
    [("cafe\N{COMBINING ACUTE ACCENT}", "cafe"), ("👩🏽‍⚕️ came", "👩"), ("👩‍⚕️ came", "⚕️")],
)
def test_no_letter_and_no_sign_is_cut_in_two(text: str, piece: str) -> None:
    assert places_of(text, piece) == []
    assert places_of(f"{piece}. {text}", piece) == [0]


def test_what_people_type_around_it_is_taken_away() -> None:
    assert clean_instead(" [a\nsmall  practice] ") == "a small practice"
    assert clean_piece("  at the\r\ndoor \n") == "at the\ndoor"


@given(
    st.text(max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=4)
)
def test_all_that_is_not_in_a_piece_stays_as_it_was(
    text: str, spans: list[tuple[int, int]]
) -> None:
    cuts = [Cut(begins, ends, "x") for begins, ends in spans]
    shown = with_brackets(text, cuts)
    for between in shown.split("[x]"):
        assert between in text


@given(st.text("ab", max_size=30), st.lists(st.text("ab", min_size=1, max_size=4), max_size=4))
def test_no_piece_that_was_taken_out_can_be_read_in_other_words(
    text: str, pieces: list[str]
) -> None:
    places = carried(text, pieces)
    if places is not None:
        cuts = [Cut(begins, begins + len(pieces[one]), "x") for one, begins in places]
        left = with_brackets(text, cuts)
        assert left.count("[x]") == len(cuts)
        assert not any(piece in left for piece in pieces)
