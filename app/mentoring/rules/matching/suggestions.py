"""Suggestions for those left over: as many people as can be, and then whoever fits best."""

from __future__ import annotations

from collections.abc import Iterator
from heapq import nsmallest
from itertools import product
from typing import TYPE_CHECKING

from app.kit.later import Later
from app.mentoring.rules.matching.deferred import Pairs
from app.mentoring.rules.matching.wishes import Field

if TYPE_CHECKING:
    import rustworkx
else:
    rustworkx = Later("rustworkx")

# Of all who fit, each is looked at with so many who fit best, so that it stays quick.
MOST_EACH = 25
_DEAREST = 1_000
_TIES = 1 << 20


def suggested_pairs(field: Field, taken: Pairs) -> Pairs:
    """Pairs for people who have nobody in `taken`, with anybody who has room left.

    Both may be of the same side. Whoever has somebody already is held to the room they have.
    """
    room = [one.room for one in field.people]
    for pair in taken:
        for number in pair:
            room[number] -= 1
    has_somebody = {number for pair in taken for number in pair}
    left = [n for n in range(len(field.people)) if n not in has_somebody]
    costs = dict(_costs(field, left, [n for n, free in enumerate(room) if free > 0], taken))
    return _cheapest(costs, room, set(left))


def _costs(
    field: Field, left: list[int], free: list[int], taken: Pairs
) -> Iterator[tuple[tuple[int, int], int]]:
    """What each pair that could be costs: the pairs that fit best for each who is left."""
    for person in left:
        found = [
            (cost_of(field, person, other), other)
            for other in free
            if other != person
            and (person, other) not in taken
            and field.sieve.why_not(person, other) is None
        ]
        for cost, other in nsmallest(MOST_EACH, found):
            yield (min(person, other), max(person, other)), cost


def cost_of(field: Field, one: int, two: int) -> int:
    """The less two fit, the more it costs; whom somebody chose costs least. Never a tie."""
    cost = _DEAREST - 10 * (field.fit(one, two) + field.fit(two, one))
    for person, other in ((one, two), (two, one)):
        place = field.chose(person, other)
        if place is not None:
            cost -= _DEAREST // 4 - place
    return max(cost, 0) * _TIES + field.chance(one, two)


def _cheapest(costs: dict[tuple[int, int], int], room: list[int], left: set[int]) -> Pairs:
    """As many of those left as can be have somebody, and of all such ways the cheapest.

    Everybody left stands in the graph once for themselves, and everybody once more for each
    further person for whom they have room. A line between two who are left brings two people
    somebody; any other line brings one.
    """
    graph: rustworkx.PyGraph[int, int] = rustworkx.PyGraph(multigraph=False)
    selves: dict[int, int] = {}
    rooms: dict[int, list[int]] = {}
    for number in sorted({number for pair in costs for number in pair}):
        spare = room[number]
        if number in left:
            selves[number] = graph.add_node(number)
            spare -= 1
        rooms[number] = [graph.add_node(number) for _ in range(spare)]
    # More than all lines together could cost.
    more = (2 * _DEAREST * _TIES) * (len(graph) + 1)
    for (one, two), cost in sorted(costs.items()):
        if one in selves and two in selves:
            graph.add_edge(selves[one], selves[two], 2 * more - cost)
        for person, other in ((one, two), (two, one)):
            ways = product([selves[person]] if person in selves else [], rooms[other])
            for self_node, room_node in ways:
                graph.add_edge(self_node, room_node, more - cost)
    chosen = rustworkx.max_weight_matching(
        graph, max_cardinality=False, weight_fn=lambda weight: weight
    )
    nodes = graph.nodes()
    pairs = ((nodes[one], nodes[two]) for one, two in chosen)
    return {(min(pair), max(pair)) for pair in pairs}
