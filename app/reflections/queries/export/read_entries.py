"""An entry in a file that somebody sends, with what belongs to it; nothing in it is trusted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

from app.reflections.rules import LONGEST, clean_text
from app.reflections.rules.attachments import LONGEST_DESCRIPTION
from app.reflections.rules.cpd import FIRST_DAY
from app.reflections.rules.spoken import COMPANIES, LONGEST_TALK
from app.reflections.rules.spoken import EARLIEST as FIRST_TALK

EARLIEST = datetime(FIRST_DAY, 1, 1, tzinfo=UTC)
LONGEST_PATH = 300
LONGEST_KEY = 100


def _after(when: datetime) -> datetime:
    if when < EARLIEST:
        raise ValueError("too early")
    return when


def _company(said: str) -> str:
    if said not in COMPANIES:
        raise ValueError("nobody")
    return said


Text = Annotated[str, AfterValidator(clean_text)]
When = Annotated[AwareDatetime, AfterValidator(_after)]
Key = Annotated[str, Field(max_length=LONGEST_KEY)]


class Read(BaseModel):
    """Something in the file; keys that we do not know are passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class ReadVersion(Read):
    """A version of an entry."""

    number: Annotated[int, Field(ge=1, le=100_000)]
    written_at: When
    text: Annotated[Text, Field(max_length=LONGEST)]
    restored_from: Annotated[int, Field(ge=1, le=100_000)] | None = None


class ReadFile(Read):
    """A picture or recording; `file` is where it lies in the ZIP, if it is there."""

    key: UUID
    file: Annotated[str, Field(max_length=LONGEST_PATH)] | None = None
    name: Annotated[Text, Field(max_length=LONGEST_PATH)] = ""
    description: Annotated[Text, Field(max_length=LONGEST_DESCRIPTION)] = ""
    added_at: When


class ReadTalk(Read):
    """That it was said out loud."""

    day: Annotated[date, Field(ge=FIRST_TALK)]
    company: Annotated[str, AfterValidator(_company)]
    minutes: Annotated[int, Field(ge=1, le=LONGEST_TALK)] | None = None


class ReadOrigin(Read):
    """Where it began: a step by the keys of the course, or a session."""

    module: Key | None = None
    step: Key | None = None
    session: UUID | None = None


class ReadFeature(Read):
    """What it is about."""

    key: Key


class ReadEntry(Read):
    """An entry with its versions."""

    key: UUID
    written_at: When
    versions: Annotated[list[ReadVersion], Field(min_length=1, max_length=10_000)]
    origin: ReadOrigin | None = None
    spoken: ReadTalk | None = None
    features: list[ReadFeature] = Field(default_factory=list, max_length=100)
    attachments: list[ReadFile] = Field(default_factory=list, max_length=100)

    @property
    def said(self) -> Sequence[ReadVersion]:
        """The versions in the order of their numbers, less those without words.

        The first of what was said out loud is kept: it has none.
        """
        found = sorted(self.versions, key=lambda one: one.number)
        return [
            one
            for place, one in enumerate(found)
            if one.text.strip() or (self.spoken and place == 0)
        ]


def renumbered(
    versions: Sequence[ReadVersion], *, start: int = 1, known: Sequence[ReadVersion] = ()
) -> list[tuple[int, ReadVersion, int | None]]:
    """Versions with the numbers that they get from `start` on, and whose words each has again.

    `known` are those of the file that are here already, counted like here; without them nobody
    can say which of ours has words that are there again.
    """
    numbers = {one.number: place for place, one in enumerate(known, start=1)}
    numbers |= {one.number: place for place, one in enumerate(versions, start=start)}
    return [
        (numbers[one.number], one, numbers.get(one.restored_from) if one.restored_from else None)
        for one in versions
    ]
