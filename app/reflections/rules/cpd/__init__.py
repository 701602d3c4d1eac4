"""Records of learning (CPD): what is written in one, years of appraisal, and how they are counted.

What somebody wrote about it is sealed; the day, the minutes and whether others took part are not.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

LONGEST_TITLE = 200
LONGEST_WORDS = 5_000
MOST_MINUTES = 6_000
"""Of one record: a hundred hours, for a long course."""

FIRST_DAY = 1990
"""No record is of a year before this one."""

LAST_DAY = 2100
"""No registration ends after this year."""


@dataclass(frozen=True)
class Words:
    """What a person wrote about an activity: its name, what they learned, what changed."""

    title: str
    learned: str = ""
    changed: str = ""

    @property
    def is_thought_over(self) -> bool:
        """Whether anything is written beside the name."""
        return bool(self.learned or self.changed)

    def to_text(self) -> str:
        """One text, to be sealed."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_text(cls, text: str) -> Words:
        """The words that `to_text` gave."""
        return cls(**json.loads(text))
