"""Why two were brought together, and why nobody was found for somebody: keys and facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from app.mentoring.rules.matching.filters import DISTANCE, LANGUAGE, LINE, MODE, TIMES
from app.mentoring.rules.matching.people import Candidate, Reason
from app.mentoring.rules.matching.wishes import Field

# Why somebody is left, besides what keeps two from fitting.
NO_ROOM = "no_room"
SAYS_NO = {"languages": "says_no_language", "modes": "says_no_mode", "times": "says_no_time"}
TAKEN = "taken"
NOBODY = "nobody"
# A coordinator's change by hand: their own pair went, or the other was given to somebody else.
TAKEN_OUT = "taken_out"
LET_GO = "let_go"
# Whom they would have walked with has deleted what they said.
GONE = "gone"
COUNTED = (LANGUAGE, MODE, TIMES, DISTANCE, LINE)

# Why two fit, in the order in which it is told.
CHOSEN = "each_chose"
WISH = "wish"
IN_COMMON = "in_common"
SAME_PLACE = "same_place"
LANGUAGES = "languages"
MODES = "modes"
SAME_TIMES = "same_times"
MOST_TIMES = 3


def why_these_two(field: Field, one: int, two: int) -> Sequence[Reason]:
    """What both may read of why they were brought together.

    That only one named the other is not told, and what they have in common only with a yes of both.
    """
    return list(_reasons(field, one, two))


def why_nobody(field: Field, person: int) -> Sequence[Reason]:
    """Why nobody was found for somebody, with how many people each reason kept away.

    Those who are kept apart from them are in no number, so that nobody can tell that there are any.
    """
    own = field.people[person]
    missing = [{"key": key} for name, key in SAYS_NO.items() if not getattr(own, name)]
    if missing:
        return missing
    found = Counter(
        field.sieve.why_not(person, other) or TAKEN
        for other in range(len(field.people))
        if other != person
    )
    counted = [{"key": key, "n": found[key]} for key in (TAKEN, *COUNTED) if found[key]]
    return counted or [{"key": NOBODY}]


def _reasons(field: Field, one: int, two: int) -> Iterator[Reason]:
    first, second = field.people[one], field.people[two]
    if field.chose(one, two) is not None and field.chose(two, one) is not None:
        yield {"key": CHOSEN}
    for asks, gives in ((first, second), (second, first)):
        if topics := asks.wishes & gives.offers:
            yield {"key": WISH, "person": str(asks.id), "topics": sorted(topics)}
    common = first.characteristics & second.characteristics
    if common and first.names_them and second.names_them:
        yield {"key": IN_COMMON, "what": sorted(common)}
    if _same_place(first, second):
        yield {"key": SAME_PLACE}
    yield {"key": LANGUAGES, "codes": sorted(first.languages & second.languages)}
    yield {"key": MODES, "modes": sorted(first.modes & second.modes)}
    yield {"key": SAME_TIMES, "times": sorted(first.times & second.times)}


def _same_place(one: Candidate, two: Candidate) -> bool:
    return bool(one.spot and two.spot and one.spot.place_id == two.spot.place_id)
