"""When the question is asked, and what counts as an answer by text."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.mentoring.rules.check_ins import is_missed_again, number_due
from app.mentoring.rules.replies import Reply, read_reply

BEGAN = date(2027, 1, 20)


@pytest.mark.parametrize(
    ("days", "number"),
    [
        *((0, None), (29, None), (30, 1), (44, 1), (45, None), (89, None)),
        *((90, 2), (104, 2), (105, None), (150, 3), (30 + 60 * 9, 10)),
    ],
)
def test_the_first_is_after_30_days_and_one_every_60_follows(days: int, number: int | None) -> None:
    assert number_due(BEGAN, BEGAN + timedelta(days=days)) == number


def test_only_two_in_a_row_are_a_reason_to_ring() -> None:
    assert is_missed_again(["missed", "missed", "answered"])
    assert not is_missed_again(["missed", "answered", "missed"])
    assert not is_missed_again(["answered", "missed", "missed"])
    assert not is_missed_again(["missed"])


@pytest.mark.parametrize(
    ("text", "about", "value", "wants_call"),
    [
        ("WELL", "check_in", "well", False),
        (" well, thank you. ", "check_in", "well", False),
        ("It\u2019s going well!", "check_in", "well", False),
        ("Da", "check_in", "well", False),
        ("so-so", "check_in", "mixed", False),
        ("Cymysg. Ffonio", "check_in", "mixed", True),
        ("Not well. Please call me", "check_in", "low", True),
        ("CALL low", "check_in", "low", True),
        ("Joan: low", "check_in", "low", False),
        ("low call, joan", "check_in", "low", True),
        ("call", "", "", True),
        ("Can you ring me please?", "", "", True),
        ("yes", "proposal", "yes", False),
        ("No thank you", "proposal", "no", False),
        ("We met", "meeting", "met", False),
        ("Stuck. Ring me", "pledge", "blocked", True),
        ("STOP", "pledge", "stop", False),
    ],
)
def test_what_is_wholly_an_answer_is_one(
    text: str, about: str, value: str, *, wants_call: bool
) -> None:
    reply = read_reply(text, ["joan", "petra"])
    assert reply is not None
    assert (reply.about, reply.value, reply.wants_call) == (about, value, wants_call)


@pytest.mark.parametrize(
    "text",
    [
        *("", "\N{THUMBS UP SIGN}", "ok", "thanks", "stopped", "well I am not sure", "well or low"),
        *("my husband is not well", "1", "call him a liar", "joan", "wellow", "w\x00ell"),
    ],
)
def test_nobody_is_guessed_about(text: str) -> None:
    assert read_reply(text, ["joan"]) is None


def test_whoever_is_called_like_an_answer_is_understood() -> None:
    assert read_reply("low", ["low"]) == Reply("check_in", "low")
    named = read_reply("Low: well", ["low"])
    assert named == Reply("check_in", "well", names=frozenset({"low"}))
