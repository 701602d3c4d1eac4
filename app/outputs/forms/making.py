"""The forms with which facilitators put a report together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wtforms import (
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    TextAreaField,
)
from wtforms.validators import Length, Optional

from app.kit.times import say_short_date
from app.outputs.actions.messages import Meant
from app.outputs.actions.notes import Noted
from app.outputs.actions.redact import Wanted
from app.outputs.errors.making import MessageNeeded, NotesNeeded, PeopleNeeded
from app.outputs.errors.redaction import InsteadNeeded, ReasonNeeded
from app.outputs.queries.layouts import NoteLine
from app.outputs.queries.making import VoteLine
from app.outputs.rules.making import (
    LONGEST_DIFFERED,
    LONGEST_MESSAGE,
    LONGEST_SAID,
    STANDS_ON,
)
from app.outputs.rules.redaction import LONGEST_INSTEAD, LONGEST_PIECE, LONGEST_REASON
from app.web.context import request_key, typed_number
from app.web.forms import DayField, WebForm

NONE = ""
AS_IT_RUNS = {"dir": "auto"}


class MessageForm(WebForm):
    """A key message, how the group stands behind it, and what it stands on."""

    words = TextAreaField(
        "The message",
        validators=[Length(max=LONGEST_MESSAGE, message=MessageNeeded.sentence)],
        render_kw=AS_IT_RUNS,
    )
    stands_on = RadioField(
        "How does the group stand behind it?", choices=dict(STANDS_ON), validate_choice=False
    )
    note = SelectField("Notes of a session", validate_choice=False)
    poll = SelectField("A vote", validate_choice=False)
    priority = SelectField("Priority", validate_choice=False)
    request_key = HiddenField()
    version = HiddenField()

    def offer(
        self,
        *,
        notes: Sequence[NoteLine],
        votes: Sequence[VoteLine],
        priorities: Mapping[str, str],
    ) -> None:
        """Show what there is to choose from."""
        said = [(str(one.note.id), name_of_note(one)) for one in notes]
        self.note.choices = [(NONE, "None"), *said]
        asked = [(str(one.id), one.question) for one in votes]
        self.poll.choices = [(NONE, "None"), *asked]
        self.priority.choices = [(NONE, "None"), *priorities.items()]

    def meant(self) -> Meant:
        """What was written and chosen."""
        return Meant(
            self.words.data or "",
            self.stands_on.data or "",
            request_key(self.note.data),
            request_key(self.poll.data),
            self.priority.data or "",
        )

    def seen_version(self) -> int:
        """The version that the page showed."""
        return typed_number(self.version.data)


class PeopleField(IntegerField):
    """A number of people; what cannot be read as one is said in our own words."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what the browser sent."""
        try:
            super().process_formdata(valuelist)
        except ValueError as unreadable:
            raise ValueError(PeopleNeeded.sentence) from unreadable


class NoteForm(WebForm):
    """Notes of a session: which and when, how many took part, what was said."""

    session = SelectField("Which session?", validate_choice=False)
    held_on = DayField("Day", validators=[Optional()])
    people = PeopleField("How many people took part?", validators=[Optional()])
    said = TextAreaField(
        "What was said",
        validators=[Length(max=LONGEST_SAID, message=NotesNeeded.sentence)],
        render_kw=AS_IT_RUNS,
    )
    differed = TextAreaField(
        "What people did not agree on",
        validators=[Length(max=LONGEST_DIFFERED, message=NotesNeeded.sentence)],
        render_kw=AS_IT_RUNS,
    )
    request_key = HiddenField()
    version = HiddenField()

    def offer(self, sessions: Sequence[tuple[str, str]]) -> None:
        """Show the sessions to choose from: id and words."""
        self.session.choices = [(NONE, "None of these"), *sessions]

    def noted(self) -> Noted:
        """What was written and chosen."""
        return Noted(
            request_key(self.session.data),
            self.held_on.data,
            self.people.data,
            self.said.data or "",
            self.differed.data or "",
        )

    def seen_version(self) -> int:
        """The version that the page showed."""
        return typed_number(self.version.data)


class RedactionForm(WebForm):
    """A piece of somebody's words, and what is to stand in its place."""

    piece = TextAreaField(
        "Which words should be taken out?",
        validators=[Length(max=LONGEST_PIECE, message="Take out at most 500 characters at once.")],
        render_kw=AS_IT_RUNS,
    )
    place = SelectField("Which of them?", choices=[], validate_choice=False)
    instead = TextAreaField(
        "What should readers see in [brackets] in their place?",
        validators=[Length(max=LONGEST_INSTEAD, message=InsteadNeeded.sentence)],
        render_kw=AS_IT_RUNS,
    )
    reason = TextAreaField(
        "Why?",
        validators=[Length(max=LONGEST_REASON, message=ReasonNeeded.sentence)],
        render_kw=AS_IT_RUNS,
    )
    request_key = HiddenField()

    def wanted(self) -> Wanted:
        """What was written."""
        return Wanted(
            self.piece.data or "",
            self.instead.data or "",
            self.reason.data or "",
            typed_number(self.place.data, otherwise=0),
        )


def name_of_note(line: NoteLine) -> str:
    """A session's notes in a list."""
    day = say_short_date(line.note.held_on)
    return f"{line.title}, {day}" if line.title else day
