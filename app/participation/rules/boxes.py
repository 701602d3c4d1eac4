"""What lies in the box of a poll: ballots as a heap without order, so that none has a voter.

A ballot says how many dots each answer gets, in the order in which the answers were written; a
choice is one dot. The box is kept as one text, and the same votes give the same text in whatever
order they were cast: there is no order to compare with that of the voters. Its length is rounded
up, so that it does not tell what the last voter added.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import repeat

Ballot = tuple[int, ...]

ROUNDED_TO = 4096
"""Characters: the length of a box is a multiple of this."""


@dataclass(frozen=True)
class Box:
    """Ballots in the order of what they say, and the sum of what was counted on paper.

    `paper` holds the dots of each answer that came on sheets from which nobody can tell one
    person's dots from another's, and `people` how many put them there.
    """

    ballots: tuple[Ballot, ...] = ()
    people: int = 0
    paper: Ballot = ()

    def with_ballots(self, *ballots: Ballot) -> Box:
        """The box with more ballots in it."""
        return replace(self, ballots=tuple(sorted((*self.ballots, *ballots))))

    def with_sheet(self, people: int, dots: Ballot) -> Box:
        """The box with the dots of so many people in it, who put them on one sheet."""
        before = self.paper or tuple(repeat(0, len(dots)))
        added = tuple(had + more for had, more in zip(before, dots, strict=True))
        return replace(self, people=self.people + people, paper=added)

    @property
    def voters(self) -> int:
        """How many people's votes are in it."""
        return len(self.ballots) + self.people


def fits(ballot: Sequence[int], *, options: int, dots: int, most: int) -> bool:
    """Whether a ballot is filled in as the poll asks: at least one dot, and not too many."""
    if len(ballot) != options or not all(0 <= given <= most for given in ballot):
        return False
    return 1 <= sum(ballot) <= dots


def single(place: int, options: int) -> Ballot:
    """The ballot of somebody who chose one answer, by its place from 0."""
    return tuple(int(one == place) for one in range(options))


def written(box: Box) -> str:
    """The box as one text of a rounded length."""
    facts = {"ballots": box.ballots, "people": box.people, "paper": box.paper}
    text = json.dumps(facts, separators=(",", ":"))
    return text.ljust(-(-len(text) // ROUNDED_TO) * ROUNDED_TO)


def read(text: str) -> Box:
    """The box that was written."""
    facts = json.loads(text)
    ballots = tuple(tuple(ballot) for ballot in facts["ballots"])
    return Box(ballots, facts["people"], tuple(facts["paper"]))
