"""When a pledge is asked about, and when its words can be written over."""

from __future__ import annotations

from datetime import date, timedelta

from app.practice.rules.pledges import (
    ENDINGS,
    SAID,
    THANKS,
    Wording,
    ending_of,
    is_first_wording_open,
    next_follow_up,
)

MADE = date(2027, 1, 20)


def test_the_next_question_is_told_until_there_is_none() -> None:
    assert next_follow_up(MADE, MADE) == date(2027, 2, 19)
    assert next_follow_up(MADE, date(2027, 2, 19)) == date(2027, 3, 21)
    assert next_follow_up(MADE, MADE + timedelta(days=90)) is None


def test_words_can_be_written_over_until_the_first_question_or_answer() -> None:
    assert is_first_wording_open(MADE, MADE + timedelta(days=29), 0)
    assert not is_first_wording_open(MADE, MADE + timedelta(days=30), 0)
    assert not is_first_wording_open(MADE, MADE, 1)


def test_every_answer_is_thanked_for_and_two_of_them_end_the_questions() -> None:
    assert set(THANKS) == set(SAID)
    assert {said for said in SAID if ending_of(said)} == ENDINGS == {"done", "changed"}
    assert all(words.startswith("Thank you") for words in THANKS.values())


def test_words_come_back_as_they_were_written() -> None:
    words = Wording("Ask \N{WAVING HAND SIGN}", when='"soon"', where="مكتبة", with_whom="\\n")
    assert Wording.from_text(words.to_text()) == words
