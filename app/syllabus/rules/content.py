"""The shapes of the course's files: sources, editions, modules and the kinds of step."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

LONGEST_STEP = 120
LONGEST_MODULE = 600


def _number_as_text(value: object) -> object:
    """A year or a count that was written as a number is its own text."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return str(value) if is_number else value


Text = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1),
    BeforeValidator(_number_as_text),
]
Key = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$"),
    BeforeValidator(_number_as_text),
]
Minutes = Annotated[int, Field(ge=1, le=LONGEST_STEP)]


class Written(BaseModel):
    """Something that an author wrote: no key too many, none too few, each of its own type."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Source(Written):
    """A document that the course cites; `short` is what a reader sees in the text."""

    title: Text
    short: Text
    year: Annotated[int, Field(ge=1900, le=2100)]
    publisher: Text
    note: Text | None = None


class EditionFile(Written):
    """`edition.yaml`: `framework` is the document whose words the edition uses by default."""

    key: Key
    title: Text
    framework: Key
    modules: Annotated[list[Key], Field(min_length=1)]


class ModuleFile(Written):
    """`module.yaml`: `minutes` is the sum of the minutes of its steps."""

    key: Key
    number: Annotated[int, Field(ge=1, le=99)]
    title: Text
    summary: Text
    aims: Annotated[list[Text], Field(min_length=1)]
    minutes: Annotated[int, Field(ge=1, le=LONGEST_MODULE)]


class Figure(Written):
    """A number with what a reader needs to judge it.

    `as_written` holds the few characters that stand in the source, so that it can be looked up.
    """

    value: Text
    about: Text
    n: Text
    date: Text
    caution: Text
    source: Key
    as_written: Annotated[list[Text], Field(min_length=1)]


class Option(Written):
    """One answer that a learner can choose, and what we say to those who choose it."""

    key: Key
    text: Text
    right: bool
    feedback: Text


class Question(Written):
    """One question with one right answer."""

    key: Key
    text: Text
    options: Annotated[list[Option], Field(min_length=2)]


class StepFront(Written):
    """The front matter that every step has; `without_a_computer` is Markdown."""

    key: Key
    kind: str
    title: Text
    minutes: Minutes
    without_a_computer: Text
    figures: list[Figure] = []


class Read(StepFront):
    """A page to read."""

    kind: Literal["read"]


class Watch(StepFront):
    """Something to watch or listen to, with all its words in writing."""

    kind: Literal["watch"]
    recording: Text
    transcript: Text


class CaseStudy(StepFront):
    """A true story from a document, with what it can and cannot show."""

    kind: Literal["case_study"]
    figures: Annotated[list[Figure], Field(min_length=1)]


class KnowledgeCheck(StepFront):
    """Questions with kind feedback for every answer."""

    kind: Literal["knowledge_check"]
    questions: Annotated[list[Question], Field(min_length=1)]


class Reflection(StepFront):
    """One prompt that leads into the reflective log."""

    kind: Literal["reflection"]
    prompt: Text


class Activity(StepFront):
    """Something done away from the page that changes something; `done_when` says how one knows."""

    kind: Literal["activity"]
    done_when: Text


class Poll(StepFront):
    """One question to the whole cohort."""

    kind: Literal["poll"]
    question: Text
    choices: Annotated[list[Text], Field(min_length=2)]


KINDS: dict[str, type[StepFront]] = {
    "read": Read,
    "watch": Watch,
    "case_study": CaseStudy,
    "knowledge_check": KnowledgeCheck,
    "reflection": Reflection,
    "activity": Activity,
    "poll": Poll,
}
SHAPES: tuple[type[Written], ...] = (
    *(Source, EditionFile, ModuleFile, Figure, Option, Question),
    *KINDS.values(),
)
KNOWN_KEYS = sorted({name for shape in SHAPES for name in shape.model_fields})
