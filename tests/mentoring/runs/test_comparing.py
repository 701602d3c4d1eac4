"""A later proposal says what is different from the one before it, and why."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from app.mentoring.rules.topics import ANSWERS
from tests.make.mentoring import make_apart
from tests.make.runs import Matchmaking
from tests.mentoring.runs.pages import fields, page_of, set_aside, words

pytestmark = pytest.mark.usefixtures("no_form_tokens")


def test_a_later_one_says_what_is_different_and_why(making: Matchmaking, mina: FlaskClient) -> None:
    _, bo, _, di = making.four()
    set_aside(making, mina, making.proposed())
    second = making.proposed()
    assert "Nothing that counts has changed since" in words(mina, page_of(second))
    set_aside(making, mina, second)
    make_apart(making.db, bo, di)
    making.somebody("Eva Elm", languages=["cy"])
    making.somebody("Fay Fern", ANSWERS)
    third = making.proposed()
    assert "Pairs that are the same: 1. New pairs: 1. Pairs that are no more: 1." in words(
        mina, page_of(third)
    )
    different = words(mina, page_of(third) + "?part=changes")
    for said in (
        "Bo Birch and Di Dale Not a pair any more",
        "Bo Birch would now walk with Fay Fern.",
        "Di Dale is left without anybody this time.",
        "Bo Birch and Fay Fern A new pair",
        "Before, it was Bo Birch and Di Dale.",
        "Fay Fern takes part for the first time since.",
        "Eva Elm New here They take part for the first time since.",
    ):
        assert said in different


def test_after_an_approval_the_next_one_says_who_was_asked(
    making: Matchmaking, mina: FlaskClient
) -> None:
    making.four()
    first = making.proposed()
    mina.post(f"{page_of(first)}/approvals", data=fields(mina, page_of(first), "Approve"))
    making.later()
    second = making.proposed()
    different = words(mina, page_of(second) + "?part=changes")
    assert "Ana Ash and Cy Cedar Not a pair any more They have been asked since." in different
    left = words(mina, page_of(second))
    assert "They have no room for anybody more at the moment." in left
