"""The forms of a notebook and of goals."""

from __future__ import annotations

from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import Length

from app.mentoring.errors.together import GoalTooLong, NoteTooLong
from app.mentoring.rules.together import (
    GOAL_STATES,
    LONGEST_NOTE,
    LONGEST_STEP,
    LONGEST_TITLE,
    MOST_STEPS,
)
from app.web.forms import WebForm


class NoteForm(WebForm):
    """One entry of a notebook."""

    text = TextAreaField(
        "Write something for the two of you",
        validators=[Length(max=LONGEST_NOTE, message=NoteTooLong.sentence)],
        render_kw={"dir": "auto"},
    )


class GoalForm(WebForm):
    """A goal, and its steps."""

    title = StringField(
        "What would you like to reach?",
        validators=[Length(max=LONGEST_TITLE, message=GoalTooLong.sentence)],
        render_kw={"autocomplete": "off", "dir": "auto"},
    )
    # Named as what people write in is, so that it is given back whatever happens to the form.
    description = TextAreaField(
        "Steps on the way",
        validators=[
            Length(max=MOST_STEPS * (LONGEST_STEP + 2), message=GoalTooLong.sentence),
        ],
        render_kw={"dir": "auto"},
    )


class GoalChangeForm(GoalForm):
    """A goal as it is, to be changed."""

    state = RadioField(
        "How does it stand?", choices=dict(GOAL_STATES), validate_choice=False, default=""
    )
