"""What somebody says is made tidy; nothing of it is guessed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest

from app.mentoring.rules.profiles import (
    MANAGER,
    WORDS,
    Said,
    choice_names,
    fault_in,
    side_for,
    surplus,
    tidy,
)


def test_words_that_nobody_knows_are_left_out_and_the_rest_stands_in_its_order() -> None:
    said = Said(
        side="sideways",
        offers=["caring", "gold", "listening", "caring"],
        times=["wed_evening", "mon_morning", "never"],
        languages=["pl", "xx", "en", "pl"],
        contact_modes=["text", "phone", "pigeon"],
        furthest_km=9000,
        capacity=-1,
        manager_email=" Boss@Example.ORG ",
        characteristics=["over_65", "carer", "sealed secret"],
    )
    kept = tidy(said)
    assert kept.side == "answers"
    assert kept.offers == ["listening", "caring"]
    assert kept.times == ["mon_morning", "wed_evening"]
    # The language that somebody likes best stays first.
    assert kept.languages == ["pl", "en"]
    assert kept.contact_modes == ["phone", "text"]
    assert (kept.furthest_km, kept.capacity) == (200, 0)
    assert kept.manager_email == "boss@example.org"
    assert kept.characteristics == ["carer", "over_65"]
    assert tidy(said, kept=["sealed secret"]).characteristics == [
        "carer",
        "over_65",
        "sealed secret",
    ]


def test_what_is_not_said_again_stays_unsaid() -> None:
    assert tidy(Said(characteristics=None)).characteristics is None
    assert tidy(Said()).furthest_km is None


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ({"offer_words": "x" * 501}, WORDS),
        ({"wish_words": "x" * 501}, WORDS),
        ({"what_i_bring": "x" * 1001}, WORDS),
        ({"manager_email": "the boss"}, MANAGER),
        ({"manager_email": " "}, None),
        ({"what_i_bring": "x" * 1000, "offer_words": "x" * 500}, None),
    ],
)
def test_what_has_to_be_put_right(more: dict[str, Any], fault: str | None) -> None:
    assert fault_in(replace(Said(), **more)) == fault


@pytest.mark.parametrize(
    ("standings", "side"),
    [
        (["pcn_staff"], "answers"),
        (["pcn_staff", "lived_experience"], "proposes"),
        (["community_health_creator"], "proposes"),
        ([], "answers"),
    ],
)
def test_the_form_suggests_to_begin_with_the_wishes_of_the_community(
    standings: list[str], side: str
) -> None:
    assert side_for(standings) == side


@pytest.mark.parametrize(
    ("held", "capacity", "asked", "back"),
    [(1, 1, 1, 0), (2, 1, 1, 1), (3, 1, 1, 1), (2, 0, 2, 2), (0, 5, 0, 0), (2, 1, 0, 0)],
)
def test_only_what_was_proposed_makes_room(held: int, capacity: int, asked: int, back: int) -> None:
    assert surplus(held, capacity, asked) == back


def test_two_of_the_same_name_are_told_apart_by_what_they_bring() -> None:
    one, two, three = uuid4(), uuid4(), uuid4()
    names = choice_names(
        [(one, "Ann Bell", "I grow\nbeans."), (two, "Ann Bell", "y" * 60), (three, "Cai Dale", "z")]
    )
    assert names == {
        one: "Ann Bell (I grow beans.)",
        two: f"Ann Bell ({'y' * 40}…)",
        three: "Cai Dale",
    }
