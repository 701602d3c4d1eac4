"""What a pack is made of: the words of a module, and whom its reader can turn to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from app.kit.booklet import PictureFile

# By the address that stands in the text.
PicturesByAddress: TypeAlias = Mapping[str, PictureFile]


@dataclass(frozen=True)
class StepText:
    """One step as it was rendered and sanitised; `opens` says when, if it is not open yet.

    Then neither its HTML nor its data may be here.
    """

    key: str
    kind: str
    title: str
    minutes: int
    html: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    opens: str = ""


@dataclass(frozen=True)
class ModuleText:
    """A module with its steps in order."""

    key: str
    number: int
    title: str
    summary: str
    aims: Sequence[str]
    minutes: int
    steps: Sequence[StepText]

    @property
    def heading(self) -> str:
        """Its number and title, as they stand at the head of each page."""
        return f"Module {self.number}: {self.title}"


@dataclass(frozen=True)
class CohortFacts:
    """The cohort, the phone number to ring, and the names of those who run it."""

    name: str
    phone: str = ""
    helpers: Sequence[str] = ()

    @property
    def whom(self) -> str:
        """The people to ask, as a sentence says it."""
        if not self.helpers:
            return "your facilitator"
        *first, last = self.helpers
        return f"{', '.join(first)} or {last}" if first else last

    @property
    def reach(self) -> str:
        """Whom to ask and how, as the end of a sentence such as `Ask Amina, on 01632 960000`."""
        return f"{self.whom}, on {self.phone}" if self.phone else self.whom
