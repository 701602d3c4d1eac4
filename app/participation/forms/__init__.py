"""The forms that ask a cohort something, and how votes are read from a form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time
from typing import Protocol
from uuid import UUID

from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Length

from app.gatherings.forms import ClockField
from app.kit.db import new_id
from app.kit.times import NoSuchTime, to_utc
from app.participation import errors
from app.participation.actions.propose import PollIdea
from app.participation.models import PollOption
from app.participation.rules import (
    CHOICE,
    KINDS,
    LONGEST_ABOUT,
    LONGEST_OPTIONS,
    LONGEST_QUESTION,
    LONGEST_REASON,
    SECRECY,
)
from app.participation.rules.boxes import single
from app.web.context import request_key, typed_number
from app.web.forms import DayField, WebForm

# A time at which most people have heard of it on the day.
USUAL_TIME = time(17)
ANSWER = "option"


class Form(Protocol):
    """What a form sent: a name may come more than once."""

    def get(self, name: str, /) -> str | None:
        """The first value of this name."""
        ...


class PollForm(WebForm):
    """A question to a cohort, its answers, and how people vote."""

    question = StringField(
        "What do you want to ask?",
        validators=[Length(max=LONGEST_QUESTION, message=errors.QuestionNeeded.sentence)],
        render_kw={"autocomplete": "off", "dir": "auto"},
    )
    about = TextAreaField(
        "What should people know before they vote?",
        validators=[Length(max=LONGEST_ABOUT, message=errors.AboutTooLong.sentence)],
        render_kw={"dir": "auto"},
    )
    lines = TextAreaField(
        "The answers, one on each line",
        validators=[Length(max=LONGEST_OPTIONS, message=errors.OptionsNeeded.sentence)],
        render_kw={"dir": "auto"},
    )
    kind = RadioField("How do people vote?", choices=dict(KINDS), validate_choice=False)
    dots = StringField("How many dots does each person have?", default="3")
    most = StringField("How many of them may one answer get?", default="2")
    secrecy = RadioField("Who can find out?", choices=dict(SECRECY), validate_choice=False)
    closes_on = DayField("On which day does it close?")
    closes_at = ClockField("At what time?", default=USUAL_TIME)

    def idea(self, zone: str, key: str | None) -> PollIdea:
        """What was asked for; its time is on the clocks of `zone`."""
        return PollIdea(
            question=self.question.data or "",
            about=self.about.data or "",
            options=self.lines.data or "",
            kind=self.kind.data or "",
            secrecy=self.secrecy.data or "",
            dots=typed_number(self.dots.data),
            most=typed_number(self.most.data),
            closes_at=self._closes(zone),
            request_key=request_key(key) or new_id(),
        )

    def _closes(self, zone: str) -> datetime | None:
        if self.closes_on.data is None or self.closes_at.data is None:
            return None
        try:
            return to_utc(self.closes_on.data, self.closes_at.data, zone)
        except (NoSuchTime, OverflowError, ValueError):
            return None


class EnteredPollForm(PollForm):
    """The same for somebody who told it by phone or on paper."""

    person = SelectField("Whose question is it?", validate_choice=False)

    def offer(self, people: Iterable[tuple[UUID, str]]) -> None:
        """Set the people to choose from."""
        names = {str(person_id): name for person_id, name in people}
        self.person.choices = {"": "Choose a person", **names}


class StopForm(WebForm):
    """Why a poll ends without a result."""

    reason = TextAreaField(
        "Why, in a few words",
        validators=[Length(max=LONGEST_REASON, message=errors.ReasonNeeded.sentence)],
        render_kw={"dir": "auto"},
    )


def read_dots(sent: Form, kind: str, options: Sequence[PollOption]) -> list[int]:
    """The dots of each answer as a form says them; what is no number is -1, and fits nowhere."""
    if kind == CHOICE:
        chosen = [str(option.id) for option in options]
        answer = sent.get(ANSWER)
        return list(single(chosen.index(answer), len(chosen))) if answer in chosen else []
    return read_numbers(sent, options)


def read_numbers(sent: Form, options: Sequence[PollOption]) -> list[int]:
    """A number for each answer; an empty one is nought."""
    return [typed_number(sent.get(f"dots-{option.id}") or "0") for option in options]


def sent_again(kind: str, options: Sequence[PollOption], dots: Sequence[int]) -> Mapping[str, str]:
    """The fields that send the same vote once more, after somebody has looked at it."""
    if kind == CHOICE:
        chosen = (str(one.id) for one, given in zip(options, dots, strict=True) if given)
        return {ANSWER: next(chosen)}
    return {
        f"dots-{option.id}": str(given)
        for option, given in zip(options, dots, strict=True)
        if given
    }
