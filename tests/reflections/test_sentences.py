"""A text falls into sentences that are exact slices of it, in any script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.reflections.rules import LONGEST, clean_text, first_words
from app.reflections.rules.sentences import sentences

# Signs that end, join or break sentences, more often than chance would give them.
TRICKY = st.text(
    alphabet=st.sampled_from(list(".!?…。！？؟।\n\r\t \u2028\u0085\"'”)Aa1é\u0301\ufe0f\u200d🙂")),
    max_size=60,
)
TEXTS = st.one_of(st.text(max_size=200), TRICKY)


def texts_of(text: str) -> list[str]:
    return [one.text for one in sentences(text)]


@given(TEXTS)
def test_slices_are_exact_ordered_apart_and_leave_out_only_white_space(text: str) -> None:
    left = list(text)
    end = 0
    for one in sentences(text):
        assert text[one.start : one.end] == one.text
        assert end <= one.start < one.end
        assert one.text == one.text.strip()
        assert not one.text.isspace()
        left[one.start : one.end] = " " * (one.end - one.start)
        end = one.end
    assert all(sign.isspace() for sign in left)


@given(TEXTS)
def test_no_slice_goes_over_a_line(text: str) -> None:
    assert all(len(one.text.splitlines()) == 1 for one in sentences(text))


@given(TEXTS)
def test_no_slice_begins_with_a_sign_that_belongs_to_the_one_before(text: str) -> None:
    starts = [one for one in sentences(text) if one.start and not text[one.start - 1].isspace()]
    assert not any(one.text[0] in "\u0301\ufe0f" for one in starts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\t ", []),
        ("No end", ["No end"]),
        ("One. Two! Three? Four… Five", ["One.", "Two!", "Three?", "Four…", "Five"]),
        ("He said no. We stopped.", ["He said no.", "We stopped."]),
        ("it rained. i walked. it was good.", ["it rained.", "i walked.", "it was good."]),
        ("Dr. Example and Mrs. A. Person came.", ["Dr. Example and Mrs. A. Person came."]),
        ("It was she and I. Then it rained.", ["It was she and I.", "Then it rained."]),
        ("Ask, e.g. a neighbour. Then wait.", ["Ask, e.g. a neighbour.", "Then wait."]),
        ("It took 3.5 hours.It was long.", ["It took 3.5 hours.It was long."]),
        ("“Really?” she said. (Yes.) Good.", ["“Really?”", "she said.", "(Yes.)", "Good."]),
        ("A list:\n- tea\r\n- time", ["A list:", "- tea", "- time"]),
        ("今日は雨。「そう？」元気！", ["今日は雨。", "「そう？」", "元気！"]),
        ("كيف حالك؟ بخير. شكرا", ["كيف حالك؟", "بخير.", "شكرا"]),
        ("वह आया। वह गया।", ["वह आया।", "वह गया।"]),
        ("🙂🙂 👨‍👩‍👧! 🙂", ["🙂🙂 👨‍👩‍👧!", "🙂"]),
        ("Wait!!! What?! Oh...", ["Wait!!!", "What?!", "Oh..."]),
        ("<b>Bold.</b> Next", ["<b>Bold.</b> Next"]),
    ],
)
def test_sentences_fall_where_a_reader_would_expect(text: str, expected: list[str]) -> None:
    assert texts_of(text) == expected


@pytest.mark.parametrize("part", ["a", ".", "a. ", "! ", "\n", "é\u0301", ".\ufe0f", "。"])
def test_the_longest_text_is_cut_as_well(part: str) -> None:
    text = (part * LONGEST)[:LONGEST]
    assert sum(len("".join(one.text.split())) for one in sentences(text)) == len(
        "".join(text.split())
    )


@given(st.text(max_size=200))
def test_what_is_kept_is_what_was_written_but_for_what_cannot_be_kept(text: str) -> None:
    kept = clean_text(text)
    assert "\0" not in kept
    assert "\r" not in kept
    assert kept == text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    assert clean_text(kept) == kept


def test_broken_halves_of_characters_are_left_out() -> None:
    assert clean_text("a\ud83db\0c\r\nd") == "abc\nd"


@given(st.text(max_size=900))
def test_the_log_shows_a_short_beginning_in_one_line(text: str) -> None:
    beginning = first_words(text)
    assert len(beginning) <= 241
    assert len(beginning.splitlines()) <= 1
    assert " ".join(text.split()).startswith(beginning.removesuffix("…"))
