"""What an author allows for one contribution, as it is chosen on a form or told to somebody."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from app.outputs.rules.consent import CHOSEN, WITH_ROLE, allows
from app.outputs.rules.gifts import one_line


@dataclass(frozen=True)
class Allowed:
    """Where, under which name, and the last day (None: no end).

    `few_known`: the author knows that few people fit the name. Without `check_first`, this is a
    yes ahead to exactly these words and this name.
    """

    audience: str
    named_as: str
    until: date | None
    training: bool = False
    role: str = ""
    chosen_name: str = ""
    few_known: bool = False
    check_first: bool = True

    def cleaned(self) -> Allowed:
        """The same, with role and name in one line, and without one that is not shown."""
        return replace(
            self,
            role=one_line(self.role) if self.named_as in WITH_ROLE else "",
            chosen_name=one_line(self.chosen_name) if self.named_as == CHOSEN else "",
        )

    def is_narrower_than(self, before: Allowed) -> bool:
        """Whether fewer people may read it than before, or it is for training no more."""
        is_for_fewer = not allows(self.audience, before.audience)
        return is_for_fewer or (before.training and not self.training)


@dataclass(frozen=True)
class Entered:
    """Who wrote down what an author told them, and how it was told (one of `reading.WAYS`)."""

    by_id: UUID
    how: str
