"""Makes people for matchings, by chance that is always the same; none of them is real."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any
from uuid import UUID

from app.mentoring.rules.matching import Candidate, Pool, Spot
from app.mentoring.rules.topics import (
    ANSWERS,
    CHARACTERISTICS,
    CONTACT_MODES,
    MOST_CHOICES,
    PROPOSES,
    TIMES,
    TOPICS,
)

# Towns some 10 km apart, along a line.
SPOTS = tuple(Spot(UUID(int=900 + n), 53.4 + n * 0.09, -2.2) for n in range(6))


def person(number: int, side: str = PROPOSES, **more: Any) -> Candidate:
    """Somebody who fits everybody; `more` is what is different about them."""
    facts: dict[str, Any] = {
        "modes": frozenset({"phone"}),
        "languages": frozenset({"en"}),
        "times": frozenset({"mon_morning"}),
        "offers": frozenset({"listening"}),
        "wishes": frozenset({"listening"}),
    }
    return Candidate(UUID(int=number), side, **{**facts, **more})


def somebody(chance: Random, number: int, side: str) -> Candidate:
    """Somebody as people come: most speak English, many use the phone, times are few."""
    languages = {"en"} if chance.random() < 0.9 else set()
    if not languages or chance.random() < 0.2:
        languages.add(chance.choice(["cy", "pl", "ur", "ar"]))
    return Candidate(
        id=UUID(int=chance.getrandbits(128)),
        side=side,
        room=chance.choice([1, 1, 1, 2, 3]) if side == ANSWERS else 1,
        modes=some_of(chance, CONTACT_MODES, 1, 3),
        languages=frozenset(languages),
        times=some_of(chance, TIMES, 3, 9),
        offers=some_of(chance, TOPICS, 1, 5),
        wishes=some_of(chance, TOPICS, 1, 4),
        spot=chance.choice(SPOTS),
        furthest_km=chance.choice([0, 10, 15, 30, None]),
        email=f"person-{number}@learning.example",
        manager_email=f"manager-{number % 9}@work.example" if chance.random() < 0.4 else "",
        characteristics=some_of(chance, CHARACTERISTICS, 0, 2),
        names_them=chance.random() < 0.5,
    )


def some_of(chance: Random, words: Any, fewest: int, most: int) -> frozenset[str]:
    """A few of these words."""
    return frozenset(chance.sample(sorted(words), chance.randint(fewest, most)))


def make_pool(
    seed: int, *, proposing: int = 20, answering: int = 20, choosing: float = 0.5, apart: int = 4
) -> Pool:
    """So many people of each side, of whom a share names up to five others."""
    chance = Random(seed)
    people = [
        somebody(chance, number, PROPOSES if number < proposing else ANSWERS)
        for number in range(proposing + answering)
    ]
    asks, answers = people[:proposing], people[proposing:]
    with_choices = []
    for one in people:
        others = answers if one.side == PROPOSES else asks
        if others and chance.random() < choosing:
            chosen = chance.sample(others, min(len(others), chance.randint(1, MOST_CHOICES)))
            with_choices.append(replace(one, choices=tuple(other.id for other in chosen)))
        else:
            with_choices.append(one)
    ids = [one.id for one in people]
    drawn = [(chance.choice(ids), chance.choice(ids)) for _ in range(apart if ids else 0)]
    return Pool(with_choices, frozenset(pair for pair in drawn if pair[0] != pair[1]))
