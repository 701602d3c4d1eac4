"""Which people of a cohort are looked at, as an address says it, and back into an address."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from app.cohorts.rules import JOINED, PARTICIPANT, ROLES, STANDINGS, STATES
from app.kit.plain import clean_sought

# Stands for every role or every state: without a word, they are participants who joined.
ANY = "any"
# People of whom nobody has said where they come from.
NO_PLACE = "none"

NOT_BEGUN = "not-begun"
ON_THE_WAY = "on-the-way"
FINISHED = "finished"
HOW_FAR = {NOT_BEGUN: "Not begun", ON_THE_WAY: "On the way", FINISHED: "Finished"}

YES = "yes"
MODULE_KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,79}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Filters:
    """Which people of a cohort are chosen; "" stands for all.

    `place` is an id, or NO_PLACE. `module` is the key of the one module that is looked at, and
    `how_far` is about it; without one, about the whole course. `needs_call`: they are reached by
    phone or post, or a call to them is due. `name` is a part of a name.
    """

    place: str = ""
    standing: str = ""
    module: str = ""
    role: str = PARTICIPANT
    state: str = JOINED
    needs_call: bool = False
    how_far: str = ""
    name: str = ""

    @property
    def as_query(self) -> dict[str, str]:
        """What an address says of it, in one order; what goes without saying is left out."""
        said = {
            "module": self.module,
            "far": self.how_far,
            "place": self.place,
            "standing": self.standing,
            "role": "" if self.role == PARTICIPANT else self.role or ANY,
            "state": "" if self.state == JOINED else self.state or ANY,
            "call": YES if self.needs_call else "",
            "name": self.name,
        }
        return {name: value for name, value in said.items() if value}

    @property
    def is_narrowed(self) -> bool:
        """Whether people are left out whom one would see without any filter."""
        return replace(self, module="") != EVERYBODY

    def within(self, modules: Collection[str]) -> Filters:
        """The same in a course with these modules; one that it does not have stands for all."""
        return self if self.module in modules else replace(self, module="")


EVERYBODY = Filters()


def filters_from(args: Mapping[str, str]) -> Filters:
    """The filters that an address asks for; what there is not stands for all."""
    module = args.get("module", "")
    return Filters(
        place=_place(args.get("place", "")),
        standing=_one_of(STANDINGS, args.get("standing", "")),
        module=module if MODULE_KEY.fullmatch(module) else "",
        role=_unless_any(ROLES, args.get("role", ""), PARTICIPANT),
        state=_unless_any(STATES, args.get("state", ""), JOINED),
        needs_call=args.get("call") == YES,
        how_far=_one_of(HOW_FAR, args.get("far", "")),
        name=clean_sought(args.get("name", "")),
    )


def _one_of(known: Collection[str], said: str) -> str:
    return said if said in known else ""


def _unless_any(known: Collection[str], said: str, otherwise: str) -> str:
    """Nothing stands for all of them, and what is not known for what goes without saying."""
    return "" if said == ANY else said if said in known else otherwise


def _place(said: str) -> str:
    if said == NO_PLACE:
        return said
    try:
        return str(UUID(said))
    except ValueError:
        return ""
