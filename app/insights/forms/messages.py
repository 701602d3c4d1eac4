"""The form with which somebody writes to some of a cohort."""

from __future__ import annotations

from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from app.insights.errors.messages import SubjectNeeded, WordsNeeded
from app.insights.rules.messages import LONGEST_MESSAGE, LONGEST_SUBJECT
from app.web.forms import WebForm


class MessageForm(WebForm):
    """What to say, in one line and in full."""

    subject = StringField(
        "What is it about?",
        validators=[
            InputRequired(SubjectNeeded.sentence),
            Length(max=LONGEST_SUBJECT, message=SubjectNeeded.sentence),
        ],
        render_kw={"autocomplete": "off"},
    )
    words = TextAreaField(
        "Your message",
        validators=[
            InputRequired(WordsNeeded.sentence),
            Length(max=LONGEST_MESSAGE, message=WordsNeeded.sentence),
        ],
    )
