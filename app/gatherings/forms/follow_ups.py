"""The form that tells what came of a contact."""

from __future__ import annotations

from collections.abc import Sequence

from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import Length

from app.gatherings.errors.follow_ups import NoteTooLong, ReasonTooLong
from app.gatherings.rules.follow_ups import LONGEST_NOTE, LONGEST_REASON, OUTCOMES
from app.web.forms import DayField, WebForm


class MaybeDayField(DayField):
    """A day, or nothing."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read what was typed.

        Raises: ValueError with a sentence for the person.
        """
        self.data = None
        if " ".join(valuelist).strip():
            super().process_formdata(valuelist)


class FollowUpForm(WebForm):
    """What is known, what came of it, and when to look again."""

    reason = StringField(
        "Why they could not come",
        validators=[Length(max=LONGEST_REASON, message=ReasonTooLong.sentence)],
        render_kw={"autocomplete": "off"},
    )
    outcome = RadioField(
        "What came of it", choices=dict(OUTCOMES), validate_choice=False, default=""
    )
    note = TextAreaField(
        "Note", validators=[Length(max=LONGEST_NOTE, message=NoteTooLong.sentence)]
    )
    again_on = MaybeDayField("Look at it again on")
