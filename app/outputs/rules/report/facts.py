"""All that a report is made of, as it is handed to the rules that write it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.kit.charts import Bar
from app.kit.document import Chart
from app.kit.small_numbers import Shown
from app.outputs.rules.gift_blocks import Given
from app.practice.rules.indicators import Words


@dataclass(frozen=True)
class Told:
    """One contribution as it stands in the report; `author` only tells people apart.

    `under` is the key of the message or the priority that it stands under; empty: neither.
    """

    key: str
    author: str
    kind: str
    words: str
    named: str
    under: str = ""
    title: str = ""
    has_brackets: bool = False
    picture: Given | None = None


@dataclass(frozen=True)
class Votes:
    """A poll that has closed, with what may be told of it."""

    key: str
    question: str
    # Whether people shared out dots, instead of choosing one answer each.
    in_dots: bool
    voters: str
    bars: Sequence[Bar]


@dataclass(frozen=True)
class Note:
    """What was said where people made sense of the words together.

    `people`: how many took part, as it was told last or is told first; exact.
    """

    key: str
    title: str
    day: str
    people: int
    said: str
    differed: str = ""


@dataclass(frozen=True)
class Message:
    """A key message, how the cohort stands behind it, and under which priority it is.

    `told` is the key of the contribution that is the message, where it is taken as somebody said
    it; `text` is empty then.
    """

    key: str
    text: str
    stands_on: str
    note: str = ""
    votes: Votes | None = None
    priority: str = ""
    told: str = ""


@dataclass(frozen=True)
class Priority:
    """One of the aims that a report can be sorted by."""

    key: str
    title: str
    text: str


@dataclass(frozen=True)
class ShownLook:
    """What was found on a day, as everybody may see it; n in words, empty where nobody said."""

    day: str
    value: Shown
    n: str = ""


@dataclass(frozen=True)
class LookedAt:
    """A local indicator: its kind, unit and words, when and how the cohort chose it, its values.

    `left_on`: the day since which it is not in use; empty: it is. `looks` are the newest of all
    the `times`, oldest first.
    """

    key: str
    kind: str
    unit: str
    words: Words
    chosen_on: str
    chosen_how: str
    left_on: str = ""
    looks: Sequence[ShownLook] = ()
    times: int = 0


@dataclass(frozen=True)
class Report:
    """All that a report is made of.

    `steady`: the exact numbers to be told of people behind words, by what they are of; a number
    that was published before moves only by eight people.
    """

    title: str
    cohort: str
    day: date
    is_draft: bool
    people: int
    charts: Sequence[Chart] = ()
    told: Sequence[Told] = ()
    messages: Sequence[Message] = ()
    notes: Sequence[Note] = ()
    priorities: Sequence[Priority] = ()
    # Who set the priorities: the title of their list, and its document.
    priorities_from: str = ""
    looked_at: Sequence[LookedAt] = ()
    steady: Mapping[str, int] = field(default_factory=dict)

    def under(self, key: str) -> list[Told]:
        """What stands under a message or a priority; with an empty key, what stands under none."""
        as_messages = {message.told for message in self.messages}
        return [one for one in self.told if one.under == key and one.key not in as_messages]

    def note_of(self, message: Message) -> Note | None:
        """The notes of the session that a message stands on."""
        return next((note for note in self.notes if note.key == message.note), None)

    def voice_of(self, message: Message) -> Told | None:
        """The contribution that is this message, where it is taken as somebody said it."""
        return next((one for one in self.told if one.key == message.told), None)


def authors(told: Sequence[Told]) -> int:
    """How many people gave these words."""
    return len({one.author for one in told})
