"""What two people must have in common; everything here is a yes or a no."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import asin, cos, radians, sin, sqrt
from uuid import UUID

from app.mentoring.rules.matching.people import Candidate, Pool, Spot
from app.mentoring.rules.topics import IN_PERSON

# Why two do not fit, in the order in which they are looked at.
APART = "apart"
LINE = "line_management"
LANGUAGE = "language"
MODE = "contact_mode"
TIMES = "times"
DISTANCE = "distance"

EARTH_KM = 6371.0


class Sieve:
    """Looks at pairs of people by their numbers in `people`; sets are bits, so that it is quick."""

    def __init__(self, people: Sequence[Candidate], pool: Pool) -> None:
        self._people = people
        numbers = {one.id: number for number, one in enumerate(people)}
        self._apart = _apart(numbers, pool)
        self._languages = in_bits([one.languages for one in people])
        self._modes = in_bits([one.modes for one in people], first=IN_PERSON)
        self._times = in_bits([one.times for one in people])

    def why_not(self, one: int, two: int) -> str | None:
        """Why these two do not fit; None when they do."""
        if (one, two) in self._apart:
            return APART
        if _same_line(self._people[one], self._people[two]):
            return LINE
        modes = self._modes[one] & self._modes[two]
        for why, shared in (
            (LANGUAGE, self._languages[one] & self._languages[two]),
            (MODE, modes),
            (TIMES, self._times[one] & self._times[two]),
        ):
            if not shared:
                return why
        # Only the first bit: they can meet face to face and in no other way.
        is_far = modes == 1 and not is_near(self._people[one], self._people[two])
        return DISTANCE if is_far else None


def in_bits(sets: Sequence[Iterable[str]], first: str = "") -> list[int]:
    """Each set of words as bits; the same word is the same bit, and `first` is the lowest."""
    words = sorted({word for one in sets for word in one} - {first})
    bits = {word: 1 << place for place, word in enumerate((first, *words))}
    return [sum(bits[word] for word in set(one)) for one in sets]


def is_near(one: Candidate, two: Candidate) -> bool:
    """Whether both would go as far as the other is; an unknown distance is not near."""
    if one.spot is None or two.spot is None:
        return False
    limits = [far for far in (one.furthest_km, two.furthest_km) if far is not None]
    if one.spot.place_id == two.spot.place_id or not limits:
        return True
    far = distance_km(one.spot, two.spot)
    return far is not None and far <= min(limits)


def distance_km(one: Spot, two: Spot) -> float | None:
    """How far two places are apart as the crow flies, in kilometres; None when nobody knows.

    Source: the haversine formula on a sphere.
    """
    if None in (one.latitude, one.longitude, two.latitude, two.longitude):
        return None
    north, south = radians(one.latitude or 0), radians(two.latitude or 0)
    east = radians((two.longitude or 0) - (one.longitude or 0))
    half = sin((south - north) / 2) ** 2 + cos(north) * cos(south) * sin(east / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))


def _same_line(one: Candidate, two: Candidate) -> bool:
    """One manages the other, or the same person manages both."""
    if not one.manager_email and not two.manager_email:
        return False
    return (
        one.manager_email == two.manager_email
        or (bool(one.email) and one.email == two.manager_email)
        or (bool(two.email) and two.email == one.manager_email)
    )


def _apart(numbers: dict[UUID, int], pool: Pool) -> set[tuple[int, int]]:
    """The pairs that must not be, both ways round."""
    pairs = {
        (numbers[one], numbers[two]) for one, two in pool.apart if {one, two} <= numbers.keys()
    }
    return pairs | {(two, one) for one, two in pairs}
