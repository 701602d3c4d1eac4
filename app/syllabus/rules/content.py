"""The shapes of the course's files: sources, editions, modules and the kinds of step."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

LONGEST_STEP = 120
LONGEST_MODULE = 600
LONGEST_WAIT = 2 * 366
MONTH = r"^\d{4}-(0[1-9]|1[0-2])$"
DAY = r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"


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
ReadingAge = Annotated[int, Field(ge=8, le=18)]


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


class Opening(Written):
    """When a module or a step opens; with neither, it is open from the beginning.

    `days_after_start` counts from the cohort's first day, `after_session` waits for the end of
    the cohort's session on the module.
    """

    days_after_start: Annotated[int, Field(ge=1, le=LONGEST_WAIT)] | None = None
    after_session: bool = False


class EditionFile(Written):
    """`edition.yaml`: `framework` is the edition of the framework whose words it uses by default.

    `reading_age` is the age in years at which a child at school reads such text with ease.
    """

    key: Key
    title: Text
    framework: Key
    reading_age: ReadingAge = 12
    modules: Annotated[list[Key], Field(min_length=1)]


class ModuleFile(Written):
    """`module.yaml`: `minutes` is the sum of the minutes of its steps."""

    key: Key
    number: Annotated[int, Field(ge=1, le=99)]
    title: Text
    summary: Text
    aims: Annotated[list[Text], Field(min_length=1)]
    minutes: Annotated[int, Field(ge=1, le=LONGEST_MODULE)]
    # Other modules that come first, and a reading age of its own.
    opens: Opening | None = None
    needs: list[Key] = []
    reading_age: ReadingAge | None = None


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
    # Steps of the same module that come first, and rules beside those of the kind.
    opens: Opening | None = None
    needs: list[Key] = []
    done_by: list[Literal["read", "attended"]] = []


class Read(StepFront):
    """A page to read."""

    kind: Literal["read"]


class Watch(StepFront):
    """Something to watch, listen to or read aloud, with all its words in writing.

    Without a `recording` there is only the text to read aloud.
    """

    kind: Literal["watch"]
    recording: Text | None = None
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


class Download(StepFront):
    """A sheet to print and write on; `sheet` is Markdown, and `___` alone is space to write."""

    kind: Literal["download"]
    sheet: Text


class ModuleTranslation(Written):
    """`module.LANGUAGE.yaml`: the front page of a module in another language."""

    title: Text
    summary: Text
    aims: Annotated[list[Text], Field(min_length=1)]
    note: Text | None = None


class StepTranslation(Written):
    """The front matter of `NN-step.LANGUAGE.md`: what is not translated is shown in English."""

    title: Text
    without_a_computer: Text | None = None
    prompt: Text | None = None
    done_when: Text | None = None
    note: Text | None = None


class Slot(Written):
    """One part of a session's running order; `how` is Markdown."""

    minutes: Minutes
    what: Text
    how: Text


class Guide(Written):
    """The front matter of `guide.md`: how to run a module's session."""

    title: Text
    minutes: Annotated[int, Field(ge=1, le=LONGEST_MODULE)]
    prepare: Annotated[list[Text], Field(min_length=1)]
    running_order: Annotated[list[Slot], Field(min_length=1)]


KINDS: dict[str, type[StepFront]] = {
    "read": Read,
    "watch": Watch,
    "case_study": CaseStudy,
    "knowledge_check": KnowledgeCheck,
    "reflection": Reflection,
    "activity": Activity,
    "poll": Poll,
    "download": Download,
}
