"""The box in which people say something to each other."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from wtforms import BooleanField, HiddenField, SelectField, TextAreaField
from wtforms.validators import Length

from app.kit.db import new_id
from app.participation.actions.discuss import Words
from app.participation.errors import PostTooLong
from app.participation.rules.discussions import LONGEST_POST
from app.web.context import request_key
from app.web.forms import WebForm

MINE = "mine"


class PostForm(WebForm):
    """What somebody says; those who run the cohort can type it in for another."""

    words = TextAreaField(
        "What would you like to say or ask?",
        validators=[Length(max=LONGEST_POST, message=PostTooLong.sentence)],
        render_kw={"dir": "auto"},
    )
    is_question = BooleanField("This is a question, and I would like an answer")
    person = SelectField("Whose words are these?", validate_choice=False, default=MINE)
    request_key = HiddenField()

    def offer(self, people: Iterable[tuple[UUID, str]]) -> None:
        """Set the people whose words can be typed in."""
        names = {str(person_id): name for person_id, name in people}
        self.person.choices = {MINE: "My own", **names}

    def said(self, *, enters: bool) -> Words:
        """What was written; `enters`: whether the actor may type in for others."""
        chosen = self.person.data or MINE
        others = enters and chosen != MINE
        # What is no person at all is nobody of the cohort.
        person_id = (request_key(chosen) or new_id()) if others else None
        key = request_key(self.request_key.data) or new_id()
        return Words(self.words.data or "", bool(self.is_question.data), key, person_id)
