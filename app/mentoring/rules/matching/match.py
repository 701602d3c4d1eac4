"""A matching from beginning to end: stable pairs, then suggestions, and why for everybody."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from typing import Any

from app.mentoring.rules.matching.deferred import Pairs, stable_pairs
from app.mentoring.rules.matching.people import (
    RULES_VERSION,
    STABLE,
    SUGGESTED,
    Candidate,
    LeftOut,
    MatchedPair,
    Matching,
    Pool,
)
from app.mentoring.rules.matching.reasons import NO_ROOM, why_nobody, why_these_two
from app.mentoring.rules.matching.suggestions import suggested_pairs
from app.mentoring.rules.matching.wishes import Field
from app.mentoring.rules.topics import PROPOSES


def match(pool: Pool, told: Callable[[], None] = lambda: None) -> Matching:
    """Bring together whoever can be: the same people, in any order, give the same.

    A pair names first whose wishes were looked at first. Everybody is in a pair or left with a
    reason. `told` is called when it is known who fits, after the stable pairs, and after the
    suggestions.
    """
    field = Field(pool)
    told()
    stable = stable_pairs(field)
    told()
    suggested = suggested_pairs(field, stable)
    told()
    found = [*_pairs(field, stable, STABLE), *_pairs(field, suggested, SUGGESTED)]
    matched = {number for pair in (*stable, *suggested) for number in pair}
    left = [
        LeftOut(one.id, why_nobody(field, number))
        for number, one in enumerate(field.people)
        if number not in matched
    ]
    full = [
        LeftOut(one.id, [{"key": NO_ROOM}])
        for one in sorted(pool.people, key=lambda one: one.id.bytes)
        if one.room <= 0
    ]
    return Matching(found, [*left, *full], digest_of(pool))


def digest_of(pool: Pool) -> str:
    """A hash of all that goes into a matching, and of the rules."""
    people = sorted((_plain(one) for one in pool.people), key=lambda one: str(one["id"]))
    apart = sorted({tuple(sorted(map(str, pair))) for pair in pool.apart})
    told = json.dumps([RULES_VERSION, people, apart], sort_keys=True)
    return sha256(told.encode()).hexdigest()


def _pairs(field: Field, pairs: Pairs, origin: str) -> list[MatchedPair]:
    made = []
    for one, two in sorted(pairs):
        # A suggestion may be of two of the same side; then the order says nothing.
        is_turned = field.people[one].side != PROPOSES and field.people[two].side == PROPOSES
        first, second = (two, one) if is_turned else (one, two)
        reasons = why_these_two(field, first, second)
        made.append(MatchedPair(field.people[first].id, field.people[second].id, origin, reasons))
    return made


def _plain(one: Candidate) -> dict[str, Any]:
    """A person as JSON can hold them, always in the same way."""
    spot = one.spot
    sets = ("modes", "languages", "times", "offers", "wishes", "characteristics")
    return {
        "id": str(one.id),
        "side": one.side,
        "room": one.room,
        **{name: sorted(getattr(one, name)) for name in sets},
        "spot": [str(spot.place_id), spot.latitude, spot.longitude] if spot else None,
        "furthest_km": one.furthest_km,
        "choices": [str(other) for other in one.choices],
        "email": one.email,
        "manager_email": one.manager_email,
        "names_them": one.names_them,
    }
