"""The forms for asking for a change, typing one in for somebody, and answering."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from wtforms import BooleanField, HiddenField, RadioField, SelectField, TextAreaField
from wtforms.validators import Length

from app.kit.db import new_id
from app.progress.queries import CourseWay
from app.suggestions.actions.suggest import Said
from app.suggestions.errors import TooLong
from app.suggestions.queries.entering import Teller
from app.suggestions.rules import ANSWERS, LONGEST
from app.web.context import request_key
from app.web.forms import WebForm

NOBODY = "nobody"
"""Chosen for somebody who does not want to be written down at all."""


class SuggestionForm(WebForm):
    """What one would change, and whether the cohort may see one's name."""

    words = TextAreaField(
        "What would you change?",
        validators=[Length(max=LONGEST, message=TooLong.sentence)],
        # Arabic, Urdu or Hebrew writing starts at the right.
        render_kw={"dir": "auto"},
    )
    is_named = BooleanField("Show my name to my cohort")
    request_key = HiddenField()

    def said(self) -> Said:
        """What was written and chosen."""
        key = request_key(self.request_key.data) or new_id()
        return Said(self.words.data or "", bool(self.is_named.data), key)


class EnteringForm(SuggestionForm):
    """The same for somebody who told it on paper or by phone."""

    words = TextAreaField(
        "What they would change, in their words",
        validators=[Length(max=LONGEST, message=TooLong.sentence)],
        render_kw={"dir": "auto"},
    )
    is_named = BooleanField("They want their name to be shown to the cohort")
    page = SelectField("Which page it is about", validate_choice=False)
    person = SelectField("Whose words these are", validate_choice=False)

    def offer(self, course: CourseWay | None, people: Sequence[Teller]) -> None:
        """Set the pages and the people to choose from."""
        pages = {
            f"{one.module.key}/{one.step.key}": f"{one.module.number}. {one.step.title}"
            for one in (course.steps if course else [])
        }
        self.page.choices = {"": "Choose a page", **pages}
        self.person.choices = {
            "": "Choose who told you",
            NOBODY: "Somebody who does not want to be written down",
            **{str(one.person_id): one.name for one in people},
        }

    @property
    def keys(self) -> tuple[str, str]:
        """The keys of the module and step that were chosen; empty where none was."""
        module_key, _, step_key = (self.page.data or "").partition("/")
        return module_key, step_key

    @property
    def person_id(self) -> UUID | None:
        """The person who was chosen, if it is one."""
        return request_key(self.person.data)


class AnsweringForm(WebForm):
    """How far it is, and why."""

    state = RadioField("What do you answer?", choices=dict(ANSWERS), validate_choice=False)
    answer = TextAreaField(
        "Your answer, in your words",
        validators=[Length(max=LONGEST, message=TooLong.sentence)],
        render_kw={"dir": "auto"},
    )
    seen = HiddenField()
